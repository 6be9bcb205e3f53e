"""What is left unweighed because it is not sure enough changes nothing of what is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.domain.coding import Status, Why
from qualcode.engine.follow_ups import Found, heeded
from qualcode.engine.indicators import compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest

if TYPE_CHECKING:
    from types import SimpleNamespace

    import pytest

SENTENCES = st.lists(
    st.sampled_from(
        [
            "Vi har en handlingsplan.",
            "Länet har kanske ett nätverk.",
            "I vår blir det en handlingsplan.",
            "Nätverk också.",
            "En handlingsplan med.",
            "Nej, det stämmer inte, någon handlingsplan finns inte.",
            "Rättelse: nätverket lades ned 2021.",
            "Bussen kom sent.",
            "\n\nLänsplanen gick ut 2020.",
            "Tidigare fanns ett nätverk.",
        ]
    ),
    min_size=1,
    max_size=9,
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=SENTENCES, limit=st.sampled_from([0.5, 0.72, 0.85]))
def test_the_suggestions_are_those_of_weighing_everything(
    sentences: list[str], limit: float, make: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make.code("plan", make.rule("p", ["handlingsplan", "länsplan"], weight=0.8), threshold=limit)
    network = make.code("network", make.rule("n", ["nätverk"], weight=0.9), threshold=limit)
    compiled = compile_codebook(make.book(plan, network))
    text = " ".join(sentences)
    found = suggest(text, segment(text), compiled)
    with monkeypatch.context() as patch:
        patch.setattr("qualcode.engine.suggesting.heeded", lambda found, limits: list(found))  # noqa: ARG005
        assert suggest(text, segment(text), compiled) == found


def test_only_what_is_sure_or_near_it_is_heeded() -> None:
    def said(place: int, code: int, score: float) -> Found:
        return Found(place, place, code, Status.PRESENT, score, Why("i"))

    found = [said(1, 0, 0.9), said(3, 0, 0.2), said(9, 0, 0.2), said(2, 1, 0.4), said(3, 1, 0.5)]
    assert heeded(found, [0.5, 0.5]) == [found[0], found[1], found[3], found[4]]
    assert heeded(found, [0.95, 0.95]) == []
