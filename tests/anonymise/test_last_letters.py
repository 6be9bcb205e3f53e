"""Letters of whoever wrote the minutes where these end, and bodies that stand there."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level

_SAID = "Vi talade om planen, som är klar.\n"


def _persons(text: str) -> list[str]:
    return [hit.text for hit in pseudonymise(text, level=Level.PUBLISHED).hits if hit.type == "person"]


@pytest.mark.parametrize(
    ("end", "letters"),
    [
        ("\nAF", ["AF"]),
        ("\n/AF", ["AF"]),
        ("\nLK\n", ["LK"]),
        ("\nA-K", ["A-K"]),
        ("Mvh AF", ["AF"]),
        ("\nVid pennan\nAF", ["AF"]),
        ("AS/LL", ["AS", "LL"]),
        ("AS+LL.", ["AS", "LL"]),
    ],
)
def test_letters_alone_on_the_last_line_sign(end: str, letters: list[str]) -> None:
    assert _persons(_SAID + end) == letters


def test_a_known_persons_letters_sign_though_a_body_has_the_same() -> None:
    listed = "Antecknare: Anna Frisk\nAF, FK och kommunen samverkar.\n\nAF"
    hits = [hit for hit in pseudonymise(listed, level=Level.PUBLISHED).hits if hit.text == "AF"]
    assert [(hit.start, hit.replacement) for hit in hits] == [(len(listed) - 2, "Antecknaren")]


@pytest.mark.parametrize(
    "text",
    [
        "Vi talade om planen. AF ska in också.\n\nAF",
        "Vi saknar:\nFK\nAF",
        "Aktörer som ska bjudas in:\n\nFK, AF, BUP",
        "Bjud också in\n\nAF/FK",
        "Vi saknar\n- BUP\n- UM",
        "Utkastet ligger hos\n\nSKR",
    ],
)
def test_bodies_on_the_last_line_are_nobody(text: str) -> None:
    assert _persons(text) == []
