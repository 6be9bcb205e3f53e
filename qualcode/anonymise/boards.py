"""Political boards with a name of their own: "Kust- och fjällnämnden", "vår Skärgårdsnämnd"; "Socialnämnden" every county has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.anchored_lines import lines_with
from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.name_lists import word_set
from qualcode.domain.finding import HitType

_BOARD = re.compile(
    rf"(?<![\w-])(?:([{UPPER}][^\W\d_]+)- (?:och|o|samt) )?([^\W\d_]{{2,}}?)s?(nämnd(?:en)?|utskott(?:et)?|beredning(?:en)?)s?(?!\w)"
)
_KINDS = ("nämnd", "utskott", "beredning")
_PLAIN = {"n": "nämnden", "u": "utskottet", "b": "beredningen"}


def find_boards(reading: Reading) -> Iterator[Found]:
    """Give boards whose first word says more than what every county's boards are for, written with a capital that names them."""
    lines = lines_with(_KINDS, reading.text, 0)
    for match in (found for start, end in lines for found in _BOARD.finditer(reading.text, start, end)):
        first, second, board = match.groups()
        word = reading.at(match.start())
        if word is None or _is_kind(first or second) or (first is None and word.opening):
            continue
        yield Found(match.start(), match.end(), HitType.GROUP, "board", 72, head=_PLAIN[board[0]])


def _is_kind(part: str) -> bool:
    low = part.lower()
    return any(form in word_set("boards.kinds") for form in (low, low.removesuffix("s"), low.removesuffix("e")))
