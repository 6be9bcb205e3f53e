"""Watching: whether anybody else has changed the project since it was looked at, so that what is known of it still holds."""

from __future__ import annotations

from qualcode.storage.database import Sight
from qualcode.usecases.project import Project

__all__ = ["Sight", "look", "look_again"]


def look(project: Project) -> Sight:
    """Look at the project, before it is read."""
    return project.store.look()


def look_again(project: Project, since: Sight, *, but: int) -> Sight | None:
    """Look once more; None unless it is sure that nothing but ``but`` steps of this very program was done since an earlier look."""
    now = project.store.look()
    return now if now.follows(since, but=but) else None
