from __future__ import annotations

import pytest

from qualcode.language.pipeline import TokenMatcher, TokenPatternError


def test_a_token_pattern_is_found_where_it_stands() -> None:
    text = "En plan mot suicid."
    (span,) = TokenMatcher([{"LOWER": "plan"}, {"LOWER": "mot"}]).find(text)
    assert span.of(text) == "plan mot"


@pytest.mark.parametrize("pattern", [[{"LOWR": "plan"}], [{"OP": "x"}], [{"LOWER": 3}]])
def test_a_bad_pattern_is_one_clear_error(pattern: list[dict[str, object]]) -> None:
    with pytest.raises(TokenPatternError) as caught:
        TokenMatcher(pattern)
    assert "cannot be used" in str(caught.value)
