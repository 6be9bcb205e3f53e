from __future__ import annotations

from types import SimpleNamespace

import pytest

from qualcode.domain.codebook import Indicator
from qualcode.engine.indicators import IndicatorError, RegexError, RegexTimeoutError, compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.engine.term_patterns import TermError
from qualcode.language.pipeline import TokenPatternError


def one(make: SimpleNamespace, rule: Indicator) -> object:
    return compile_codebook(make.book(make.code("a", rule)))


@pytest.mark.parametrize(
    ("rule", "error"),
    [
        (Indicator(id="a#1", slots=(("pl*an",),), line=7), TermError),
        (Indicator(id="a#1", slots=((),), line=7), IndicatorError),
        (Indicator(id="a#1", line=7), IndicatorError),
        (Indicator(id="a#1", slots=(("plan",),), says="sometimes", line=7), IndicatorError),
        (Indicator(id="a#1", regex="(plan", line=7), RegexError),
        (Indicator(id="a#1", slots=(("plan",),), unless=("$grupp",), line=7), TermError),
        (Indicator(id="a#1", patterns=({"LOWR": "x"},), line=7), TokenPatternError),
    ],
)
def test_a_bad_indicator_is_an_error_with_its_place(
    make: SimpleNamespace, rule: Indicator, error: type[Exception]
) -> None:
    with pytest.raises(error) as caught:
        one(make, rule)
    assert str(caught.value)
    if error is not TokenPatternError:
        assert "a#1" in str(caught.value)
        assert "7" in str(caught.value)


def test_a_regex_that_never_ends_is_stopped(make: SimpleNamespace) -> None:
    compiled = compile_codebook(make.book(make.code("a", Indicator(id="a#1", regex=r"(.*?,){25}P", line=3))))
    text = "1,2,3,4,5,6,7,8,9," * 6
    with pytest.raises(RegexTimeoutError, match="a#1"):
        suggest(text, segment(text), compiled)


def test_a_theme_that_only_holds_codes_meets_nothing(make: SimpleNamespace) -> None:
    head = make.code("a", make.rule("a#1", ["plan"]), codable=False)
    assert compile_codebook(make.book(head)).codes == ()
