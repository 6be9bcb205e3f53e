"""What became of each file that was to be imported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.domain.errors import QualcodeError
from qualcode.domain.minutes import Metadata, Notice
from qualcode.usecases.carrying_over import CarriedOver


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
