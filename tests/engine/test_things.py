"""Nouns that take up what was named before, and those that name something else."""

from __future__ import annotations

import pytest

from qualcode.engine.things import is_another_thing


@pytest.mark.parametrize(
    ("noun", "before", "named", "another"),
    [
        ("planen", "vi har ett nätverk mot suicid", "nätverk", True),
        ("planen", "vi har en plan och ett nätverk", "nätverk", True),
        ("planen", "vi har en plan och ett nätverk", "plan", False),
        ("planen", "vi hade ett program mot suicid", "program", False),
        ("planen", "vi har stöd till efterlevande", "stöd", True),
        ("gruppen", "nätverket mot suicid träffades", "nätverket", False),
        ("tjänsten", "en samordnare finns", "samordnare", False),
        ("det", "vi har ett nätverk", "nätverk", False),
    ],
)
def test_a_plan_is_no_network_and_a_programme_may_be_a_plan(noun: str, before: str, named: str, another: bool) -> None:
    assert is_another_thing(noun, before.split(), [named]) is another
