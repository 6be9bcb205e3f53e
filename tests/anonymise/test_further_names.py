"""Names by rarer signs: a relative before them, a name joined to them, small initials, broken addresses, towns' inhabitants."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import HitType, Level


def _hits(text: str, *, statistical: bool = False) -> list[tuple[HitType, str]]:
    done = pseudonymise(text, level=Level.PUBLISHED, case="Kalmar län", statistical=statistical)
    return [(hit.type, hit.text) for hit in done.hits]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Vi talade med hans mamma Sire om skolan.", "Sire"),
        ("Det var dottern Storm som ringde.", "Storm"),
    ],
)
def test_a_word_behind_a_relative_is_a_name(text: str, name: str) -> None:
    assert _hits(text) == [(HitType.PERSON, name)]


def test_a_name_that_no_list_holds_is_told_by_the_name_joined_to_it() -> None:
    text = "Hon har tillsammans med Bahdon och Anna gjort intervjuer."
    assert _hits(text) == [(HitType.PERSON, "Bahdon"), (HitType.PERSON, "Anna")]
    assert _hits("Det finns stöd med Skolan och Anna.") == [(HitType.PERSON, "Anna")]


def test_a_small_initial_before_a_listed_surname_is_hidden_with_it() -> None:
    listed = "Deltagare: Birgit Thorén, Anna Lund\n\n"
    text = f"{listed}Kontakt b. thorén i morgon. Se punkt a. thorén kommer."
    assert _hits(text)[2:] == [(HitType.PERSON, "b. thorén"), (HitType.PERSON, "thorén")]


def test_an_address_that_a_hyphen_breaks_at_the_end_of_a_line_is_hidden_whole() -> None:
    text = "Kontakt sker via sune.all-\nvin@kronodialog.example eller telefon."
    assert _hits(text) == [(HitType.EMAIL, "sune.all-\nvin@kronodialog.example")]
    assert _hits("Skriv till regionala enheten - \ninfo@kronodialog.example i dag.") == [
        (HitType.EMAIL, "info@kronodialog.example")
    ]


@pytest.mark.parametrize(
    "word", ["bodensarna", "Bodensare", "älvsbyborna", "salabor", "moraborna", "osbyborna", "hjoborna", "täbybor"]
)
def test_inhabitants_of_towns_with_short_or_ordinary_names_are_hidden(word: str) -> None:
    assert _hits(f"Det är så att {word} har längst väg.") == [(HitType.PLACE, word)]


@pytest.mark.parametrize("word", ["medarbetarna", "grannarna", "salarna", "hallarna", "invånarna", "åborna"])
def test_other_people_and_things_with_those_endings_stay(word: str) -> None:
    assert _hits(f"Det är så att {word} har längst väg.") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Stöd ges av SPES Norr i dag.", "SPES Norr"),
        ("Den togs upp i Delregionalt råd Fyrbodal i våras.", "Delregionalt råd Fyrbodal"),
        ("Arbetet leds av Regionalt råd för psykisk hälsa nu.", "Regionalt råd för psykisk hälsa"),
        ("Arbetet leds av Länsgemensam styrgrupp för unga nu.", "Länsgemensam styrgrupp för unga"),
    ],
)
def test_units_by_their_adjective_and_part_of_the_country(text: str, unit: str) -> None:
    assert [words for _, words in _hits(text, statistical=True)] == [unit]
