"""Methods whose names begin as a participant's surname: called after the person only where the text tells so."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level

_LISTED = "Deltagare: Eva Strand, Nils Blind, Ola Karlsson, Åsa Wallerstedt\n\n"


def _said(line: str) -> str:
    return pseudonymise(_LISTED + line, level=Level.PUBLISHED).text.rpartition("\n")[2]


@pytest.mark.parametrize(
    "line",
    [
        "Strandmetoden provas i år. Det tog två år.",
        "Vi använder Strandmetoden och Bergmodellen.",
        "Blindmodellen används i hela länet.",
        "Vi provar Strandmetodens första steg.",
    ],
)
def test_a_method_that_begins_with_an_ordinary_word_keeps_its_name(line: str) -> None:
    assert _said(line) == line


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Strandmetoden togs fram av Eva Strand.", "[namn]metoden togs fram av deltagaren A."),
        ("Strandmetoden, uppkallad efter Eva, används.", "[namn]metoden, uppkallad efter deltagaren A, används."),
        ("Blindmodellen används. Den heter så efter Nils.", "[namn]modellen används. Den heter så efter deltagaren B."),
        ("Nils Blind skrev den. Blindmodellen används.", "Deltagaren B skrev den. [namn]modellen används."),
        (
            "Det är Strands modell. Vi säger alla Strandmodellen.",
            "Det är deltagaren A:s modell. Vi säger alla [namn]modellen.",
        ),
        ("Karlssonmodellen är ny.", "[namn]modellen är ny."),
        ("Wallerstedtmetoden är ny.", "[namn]metoden är ny."),
        ("Vi har Eva Strands Strandmetod.", "Vi har deltagaren A:s [namn]metod."),
    ],
)
def test_a_method_called_after_somebody_hides_the_name(line: str, hidden: str) -> None:
    assert _said(line) == hidden
