"""Services with a given name in theirs: kinds that stand all over the country stay, one clinic or team is a unit and no person."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level


def _hits(text: str) -> list[tuple[str, str]]:
    done = pseudonymise(text, level=Level.PUBLISHED, case="Kalmar län")
    return [(hit.type.value, hit.text) for hit in done.hits]


def _hidden(text: str) -> str:
    return pseudonymise(text, level=Level.PUBLISHED, case="Kalmar län").text


@pytest.mark.parametrize(
    "text",
    [
        "Mini-Maria finns sedan i fjol.",
        "Samarbete finns mellan BUP och Mini Maria.",
        "Vi har en Mini-Maria i länet, och Mini-Marias personal räcker inte.",
        "Barnahuset och Mini-Mariamottagningen finns.",
        "Kurserna Cool Kids, Connect och DISA ges.",
    ],
)
def test_kinds_of_services_and_national_courses_stay(text: str) -> None:
    assert _hits(text) == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Mini-Maria Borås har flyttat.", "Mini-Maria Borås"),
        ("Vi ringde Mini Maria i Nybro i går.", "Mini Maria i Nybro"),
        ("Barnahus Linköping har flyttat.", "Barnahus Linköping"),
        ("Maria ungdom är en förebild.", "Maria ungdom"),
        ("Förebilden är Maria Ungdom.", "Maria Ungdom"),
        ("Ung-Klara har kö.", "Ung-Klara"),
        ("Alma-mottagningen har kö.", "Alma-mottagningen"),
        ("Pojken bor på Villa Vera nu.", "Villa Vera"),
    ],
)
def test_one_service_is_a_unit_and_no_person(text: str, unit: str) -> None:
    assert _hits(text) == [("organisation", unit)]


def test_a_group_called_by_a_given_name_is_a_group_where_it_opens_a_sentence() -> None:
    assert _hits("Alfons-gruppen är nedlagd.") == [("group", "Alfons-gruppen")]


def test_a_person_is_told_from_the_service_that_has_the_same_given_name() -> None:
    text = "Vid Mini-Maria arbetar Maria Öst. Maria berättade om Mini-Maria."
    assert _hits(text) == [("person", "Maria Öst"), ("person", "Maria")]


def test_familiar_names_with_a_hyphen_are_persons() -> None:
    assert _hits("Vi frågade Stor-Lasse Ek och Lill-Anna Bergsjö.") == [
        ("person", "Stor-Lasse Ek"),
        ("person", "Lill-Anna Bergsjö"),
    ]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Unga-Maria sa att hon mår dåligt.", "Unga-Maria"),
        ("Ung-Anna, 14 år, berättade om skolan.", "Ung-Anna"),
        ("Det sa Ung-Anna.", "Ung-Anna"),
        ("Ung-Anna ville inte. Hon gick hem.", "Ung-Anna"),
    ],
)
def test_a_service_gives_way_to_somebody_with_an_age_a_saying_or_a_pronoun(text: str, person: str) -> None:
    assert _hits(text) == [("person", person)]


def test_a_team_that_says_something_is_a_team() -> None:
    assert _hits("Team-Elsa sa nej.") == [("organisation", "Team-Elsa")]


def test_whoever_is_spoken_of_again_as_she_is_a_person() -> None:
    assert _hits("Klara besked saknas.") == []
    assert _hits("Klara på mottagningen, hon i luckan, säger nej.") == [("person", "Klara")]


def test_what_stands_for_a_unit_has_the_form_that_its_article_asks_for() -> None:
    assert _hidden("Det finns en Maria-mottagning och ingen Lina-grupp.") == "Det finns en mottagning och ingen grupp."
