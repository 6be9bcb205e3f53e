from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.exchange.term_groups import Groups, TermFault, check


def test_groups_inside_sequences_and_alternatives() -> None:
    groups = Groups({"a": ["x", "y z"], "b": ["$a", "q*"]})
    assert groups.expand(["$b"]) == ("x", "y z", "q*")
    assert groups.expand(["ta $b", "w"]) == ("ta x", "ta y z", "ta q*", "w")
    assert groups.expand(["ta|$a fram"]) == ("ta fram", "x fram", "y z fram")
    assert groups.expand(["x", "$a", "x"]) == ("x", "y z")


@pytest.mark.parametrize("term", ["pre$a", "$a$a", "$"])
def test_a_group_is_a_word_of_its_own(term: str) -> None:
    with pytest.raises(TermFault):
        Groups({"a": ["x"]}).expand([term])


@pytest.mark.parametrize(
    "term",
    ["plan", "suicid*", "*plan", "*suicid*", "=BUP", "~stöd", "ta|tog fram en plan", "ta … fram", "en _ plan", "bl.a."],
)
def test_good_terms(term: str) -> None:
    assert check(term) is None


@pytest.mark.parametrize("term", ["", " x", "*", "=", "~ ", "_", "_ _", "… a", "a …", "a||b", "a|", "pl*an", "**"])
def test_bad_terms(term: str) -> None:
    assert check(term) is not None


@given(
    st.dictionaries(
        st.sampled_from("abcd"), st.lists(st.sampled_from(["x", "y", "$a", "$b", "$c", "$d", "x $a"]), max_size=4)
    )
)
def test_any_groups_end_in_terms_or_a_fault(lists: dict[str, list[str]]) -> None:
    groups = Groups(lists)
    for name in lists:
        try:
            found = groups.terms(name)
        except TermFault:
            continue
        assert not groups.loop(name)
        assert all("$" not in term for term in found)
