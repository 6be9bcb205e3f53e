"""What is told of another county stays there, also in the sentence that goes on about it; "we" and the county bring it home."""

from __future__ import annotations

import pytest

from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.language.county_names import find_county


def _statuses(text: str, compiled: CompiledCodebook) -> list[str]:
    found = suggest(text, segment(text), compiled, case="Kalmar län", places=find_county)
    return [one.status.value for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "Grannlänet Kronoberg har ett nätverk. De har en handlingsplan också.",
        "Vi hörde om ett annat län på konferensen. Där finns en handlingsplan.",
        "I Värmland har man gjort om allt. Där finns en handlingsplan.",
        "I Blekinge har de ingen handlingsplan utan arbetar efter en annan.",
        "Läget i Halland: en handlingsplan antogs i maj.",
        "Region Västmanland: handlingsplan beslutad i maj.",
        "Region Dalarna har en handlingsplan, läste vi i ett nyhetsbrev.",
        "Talaren kom från ett län där man har en handlingsplan.",
        "I Kronoberg finns en handlingsplan. Alla läste handlingsplanen.",
        "Antecknaren hade läst om Kronoberg, som har en handlingsplan.",
    ],
)
def test_what_others_have_is_not_asserted(text: str, compiled: CompiledCodebook) -> None:
    assert set(_statuses(text, compiled)) <= {"not-asserted"}


@pytest.mark.parametrize(
    "text",
    [
        "Grannlänet Kronoberg har ett nätverk. Länet har en handlingsplan.",
        "I Värmland har man gjort om allt. Vi har en handlingsplan.",
        "I Värmland finns en handlingsplan. I vårt län finns också en handlingsplan.",
        "I Kronoberg finns en handlingsplan. Länets handlingsplan antogs i våras.",
        "De har en handlingsplan, kommunerna i länet. De följer den också.",
        "I Blekinge har de ingenting, men vi har en handlingsplan.",
        # "De" before a noun or an adjective is an article.
        "Skåne har ett nätverk. De sex kommunerna har en handlingsplan.",
        "Skåne har ett nätverk. De berörda har en handlingsplan.",
        # A name may bring it home, as may what a norm is followed by.
        "I Halland finns en handlingsplan. Handlingsplanen antogs i Borgholm.",
        "Överenskommelsen säger att det ska finnas en handlingsplan. En handlingsplan antogs 2023.",
    ],
)
def test_what_the_county_has_is_found_beside_it(text: str, compiled: CompiledCodebook) -> None:
    assert "present" in _statuses(text, compiled)


def test_a_long_row_of_sentences_about_them_is_read_in_bounded_depth(compiled: CompiledCodebook) -> None:
    text = "I Halland finns ett nätverk. " + "De har en handlingsplan. " * 5_000
    assert _statuses(text, compiled)[0] == "not-asserted"


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("I Värmland, berättade samordnaren, finns en handlingsplan.", True),
        ("I Dalarna har man en handlingsplan, hörde samordnaren.", True),
        ("Region Halland har en handlingsplan.", False),
    ],
)
def test_without_a_case_hearsay_tells_that_a_county_is_another(
    text: str, others: bool, compiled: CompiledCodebook
) -> None:
    found = suggest(text, segment(text), compiled, places=find_county)
    assert all((one.status.value == "not-asserted") is others for one in found)
