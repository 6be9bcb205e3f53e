"""Dates as Swedish offices write them, in file names, titles and tables, to ISO 8601."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

_MONTHS = {
    m: n for n, m in enumerate(("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"), 1)
}
_MONTHS |= {"may": 5, "oct": 10}
_MONTH = r"(?P<month>jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?"
_YEAR = r"(?P<year>(?:19|20)\d\d|-?[ ]?['’]?\d\d(?![.:]\d\d))"
_FORMS = (
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-./_](?P<m>\d{1,2})[-./_](?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<m>\d\d)(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:[.:]?e|:a|st|nd|rd|th)?(?:[ ]of)?[ ._-]*{_MONTH}[ ,._-]*{_YEAR}(?!\d)"),
    re.compile(rf"\b{_MONTH}[ ]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ ]+(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[ ]?[/.][ ]?(?P<m>\d{{1,2}})[ ./-]+{_YEAR}(?!\d)"),
    re.compile(r"(?<![\d-])(?P<day>\d{1,2})-(?P<m>\d{1,2})-(?P<year>(?:19|20)\d\d)(?![\d-])"),
)
_WEEKS = (
    re.compile(r"\b(?:v|vecka|week)\.?[ _-]?(?P<week>\d{1,2})[ ,_-]+(?:år[ ])?(?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[ ,_-]*(?:v|vecka|week)\.?[ _-]?(?P<week>\d{1,2})(?!\d)"),
)
_SIX = re.compile(r"(?<!\d)(\d\d)[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")
_MONTH_ONLY = re.compile(rf"(?<![a-z\d]){_MONTH}[ _-]*(?P<year>(?:19|20)\d\d|['’]?\d\d)(?!\d)")
_YEAR_ONLY = re.compile(r"(?<!\d)(?:(?:ht|vt|h)[ _-]?(?P<term>\d\d)|(?P<year>(?:19|20)\d\d))(?!\d)")
_EARLIEST, _LATEST = 1950, 2079


class Sure(IntEnum):
    """How much a date found in running text tells."""

    YEAR = 0
    MONTH = 1
    GUESS = 2
    DAY = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A date in a text: ISO 8601 (a month or year when no more is said), how sure it is, and where it begins."""

    iso: str
    sure: Sure
    start: int


def found_in(text: str) -> Iterator[tuple[str, Sure]]:
    """Give every date in a text: ISO 8601 (a month or year when no more is said) and how sure it is.

    Six figures can be read from either end (191124); both readings are given as guesses.
    """
    return ((one.iso, one.sure) for one in placed_in(text))


def placed_in(text: str) -> Iterator[Placed]:
    """Give every date as ``found_in`` does, with its place."""
    plain = unicodedata.normalize("NFC", text).lower()
    yield from _days(plain)
    yield from _months(plain)
    for met in _YEAR_ONLY.finditer(plain):
        yield Placed(f"20{met['term']}" if met["term"] else met["year"], Sure.YEAR, met.start())


def _days(plain: str) -> Iterator[Placed]:
    for form in _FORMS:
        for met in form.finditer(plain):
            parts = met.groupdict()
            month = _MONTHS[parts["month"]] if parts.get("month") else int(parts["m"])
            iso = _iso(_full(parts["year"]), month, int(parts["day"]))
            if iso:
                yield Placed(iso, Sure.DAY, met.start())
    for met in _SIX.finditer(plain):
        one, two, three = (int(g) for g in met.groups())
        for year, month, day in ((one, two, three), (three, two, one)):
            iso = _iso(_full(f"{year:02}"), month, day)
            if iso:
                yield Placed(iso, Sure.GUESS, met.start())


def _months(plain: str) -> Iterator[Placed]:
    for met in _MONTH_ONLY.finditer(plain):
        yield Placed(f"{_full(met['year'])}-{_MONTHS[met['month']]:02}", Sure.MONTH, met.start())
    for met in (one for form in _WEEKS for one in form.finditer(plain)):
        if month := _month_of_week(int(met["year"]), int(met["week"])):
            yield Placed(month, Sure.MONTH, met.start())


def day_of(year: str, month: str, day: str) -> str:
    """Give the ISO date of a day whose month is a number or a name, or "" when there is none."""
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower()[:3], 0)
    return _iso(int(year), number, int(day))


def best(texts: Sequence[str]) -> str:
    """Give the date that several texts (file name, title) tell together, or "".

    The surest wins; among equals the one that most of them give, then the one that a less sure reading confirms, then the first.
    """
    every = [(iso, sure) for text in texts for iso, sure in dict.fromkeys(found_in(text))]
    if not every:
        return ""
    votes = Counter(iso for iso, _ in every)
    top = max(sure for _, sure in every)
    wanted = [iso for iso, sure in every if sure == top]
    parts = [iso for iso, sure in every if sure < top]
    return max(wanted, key=lambda iso: (votes[iso], sum(iso.startswith(p) for p in parts), -wanted.index(iso)))


def parse(value: str) -> str:
    """Give the ISO date that ``value`` is, or "" when it is none; a value of its own must be surer than a file name."""
    bare = value.strip()
    found = dict.fromkeys(found_in(bare))
    sure = [iso for iso, how in found if how is Sure.DAY]
    if sure:
        return sure[0]
    guesses = [iso for iso, how in found if how is Sure.GUESS]
    if guesses:
        return guesses[0]
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", bare):
        return bare
    whole = (_MONTH_ONLY.fullmatch(bare.lower()), _YEAR_ONLY.fullmatch(bare.lower()))
    return next((iso for iso, how in found if how in (Sure.MONTH, Sure.YEAR)), "") if any(whole) else ""


def _month_of_week(year: int, week: int) -> str:
    """Give the month that the working days of a week lie in, the year where they lie in two, "" when there is no such week."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return ""
    friday = monday + timedelta(days=4)
    return f"{monday:%Y-%m}" if monday.month == friday.month else str(year)


def _full(year: str) -> int:
    figures = int(re.sub(r"\D", "", year))
    return figures if figures > 99 else 2000 + figures  # noqa: PLR2004 - two figures


def _iso(year: int, month: int, day: int) -> str:
    try:
        found = date(year, month, day)
    except ValueError:
        return ""
    return found.isoformat() if _EARLIEST <= year <= _LATEST else ""
