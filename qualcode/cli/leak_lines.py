"""Leaks as lines: where, what, why. The words themselves stand in clear on a terminal alone: lists in logs and files are copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.errors import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.cli.face import Face
    from qualcode.domain.finding import Leak

_SHEETS = "xl/worksheets/"
_LETTERS = 26


def leak_line(face: Face, leak: Leak, *, clear: bool) -> str:
    """Give a leak's place, type, words (masked unless ``clear``), reason and id on one line, and its context on the next."""
    from qualcode.usecases.hit_states import TYPE_WORDS

    words = " ".join((leak.text if clear else leak.masked).split())
    said = f"{place(face, leak)}  {face.words(TYPE_WORDS[leak.type])}  {words}  ({face.words(leak.reason)})  {leak.id}".rstrip()
    return f"{said}\n      {leak.context}" if leak.context != leak.masked else said


def place(face: Face, leak: Leak) -> str:
    """Give where in the file a leak stands: the part, and the cell of a sheet or the line."""
    if leak.part.startswith(_SHEETS) and leak.column and leak.part.endswith(".xml"):
        return f"{leak.part} {_column(leak.column)}{leak.line}"
    return f"{leak.part} {face.words(N_('line {line}'), line=leak.line)}"


def _column(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def tell_waived(face: Face, waived: Sequence[Leak]) -> None:
    """Say how many leaks a file holds that were waived, and which."""
    if waived:
        ids = ", ".join(dict.fromkeys(leak.id for leak in waived))
        face.tell(N_("Leaks in it that are waived: {number} ({ids})."), number=len(waived), ids=ids)
