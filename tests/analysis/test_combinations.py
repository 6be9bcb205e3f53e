"""Combinations: every member in exactly one, "at least" as sets say, themes by any of their codes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.combinations import cases_for, combinations_of, unjudged_for
from qualcode.domain.coding import CellStatus
from qualcode.domain.expressions import parse
from qualcode.domain.table import Cell, Column, Matrix

MEMBERS = tuple(f"fall {n}" for n in range(9))
PRESENT = frozenset({CellStatus.PRESENT})


@given(st.dictionaries(st.sampled_from("abcde"), st.frozensets(st.sampled_from(MEMBERS)), min_size=1))
def test_each_member_is_in_one_combination(sets: dict[str, frozenset[str]]) -> None:
    found = combinations_of(sets, MEMBERS)
    assert sorted(case for c in found for case in c.cases) == sorted(MEMBERS)
    assert len({c.inside for c in found}) == len(found)
    for one in found:
        inside = frozenset(MEMBERS).intersection(*(sets[name] for name in one.inside))
        assert one.at_least == len(inside)
        outside = [cases for name, cases in sets.items() if name not in one.inside]
        assert set(one.cases) == inside - frozenset().union(*outside)
    assert [len(c.cases) for c in found] == sorted((len(c.cases) for c in found), reverse=True)


def matrix() -> Matrix:
    def row(**statuses: CellStatus) -> dict[str, Cell]:
        return {
            code.replace("_", "/"): Cell(status, judged=status is not CellStatus.PLANNED)
            for code, status in statuses.items()
        }

    cells = {
        "A": row(plan_one=CellStatus.PRESENT, plan_two=CellStatus.NOT_MENTIONED, other=CellStatus.PLANNED),
        "B": row(plan_one=CellStatus.ABSENT, plan_two=CellStatus.PRESENT, other=CellStatus.PRESENT),
        "C": row(plan_one=CellStatus.NOT_MENTIONED, plan_two=CellStatus.PLANNED, other=CellStatus.UNREAD),
    }
    columns = tuple(Column(c, c, c.split("/")[0]) for c in ("plan/one", "plan/two", "other"))
    return Matrix("code", "2024", ("A", "B", "C"), columns, cells, 3)


def test_a_theme_is_any_of_its_codes() -> None:
    assert cases_for(matrix(), parse("plan"), PRESENT) == {"A", "B"}
    assert cases_for(matrix(), parse("plan[planned]"), PRESENT) == {"C"}
    assert cases_for(matrix(), parse("not plan"), PRESENT) == {"C"}
    assert cases_for(matrix(), parse("plan and other"), PRESENT) == {"B"}
    assert cases_for(matrix(), parse("pla"), PRESENT) == frozenset()


def test_open_cells_count_once() -> None:
    assert unjudged_for(matrix(), [parse("plan"), parse("plan/two or plan")]) == 1
    assert unjudged_for(matrix(), [parse("plan"), parse("other")]) == 2
