from __future__ import annotations

import pytest

from qualcode.engine.evaluating import GoldLine, Score, UnknownThemeError, evaluate
from qualcode.engine.indicators import CompiledCodebook

GOLD = [
    GoldLine("1", "Vi har en handlingsplan.", ("plan",), codes={"plan": "present"}),
    GoldLine("2", "Något nätverk finns inte, men kurser ges.", ("network",), ("training",), codes={"network": "past"}),
    GoldLine("3", "Allt är lugnt.", ("analysis",), codes={"analysis": "present"}),
    GoldLine("4", "Vi har oro för vädret.", (), codes={}),
    GoldLine("5", "Finns det en handlingsplan?", ("plan",)),
]


def test_themes_are_scored_and_misses_listed(compiled: CompiledCodebook) -> None:
    result = evaluate(compiled, GOLD)
    assert result.lines == 5
    assert result.micro == Score(hit=3, missed=1, false=1)
    assert result.themes["plan"] == Score(hit=2)
    assert [(m.line, m.name) for m in result.misses] == [("3", "analysis")]
    assert [(m.line, m.name) for m in result.false_finds] == [("4", "worry")]
    assert result.false_per_ten == 10


def test_codes_and_statuses_are_scored_where_given(compiled: CompiledCodebook) -> None:
    result = evaluate(compiled, GOLD)
    assert result.micro_codes == Score(hit=2, missed=1, false=2)
    assert result.confusion == {("present", "present"): 1, ("past", "absent"): 1}
    assert result.status_accuracy == 0.5
    assert [(m.name, m.status, m.found) for m in result.code_misses] == [
        ("network", "past", "absent"),
        ("analysis", "present", ""),
    ]
    assert result.statuses["past"].recall == 0


def test_figures_of_nothing_are_zero_and_not_a_crash(compiled: CompiledCodebook) -> None:
    result = evaluate(compiled, [])
    assert (result.micro.precision, result.micro.recall, result.micro.f1, result.status_accuracy) == (0, 0, 0, 0)
    assert result.false_per_ten is None


def test_f1_is_the_harmonic_mean() -> None:
    assert Score(hit=3, missed=1, false=1).f1 == pytest.approx(0.75)


@pytest.mark.parametrize(
    "line", [GoldLine("x", "Text.", ("nowhere",)), GoldLine("x", "Text.", codes={"nowhere": "present"})]
)
def test_names_that_the_codebook_lacks_are_an_error(compiled: CompiledCodebook, line: GoldLine) -> None:
    with pytest.raises(UnknownThemeError, match="nowhere"):
        evaluate(compiled, [line])
