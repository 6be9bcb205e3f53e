"""Letters that stand alone where minutes end: "AF" under the last paragraph, "/AF", "Mvh AF", "AS/LL"."""

from __future__ import annotations

import re

from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.short_terms import is_term

_LETTERS = rf"[{UPPER}]{{2,3}}|[{UPPER}]-[{UPPER}]{{1,2}}"
_GREETING = r"mvh|m\.v\.h\.?|(?:vänlig\w* |med )?hälsning\w*|vänligen|hälsar|vid (?:pennan|tangentbordet)|antecknat av"
_LAST = re.compile(
    rf"(?:\A|\n)[ \t]*(?P<greeting>(?i:{_GREETING})?)[ \t,:/–—-]*"
    rf"(?P<row>(?:{_LETTERS})(?: ?(?:[+&,/]|och|o) ?(?:{_LETTERS})){{0,3}})[ \t]*[./]?\s*\Z"
)
_EACH = re.compile(_LETTERS)
_FAR, _TWO = 80, 2
_BEFORE = re.compile(rf"\n[ \t]*\n\Z|(?i:{_GREETING})[ \t,.]*\n\s*\Z")
"""What stands before letters that sign: an empty line, or a greeting."""


def last_letters(reading: Reading, known: KnownPeople) -> list[tuple[int, int]]:
    """Give where the letters of whoever wrote the minutes stand on their last line, [] when it is none of letters alone.

    What is a term as well ("AF") signs when it is a known person's, or when the text has it nowhere else.
    """
    text = reading.text
    tail = max(0, len(text) - _FAR)
    last = _LAST.search(text, tail)
    if last is None:
        return []
    row = [(match.start(), match.end()) for match in _EACH.finditer(text, *last.span("row"))]
    letters = [re.sub(r"\W", "", text[start:end]) for start, end in row]
    known_here = any(one in known.initials for one in letters)
    set_apart = (
        bool(last.group("greeting")) or _BEFORE.search(text, max(0, last.start() - _FAR), last.start() + 1) is not None
    )
    marked = "/" in text[last.start() : last.start("row")]
    if not (set_apart or marked or known_here or len(row) > 1):
        return []
    listed = text[: last.start()].rstrip().endswith(":") and not last.group("greeting")
    if not known_here and (listed or _are_terms(reading, letters, last.start(), alone=set_apart)):
        return []
    return [
        span
        for span, one in zip(row, letters, strict=True)
        if one.casefold() not in harmless() and not is_role(one, reading)
    ]


def _are_terms(reading: Reading, letters: list[str], until: int, *, alone: bool) -> bool:
    """Tell whether letters are terms rather than somebody's: several, of three letters, or such as stand before ``until`` too."""
    if not all(map(is_term, letters)):
        return False
    return len(letters) > 1 or len(letters[0]) > _TWO or not alone or _stands_elsewhere(reading, letters[0], until)


def _stands_elsewhere(reading: Reading, letters: str, until: int) -> bool:
    return re.search(rf"(?<![\w-]){letters}(?!\w)", reading.text[:until]) is not None
