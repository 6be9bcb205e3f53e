"""What in counts, cells, attributes and functions singles out a case, as a data protection officer would look for it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Count, Matrix
from qualcode.language.months import BEGINNINGS, ENGLISH, SWEDISH

COUNT = N_("declared count")
CELL = N_("code and status")
ATTRIBUTE = N_("attribute")
COMBINATION = N_("combination of attributes")
FUNCTION = N_("function")
DATE = N_("date in a quote")
AMOUNT = N_("amount in a quote")
WORD = N_("unusual word in a quote")
TELLING = N_("words in a quote that may tell")

_SILENT = frozenset({CellStatus.NOT_MENTIONED, CellStatus.UNREAD, CellStatus.NO_MINUTES, CellStatus.NOT_ASKED})
_DATE = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:[- ]\d{4})?"
    rf"|(?:den )?\d{{1,2}} (?:{'|'.join(BEGINNINGS)})[a-zé]*(?: \d{{4}})?|(?:{'|'.join((*SWEDISH, *ENGLISH))}) \d{{4}})\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\b\d[\d .,\u00a0]*(?:kronor|kr|tkr|mkr|msek|sek|miljon(?:er)?|miljard(?:er)?|tusen|million|procent|percent"
    r"|årsarbetare|heltid(?:er)?)\b"
    r"|\b\d[\d.,]*\s?%",
    re.IGNORECASE,
)

_NO_FUNCTION = re.compile(r"(?:deltagaren?|participant|person(?:en)?)(?: \w{1,2})?", re.IGNORECASE)
"""What stands for people whose function nobody knows."""


@dataclass(frozen=True, slots=True)
class Singled:
    """Something that holds for so few cases that it may tell which.

    ``kind`` is English, for the faces to translate; ``where`` a count, code, attribute or quote id; ``what`` the words; ``cases``
    whom it singles out; ``left_over``: all but these are counted, and the number tells of those that are not.
    """

    kind: str
    where: str
    what: str
    cases: tuple[str, ...]
    left_over: bool = False


def small_counts(counts: Iterable[Count], k: int) -> Iterator[Singled]:
    """Give the declared counts that hold for fewer than ``k`` cases, or for all but fewer than ``k``."""
    for count in counts:
        if 0 < len(count.cases) < k:
            yield Singled(COUNT, count.id, count.label, count.cases)
        if count.cases and 0 < len(count.rest) < k:
            yield Singled(COUNT, count.id, count.label, count.rest, left_over=True)


def small_cells(codes: Matrix, k: int) -> Iterator[Singled]:
    """Give the codes that have a status, which somebody spoke of, in fewer than ``k`` cases."""
    for column in codes.columns:
        held: dict[CellStatus, list[str]] = defaultdict(list)
        for case in codes.rows:
            cell = codes.cells.get(case, {}).get(column.id)
            if isinstance(cell, Cell) and cell.status not in _SILENT:
                held[cell.status].append(case)
        for status in CellStatus:
            if 0 < len(held[status]) < k:
                yield Singled(CELL, column.id, status.value, tuple(held[status]))


def rare_attributes(attributes: Mapping[str, Iterable[Mapping[str, str]]], k: int) -> Iterator[Singled]:
    """Give the values of attributes, and pairs of values each common by itself, that fewer than ``k`` cases have.

    ``attributes`` are, by case, those of its documents.
    """
    held: dict[tuple[tuple[str, str], ...], set[str]] = defaultdict(set)
    for case, rows in attributes.items():
        for row in rows:
            told = sorted((name, value.strip()) for name, value in row.items() if value.strip())
            for size in (1, 2):
                for values in combinations(told, size):
                    held[values].add(case)
    alone = {values[0] for values, cases in held.items() if len(values) == 1 and len(cases) < k}
    for values, cases in sorted(held.items(), key=lambda item: (len(item[0]), item[0])):
        # A pair with a rare value in it says nothing new.
        if len(cases) < k and (len(values) == 1 or not alone.intersection(values)):
            names = " × ".join(name for name, _ in values)
            kind = ATTRIBUTE if len(values) == 1 else COMBINATION
            yield Singled(kind, names, ", ".join(value for _, value in values), tuple(sorted(cases)))


def rare_functions(functions: Mapping[str, Iterable[str]], k: int) -> Iterator[Singled]:
    """Give the functions of participants that occur in fewer than ``k`` cases; ``functions`` by case."""
    held: dict[str, set[str]] = defaultdict(set)
    for case, roles in functions.items():
        for role in roles:
            if role.strip() and not _NO_FUNCTION.fullmatch(role.strip()):
                held[role.strip()].add(case)
    for role, cases in sorted(held.items()):
        if len(cases) < k:
            yield Singled(FUNCTION, "", role, tuple(sorted(cases)))


def dates_and_amounts(quote: str, text: str, case: str) -> Iterator[Singled]:
    """Give the dates and amounts in a quote: who knows the minutes, a budget or a calendar knows the county."""
    for kind, pattern in ((DATE, _DATE), (AMOUNT, _AMOUNT)):
        for words in dict.fromkeys(" ".join(m[0].split()) for m in pattern.finditer(text)):
            yield Singled(kind, quote, words, (case,))


def words_by_case(texts: Mapping[str, Sequence[str]]) -> Mapping[str, frozenset[str]]:
    """Give for each word, in lower case, the cases whose texts hold it."""
    held: dict[str, set[str]] = defaultdict(set)
    for case, several in texts.items():
        for text in several:
            for word in set(WORDS.findall(text)):
                held[word.lower()].add(case)
    return {word: frozenset(cases) for word, cases in held.items()}


WORDS = re.compile(r"[^\W\d_][\w-]{3,}")
