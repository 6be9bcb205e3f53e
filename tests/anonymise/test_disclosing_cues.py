"""Words that may tell a passage's county, and the names of plans and projects."""

from __future__ import annotations

import pytest

from qualcode.anonymise.disclosing_cues import disclosing_words, own_names


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Vi samlas varje vår här på ön.", "ön"),
        ("Hos oss, längst västerut, hörs ingenting.", "längst västerut"),
        ("Filmen finns på fyra språk, även nordsamiska.", "nordsamiska"),
        ("En studie gjordes i fjällbyarna i våras.", "fjällbyarna"),
        ("Samarbetet över gränsen mot Norge fortsätter.", "gränsen mot norge"),
        ("Alla fjorton har skrivit under.", "alla fjorton"),
        ("Det rör 49 kommuner.", "49 kommuner"),
        ("Planen, Färdväg 2031, gäller alla.", "färdväg 2031"),
        ('Modellen, "Stigen hem", är ny.', "stigen hem"),
        ("Så blev det i huvudstadens utkant.", "huvudstadens"),
    ],
)
def test_what_may_tell_the_county(text: str, cue: str) -> None:
    assert cue in disclosing_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vi har en handlingsplan som följs upp varje år.",
        "Tre kommuner och regionen delar på kostnaden.",
        "Arbetet går över gränserna mellan förvaltningarna.",
        "Sedan 2019 finns en plan, och hösten 2025 ses den över.",
        "”Vi vet inte”, sade länssamordnaren.",
        "Kurser i MHFA ges varje termin, och Svenska kyrkan är med.",
        "",
    ],
)
def test_ordinary_passages_tell_nothing(text: str) -> None:
    assert not disclosing_words(text)


def test_names_are_the_same_however_they_stand() -> None:
    assert own_names('Vi följer "Färdväg 2031" varje år.') & own_names("I fjol antogs Färdväg 2031 av alla.")
