"""Looking for a name found late, before it is hidden: what would be hidden as one name, and in how many places."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.domain.finding import HitType
from qualcode.storage.document_rows import documents, every_id
from qualcode.usecases.hiding_late import begun, found_in
from qualcode.usecases.project import Project


@dataclass(frozen=True, slots=True)
class FoundLate:
    """The words of a name, whole ones, and in how many places of which documents they stand."""

    words: str
    hits: int
    documents: tuple[str, ...]


def look_for_late(
    project: Project,
    *,
    at: tuple[str, int, int],
    kind: HitType = HitType.PERSON,
    passphrase: str | None = None,
) -> FoundLate:
    """Give what ``hide_late`` would hide in the documents' texts; nothing is changed, and no vault is made.

    Raises:
        As ``hide_late``.
    """
    sweep, marked, sure = begun(project, None, at=at, kind=kind, replacement=None, passphrase=passphrase, make=False)
    found = found_in(sweep, documents(project.store, ids=every_id(project.store)), marked, sure)
    return FoundLate(sweep.name.text, sum(map(len, found.values())), tuple(found))
