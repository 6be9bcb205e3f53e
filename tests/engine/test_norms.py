"""What an agreement, the state or research says that there should be tells nothing of the county (`engine.norms`)."""

from __future__ import annotations

import pytest

from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.lines import Lines
from qualcode.engine.norms import normed
from qualcode.engine.readings import Reading
from qualcode.engine.segmenting import segment
from qualcode.language.county_names import find_county


def _normed(text: str, named: str, compiled: CompiledCodebook, language: str = "sv") -> bool:
    """Tell whether a sentence tells of the word that was ``named`` as a norm."""
    lines = Lines(text, segment(text), compiled.lexicon, language)
    reading = Reading(text, lines[0], language)
    return normed(reading, [reading.words.index(named)]) is not None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Överenskommelsen säger att varje län ska ha en plan.", "plan"),
        ("Den nationella strategin lyfter att länen behöver ett nätverk.", "nätverk"),
        ("I år kräver staten en handlingsplan.", "handlingsplan"),
        ("Enligt strategin bör det finnas ett nätverk.", "nätverk"),
        ("Det står i överenskommelsen att skolan ska vara med i ledningsgruppen.", "ledningsgruppen"),
        ("Tanken med överenskommelsen är att kommuner och region har en ledningsgrupp.", "ledningsgrupp"),
        ("Länen ska ha en samordnare.", "samordnare"),
        ("Moderatorn läste ur vägledningen, där det står i lagen: det ska finnas en plan.", "plan"),
        ("Med ett nätverk menas en grupp som träffas.", "nätverk"),
        ("Forskning visar att utbildning ger effekt.", "utbildning"),
    ],
)
def test_a_norm_tells_nothing_of_the_county(text: str, named: str, compiled: CompiledCodebook) -> None:
    assert _normed(text, named, compiled)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Enligt överenskommelsen ska vi ha en plan.", "plan"),
        ("Överenskommelsen kräver en plan, och vi har ett nätverk.", "nätverk"),
        ("Medlen fördelas enligt överenskommelsen av ledningsgruppen.", "ledningsgruppen"),
        ("Länets strategi säger att en plan ska finnas.", "plan"),
        ("Analysen väntar tills man vet vad strategin kräver.", "analysen"),
        ("Målen ur strategin står i planen.", "planen"),
        ("I ett av länen ska ett nätverk bildas.", "nätverk"),
        ("Nätverket avses bli större.", "nätverket"),
        ("Samordnaren träffar kommunerna.", "samordnaren"),
        ("Som överenskommelsen kräver har länet en samordnare.", "samordnare"),
        ("Strategin säger att en plan ska finnas och länet antog en samordnare.", "plan"),
    ],
)
def test_what_is_said_of_the_county_is_none(text: str, named: str, compiled: CompiledCodebook) -> None:
    assert not _normed(text, named, compiled)


@pytest.mark.parametrize(
    ("text", "named", "norm"),
    [
        ("The agreement says that every county should have a plan.", "plan", True),
        ("According to the strategy each county should have a network.", "network", True),
        ("Our county has a plan, as the agreement requires.", "plan", False),
        ("They wait to see what the strategy says before the analysis.", "analysis", False),
    ],
)
def test_english_norms(text: str, named: str, norm: bool, compiled: CompiledCodebook) -> None:
    assert _normed(text, named, compiled, "en") is norm


def test_a_sentence_that_names_the_own_case_is_no_norm(compiled: CompiledCodebook) -> None:
    text = "Överenskommelsen kräver en plan som Halland antog 2022."
    lines = Lines(text, segment(text), compiled.lexicon, "sv")
    reading = Reading(text, lines[0], "sv", case="Hallands län", places=find_county)
    assert normed(reading, [reading.words.index("plan")]) is None
