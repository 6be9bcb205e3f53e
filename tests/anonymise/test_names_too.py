"""Courses, bodies and countries whose name is somebody's too: whoever is listed, speaks or has a whole name is hidden, the others stay."""

from __future__ import annotations

import pytest

from qualcode.anonymise.name_lists import data_lines, given_names
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import HitType, Level


def _stored(text: str) -> str:
    return pseudonymise(text, level=Level.STORED).text


def _persons(text: str) -> list[str]:
    done = pseudonymise(text, level=Level.STORED)
    return [hit.text for hit in done.hits if hit.type is HitType.PERSON]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Deltog gjorde ESTER LUND och DISA HOLM.", ["ESTER LUND", "DISA HOLM"]),
        ("Deltog gjorde ESTER Lund och DISA Holm.", ["ESTER Lund", "DISA Holm"]),
        ("Kontakt: DISA HOLM, 070-1234567", ["DISA HOLM"]),
        ("Det sa ESTER på mötet.", ["ESTER"]),
        ("Vi har en DISA-kurs. DISA sa nej.", ["DISA"]),
        ("Vi har en DISA-kurs. DISA är kursledare.", ["DISA"]),
        ("Kursledaren DISA sa nej.", ["DISA"]),
        ("Vi ger utbildning till ESTER LUND.", ["ESTER LUND"]),
    ],
)
def test_people_who_are_called_as_a_course_are_hidden(text: str, people: list[str]) -> None:
    assert _persons(text) == people


def test_participants_called_as_courses_are_hidden_in_the_list_and_in_the_talk() -> None:
    text = "Närvarande:\nNamn | Roll\nESTER LUND | rektor\nDISA HOLM | lärare\n\nSen sa ESTER LUND att det går. ESTER höll med."
    assert not {"ESTER", "DISA", "LUND", "HOLM"} & set(_stored(text).replace(".", " ").split())


def test_speakers_called_as_courses_are_hidden() -> None:
    text = "Närvarande: Ester Lund, Disa Holm\n\nESTER: Vi vill det.\nDISA: Nej.\nESTER: Jo."
    assert _persons(text)[2:] == ["ESTER", "DISA", "ESTER"]


@pytest.mark.parametrize(
    "text",
    [
        "Vi har en DISA-kurs i år.",
        "Kurserna DISA och YAM ges.",
        "Alla har utbildning i ESTER.",
        "DISA är en metod som fungerar. Vi kör DISA i sjuan.",
        "DISA ges i alla skolor.",
        "Alla skolor kör DISA.",
        "Våra DISA-kursledare räcker inte.",
        "Staff have training in DISA.",
    ],
)
def test_courses_stay_where_the_text_makes_them_ones(text: str) -> None:
    assert _persons(text) == []


def test_a_course_stays_beside_somebody_listed_who_is_called_the_same() -> None:
    text = "Närvarande: Disa Holm, rektor\n\nVi har en DISA-kurs. Disa ville mer."
    assert _persons(text) == ["Disa Holm", "Disa"]


@pytest.mark.parametrize("name", ["Tilia", "Miro", "Lucia", "Valborg", "Israel", "Kina", "Willys", "Viva", "Lex"])
def test_names_of_bodies_and_countries_give_way_to_people(name: str) -> None:
    assert _persons(f"Vi talade med {name} Lindqvist i går.") == [f"{name} Lindqvist"]
    listed = f"Närvarande: {name} Lindqvist, Bo Alm\n\n{name}: Vi vill.\nBo: Nej.\nDet tyckte {name} i går."
    assert _persons(listed) == [f"{name} Lindqvist", "Bo Alm", name, "Bo", name]


@pytest.mark.parametrize("surname", ["Norden", "England", "Signal", "Malta", "Corona"])
def test_names_of_bodies_and_countries_give_way_to_surnames(surname: str) -> None:
    assert _persons(f"Det sa Anna {surname} på mötet.") == [f"Anna {surname}"]


def test_unlisted_speakers_are_hidden_though_a_feast_has_their_name() -> None:
    assert _persons("Lucia: Vi vill.\nAnnika: Nej.\nLucia: Vi kan.") == ["Lucia", "Annika", "Lucia"]


@pytest.mark.parametrize(
    "text",
    [
        "Närvarande: Ivo Lund, rektor\n\nSedan kom IVO.",
        "Vi firade Lucia i Norden, Kina och Israel.",
        "Plattformar: Miro, Signal och Skype.",
        "Tilia och Bris har stöd i hela Norden.",
        "Alla: Ja.\nIngen: Nej.\nAlla: Ja.",
    ],
)
def test_bodies_countries_and_feasts_stay(text: str) -> None:
    assert not {"IVO", "Lucia", "Norden", "Kina", "Israel", "Miro", "Signal", "Skype", "Tilia", "Bris", "Alla"} & set(
        _persons(text)
    )


def test_no_common_given_name_in_capitals_is_harmless_everywhere() -> None:
    loud = [name for name in data_lines("allowed.txt") if name.isupper()]
    assert [name for name in loud if given_names().get(name.title(), 0) >= 1000] == []


def test_initials_before_the_last_space_of_a_text_are_read() -> None:
    assert _stored("Det sa A.B. Man ") == "Det sa en person "


@pytest.mark.parametrize(
    "text", ["Skype-möten har vi.", "Vi har Skype-möten.", "Mobilnr: 5.", "Ring mig. Mobilnr: 5. Telnr: 6."]
)
def test_products_in_compounds_and_short_words_for_numbers_are_nobody(text: str) -> None:
    done = pseudonymise(text, level=Level.STORED)
    assert (done.hits, done.doubts) == ((), ())


def test_what_a_participant_is_called_as_well_is_not_said_by_the_same_words_again() -> None:
    text = "Närvarande: Sven-Olof Kjell, kallad Svenne (avdelningschef); Eva Lund (rektor)\n\nSvenne sa nej. Eva kallade Svenne dit."
    assert _stored(text) == (
        "Närvarande: avdelningschefen, kallad [namn] (avdelningschef); rektorn (rektor)\n\n"
        "Avdelningschefen sa nej. Rektorn kallade avdelningschefen dit."
    )
