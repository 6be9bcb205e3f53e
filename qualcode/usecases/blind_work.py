"""Blind work: what a coder who codes blind is shown of a project before a document is marked as read."""

from __future__ import annotations

import dataclasses

from qualcode.domain.coding import Memo
from qualcode.storage.coding_rows import memos
from qualcode.storage.ledger import Step
from qualcode.storage.tallies import codings_by_document
from qualcode.usecases.project import Project
from qualcode.usecases.recalling import steps
from qualcode.usecases.surveying import Line, Survey
from qualcode.usecases.viewing import unread_when_blind


def seen_by(project: Project, found: Survey) -> Survey:
    """Give a survey as the coder may see it.

    Who codes blind is told, of documents not yet marked as read, of own work alone: how much others coded and who has read them says
    where there is something to find. What comes next is then to read them.
    """
    if not unread_when_blind(project):
        return found
    own = codings_by_document(project.store, project.coder)
    lines = tuple(_line(line, project.coder, own.get(line.id, 0)) for line in found.documents)
    return dataclasses.replace(
        found,
        documents=lines,
        codings=sum(line.codings for line in lines),
        waiting=sum(line.waiting for line in lines),
        next_step=found.next_step if found.next_step in ("import", "suggest") else "decide",
    )


def steps_seen(project: Project, *, limit: int | None = None) -> list[Step]:
    """Give the steps of the project, newest first; who codes blind sees own steps alone until all is read."""
    return steps(project, coder=project.coder if unread_when_blind(project) else None, limit=limit)


def _line(line: Line, coder: str, own: int) -> Line:
    if coder in line.readers:
        return line
    return dataclasses.replace(line, codings=own, waiting=0, read=False, readers=())


def memos_seen(project: Project, target: str) -> tuple[Memo, ...]:
    """Give the memos on something ("code:PATH"), oldest first; who codes blind sees own memos alone until all is read."""
    own = project.coder if unread_when_blind(project) else None
    return tuple(memo for memo in memos(project.store, target) if own is None or memo.coder == own)
