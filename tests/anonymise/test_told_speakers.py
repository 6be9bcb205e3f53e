"""People, units and places whom a clause, a quotation or a title tells, and words of forms and answers that tell nobody."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level
from qualcode.domain.minutes import Participant


def _hidden(text: str, *, statistical: bool = False) -> list[str]:
    return [hit.text for hit in pseudonymise(text, level=Level.PUBLISHED, statistical=statistical).hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Frågor ställdes av VJ, som även antecknade.\nVi slutade tre. VJ tackade.", ["VJ", "VJ"]),
        ("Anteckningar av KÖ och LJ. Sedan frågade KÖ mer.", ["KÖ", "LJ", "KÖ"]),
        ("Frågor ställdes av SBU och underlaget skrevs av HSN.", []),
        ("Vad hände sedan? M-L minns inte. P-O vet.", ["M-L", "P-O"]),
        ("Vi ses i maj. ÅT skrattade.", ["ÅT"]),
        ("Strategin? KBT tackade många nej till.", []),
        (
            'Vi hörde dem. "Vi hann aldrig." (Pricken)\nPricken: ja. Pricken körde hem.',
            ["Pricken", "Pricken", "Pricken"],
        ),
        ('"Vi hann aldrig." (Skratt)\n"Jo." (Kommunen) "Nej." (Moderatorn)', []),
        ("Namnet är inte klart. Göran i Ljungby ville annat.", ["Göran", "Ljungby"]),
        ("Vi var få. Linnea å en till gick i maj.", ["Linnea"]),
        ("Vi (MS och TL) frågar. MS: hur då?", ["MS", "TL", "MS"]),
        ("HK/GR antecknade. Sedan ringde GR.", ["HK", "GR", "GR"]),
        ("Vi (SKR och HSN) frågar.", []),
        ("Björn i Mora ville inte. Per i Boden har slutat.", ["Björn", "Mora", "Per", "Boden"]),
        ("Det är glest. Björn i Jämtland är vanlig.", ["Jämtland"]),
    ],
)
def test_a_clause_or_a_quotation_tells_who_speaks(text: str, found: list[str]) -> None:
    assert _hidden(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# VB 12/11 (hafsigt)\n\nVB är kort.", ["VB"]),
        ("# Dalarna 30/10 anteckningar", ["Dalarna"]),
        ("NB! Utkast. NB: ej klart", []),
        ("Vi samverkar med Mind Hudiksvall och Röda Korset i Boden.", ["Mind Hudiksvall", "Röda Korset i Boden"]),
        ("Vi mötte Socialstyrelsen i Boden. Röda Korset hjälper.", ["Boden"]),
        ("Det gör Växjö stadsmission och Frykdalens medmänniskor.", ["Växjö stadsmission", "Frykdalens medmänniskor"]),
        ("Ett partnerskap med Ljusrostödet är undertecknat.", ["Ljusrostödet"]),
        ("Ett samarbete med Socialstyrelsen och ett avtal med Kommunerna.", []),
        ("Vem beslutar? Dalasamrådet, ett råd.", ["Dalasamrådet"]),
        ("Under dem finns Länsgrupp Hela livet, varje månad.", ["Länsgrupp Hela livet"]),
        ("Trafikverket och Falu kommun bokar.", ["Falu kommun"]),
        ("Vi hade PH-bordet och IT-avdelningen.", ["PH-bordet"]),
    ],
)
def test_units_and_counties_are_told_by_their_neighbours(text: str, found: list[str]) -> None:
    assert _hidden(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Fr = vi som frågar.\n\nFr: Vem leder arbetet?\n\nFr: Och sedan?",
        "Frågorna ställdes av oss (F).\nF: Hur länge?\nHon: Ett år.\nF: Tack.",
        "Blankett\n\nIfylld av: oss\n\nVi går vidare. (Frågn togs aldrig upp.)",
        "Det är mycket. Engångsgrej inför en ansökan. Hur många? Hundrafemtiotusen och lite till.",
        "Vi kom långt på ett Teamsmöte. Folkhälsoenkäten och Skolelevers hälsovanor finns.",
        "Siffrorna (Fohm, BRIS) är svåra. Vi var på Tullverket, i Nepal och på Kanarieöarna.",
    ],
)
def test_words_of_forms_and_answers_name_nobody(text: str) -> None:
    assert _hidden(text, statistical=True) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Planer? Inga. Exempel? Inga kom fram. Inga-Lill höll med.", ["Inga-Lill"]),
        ("Planer? Många. Inga säger ja. Inga-Lill höll med.", ["Inga", "Inga-Lill"]),
    ],
)
def test_half_a_double_name_that_is_a_function_word_as_well_is_a_person_where_it_speaks(
    text: str, found: list[str]
) -> None:
    people = [Participant("Inga-Lill Daniels")]
    hits = pseudonymise(text, participants=people, level=Level.PUBLISHED, statistical=False).hits
    assert [hit.text for hit in hits] == found


def test_initials_with_a_last_s_are_replaced_without_a_genitive() -> None:
    done = pseudonymise("Fråga av MS: hur då?", level=Level.PUBLISHED, statistical=False)
    assert done.text == "Fråga av deltagaren: hur då?"
