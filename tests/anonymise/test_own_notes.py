"""An analyst's own words against the vault."""

from __future__ import annotations

import pytest

from qualcode.anonymise.own_notes import VaultNames
from qualcode.anonymise.register import Known
from qualcode.domain.finding import HitType

NAMES = VaultNames(
    [
        ("Gunhild Frankelius", HitType.PERSON),
        ("Åke Sten", HitType.PERSON),
        ("Frankelius", HitType.PERSON),
        ("070-174 06 05", HitType.PHONE),
        ("Dalarna", HitType.COUNTY),
    ],
    [
        Known("p1", "", "Gunhild Frankelius", "samordnaren"),
        Known("p2", "", "Åke Sten", "rektorn", letter="B"),
        Known("p3", "", "Torgny Bodelius", "skolchefen"),
    ],
)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("fråga gunhild frankelius om det", "fråga samordnaren om det"),
        ("Frankelius tvekar om budgeten", "samordnaren tvekar om budgeten"),
        ("det är frankelius idé, inte torgnys", "det är samordnarens idé, inte skolchefens"),
        ("GUNHILD ringde från 070-174 06 05", "samordnaren ringde från [telefonnummer]"),
        ("Enligt Sten är planen klar", "Enligt rektorn B är planen klar"),
        ("sten för sten byggs planen", "sten för sten byggs planen"),
        ("Sten för sten byggs planen", "Sten för sten byggs planen"),
        ("Fran\u200bkelius och Frаnkelius", "samordnaren och samordnaren"),
        ("Dalarna har en plan", "Dalarna har en plan"),
        ("", ""),
    ],
)
def test_whoever_the_vault_knows_is_hidden(said: str, kept: str) -> None:
    assert NAMES.hidden(said) == kept
    assert NAMES.hidden(kept) == kept


def test_a_name_that_two_people_share_is_masked() -> None:
    names = VaultNames(
        [("Karin Lundgren", HitType.PERSON), ("Karin Ahlqvist", HitType.PERSON)],
        [Known("p1", "", "Karin Lundgren", "samordnaren"), Known("p2", "", "Karin Ahlqvist", "rektorn")],
    )
    assert names.hidden("karin säger nej, karin ahlqvist ja") == "[namn] säger nej, rektorn ja"
