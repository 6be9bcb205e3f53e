"""Comparing a printed table with the same table as the project would print it now: row by row and column by column, by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualcode.exchange.matrix_shape import WITHHELD
from qualcode.exchange.word_tables import PrintedTable
from qualcode.usecases.remaking import Rows


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that reads otherwise; ``known`` is None where the project has no such row or column."""

    row: str
    column: str
    printed: str
    known: str | None


def differences(printed: PrintedTable, known: Sequence[tuple[tuple[str, ...], Rows]]) -> Iterable[Difference]:
    """Give what a printed table says otherwise than ``known``, its parts by (header, rows).

    Rows and columns are found by their names, so that some may be left out or put in another order; what is withheld in print is no
    difference.
    """
    cells = _by_name(known)
    seen: Counter[str] = Counter()
    header = _clean(printed.rows[0]) if printed.rows else ()
    for line in printed.rows[1:]:
        row = _clean(line)
        label = row[0] if row else ""
        name = (label, seen[label])
        seen[label] += 1
        if name not in cells:
            yield Difference(label, "", label, None)
            continue
        for column, words in zip(header[1:], row[1:], strict=False):
            told = cells[name].get(column)
            if words not in (told, WITHHELD):
                yield Difference(label, column, words, told)


def _by_name(known: Sequence[tuple[tuple[str, ...], Rows]]) -> dict[tuple[str, int], dict[str, str]]:
    """Give the cells by row (its name, and how many of that name stand before it) and column; parts beside each other become one."""
    cells: dict[tuple[str, int], dict[str, str]] = {}
    for header, rows in known:
        columns = _clean(header)
        seen: Counter[str] = Counter()
        for line in rows:
            row = _clean(line)
            label = row[0] if row else ""
            cells.setdefault((label, seen[label]), {}).update(zip(columns[1:], row[1:], strict=False))
            seen[label] += 1
    return cells


def _clean(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(words.split()) for words in line)
