"""A project on its way to or from another program: what REFI-QDA can carry of it, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Status
from qualcode.domain.minutes import Notice
from qualcode.domain.spans import Span

STATUS_CODE = "qualcode-status"
"""The id of the heading whose codes say the status of a passage, for which REFI-QDA has no other place."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note on something; ``coder`` is who wrote it ("" when that is not told)."""

    text: str
    coder: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A coded passage of a source: ``code`` is a path in the project's codebook, ``span`` code points of the source's text."""

    code: str
    span: Span
    coder: str = ""
    status: Status = Status.PRESENT
    notes: tuple[Note, ...] = ()
    key: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its passages. ``told`` are its case, wave and other attributes by name, as a table of documents has them."""

    key: str
    name: str
    text: str
    told: Mapping[str, str] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Exchanged:
    """A whole project. ``notes`` are on codes ("code:PATH"), cases ("case:NAME") and the project; ``guids`` lead to paths of codes.

    ``own``: this program wrote it. ``left`` tells what it holds that could not be kept.
    """

    name: str
    program: str
    own: bool
    codebook: Codebook | None
    sources: tuple[Source, ...]
    notes: tuple[tuple[str, Note], ...] = ()
    guids: Mapping[str, str] = field(default_factory=dict)
    left: tuple[Notice, ...] = ()
