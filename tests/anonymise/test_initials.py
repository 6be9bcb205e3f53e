"""Initials of listed people: with a last S, in the genitive, as a label."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise

LISTED = "Deltagare: Kerstin Sand (KS), kurator, Anna Sol (AS), chef, Lena Sten (LS), rektor, Bo Sund (BS), läkare"


def _said(line: str) -> str:
    return pseudonymise(f"{LISTED}\n\nDet sades mycket.\n{line}").text.rpartition("\n")[2]


def test_the_last_s_of_initials_is_no_genitive_where_they_are_listed() -> None:
    first = pseudonymise(LISTED).text
    assert "kuratorn (kuratorn)" in first
    assert "chefen (chefen)" in first


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("KS: Vi har stöd.", "Kuratorn: Vi har stöd."),
        ("AS: Ja.", "Chefen: Ja."),
        ("Ring i morgon /LS", "Ring i morgon /rektorn"),
        ("K.S. ska ringa.", "Kuratorn ska ringa."),
        ("KS:s idé är god.", "Kuratorns idé är god."),
        ("KS’s idé är god.", "Kuratorns idé är god."),
        ("BSs idé är god.", "Läkarens idé är god."),
    ],
)
def test_only_a_small_s_after_initials_is_a_genitive(line: str, hidden: str) -> None:
    assert _said(line) == hidden
