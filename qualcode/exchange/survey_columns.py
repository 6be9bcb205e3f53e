"""What the columns of a table of answers are, as told or by their headers in Swedish and English."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.amounts import header_scale, parse_amount
from qualcode.exchange.document_columns import COLUMNS, folded, shown
from qualcode.exchange.tables import Grid

ROLES = ("text", "case", "id", "wave", "date", "name")
"""What a column can be told to be; a text column is an answer in words, a name column is kept nowhere."""

_TEXT = re.compile(
    r".*\b(?:svar|fritext(?:svar)?|text|kommentar(?:er)?|synpunkt(?:er)?|beskriv(?:ning)?|anteckning(?:ar)?|citat"
    r"|answer|comments?|response|free ?text|open[- ]ended|notes?|feedback)\b.*",
)
_ID = re.compile(
    r"(?:id|nr|nummer|löpnummer|svars?-?(?:id|nr|nummer)|respondent-?(?:id|nr|nummer)|enkät-?(?:id|nr)|respons?e?[- ]?id|case id|record)\.?"
)
_NAME = re.compile(
    r"(?:(?:ditt |your )?(?:för|efter|kontakt|användar)?namn|name|first ?name|last ?name|full name|user ?name|respondent(?:ens namn)?"
    r"|svarande|kontaktperson|uppgiftslämnare|(?:din )?e-?post(?:adress)?|e-?mail(?: address)?|mejl(?:adress)?|tele(?:fon|phone)"
    r"(?:nummer)?|mobil(?:nummer)?|phone(?: number)?|mobile|person-?(?:nummer|nr)|pnr|ip(?:-?adress| address)?|(?:post)?adress|address)",
)
_PERSON = re.compile(r".*(?:namn|name|respondent|svarande|kontaktperson|uppgiftslämnare).*")
_AMOUNT = re.compile(
    r".*(?:belopp|kronor|\bkr\b|\btkr\b|mnkr|\bsek\b|amount|budget|kostnad|summa|anslag|medel\b|cost).*"
)
_WORDS_OF_ANSWER = 6
"""A question ("…?") whose answers are on average longer than so many words was put for answers in words."""


class NoTextColumnError(QualcodeError):
    """A table of answers in which no column holds words."""

    sentence = N_(
        "{path}: no column is known to hold answers in words; name it with --text-column (a table of documents is given with "
        "--metadata); its columns are {columns}."
    )
    exit_code = 2


class NoSuchColumnError(QualcodeError):
    """A column that the table does not have."""

    sentence = N_("{path} has no column {column}; its columns are {columns}.")
    exit_code = 2


@dataclass(frozen=True, slots=True)
class Columns:
    """The headers of a table by what they are; ``amounts`` maps columns of numbers to what they are multiplied by."""

    text: tuple[str, ...]
    names: tuple[str, ...] = ()
    case: str = ""
    id: str = ""
    wave: str = ""
    date: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)


def tell_columns(grid: Grid, told: Mapping[str, Sequence[str]], path: str) -> Columns:
    """Say what each column is: as told, else by its header, numbers by their cells.

    Raises:
        NoSuchColumnError: for a column told that is not there; NoTextColumnError: when no column holds answers in words.
    """
    headers = [h for h in grid.header if h]
    by_name = {folded(h): h for h in reversed(headers)}
    known = shown(", ".join(headers)) or "–"
    chosen: dict[str, list[str]] = {}
    for role, names in told.items():
        for name in names:
            if folded(name) not in by_name:
                raise NoSuchColumnError(path=path, column=shown(name), columns=known)
            chosen.setdefault(role, []).append(by_name[folded(name)])
    taken = {h for found in chosen.values() for h in found}
    free = [h for h in headers if h not in taken]
    cells = {h: _cells(grid, h) for h in headers}
    single = {
        role: chosen[role][0] if role in chosen else _by_header(role, free) for role in ("case", "id", "wave", "date")
    }
    free = [h for h in free if h not in single.values()]
    names = [*chosen.get("name", []), *(h for h in free if _NAME.fullmatch(folded(h)))]
    free = [h for h in free if h not in names]
    text = chosen.get("text") or [h for h in free if _is_text(h, cells[h])]
    if not text:
        raise NoTextColumnError(path=path, columns=known)
    amounts = {h: header_scale(h) for h in free if h not in text and _is_amounts(h, cells[h])}
    return Columns(tuple(text), tuple(names), **single, amounts=amounts)


def is_person(header: str) -> bool:
    """Tell whether a name column holds people's names, not addresses or numbers."""
    return _PERSON.fullmatch(folded(header)) is not None and not re.search(r"användar|user", folded(header))


def _by_header(role: str, headers: Sequence[str]) -> str:
    if role == "id":
        return next((h for h in headers if _ID.fullmatch(folded(h))), "")
    return next((h for h in headers if folded(h) in (role, *COLUMNS[role])), "")


def _cells(grid: Grid, header: str) -> list[str]:
    at = grid.header.index(header)
    return [cells[at] for _, cells in grid.rows if at < len(cells) and cells[at]]


def _is_text(header: str, cells: Sequence[str]) -> bool:
    if _TEXT.fullmatch(folded(header)):
        return not cells or any(any(c.isalpha() for c in cell) for cell in cells)
    if not header.rstrip().endswith("?") or not cells:
        return False
    return sum(len(c.split()) for c in cells) / len(cells) > _WORDS_OF_ANSWER


def _is_amounts(header: str, cells: Sequence[str]) -> bool:
    """Tell whether a column holds numbers: all its cells are, or its header says so and one of its cells is."""
    numbers = [bool(parse_amount(cell)) for cell in cells]
    return bool(numbers) and (all(numbers) or (any(numbers) and _AMOUNT.fullmatch(folded(header)) is not None))
