"""Who took part, and where the minutes list them: nothing is coded there, and the names lead to functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qualcode.anonymise.agency_staff import read_staff, told_apart
from qualcode.anonymise.legends import read_legend
from qualcode.anonymise.name_shapes import NAME, is_full_name, name_parts
from qualcode.anonymise.roster_lines import is_agency, is_cue, read_lines
from qualcode.anonymise.roster_spans import only_listing
from qualcode.anonymise.roster_tables import Line, cells_of, read_tables
from qualcode.domain.minutes import Block, BlockKind, Participant
from qualcode.domain.spans import Span

_HEAD = 60
"""Lists of participants stand within this many lines of the beginning."""
_BULLET = re.compile(r"\s*(?:[-–•*]|\d{1,2}[.)])\s+")
_HEADINGS = frozenset({BlockKind.HEADING, BlockKind.TITLE})
_MARKED_HEADING = re.compile(r"\s*#{1,6}\s")


@dataclass(frozen=True, slots=True)
class Roster:
    """The people of a document, the agency's marked, and the spans of the lists that name them, in the order of the text."""

    participants: tuple[Participant, ...]
    spans: tuple[Span, ...]

    def counted(self) -> int:
        """Give how many took part from the county: the agency's own people do not count."""
        return sum(not person.agency for person in self.participants)


def roster(text: str, blocks: Sequence[Block] = ()) -> Roster:
    """Find the participants' list of minutes, whatever its form, and the agency's staff; an empty roster when there is none."""
    return _roster(text, tuple(blocks))


@lru_cache(4)
def _roster(text: str, blocks: tuple[Block, ...]) -> Roster:
    # Import asks for the roster of a text, and hiding its names asks again.
    lines = _lines(text, blocks)
    tabled, spans = read_tables(lines)
    tables = [(span.start, span.end) for span in spans]
    untabled = [line for line in lines if not any(a <= line.start < b for a, b in tables)] if tables else lines
    listed, listing = read_lines(untabled)
    people = _distinct([told_apart(person) for person in (*tabled, *listed, *read_legend(lines))])
    people = tuple(
        p
        for p in people
        if " " in p.name or not any(p.name in name_parts(other.name) for other in people if other is not p)
    )
    told = {span.start for span in listing}
    staff = read_staff(text, [line for line in lines if line.start not in told or is_agency(line.text)], people)
    everybody = _distinct([*(p for p in people if p.name not in {s.name for s in staff}), *staff])
    listed_in = only_listing(text, sorted({*spans, *listing}), [person.name for person in everybody])
    return Roster(everybody, tuple(listed_in))


def _distinct(people: Sequence[Participant]) -> tuple[Participant, ...]:
    seen: dict[str, Participant] = {}
    for person in people:
        before = seen.get(person.name)
        if before is None or (not before.role and person.role):
            seen[person.name] = person
    return tuple(seen.values())


def _lines(text: str, blocks: Sequence[Block]) -> list[Line]:
    """Give the first lines of the text; what the format does not tell is read from the marks at their beginning."""
    kinds = {text.count("\n", 0, block.span.start): block.kind for block in blocks}
    lines = []
    at = 0
    for number, line in enumerate(text.split("\n", _HEAD)[:_HEAD]):
        start, end = at, at + len(line)
        at = end + 1
        kind = kinds.get(number)
        if not line and kind is None:
            lines.append(Line(start, end, line))
            continue
        row = kind is BlockKind.TABLE_ROW or (
            kind is None and (("|" in line and line.count("|") > 1) or ("\t" in line and "\t" in line.strip()))
        )
        bullet = kind is BlockKind.BULLET or (not line[:1].isalpha() and bool(_BULLET.match(line)))
        heading = kind in _HEADINGS or (
            ("#" in line and bool(_MARKED_HEADING.match(line))) or (line.isupper() and len(line) > 3)  # noqa: PLR2004
        )
        form = _form_row(line) if row else ""
        lines.append(Line(start, end, form or line, row and not form and bool(line.strip()), bullet, heading))
    return lines


def _form_row(line: str) -> str:
    """Give a row of a form with people in its second cell ("Närvarande | Ann Ek (region), Bo Al") as the line it would be, else ""."""
    cells = [cell for cell in cells_of(line) if cell]
    if len(cells) != 2 or not (is_cue(cells[0]) or is_agency(cells[0])):  # noqa: PLR2004 - a label and its value
        return ""
    name = NAME.match(cells[1])
    return f"{cells[0].rstrip(': ')}: {cells[1]}" if name is not None and is_full_name(name.group()) else ""
