from __future__ import annotations

import pytest

from qualcode.language.county_names import find_county
from qualcode.language.places import (
    PlaceKind,
    counties,
    derived_words,
    municipalities,
    place_compound,
    place_names,
)


def test_all_counties_and_municipalities_are_there() -> None:
    assert len(counties()) == 21
    assert len(municipalities()) == 290
    assert {m.code[:2] for m in municipalities()} == {c.code for c in counties()}
    assert len({m.code for m in municipalities()}) == 290


@pytest.mark.parametrize(
    ("text", "county"),
    [
        ("Dialog Uppsala län 2024-11-05.docx", "Uppsala län"),
        ("minnesanteckningar_gotland.md", "Gotlands län"),
        ("ÖREBRO länsdialog ht24.docx", "Örebro län"),
        ("Samtal i Sörmland", "Södermanlands län"),
        ("vastmanland_ht24.txt", "Västmanlands län"),
        ("OSTERGOTLAND", "Östergötlands län"),
        ("Västra götalandsregionen", "Västra Götalands län"),
        ("dalarnas läns dialog", "Dalarnas län"),
        ("Västernorrlands län", "Västernorrlands län"),
        ("Region Jämtland Härjedalen", "Jämtlands län"),
        ("Skåne-2024", "Skåne län"),
        ("Hallandssamtalet", None),
        ("", None),
    ],
)
def test_counties_are_found_in_names_of_many_kinds(text: str, county: str | None) -> None:
    assert find_county(text) == county


def test_a_decomposed_name_is_the_same_name() -> None:
    assert find_county("Ska\u030ane") == "Skåne län"


def test_every_official_and_short_name_leads_to_its_county() -> None:
    for county in counties():
        assert find_county(county.name) == county.name
        assert find_county(county.short) == county.name
        assert find_county(county.region) == county.name
        assert find_county(county.name.upper()) == county.name


@pytest.mark.parametrize(
    "word", ["gotländska", "värmlänningarna", "skånskt", "östgötarna", "örebroarnas", "västerbottningar", "blekingarna"]
)
def test_derived_words_lead_to_a_county(word: str) -> None:
    assert derived_words()[word].county


def test_words_of_landscapes_are_no_county() -> None:
    assert derived_words()["smålänningarna"].kind is PlaceKind.INHABITANTS
    assert derived_words()["smålänningarna"].county == ""
    assert derived_words()["uppländska"].kind is PlaceKind.ADJECTIVE


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("linköpingsborna", PlaceKind.INHABITANTS),
        ("stockholmsnummer", PlaceKind.TOWN),
        ("västmanlandslänet", None),
        ("handlingsplan", None),
        ("varberg", None),
        ("stockholms", None),
    ],
)
def test_compounds_with_a_place_are_seen(word: str, kind: PlaceKind | None) -> None:
    found = place_compound(word)
    if kind is None:
        assert found is None or found.kind is PlaceKind.COUNTY
    else:
        assert found is not None
        assert found.kind is kind


def test_a_municipality_is_known_with_and_without_kommun() -> None:
    names = place_names()
    assert names["Nacka"].kind is PlaceKind.MUNICIPALITY
    assert names["Nacka kommun"].kind is PlaceKind.MUNICIPALITY
    assert names["Malmö stad"].kind is PlaceKind.MUNICIPALITY
    assert names["Tierps kommun"].kind is PlaceKind.MUNICIPALITY
    assert names["Region Skåne"].kind is PlaceKind.REGION
    assert names["Gotland"].kind is PlaceKind.COUNTY
