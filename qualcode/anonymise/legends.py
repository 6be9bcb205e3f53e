"""People whose letters the minutes explain: "DS = Dag Sunnemo, regionen", "AK: Anna Karlsson (samordnare)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_shapes import NAME, is_full_name, name_parts
from qualcode.anonymise.roster_tables import Line
from qualcode.domain.minutes import Participant

_LETTERS = re.compile(rf"(?<![\w.])([{UPPER}]{{2,3}}) ?[=:–] ?(?=[{UPPER}])")
_EXPLAINING = re.compile(rf"[=:–](?:(?<=[{UPPER}]{{2}}.)|(?<=[{UPPER}]{{2}} .))")
"""The mark between letters and what they stand for, which few lines hold: it is soonest looked for by itself."""
_ROLE = re.compile(r"\s?[,(]\s?([^.;,()=\n|]{2,60})")


def read_legend(lines: Sequence[Line]) -> list[Participant]:
    """Give the people whose names stand beside their own initials; "NV = Nära Vård" names nobody."""
    told = (line.text for line in lines if "=" in line.text or ":" in line.text or "–" in line.text)
    return [person for text in told if _EXPLAINING.search(text) for person in _explained(text)]


def _explained(text: str) -> Iterator[Participant]:
    for letters in _LETTERS.finditer(text):
        name = NAME.match(text, letters.end())
        if name is None or not is_full_name(name.group()):
            continue
        parts = name_parts(name.group())
        # The letters are two or three, so that the name is a given name with one surname or two.
        if "".join(part[0] for part in parts).upper() != letters.group(1):
            continue
        role = _ROLE.match(text, name.end())
        yield Participant(name.group(), role.group(1).strip() if role else "")
