"""What a document belongs to: case, wave, date, status, from options, a table, front matter, or its own name, title and first lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import TypeAlias

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import DocumentStatus, Metadata, Notice, RawDocument, Source
from qualcode.exchange import swedish_dates
from qualcode.exchange.document_columns import COLUMNS, shown, told
from qualcode.exchange.document_table import Row
from qualcode.exchange.minutes_counties import counties_told, county_of_label, nearly_told
from qualcode.exchange.minutes_days import day_in, own_days, with_year, years_in
from qualcode.exchange.minutes_head import Head, announced, head_of
from qualcode.exchange.minutes_labels import Label
from qualcode.exchange.minutes_language import language_of, read_language
from qualcode.exchange.minutes_status import is_draft_by_text, read_status, status_in
from qualcode.language.county_names import find_county

_Words: TypeAlias = tuple[Source, str]
"""Words that a document says of itself, and where they stand."""

_LONGEST_TITLE = 300
_DAY = 10
"""Signs of a whole date."""
_WAVE = re.compile(r"[\w \-–/.()]{0,60}")
"""What a wave may be called: it stands in queries, in columns' heads and on command lines."""
SEVERAL_CASES = N_("several counties are named where one is looked for ({cases}), so none was taken from there")
NEARLY = N_(
    "a word in its name, title or first lines is nearly {case}; if that is meant, `qualcode describe` gives it that case"
)
OTHER_CASE = N_("{taken} was taken, but {source} says {other}; `qualcode describe` gives it another case")
OTHER_DATE = N_("{taken} was taken, but {source} says {other}; `qualcode describe` gives it another date")


class BadDateError(QualcodeError):
    """A date that is none."""

    sentence = N_("{value} is no date; write it as 2024-11-05.")
    exit_code = 2


class BadCaseError(QualcodeError):
    """A case with signs that nobody sees: a line break, the codes of a terminal."""

    sentence = N_("The case {value} holds signs that cannot be printed; write it without them.")
    exit_code = 2


class BadWaveError(QualcodeError):
    """A wave's name that holds signs which it would have to be quoted for wherever it is written."""

    sentence = N_(
        "{value} is no name of a wave: letters, digits, spaces and - – / . _ ( ) alone, such as 2024 or 2024-2."
    )
    exit_code = 2


def resolve(raw: RawDocument, *, options: Mapping[str, str], row: Row | None) -> Metadata:
    """Say what a document belongs to: options beat the table, the table front matter, and that what the minutes tell themselves.

    Of that, a label in the text ("Län: Halland") beats the file's name, the name the title, the title the first lines, these the head
    of the page. A case that nothing names is the file's name without its ending, as in a study of single interviews. What comes from
    neither options nor table nor front matter is told as guessed, with what it was guessed from.

    Raises:
        BadStatusError, BadDateError, BadLanguageError, BadWaveError, BadCaseError: for a value that was given and means nothing.
    """
    given = {**told(raw.front), **told(row or {}), **told(options)}
    minutes = _Minutes(raw)
    guessed: dict[str, str] = {}
    date = read_date(given["date"]) if "date" in given else minutes.date(guessed)
    case = given.get("case", "") or minutes.case(guessed)
    if "wave" not in given and date:
        guessed["wave"] = Source.DATE
    return Metadata(
        case=read_case(case),
        wave=read_wave(given.get("wave", "")) or date[:4],
        date=date,
        status=read_status(given["status"]) if "status" in given else minutes.status(guessed),
        language=read_language(given["language"]) if "language" in given else language_of(raw.text),
        attributes={key: value for key, value in given.items() if key not in COLUMNS},
        guessed=guessed,
        doubts=tuple(minutes.doubts),
    )


class _Minutes:
    """What minutes say of themselves, each question asked of the surest place first."""

    def __init__(self, raw: RawDocument) -> None:
        """Gather the words of a document that may tell what it is."""
        self.raw = raw
        self.head: Head = head_of(raw)
        self.doubts: list[Notice] = []
        stem = unicodedata.normalize("NFC", PurePath(raw.name).stem)
        front = str(raw.front.get("title", raw.front.get("titel", "")) or "")
        self.names: list[_Words] = [(Source.FILE, stem), (Source.TITLE, front), (Source.TITLE, self.head.title)]
        self.lines: list[_Words] = [(Source.TEXT, words) for words in self.head.behind(Label.SUBJECT)]
        self.lines += [(Source.TEXT, words) for line in self.head.lines if (words := announced(line))]
        self.last: list[_Words] = [(Source.PAGE, words) for line in raw.running if (words := announced(line))]
        self.last += [(Source.TITLE, raw.properties.get("title", ""))]

    def case(self, guessed: dict[str, str]) -> str:
        """Give the county that the surest place names alone; where it names several, or none, the next one is asked."""
        found: dict[Source, str] = {}
        for source, counties in self._counties():
            if len(counties) == 1:
                found.setdefault(source, counties[0])
            elif counties and not found:
                self.doubts.append(Notice(SEVERAL_CASES, {"cases": ", ".join(counties)}))
        if not found:
            words = [words for _, words in (*self.names, *self.lines) if words]
            if not self.doubts and (near := next(filter(None, map(nearly_told, words)), None)):
                self.doubts.append(Notice(NEARLY, {"case": near}))
            guessed["case"] = Source.NOTHING
            return PurePath(self.raw.name).stem
        source, case = next(iter(found.items()))
        guessed["case"] = source
        self._doubt(OTHER_CASE, case, {s: c for s, c in found.items() if s is not Source.PAGE and c != case})
        return case

    def date(self, guessed: dict[str, str]) -> str:
        """Give the day behind a label, else the surest of name, title and first lines, else that of the head of the page."""
        sure = [(source, words) for source, words in (*self.names, *self.lines) if words]
        years = years_in([words for _, words in sure])
        labels = self.head.behind(Label.DAY)
        behind = next((day for value in labels if (day := day_in(value) or with_year(value, years))), "")
        source, own = _best(sure, years)
        if behind:
            guessed["date"] = Source.TEXT
            if len(own) == len(behind) == _DAY and own != behind:
                self._doubt(OTHER_DATE, behind, {source: own})
            return behind
        if not own:
            source, own = _best([one for one in self.last if one[0] is Source.PAGE], set())
        if not own:
            source, own = _best([one for one in self.last if one[0] is Source.TITLE], set())
        if own:
            guessed["date"] = source
        return own

    def status(self, guessed: dict[str, str]) -> DocumentStatus:
        """Give the status that name or title tell, else a draft where the first lines say so, else approved."""
        for source, words in (*self.names, *(one for one in self.last if one[0] is Source.TITLE)):
            if status := status_in(words):
                guessed["status"] = source
                return status
        draft = is_draft_by_text(self.raw.text)
        guessed["status"] = Source.TEXT if draft else Source.NOTHING
        return DocumentStatus.DRAFT if draft else DocumentStatus.APPROVED

    def _counties(self) -> Iterator[tuple[Source, tuple[str, ...]]]:
        yield from ((Source.TEXT, county_of_label(value)) for value in self.head.behind(Label.CASE))
        yield from (
            (source, counties_told(words[:_LONGEST_TITLE])) for source, words in (*self.names, *self.lines, *self.last)
        )

    def _doubt(self, sentence: str, taken: str, others: Mapping[Source, str]) -> None:
        for source, other in others.items():
            self.doubts.append(Notice(sentence, {"taken": taken, "source": _PLACES[source], "other": other}))


_PLACES = {Source.FILE: N_("the file's name"), Source.TITLE: N_("the title"), Source.TEXT: N_("the text")}


def _best(texts: Sequence[_Words], years: set[str]) -> tuple[Source, str]:
    """Give the date that texts tell together and the first that tells it; a day without a year is in the one year of all of them."""
    own = [(source, own_days(words[:_LONGEST_TITLE])) for source, words in texts]
    date = swedish_dates.best([words for _, words in own])
    if len(date) < _DAY:
        for source, words in texts:
            if (day := with_year(words, years)).startswith(date) and day:
                return source, day
    source = next(
        (source for source, words in own if any(iso == date for iso, _ in swedish_dates.found_in(words))),
        Source.NOTHING,
    )
    return source, date


def check_options(options: Mapping[str, str]) -> None:
    """Refuse values that mean nothing, once, before any file is read.

    Raises:
        BadStatusError, BadDateError, BadLanguageError, BadWaveError, BadCaseError.
    """
    checks = (
        ("date", read_date),
        ("status", read_status),
        ("language", read_language),
        ("wave", read_wave),
        ("case", read_case),
    )
    for key, check in checks:
        if key in options:
            check(options[key])


def read_case(words: str) -> str:
    """Give a county's official name when ``words`` are a county and nothing more; a case of another kind stays as it is.

    Raises:
        BadCaseError: when it holds control characters, which would break tables and terminals.
    """
    if any(unicodedata.category(sign) == "Cc" for sign in words):
        raise BadCaseError(value=shown(words))
    return find_county(words) or words if _is_county(words) else words


def _is_county(case: str) -> bool:
    """Tell whether a case given by hand is a county and nothing more ("Region Skåne", "Dalarna"; not "Skåne, grupp 2")."""
    county = find_county(case)
    return county is not None and not re.search(r"\d|[,;:()]", case) and len(case.split()) <= len(county.split()) + 1


def read_date(value: str) -> str:
    """Give a date as ISO 8601.

    Raises:
        BadDateError.
    """
    found = swedish_dates.parse(value)
    if not found:
        raise BadDateError(value=shown(value))
    return found


def read_wave(value: str) -> str:
    """Give a wave's name without spaces around it.

    Raises:
        BadWaveError.
    """
    said = unicodedata.normalize("NFC", value).strip()
    if not _WAVE.fullmatch(said):
        raise BadWaveError(value=shown(value))
    return said
