"""Comparing a printed table with the same table as the project would print it now: row by row and column by column, by their names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
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

    Rows and columns are found by their names, so that some may be left out or put in another order; among rows of one name the one that
    reads the same, else the one with the most cells that do. What is withheld in print is no difference.
    """
    left = _by_name(known)
    header = _clean(printed.rows[0]) if printed.rows else ()
    lines = [_clean(line) for line in printed.rows[1:]]
    changed = []
    for row in lines:
        rows = left.get(row[0] if row else "", [])
        same = next((one for one in rows if not list(_unlike(header, row, one))), None)
        if same is None:
            changed.append(row)
        else:
            rows.remove(same)
    for row in changed:
        label = row[0] if row else ""
        rows = left.get(label, [])
        if not rows:
            yield Difference(label, "", label, None)
            continue
        nearest = min(rows, key=lambda one: len(list(_unlike(header, row, one))))
        rows.remove(nearest)
        for column, words, told in _unlike(header, row, nearest):
            yield Difference(label, column, words, told)


def _unlike(header: Sequence[str], row: Sequence[str], known: dict[str, str]) -> Iterator[tuple[str, str, str | None]]:
    """Give the cells of a row that read otherwise than the known one: the column, the printed words, the known ones."""
    for column, words in zip(header[1:], row[1:], strict=False):
        told = known.get(column)
        if words not in (told, WITHHELD):
            yield column, words, told


def _by_name(known: Sequence[tuple[tuple[str, ...], Rows]]) -> dict[str, list[dict[str, str]]]:
    """Give the rows by their name, each its cells by column; parts beside each other become one."""
    cells: dict[tuple[str, int], dict[str, str]] = {}
    for header, rows in known:
        columns = _clean(header)
        seen: Counter[str] = Counter()
        for line in rows:
            row = _clean(line)
            label = row[0] if row else ""
            cells.setdefault((label, seen[label]), {}).update(zip(columns[1:], row[1:], strict=False))
            seen[label] += 1
    rows_of: dict[str, list[dict[str, str]]] = {}
    for (label, _), row_cells in cells.items():
        rows_of.setdefault(label, []).append(row_cells)
    return rows_of


def _clean(line: Sequence[str]) -> tuple[str, ...]:
    return tuple(" ".join(words.split()) for words in line)
