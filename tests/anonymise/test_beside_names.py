"""Names that are joined to other words, and words beside names that are nobody's: roles, methods, accounts, days, cells of tables."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level


def _text(text: str, level: Level = Level.STORED) -> str:
    return pseudonymise(text, level=level).text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ibland tittar polis-Leffe in.", "Ibland tittar en person in."),
        ("Vi såg fritids-Annas lista.", "Vi såg personens lista."),
        ("Vi tog upp Karlssonmodellen igen.", "Vi tog upp [namn]modellen igen."),
        ("Vi talade om Lövgrenmetoden.", "Vi talade om [namn]metoden."),
        ("Adress: c/o Westerlind, Skultunavägen 7", "Adress: c/o en person, [adress]"),
        ("Kolla snap jojjepalm90 i kväll.", "Kolla snap [användarnamn] i kväll."),
        ("Skriv till anna(punkt)berg(snabel-a)skolan(punkt)example nu.", "Skriv till [e-postadress] nu."),
        ("* Gren tillbaka v 45?", "* En person tillbaka v 45?"),
        ("Skrivet i farten.\n/a.f./", "Skrivet i farten.\n/en person/"),
    ],
)
def test_names_beside_and_inside_other_words_are_hidden(text: str, hidden: str) -> None:
    assert _text(text) == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Läget före pre-Covid var ett annat, och anti-Skåne är ett ord.",
        "Bergmodellen och Grundmetoden bygger på samtal.",
        "Vi mejlade c/o Socialstyrelsen.",
        "Gren av verksamheten som få känner till.",
        "Jag såg det på Insta och på Snap, och Samhall var med.",
        "Facebook 2024 och Teams v45 är inga konton.",
        "Samtalsledare = SL\nSL: Hur går det?\nSvar: Bra.\nSL: Varför det?\n",
        "Sent: Friday, 27 September 2024",
        "| Punkt | Vem | Tel |\n|---|---|---|\n| 1 | alla | - |",
    ],
)
def test_words_that_look_like_names_there_stay(text: str) -> None:
    assert _text(text) == text


def test_a_town_that_is_a_word_fills_a_cell() -> None:
    row = "| Ort | Roll |\n|---|---|\n| Köping | chef |"
    assert "Köping" not in _text(row, Level.PUBLISHED)
