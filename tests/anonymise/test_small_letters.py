"""Minutes typed without capitals: names are still found, offsets stay, ordinary texts are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.roster import roster
from qualcode.anonymise.small_letters import with_capitals
from qualcode.domain.finding import Level

SMALL = (
    "dialog i gävleborgs län den 3 december.\n"
    "deltagare: karin sandberg, länssamordnare, och farid rahimi, socialchef.\n"
    "karin berättade att planen är klar. det tyckte stig frisk i ljusdal också.\n"
    "ingen hade hört något från regionen. farid skulle fråga."
)


def test_names_without_capitals_are_hidden() -> None:
    hidden = pseudonymise(SMALL, level=Level.PUBLISHED).text
    for name in ("karin", "sandberg", "farid", "rahimi", "stig", "frisk", "ljusdal"):
        assert name not in hidden
    assert "planen är klar" in hidden
    assert "ingen hade hört något från regionen" in hidden


def test_hits_quote_the_text_as_it_was_typed() -> None:
    for hit in pseudonymise(SMALL, level=Level.PUBLISHED).hits:
        assert SMALL[hit.start : hit.end] == hit.text


def test_a_text_with_capitals_is_left_alone() -> None:
    text = "Karin sa att planen är klar. Det tyckte Stig också. Ingen hade hört något. Frisk luft behövdes. " * 2
    assert with_capitals(text) == text


@given(st.text(alphabet=st.sampled_from("abcdeåäößıŉ .\n-'"), min_size=120, max_size=400))
def test_the_copy_has_the_same_length(text: str) -> None:
    assert len(with_capitals(text)) == len(text)


@pytest.mark.parametrize(
    ("said", "hidden"),
    [
        ("eva berg sade att det saknas pengar.", "rektorn sade att det saknas pengar."),
        ("Sedan ringde karin nyman.", "Sedan ringde kuratorn."),
        ("Det var anna sjös förslag.", "Det var chefens förslag."),
        ("Eva berg kom sent.", "Rektorn kom sent."),
        ("lars fors ska ringa.", "sjuksköterskan ska ringa."),
        ("De bor vid ett berg och en fors.", "De bor vid ett berg och en fors."),
    ],
)
def test_a_listed_full_name_in_small_letters_is_hidden_whole_in_a_text_with_capitals(said: str, hidden: str) -> None:
    listed = "Eva Berg, rektor, Karin Nyman, kurator, Anna Sjö, chef, Lars Fors, sjuksköterska"
    text = f"Deltagare: {listed}\n\nMötet började sent. Det sades mycket.\n{said}"
    assert pseudonymise(text).text.rpartition("\n")[2] == hidden


LISTED_SMALL = "deltagare: linnea hjortsberg, per-arne Skogsfors, hassan al-tikrit och björn lind (rektor)"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("linnea hjortsberg säger att planen saknas.", "linnea hjortsberg"),
        ("Loggarna granskas inte enligt linnea.", "linnea"),
        ("björn säger att planen finns.", "björn"),
        ("skogsfors ska mejla planen.", "skogsfors"),
        ("Det sade hassan al-tikrit också.", "tikrit"),
    ],
)
def test_people_whom_a_list_has_in_small_letters_are_hidden_in_a_text_with_capitals(said: str, named: str) -> None:
    hidden = pseudonymise(f"{LISTED_SMALL}\n\nMötet började sent. Det sades mycket. Planen togs upp.\n{said}").text
    for name in ("linnea", "hjortsberg", "per-arne", "Skogsfors", "hassan", "tikrit", "björn lind"):
        assert name not in hidden.partition("\n")[0]
    assert named not in hidden


def test_words_that_are_names_as_well_stay_words_beside_such_a_list() -> None:
    said = "Det fanns en björn i skogen, och en linnea vid en lind."
    assert pseudonymise(f"{LISTED_SMALL}\n\nMötet började sent. Det sades mycket.\n{said}").text.endswith(said)


@pytest.mark.parametrize(
    "items",
    [
        "representanter för kommunen, regionens samordnare, per capita",
        "två rektorer, moa kommunen, linnea rektor",
        "ingrid ljusdal kommun, sara berg kommun",
    ],
)
def test_a_list_without_full_names_has_no_participants(items: str) -> None:
    assert not roster(f"Deltagare: {items}\n\nMötet började sent.").participants


def test_small_words_of_surnames_stay_in_such_a_list() -> None:
    listed = "Deltagare: Wilhelmina von Bernekow, linnea hjortsberg"
    names = [person.name for person in roster(f"{listed}\n\nMötet började sent.").participants]
    assert names == ["Wilhelmina von Bernekow", "Linnea Hjortsberg"]


def test_participants_in_small_letters_are_counted() -> None:
    names = [person.name for person in roster(f"{LISTED_SMALL}\n\nMötet började sent.").participants]
    assert names == ["Linnea Hjortsberg", "Per-Arne Skogsfors", "Hassan al-Tikrit", "Björn Lind"]


def test_letters_in_brackets_after_a_name_are_its_initials_in_small_letters_too() -> None:
    text = (
        "länsdialog i värmland, anteckningar från mötet\n"
        "närvarande: björn sunne (bs), my lindahl (kommunen), sten kvist\n"
        "bs: planen antogs i våras. sten nickar\nsedan tog bs upp pengarna (ej klart). det var allt."
    )
    hidden = pseudonymise(text, level=Level.PUBLISHED)
    assert [hit.text for hit in hidden.hits if hit.text == "bs"] == ["bs", "bs", "bs"]
    assert "(ej klart)" in hidden.text


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("il: jag är inte säker, och det sa il. ett il kom.", ["il", "il"]),
        ("klara berättade om skolan. är vi klara? vi klarar det.", ["klara"]),
        ("det blir dyrt, sa per. per person är det mer.", ["per"]),
        ("det bokar g. malm tillsammans med a-m lindqvist.", ["g. malm", "a-m lindqvist"]),
        ('berit "beppe" sjö kom sent.', ['berit "beppe" sjö']),
        ("vi ska rita en bild. minnas och rings i det.", []),
        ("enligt dag går det. på en dag går det inte.", ["dag"]),
    ],
)
def test_who_is_meant_in_a_line_of_small_letters(said: str, named: list[str]) -> None:
    text = (
        "anteckningar från mötet om planen för länet i tisdags, skrivna i hast\n"
        f"närvarande: dag åkerblom (socialchef), inger lax (region)\n{said}\nsedan pratade vi om pengarna och skolan en stund."
    )
    begin = text.index(said)
    hits = pseudonymise(text, level=Level.PUBLISHED, statistical=False).hits
    assert [hit.text for hit in hits if begin <= hit.start < begin + len(said)] == named
