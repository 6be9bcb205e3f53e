"""Words before a colon that are fields of a form, and words that say which region: nobody's names, beside names that look like them."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level


def _text(text: str) -> str:
    return pseudonymise(text, level=Level.STORED).text


@pytest.mark.parametrize("value", ["ja", "3", "[x]", "se bilaga", "", "nej, ej aktuellt"])
def test_fields_of_a_form_are_nobody(value: str) -> None:
    form = "".join(
        f"{label}: {value}\n" for label in ("Ruta", "Sida", "Bild", "Rad", "Klass", "Mall", "Kryss", "Punkt")
    )
    done = pseudonymise(form, level=Level.STORED)
    assert (done.text, done.doubts) == (form, ())


@pytest.mark.parametrize("line", ["Ruta: nej, inte i höst", "Ruta: tomt nu", "Ruta: gick bra", "Bild: kom bort"])
def test_a_field_whose_value_reads_as_a_verb_is_nobody(line: str) -> None:
    text = f"{line}\nSedan går arbetet vidare.\n"
    assert pseudonymise(text, level=Level.STORED).text == text


def test_who_is_listed_or_speaks_again_is_no_field() -> None:
    listed = "Deltagare: Nils Rutström (chef), Ruta Malmgren (samordnare)\n\nRuta: nej, inte i höst\n"
    assert "Ruta" not in pseudonymise(listed, level=Level.STORED).text
    again = "Ruta: nej, det går inte\nEva: jo\nRuta: vi får se\n"
    assert "Ruta:" not in pseudonymise(again, level=Level.STORED).text


def test_a_given_name_before_a_colon_speaks_beside_the_fields_of_a_form() -> None:
    done = _text("Det var Rut på elevhälsan.\nRut: nej\nFält: tomt\nRuta: nej\n")
    assert done.splitlines()[1:] == ["Deltagaren: nej", "Fält: tomt", "Ruta: nej"]
    assert "Rut " not in done
    assert _text("Rut: nej\n") == "Deltagaren: nej\n"


def test_a_field_with_a_figure_inside_a_row_is_nobody() -> None:
    row = "| 4. Arbete | Han rör sig ute. Fält: 2 tjänster. Tomt på helger. |"
    assert _text(row) == row


@pytest.mark.parametrize(
    "text",
    [
        "Region Norr (RN) har inte svarat. RN menade att det räcker.",
        "Sjukvårdsregion Mitt och Region Syd svarade inte.",
    ],
)
def test_which_region_is_no_surname(text: str) -> None:
    assert _text(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Vi hörde Björn (Region Norr) i går.", "Vi hörde en person (Region Norr) i går."),
        ("Per Norr ringde. Sedan ringde Norr igen.", "En person ringde. Sedan ringde personen igen."),
        ("Rut Nilsson (RN) kom. RN menade det.", "En deltagare (deltagaren) kom. Deltagaren menade det."),
    ],
)
def test_people_beside_regions_are_hidden(text: str, hidden: str) -> None:
    assert _text(text) == hidden
