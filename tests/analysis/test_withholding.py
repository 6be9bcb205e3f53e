"""Small numbers are withheld, and nothing that is shown lets them be computed back."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.analysis.withholding import TOTAL, withheld_cells, withheld_counts
from qualcode.domain.table import Count


def block_of(rows: list[list[int]], *, total: bool) -> dict[str, list[int]]:
    block = {f"r{n}": row for n, row in enumerate(rows)}
    if total:
        block[TOTAL] = [sum(column) for column in zip(*rows, strict=True)]
    return block


def possible(block: dict[str, list[int]], hidden: frozenset[tuple[str, int]]) -> dict[tuple[str, int], set[int]]:
    """Give every value that a reader must hold for possible, by trying all tables with these sums and these shown numbers."""
    names = [name for name in block if name != TOTAL]
    width = len(block[names[0]])

    def lines(name: str) -> list[tuple[int, ...]]:
        total = sum(block[name])
        free = [at for at in range(width) if (name, at) in hidden]
        made = []
        for numbers in product(range(total + 1), repeat=len(free)):
            line = list(block[name])
            for at, number in zip(free, numbers, strict=True):
                line[at] = number
            if sum(line) == total:
                made.append(tuple(line))
        return made

    found: dict[tuple[str, int], set[int]] = {place: set() for place in hidden}
    for table in product(*(lines(name) for name in names)):
        sums = [sum(column) for column in zip(*table, strict=True)]
        if TOTAL in block and any((TOTAL, at) not in hidden and sums[at] != block[TOTAL][at] for at in range(width)):
            continue
        for name, line in [*zip(names, table, strict=True), (TOTAL, tuple(sums))]:
            for at, number in enumerate(line):
                if (name, at) in found:
                    found[name, at].add(number)
    return found


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=1, max_size=3),
    st.integers(2, 4),
    st.booleans(),
)
def test_no_small_number_can_be_computed_back(rows: list[list[int]], k: int, total: bool) -> None:
    block = block_of(rows, total=total)
    hidden = withheld_cells(block, k)
    small = {(name, at) for name, row in block.items() for at, number in enumerate(row) if 0 < number < k}
    assert small <= hidden
    assert bool(hidden) == bool(small)
    found = possible(block, hidden)
    assert [place for place in small if len(found[place]) < 2] == []


def test_only_what_is_needed_is_withheld_and_zeros_stay() -> None:
    assert withheld_cells({"a": [1, 20, 5, 0]}, 3) == {("a", 0), ("a", 2)}
    assert withheld_cells({"a": [21, 0, 0, 0], "b": [10, 11, 0, 0]}, 3) == frozenset()
    # Two of one each would be told by their sum, since zeros are shown: a third goes with them.
    assert withheld_cells({"a": [1, 1, 19]}, 3) == {("a", 0), ("a", 1), ("a", 2)}
    assert withheld_cells({"a": [1, 20]}, 1) == frozenset()


def test_the_sums_of_a_theme_take_another_row_along() -> None:
    block = block_of([[1, 9, 11], [7, 8, 6]], total=True)
    hidden = withheld_cells(block, 3)
    assert ("r0", 0) in hidden
    assert len(hidden) >= 4


def count(name: str, cases: str, rest: str) -> Count:
    return Count(name, name, len(cases), len(cases) + len(rest), "exact", tuple(cases), "", "", tuple(rest))


@pytest.mark.parametrize(
    ("counts", "parents", "k", "hidden"),
    [
        ([count("a", "abcd", "efgh")], {}, 3, set()),
        ([count("a", "a", "bcdefgh")], {}, 3, {"a"}),
        ([count("a", "abcdefg", "h")], {}, 3, {"a"}),
        ([count("a", "a", "bcdefgh")], {}, 0, set()),
        # A parent's number stands in its child's sentence.
        ([count("a", "abcdefg", "h"), count("b", "abc", "defg")], {"b": "a"}, 3, {"a", "b"}),
        # Three that share all cases out: one small one takes the least of the others along.
        ([count("a", "a", "bcdefgh"), count("b", "bcd", "aefgh"), count("c", "efgh", "abcd")], {}, 2, {"a", "b"}),
    ],
)
def test_declared_counts(counts: list[Count], parents: dict[str, str], k: int, hidden: set[str]) -> None:
    assert withheld_counts(counts, parents, k) == hidden


def test_a_number_of_people_is_no_number_of_cases() -> None:
    people = Count("p", "people", 105, 21, "exact", (), "")
    assert withheld_counts([people], {}, 3) == frozenset()
