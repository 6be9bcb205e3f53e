"""Words that look like names and are none: short forms of the field, clipped headings, slips of the pen, English dates."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.short_terms import is_nearly_word, is_term
from qualcode.domain.finding import HitType, Level


def _persons(text: str) -> set[str]:
    done = pseudonymise(text, level=Level.PUBLISHED)
    return {hit.text for hit in done.hits if hit.type is HitType.PERSON}


@pytest.mark.parametrize(
    ("text", "innocent"),
    [
        ("LG träffas fyra ggr per år. Förra året tog RS och KS beslut om HP.\nSO sammankallar gruppen.", "LG"),
        ("Inventering av HVB pågår, och SSPF + EST finns i sju kommuner.\nHSD är med i gruppen.", "HSD"),
        ("Anteckningar från mötet.\nNärv: se lista på nätet.\nFörh: skoldir.\nSekr: undert.", "Närv"),
        ("Utfall HP: 19 av 26 punkter är klara nu.", "Utfall HP"),
        ("Så är det bestämt i länet.\nKomunen hade inga egna medel att sätta in.", "Komunen"),
        ("Länsplanen är antagen av alla.\nStatisitk över befolkningen saknas i tre kommuner.", "Statisitk"),
        ("The plan was finished in March. It runs until August, and the board meets on a Friday.", "March"),
        ("The plan was finished in March. It runs until August, and the board meets on a Friday.", "Friday"),
    ],
)
def test_what_is_no_name_is_no_person(text: str, innocent: str) -> None:
    assert innocent not in _persons(text)


def test_initials_of_speakers_are_persons_though_they_read_as_terms() -> None:
    said = "{}: Vi har en grupp för hela länet, och den träffas varje månad.\n"
    text = "".join(said.format(label) for label in ("MW", "JÅ", "LG", "MW", "EB", "GT"))
    assert _persons(text) == {"MW", "JÅ", "LG", "EB", "GT"}


def test_initials_that_do_something_are_persons() -> None:
    text = "Länsdialog på Teams i november.\nMW skriver och frågar, vi andra lyssnar på svaren från länet."
    assert "MW" in _persons(text)


def test_a_director_in_brackets_is_no_initials() -> None:
    text = "Deltagare: Naima Abdi Hersi (HSD), Roland Pihl (socialchef)\n\nHSD är inte med i ledningsgruppen än."
    assert "HSD" not in _persons(text)


def test_people_called_as_months_are_still_people() -> None:
    text = "Participants: May Lindqvist (coordinator), Ali Omar (teacher)\n\nMay said that the plan is of use to the schools."
    assert "May" in _persons(text)


def test_terms_and_slips() -> None:
    assert is_term("HP")
    assert is_term("ÖK:n")
    assert not is_term("JÅ")
    assert is_nearly_word("komunen")
    assert is_nearly_word("behovsanlays")
    assert not is_nearly_word("hodzic")
    assert not is_nearly_word("wikmark")


def test_labels_of_parts_in_the_talk_are_nobody() -> None:
    people = "Deltagare: Maria Lund (länssamordnare), Fredrik Ask (socialchef), Sara Nilsson (strateg)\n\n"
    text = (
        people
        + "M: Hur är ni organiserade?\nMaria: I en grupp.\nM: Och planen?\nF: Finns en plan?\nS: Ja.\nF: Och behov?\nS: Ja."
    )
    assert not _persons(text) & {"M", "F", "S"}


def test_letters_that_the_text_explains_as_a_function_are_nobody() -> None:
    text = "Samtalsledare (SL), länssamordnare (LS)\n\nSL: Hur är ni organiserade?\nLS: I en grupp.\nSL: Och planen?\nLS: Den finns."
    assert not _persons(text)


def test_a_term_that_a_participant_shares_is_the_term_in_running_text() -> None:
    text = "Deltagare: Henrik Persson (länssamordnare), Sara Nilsson (strateg)\n\nVår HP gäller till 2027. Utfall av HP följs varje år."
    assert "HP" not in _persons(text)


@pytest.mark.parametrize(
    "text",
    [
        "Tid: kl 0830-1015 i Teams.",
        "Mötes-ID: 345 678 901 22 Lösenord finns i kallelsen.",
        "Ring växeln 1177 om det är bråttom.",
        "Handlingsplan 2023–2025 är antagen.",
    ],
)
def test_numbers_that_are_nobodys(text: str) -> None:
    done = pseudonymise(text, level=Level.PUBLISHED)
    assert not [hit for hit in done.hits if hit.type in {HitType.PHONE, HitType.ADDRESS, HitType.PERSONNUMMER}]
