"""Participants' lists that are tables: cells parted by tabs or pipes, columns in any order and under any headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from qualcode.anonymise.functions import function_of, tells_nothing
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.name_shapes import NAME, is_full_name, may_be_name
from qualcode.domain.minutes import Participant
from qualcode.domain.spans import Span
from qualcode.language.known_words import is_ordinary

_NAMES = re.compile(r"namn|deltagar|närvarand|medverk|person|\bvem\b|\bvilka?\b|\bname\b|participant", re.IGNORECASE)
_ROLES = re.compile(
    r"funktion|roll|uppdrag|titel|befattning|uppgift|tjänst|yrke|vad\b|arbetar som|\brole\b|\btitle\b", re.IGNORECASE
)
_WHERE = re.compile(
    r"organisation|arbetsplats|hemma|\bvar\b|varifrån|\bfrån\b|tillhör|huvudman|kommun|region|verksamhet|enhet|arbetar (?:på|i|vid)|ställe"
    r"|organi[sz]ation",
    re.IGNORECASE,
)
_SHORT = re.compile(r"förk|initial|sign|kod\b", re.IGNORECASE)
_PARTED = re.compile(r"(?:[,;/&]|(?<!\w)(?:och|samt|o|and))\s*\Z")
_AND = re.compile(r"\s(?:och|samt|o|and)\s*\Z")
_EMPHASIS = re.compile(r"[*_]{1,2}")
_COMMON = 1000
_RULE = re.compile(r"[\s|:+=-]*-[\s|:+=-]*")


class Line(NamedTuple):
    """A line of the text, from ``start`` to ``end``.

    ``row`` says that it is a row of a table; ``bullet`` and ``heading`` what its format or marker tells.
    """

    start: int
    end: int
    text: str
    row: bool = False
    bullet: bool = False
    heading: bool = False

    @property
    def span(self) -> Span:
        """Give where the line stands."""
        return Span(self.start, self.end)


def cells_of(text: str) -> list[str]:
    """Give the cells of a row, parted by tabs or pipes, without the spaces around them."""
    if "\t" in text:
        return [cell.strip() for cell in text.split("\t")]
    return [cell.strip() for cell in text.strip().strip("|").split("|")]


def read_tables(lines: Sequence[Line]) -> tuple[list[Participant], list[Span]]:
    """Give the participants in every table that lists people, and the spans of those tables."""
    people: list[Participant] = []
    spans: list[Span] = []
    at = next((n for n, line in enumerate(lines) if line.row), len(lines))
    while at < len(lines):
        end = at
        while end < len(lines) and lines[end].row:
            end += 1
        if end == at:
            at += 1
            continue
        rows = [line for line in lines[at:end] if not _RULE.fullmatch(line.text)]
        if found := _read(rows):
            people += found
            spans.append(Span(lines[at].start, lines[end - 1].end))
        at = end
    return people, spans


def _read(rows: Sequence[Line]) -> list[Participant]:
    table = [cells_of(row.text) for row in rows]
    width = max((len(cells) for cells in table), default=0)
    if width < 2:  # noqa: PLR2004
        return []
    table = [cells + [""] * (width - len(cells)) for cells in table]
    head = table[0]
    headed = not any(is_full_name(_clean(cell)) for cell in head)
    body = table[1:] if headed else table
    if not body:
        return []
    column = _name_column(head if headed else [""] * width, body)
    if column is None or (len(table) == 1 and _is_field(table[0], column)):
        return []
    titles = head if headed else [""] * width
    return [person for cells in body for person in _people(titles, cells, column)]


def _is_field(cells: Sequence[str], column: int) -> bool:
    """Tell a form's label with a name beside it ("Antecknat av | Ann Ek") from a list of one."""
    return column == 1 and bool(cells[0]) and not _NAMES.search(cells[0])


def _name_column(head: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """Give the column of names: the one whose cells are most often full names; a heading for names may stand in for some."""
    best, score = None, 0.0
    for column, title in enumerate(head):
        cells = [_clean(row[column]) for row in body]
        full = sum(map(is_full_name, cells)) / len(cells)
        any_name = sum(map(may_be_name, cells)) / len(cells)
        points = full + 0.3 * any_name + (0.4 if _NAMES.search(title) else 0.0)
        if points > score:
            best, score = column, points
    return best if score >= 0.7 else None  # noqa: PLR2004


@lru_cache(1 << 12)
def _clean(cell: str) -> str:
    name = _EMPHASIS.sub("", cell).strip()
    found = NAME.match(name)
    rest = name[found.end() :] if found else ""
    return found.group() if found and (not rest or rest.lstrip()[:1] in "(,;/") else name


def _people(head: Sequence[str], cells: Sequence[str], column: int) -> list[Participant]:
    """Give everybody whom a row's cell of names holds; of several each has the role that stands beside the name."""
    first = _person(head, cells, column)
    several = people_in(cells[column]) if first else []
    if first is None or len(several) < 2:  # noqa: PLR2004
        return [first] if first else []
    return [Participant(name, "" if tells_nothing(role) else role, first.organisation) for name, role in several]


def people_in(cell: str) -> list[tuple[str, str]]:
    """Give the names in a cell with what stands beside each: parted by marks, by "och", or run together as paragraphs are."""
    text = _EMPHASIS.sub("", cell)
    spans = [
        span
        for match in NAME.finditer(text)
        for span in _apart(match)
        if is_full_name(text[slice(*span)]) or (_PARTED.search(text, 0, span[0]) and may_be_name(text[slice(*span)]))
    ]
    ends = [*(start for start, _ in spans[1:]), len(text)][: len(spans)]
    return [
        (text[start:end], _AND.sub("", text[end:until]).strip(" ,;()/&–-"))
        for (start, end), until in zip(spans, ends, strict=True)
    ]


def _apart(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give the spans of names that follow each other without a mark: a common given name begins the next after a surname."""
    words = [(m.start(), m.end(), m.group()) for m in re.finditer(r"\S+", match.group())]
    begin = 0
    for n in range(2, len(words) - 1):
        last, given, after = (words[at][2] for at in (n - 1, n, n + 1))
        if (
            n - begin > 1
            and given_band(given) >= _COMMON
            and surname_band(last) > given_band(last)
            and surname_band(after)
        ):
            yield match.start() + words[begin][0], match.start() + words[n - 1][1]
            begin = n
    yield match.start() + words[begin][0], match.end()


def _person(head: Sequence[str], cells: Sequence[str], column: int) -> Participant | None:
    name = _clean(cells[column])
    if not NAME.fullmatch(name) or (is_ordinary(name) and not may_be_name(name)):
        return None
    role = where = ""
    rest = [n for n in range(len(cells)) if n != column and not tells_nothing(cells[n])]
    for n in rest:
        if _SHORT.search(head[n]):
            continue
        if not role and (_ROLES.search(head[n]) or function_of(cells[n])):
            role = cells[n]
        elif not where and (_WHERE.search(head[n]) or n > column):
            where = cells[n]
    inside = cells[column][cells[column].find(name) + len(name) :].strip(" ,;()/")
    return Participant(name, role or ("" if tells_nothing(inside) else inside), where)
