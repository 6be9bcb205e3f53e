"""What a document belongs to: case, wave, date, status, from options, a table, front matter, or its own name and title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath
from typing import TypeAlias

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import BlockKind, DocumentStatus, Metadata, RawDocument, Source
from qualcode.exchange import swedish_dates
from qualcode.exchange.file_guards import printable
from qualcode.exchange.tables import TableBrokenError, read_grid
from qualcode.language.places import find_county

Row: TypeAlias = Mapping[str, str]
"""One row of a table of documents: its known columns by their English names, all others as written."""

_Words: TypeAlias = tuple[Source, str]
"""Words that a document has of its own beside its text, and where they stand."""

COLUMNS = {
    "file": ("fil", "filnamn", "filename", "dokument", "document", "path", "sökväg"),
    "case": ("fall", "län", "länet", "county", "ärende"),
    "wave": ("omgång", "våg", "år", "year", "round"),
    "date": ("datum", "dag"),
    "status": ("läge",),
    "language": ("språk", "lang"),
}
_KNOWN = {name: key for key, names in COLUMNS.items() for name in (key, *names)}
_ASIDE = frozenset({"title", "titel"})
_STATUS = (
    (
        DocumentStatus.DRAFT,
        re.compile(
            r"(?:ej|inte|icke|ännu ej|not)[ _-]*(?:godk|approved|justera)|ogodkän|ojustera|utkast|draft|arbetsversion|\bkoncept"
        ),
    ),
    (
        DocumentStatus.SENT,
        re.compile(r"för[ _-]godk|för[ _-]synpunkt|ut?skicka[dt]|\bskicka[dt]|\bsent\b|på[ _-]remiss"),
    ),
    (DocumentStatus.APPROVED, re.compile(r"godkän|\bgodk\b|approved|justera[dt]e?\b")),
)
_DRAFT_LINE = re.compile(
    r"(?:^|[,–—(;:|]\s*|\s-\s*)(?:utkast|draft|arbetsversion)\s*(?:$|[,–—).;:!|]|-\s|(?:till|of|för)\s+(?:minnes|ant|prot|min))"
    r"|(?:^|[,–—(;:|]\s*|\s-\s*|(?:anteckning|protokoll|dokument|minutes)\w*\s+(?:är|are)\s+)"
    r"(?:ännu\s+)?(?:ej|inte|icke|not)\s+(?:ännu\s+|yet\s+)?(?:justera[dt]|godkän[dt]|approved)"
)
"""A line at the top of minutes that calls them a draft; a draft of a plan, told of in passing or as its label's value, does not."""
_LABELLED = re.compile(r"^[\s|*_#>•–-]*([^|:]{1,60}?)[\s*_]*[|:]")
_OF_THE_TEXT = re.compile(
    "status|version|läge|anteckning|protokoll|dokument|dialog|samtal|möte|minutes|notes|meeting|utkast|draft"
)
_TOP_LINES, _LONGEST_LINE = 12, 120
_LONGEST_TITLE, _LONGEST_SHOWN = 300, 200
_TELLING = 8_000
"""Characters that tell the language of a text."""
_SIGNS = ".,;:!?\"'”’“„»«()[]–-/*_"
_ENGLISH = frozenset({"the", "and", "of", "was", "were", "that", "with", "they", "have", "not"})
_SWEDISH = frozenset({"och", "att", "det", "som", "är", "inte", "för", "på", "har", "med"})


class BadStatusError(QualcodeError):
    """A status word that means nothing here."""

    sentence = N_("{value} is no status of minutes; write draft, sent or approved (utkast, skickad, godkänd).")
    exit_code = 2


class BadDateError(QualcodeError):
    """A date that is none."""

    sentence = N_("{value} is no date; write it as 2024-11-05.")
    exit_code = 2


class BadLanguageError(QualcodeError):
    """A language that the program does not know."""

    sentence = N_("{value} is no language of minutes; write sv or en.")
    exit_code = 2


class NoFileColumnError(QualcodeError):
    """A table of documents that does not say which row belongs to which file."""

    sentence = N_("{path} has no column named file (fil); its columns are {columns}.")


def read_table(path: Path) -> dict[str, Row]:
    """Read a table of documents (CSV or Excel): the file's name or path as written, to its row.

    Raises:
        NoFileColumnError: when no column names the files.
        TableBrokenError: when a file stands twice, with the line.
        QualcodeError: when the table cannot be read.
    """
    grid = read_grid(path)
    names = [_KNOWN.get(folded(h), h.strip()) for h in grid.header]
    if "file" not in names:
        raise NoFileColumnError(path=str(path), columns=shown(", ".join(h for h in grid.header if h)) or "–")
    found: dict[str, Row] = {}
    for line, cells in grid.rows:
        row = {name: cell for name, cell in zip(names, cells, strict=False) if name and cell}
        file = row.pop("file", "")
        if not file:
            continue
        if file in found:
            raise TableBrokenError(path=str(path), line=line, problem=N_("this file stands on an earlier line too"))
        found[file] = row
    return found


def row_of(table: Mapping[str, Row], path: Path) -> Row | None:
    """Give the row of a file: its path or the end of it as written in the table, else its base name."""
    wanted = [folded(p) for p in path.parts]
    best: tuple[int, Row] | None = None
    for name, row in table.items():
        parts = [folded(p) for p in PurePath(name.replace("\\", "/")).parts if p != "."]
        if parts and wanted[-len(parts) :] == parts and (best is None or len(parts) > best[0]):
            best = (len(parts), row)
    return best[1] if best else None


def resolve(raw: RawDocument, *, options: Mapping[str, str], row: Row | None) -> Metadata:
    """Say what a document belongs to: options beat the table, the table front matter, front matter the file's name and title.

    A case that nothing names is the file's name without its ending, as in a study of single interviews. What comes from neither
    options nor table nor front matter is told as guessed, with what it was guessed from.

    Raises:
        BadStatusError, BadDateError, BadLanguageError: for a value that was given and means nothing.
    """
    told = {**_told(raw.front), **_told(row or {}), **_told(options)}
    texts = _own_words(raw)
    guessed: dict[str, str] = {}
    date = read_date(told["date"]) if "date" in told else _guessed_date(texts, guessed)
    case = told.get("case", "") or _guessed_case(raw, texts, guessed)
    if "wave" not in told and date:
        guessed["wave"] = Source.DATE
    return Metadata(
        case=read_case(case),
        wave=told.get("wave", "") or date[:4],
        date=date,
        status=read_status(told["status"]) if "status" in told else _guessed_status(raw, texts, guessed),
        language=_language(told["language"]) if "language" in told else language_of(raw.text),
        attributes={key: value for key, value in told.items() if key not in COLUMNS},
        guessed=guessed,
    )


def is_draft_by_text(text: str) -> bool:
    """Tell whether the first lines of a text call it a draft."""
    lines = [line.strip() for line in text[: _TOP_LINES * _LONGEST_TITLE].splitlines() if line.strip()][:_TOP_LINES]
    return any(_calls_itself_draft(folded(line)) for line in lines if len(line) <= _LONGEST_LINE)


def _calls_itself_draft(line: str) -> bool:
    met, label = _DRAFT_LINE.search(line), _LABELLED.match(line)
    return bool(met and (label is None or _OF_THE_TEXT.search(label.group(1))))


def check_options(options: Mapping[str, str]) -> None:
    """Refuse values that mean nothing, once, before any file is read.

    Raises:
        BadStatusError, BadDateError, BadLanguageError.
    """
    for key, check in (("date", read_date), ("status", read_status), ("language", _language)):
        if key in options:
            check(options[key])


def rows_left(table: Mapping[str, Row], paths: Iterable[Path]) -> list[str]:
    """Give the files that a table names and that are none of ``paths``."""
    wanted = list(paths)
    return [name for name, row in table.items() if not any(row_of({name: row}, path) for path in wanted)]


def language_of(text: str) -> str:
    """Tell Swedish (sv) from English (en) by the small words; minutes are in one or the other."""
    # Cut at spaces, in a tenth of the time that a pattern takes: small words seldom have a sign beside them, and many are looked at.
    words = [word.strip(_SIGNS) for word in text[:_TELLING].casefold().split()]
    return "en" if sum(map(_ENGLISH.__contains__, words)) > sum(map(_SWEDISH.__contains__, words)) else "sv"


def _told(values: Mapping[str, object]) -> dict[str, str]:
    """Give the single values under their English names; lists and empty ones say nothing here."""
    found: dict[str, str] = {}
    for key, value in values.items():
        if isinstance(value, (str, int, float)) and str(value).strip() and folded(key) not in _ASIDE:
            found[_KNOWN.get(folded(key), key.strip())] = str(value).strip()
    found.pop("file", None)
    return found


def _own_words(raw: RawDocument) -> list[_Words]:
    stem = unicodedata.normalize("NFC", PurePath(raw.name).stem)
    title = next((b.span.of(raw.text) for b in raw.blocks if b.kind in (BlockKind.TITLE, BlockKind.HEADING)), "")
    said = raw.front.get("title", raw.front.get("titel", ""))
    titles = (str(said or ""), title, raw.properties.get("title", ""))
    texts = [(Source.FILE, stem), *((Source.TITLE, words) for words in titles)]
    return [(source, words[:_LONGEST_TITLE]) for source, words in texts if words]


def _guessed_case(raw: RawDocument, texts: list[_Words], guessed: dict[str, str]) -> str:
    for source, words in texts:
        if county := find_county(words):
            guessed["case"] = source
            return county
    guessed["case"] = Source.NOTHING
    return PurePath(raw.name).stem


def _guessed_date(texts: list[_Words], guessed: dict[str, str]) -> str:
    date = swedish_dates.best([words for _, words in texts])
    for source, words in texts:
        if date and any(iso == date for iso, _ in swedish_dates.found_in(words)):
            guessed["date"] = source
            break
    return date


def _guessed_status(raw: RawDocument, texts: list[_Words], guessed: dict[str, str]) -> DocumentStatus:
    for source, words in texts:
        said = folded(words).replace("_", " ")
        for status, pattern in _STATUS:
            if pattern.search(said):
                guessed["status"] = source
                return status
    draft = is_draft_by_text(raw.text)
    guessed["status"] = Source.TEXT if draft else Source.NOTHING
    return DocumentStatus.DRAFT if draft else DocumentStatus.APPROVED


def read_case(words: str) -> str:
    """Give a county's official name when ``words`` are a county and nothing more; a case of another kind stays as it is."""
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


def read_status(value: str) -> DocumentStatus:
    """Give the status that words in Swedish or English mean.

    Raises:
        BadStatusError.
    """
    said = folded(value)
    for status, words in _STATUS:
        if said == status or words.search(said):
            return status
    raise BadStatusError(value=shown(value))


def _language(value: str) -> str:
    said = folded(value)
    known = {
        "sv": "sv",
        "svenska": "sv",
        "swedish": "sv",
        "swe": "sv",
        "en": "en",
        "engelska": "en",
        "english": "en",
        "eng": "en",
    }
    if said not in known:
        raise BadLanguageError(value=shown(value))
    return known[said]


def shown(words: str) -> str:
    """Give words from a file as a sentence can hold them: on one line, without orders to a terminal, no longer than anybody reads."""
    line = printable(" ".join(words.split()))
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"


def folded(text: str) -> str:
    """Give words as headers are compared: composed, without space around them, in small letters."""
    return unicodedata.normalize("NFC", text).strip().casefold()
