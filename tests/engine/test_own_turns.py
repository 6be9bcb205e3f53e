"""After telling of others a text turns home by a pronoun, and says of the county what it is there."""

from __future__ import annotations

import pytest

from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.language.county_names import find_county


def _own(text: str, compiled: CompiledCodebook) -> list[tuple[str, str]]:
    found = suggest(text, segment(text), compiled, case="Kalmar län", places=find_county)
    return [(one.status.value, one.span.of(text)) for one in found if one.status.value != "not-asserted"]


@pytest.mark.parametrize(
    ("others", "turn", "status"),
    [
        ("I Halland finns en handlingsplan.", "Någon sådan har vi inte.", "absent"),
        ("I Halland finns en handlingsplan.", "Det har inte vi.", "absent"),
        ("I Halland finns en handlingsplan.", "Länet saknar en.", "absent"),
        ("I Halland finns en handlingsplan.", "Här i länet finns ingen.", "absent"),
        ("Halland har en handlingsplan.", "Vi har ingen.", "absent"),
        ("Halland har en handlingsplan.", "Vår blir klar till våren.", "planned"),
        ("Halland har en handlingsplan.", "Hos oss är den nedlagd sedan i fjol.", "past"),
        ("I Halland har man en handlingsplan.", "Det har vi också.", "present"),
        ("Halland has an action plan.", "We do not have one.", "absent"),
    ],
)
def test_a_sentence_that_turns_home(others: str, turn: str, status: str, compiled: CompiledCodebook) -> None:
    assert (status, turn) in _own(f"{others} {turn}", compiled)


def test_a_clause_that_turns_home(compiled: CompiledCodebook) -> None:
    text = "I Halland finns en handlingsplan, men hos oss finns ingen."
    assert _own(text, compiled) == [("absent", text)]


@pytest.mark.parametrize(
    "turn",
    [
        "Det har vi lärt oss mycket av.",
        "Det är inget för oss.",
        "Vi har ingen tid att läsa den.",
        "Vi har inte läst den.",
        "Den är vi avundsjuka på.",
        "Vi skulle också vilja ha en.",
        "Har vi också en?",
        "Det har de haft länge.",
        "Vi har inget nätverk.",
        "Det finns ingen här som vet hur.",
        "I Blekinge har de också en, och vi träffar dem.",
    ],
)
def test_what_says_nothing_of_it(turn: str, compiled: CompiledCodebook) -> None:
    text = f"I Halland finns en handlingsplan. {turn}"
    found = suggest(text, segment(text), compiled, case="Kalmar län", places=find_county)
    assert {one.status.value for one in found if one.code == found[0].code} == {"not-asserted"}


def test_what_others_lost_is_not_taken_up(compiled: CompiledCodebook) -> None:
    text = "I Halland har man lagt ned sin handlingsplan. Det har vi inte."
    assert _own(text, compiled) == []
