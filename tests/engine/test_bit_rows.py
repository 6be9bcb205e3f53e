"""Rows of bits join and compare as the whole numbers that they stand for."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.engine.bit_rows import BitRows, Pairs

if TYPE_CHECKING:
    import pytest

NUMBERS = st.lists(st.integers(0, (1 << 150) - 1), min_size=1, max_size=12)


@given(NUMBERS, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=6))
def test_joined_rows_hold_the_bits_of_all_their_numbers(numbers: list[int], borders: list[tuple[int, int]]) -> None:
    bits = BitRows(150)
    rows = np.array([bits[number] for number in numbers])
    spans = [(min(a, b, len(numbers)), min(max(a, b), len(numbers))) for a, b in borders]
    joined = bits.joined(rows, *np.array(spans).T)
    assert [bits.number(row) for row in joined] == [reduce(or_, numbers[a:b], 0) for a, b in spans]


def test_two_classes_are_asked_for_once_and_a_full_table_is_emptied(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []

    def beside(first: int, second: int) -> int:
        asked.append((first, second))
        return first | second

    bits = BitRows(8)
    pairs = Pairs(bits, beside)
    firsts, seconds = np.array([1, 2, 1]), np.array([4, 4, 4])
    for _ in range(2):
        assert bits.joined(pairs.rows(firsts, seconds), np.array([0]), np.array([3])).tolist() == [[7]]
    assert asked == [(1, 4), (2, 4)]
    monkeypatch.setattr("qualcode.engine.bit_rows.LARGEST_TABLE", 1)
    assert bits.joined(pairs.rows(firsts[:1], seconds[:1]), np.array([0]), np.array([1])).tolist() == [[5]]
    assert (len(pairs), len(bits)) == (1, 2)


def test_rows_joined_a_few_at_a_time_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    bits = BitRows(70)
    rows = np.array([bits[1 << place] for place in range(69)])
    firsts, lasts = np.array([0, 3, 3, 40]), np.array([3, 3, 40, 69])
    whole = bits.joined(rows, firsts, lasts).tolist()
    monkeypatch.setattr("qualcode.engine.bit_rows._AT_ONCE", 1)
    assert bits.joined(rows, firsts, lasts).tolist() == whole
