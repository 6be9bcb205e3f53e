"""What became of each file that was to be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Metadata, Notice
from qualcode.storage.document_rows import documents
from qualcode.usecases.carrying_over import CarriedOver
from qualcode.usecases.project import Project

TOGETHER = N_("Minutes of one case and wave count together, as one row: {cases}.")
_MOST_SHARED = 5


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file, or of one row of a table of answers.

    ``guessed`` tells what of it nobody has said, and from what (``domain.minutes.Source``) it was guessed.
    ``document`` is "" when it was not taken; ``hits`` counts what was hidden or noted; ``faults`` are why it was not taken and
    ``notices`` what is worth knowing, both to be put into words by the faces. ``skipped``: it was already there;
    ``carried`` tells what became of the codings of the document that it replaces.
    """

    path: str
    document: str = ""
    case: str = ""
    wave: str = ""
    date: str = ""
    status: str = ""
    participants: int = 0
    guessed: Mapping[str, str] = field(default_factory=dict)
    characters: int = 0
    hits: int = 0
    doubts: int = 0
    faults: tuple[QualcodeError, ...] = ()
    notices: tuple[Notice, ...] = ()
    skipped: bool = False
    carried: CarriedOver | None = None

    def as_json(self, words: Callable[[QualcodeError | Notice], str]) -> dict[str, Any]:
        """Give the fixed JSON form; ``words`` puts an error into the reader's language."""
        return {
            "document": self.document,
            "path": self.path,
            "case": self.case,
            "wave": self.wave,
            "date": self.date,
            "status": self.status,
            "participants": self.participants,
            "guessed": dict(self.guessed),
            "characters": self.characters,
            "hits": self.hits,
            "review": self.doubts,
            "faults": [words(f) for f in self.faults],
            "notices": [words(n) for n in self.notices],
            **({"carried": self.carried.as_json()} if self.carried else {}),
        }


def counted_together(project: Project, results: Iterable[Imported]) -> Notice | None:
    """Give what is worth telling when minutes that were taken share case and wave with others: the matrix has one row for them."""
    taken = {r.document for r in results if r.document and not r.skipped}
    shelf = [d for d in documents(project.store, segments=False, text=False) if not d.is_answer]
    cells: dict[tuple[str, str], list[str]] = {}
    for document in shelf:
        cells.setdefault((document.metadata.case, document.metadata.wave), []).append(document.id)
    shared = [(*cell, keys) for cell, keys in cells.items() if len(keys) > 1 and not taken.isdisjoint(keys)]
    if not shared:
        return None
    told = [f"{case}{f' {wave}' if wave else ''} ({', '.join(keys)})" for case, wave, keys in shared[:_MOST_SHARED]]
    return Notice(TOGETHER, {"cases": ", ".join(told) + (" …" if len(shared) > _MOST_SHARED else "")})


def already_there(path: str, document: str, meta: Metadata, notices: Iterable[Notice]) -> Imported:
    """Tell that a file was not taken since its document is in the project, as it is there."""
    return Imported(
        path=path,
        document=document,
        case=meta.case,
        wave=meta.wave,
        date=meta.date,
        status=meta.status.value,
        guessed=meta.guessed,
        skipped=True,
        notices=tuple(notices),
    )
