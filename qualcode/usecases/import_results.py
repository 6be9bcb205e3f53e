"""What became of each file that was to be imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qualcode.domain.errors import QualcodeError
from qualcode.domain.minutes import Notice
from qualcode.usecases.carrying_over import CarriedOver


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one file, or of one row of a table of answers.

    ``document`` is "" when it was not taken; ``hits`` counts what was hidden or noted; ``faults`` are why it was not taken and
    ``notices`` what is worth knowing, both to be put into words by the faces. ``skipped``: it was already there;
    ``carried`` tells what became of the codings of the document that it replaces.
    """

    path: str
    document: str = ""
    case: str = ""
    wave: str = ""
    status: str = ""
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
            "status": self.status,
            "characters": self.characters,
            "hits": self.hits,
            "review": self.doubts,
            "faults": [words(f) for f in self.faults],
            "notices": [words(n) for n in self.notices],
            **({"carried": self.carried.as_json()} if self.carried else {}),
        }
