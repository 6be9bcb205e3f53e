"""Drafts: what somebody is writing is kept while it is written, so that it is there again after the program was killed."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from qualcode.usecases.project import Project, data_folder

if TYPE_CHECKING:
    from qualcode.anonymise.sealed_drafts import SealedDrafts

_DAYS = 90
"""After which nobody comes back to a draft."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Words that were being written: by the names of their fields, and when (UTC, ISO 8601)."""

    fields: Mapping[str, str]
    at: str


def keep_draft(project: Project, about: str, fields: Mapping[str, str]) -> None:
    """Keep what the coder is writing; ``about`` says what on, such as "code:theme/code".

    Raises:
        FolderReadOnlyError: when the user's data folder may not be written.
    """
    at = datetime.now(UTC).isoformat(timespec="seconds")
    told = json.dumps({"at": at, "fields": dict(fields)}, ensure_ascii=False)
    _drafts(project).put(_name(project, about), told.encode())


def draft_of(project: Project, about: str) -> Draft | None:
    """Give what the coder was writing when the program ended, or None."""
    drafts, name = _drafts(project), _name(project, about)
    found = drafts.get(name)
    if found is None:
        return None
    told = json.loads(found)
    return Draft(told["fields"], told["at"])


def drop_draft(project: Project, about: str) -> None:
    """Throw a draft away: its words are saved, or were given up."""
    _drafts(project).drop(_name(project, about))


def drop_drafts(project: Project) -> None:
    """Throw away every draft of the project: any of them may name somebody who is to be named nowhere."""
    _drafts(project).drop_all()


def clear_old_drafts(project: Project) -> None:
    """Throw away drafts that nobody has come back to for long."""
    _drafts(project).clear(_DAYS)


def _drafts(project: Project) -> SealedDrafts:
    from qualcode.anonymise.sealed_drafts import SealedDrafts

    return SealedDrafts(data_folder(), project.settings.project_id)


def _name(project: Project, about: str) -> str:
    """Give a file name from which only the project could tell what the draft is about: cases and codes stand in no file name."""
    told = f"{project.coder}\0{about}"
    return hmac.new(project.quote_key, told.encode(), hashlib.sha256).hexdigest()[:40]
