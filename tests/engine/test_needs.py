"""Indicators are told for all sentences together as they would be one by one, also a few sentences at a time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.engine.bit_rows import BitRows
from qualcode.engine.needs import Needs

BITS = 70
PLACES = st.sets(st.integers(0, BITS - 1), min_size=1, max_size=4).map(sorted)


@pytest.mark.parametrize("at_once", [1, 1_000_000])
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    needed=st.lists(PLACES, max_size=8),
    said=st.lists(st.integers(0, (1 << BITS) - 1), min_size=1, max_size=6),
    barred=st.sets(st.integers(0, BITS - 1)),
)
def test_an_indicator_may_stand_where_all_its_bits_are(
    needed: list[list[int]], said: list[int], barred: set[int], at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qualcode.engine.needs._AT_ONCE", at_once)
    bits = BitRows(BITS)
    masks = np.array([bits.mask(number) for number in said])
    likely = np.array([bits.mask(number & ~sum(1 << place for place in barred)) for number in said])
    needs = Needs((places[-1], number, tuple(places)) for number, places in enumerate(needed))
    sentences, indicators = needs.met(masks, likely)
    assert list(zip(sentences.tolist(), indicators.tolist(), strict=True)) == [
        (sentence, number)
        for sentence, held in enumerate(said)
        for number, places in enumerate(needed)
        if places[-1] not in barred and all(held >> place & 1 for place in places)
    ]
