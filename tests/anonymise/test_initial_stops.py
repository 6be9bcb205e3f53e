"""The full stop after an initial, and sentences that begin with a small word that somebody is called as well."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level

_LISTED = "Deltagare: Bosse Lund, Inga Sparv, Sol Ek, Lo Berg, Hans Alm\n\nDialogen hölls på förmiddagen.\n"


def _hidden(text: str) -> str:
    return pseudonymise(text, level=Level.PUBLISHED, case="Kalmar län").text


def _said(line: str) -> str:
    return _hidden(_LISTED + line).rpartition("\n")[2]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Bosse L. Inga problem att rekrytera.", "En person. Inga problem att rekrytera."),
        ("Enligt Bosse L. Inget samråd har hållits.", "Enligt en person. Inget samråd har hållits."),
        ("Det menade Karin S. Ingen samordnare finns.", "Det menade en person. Ingen samordnare finns."),
        ("Frågan kom från Anna B. Vi saknar handlingsplan.", "Frågan kom från en person. Vi saknar handlingsplan."),
        ("Det sa Anna B. Dock saknas pengar.", "Det sa en person. Dock saknas pengar."),
        ("Det sa Anna B. Brist på psykologer råder.", "Det sa en person. Brist på psykologer råder."),
        ("Det sa Anna B. Lång kö till samtal.", "Det sa en person. Lång kö till samtal."),
        ("Det sa Anna B. Suicidprevention är på gång.", "Det sa en person. Suicidprevention är på gång."),
        ("Samordnare är Karin S. Sol och bad lockar mer.", "Samordnare är en person. Sol och bad lockar mer."),
        ("Enligt Anna B. Lo tog upp frågan.", "Enligt en person. En deltagare tog upp frågan."),
        ("Ansvarig är K. Inga pengar finns.", "Ansvarig är K. Inga pengar finns."),
        ("Ansvarig är A.K. Inga pengar finns.", "Ansvarig är en person. Inga pengar finns."),
        ("Ansvarig är A. Berg. Inga pengar finns.", "Ansvarig är en person. Inga pengar finns."),
        ("Förslaget lades av Karin S.\nDet bifölls.", "Förslaget lades av en person.\nDet bifölls."),
    ],
)
def test_the_sentence_after_an_initial_stays(text: str, hidden: str) -> None:
    assert _hidden(text) == hidden


@pytest.mark.parametrize(
    "name", ["Bosse L. Andersson", "Anna B. Chirwa", "Karin S. Berg", "Per O. Modig", "T. Mora", "G. Lind", "A.K. Lund"]
)
def test_a_surname_after_an_initial_is_hidden_with_it(name: str) -> None:
    done = pseudonymise(f"Frågan ställdes av samordnare {name} och besvarades.", level=Level.PUBLISHED)
    assert [hit.text for hit in done.hits] == [name]


@pytest.mark.parametrize(
    ("line", "hidden"),
    [
        ("Det sa Bosse L. Inga problem att rekrytera.", "Det sa deltagaren A. Inga problem att rekrytera."),
        ("Det sa Bosse Lund. Inga pengar kvar.", "Det sa deltagaren A. Inga pengar kvar."),
        ("Inga fler frågor.", "Inga fler frågor."),
        ("Hans plan är klar.", "Hans plan är klar."),
        ("Inga undrade om planen.", "Deltagaren B undrade om planen."),
        ("Inga i Mora hade en fråga.", "Deltagaren B i en kommun hade en fråga."),
        ("Inga: det går inte.", "Deltagaren B: det går inte."),
        ("Det sa Bosse L. Inga höll med.", "Det sa deltagaren A. Deltagaren B höll med."),
    ],
)
def test_a_listed_name_that_counts_things_is_the_small_word(line: str, hidden: str) -> None:
    assert _said(line) == hidden


def test_a_small_word_that_says_something_is_a_name() -> None:
    assert _hidden("Inga sa att det går. Inga svar kom.") == "En deltagare sa att det går. Inga svar kom."
