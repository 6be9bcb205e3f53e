"""Labels of speakers in capitals, as written-out talk has them, and headings in capitals, which name nobody."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import HitType, Level

TALK = """\
Samtal, nästan ordagrant nedskrivet.

{0}: Vi börjar med hur det ser ut hos er.

{1}: Ja, det ligger på flera bord.

{0}: Och planen?

{1} (lugnt): Den gäller till nästa år.
"""


def persons(text: str) -> set[str]:
    hidden = pseudonymise(text, level=Level.PUBLISHED)
    return {hit.text for hit in hidden.hits if hit.type is HitType.PERSON}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("MONIKA", "ULLA-BRITT"),
        ("STEFAN", "ZDENKA"),
        ("ÅSE", "ÖRJAN"),
        # No list holds them, but they open line after line and are no words.
        ("QEMBEZO", "TWELDIN"),
        ("LARS LUNDGREN", "NAIMA"),
        ("BJÖRN", "STEN"),
    ],
)
def test_speakers_in_capitals_are_people(one: str, two: str) -> None:
    assert persons(TALK.format(one, two)) == {one, two}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("SAMVERKAN", "BESLUT"),
        ("MODERATORN", "DELTAGAREN"),
        ("ORDFÖRANDEN", "REGIONEN"),
        ("FRÅGA", "SVAR"),
        ("ANTECKNING", "UPPFÖLJNING"),
        ("SAMTALSLEDARE", "KOMMUN"),
        ("SUICIDPREVENTION", "HANDLINGSPLAN"),
        ("BARNPERSPEKTIV", "LÄNSNÄTVERK"),
        ("ADHD", "SKR"),
        ("NOTE", "ANSWER"),
    ],
)
def test_headings_and_parts_of_the_talk_are_nobody(one: str, two: str) -> None:
    assert persons(TALK.format(one, two)) == set()


def test_a_county_whose_name_is_a_word_is_one_where_it_does_something() -> None:
    def hidden(text: str) -> str:
        return pseudonymise(text, level=Level.PUBLISHED, case="Hallands län").text

    assert "Dalarna" not in hidden("Vi jämförde oss. Dalarna ligger långt fram med sin vård, sade hon.")
    assert "Dalarna" not in hidden("Dalarna: tre möten om året.")
