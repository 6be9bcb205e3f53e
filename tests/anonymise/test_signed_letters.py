"""Letters that sign minutes, stand in margins or are all that a list gives of somebody."""

from __future__ import annotations

import re

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.roster import roster
from qualcode.domain.finding import Level


def _text(text: str) -> str:
    return pseudonymise(text, level=Level.STORED, statistical=False).text


@pytest.mark.parametrize(
    "line",
    [
        "/lh+sk",
        "/LH",
        "// LH & SK",
        "/ LH, SK /",
        "SK (pennan)",
        "SK (vid pennan), LH (ordf.)",
        "sk (antecknar)",
        "Vid pennan sk",
        "Vid pennan /lh+sk",
        "Vid tangentbordet: SK",
        "antecknat av: lh, sk",
        "Ant: lh",
        "Renskrivet av sk.",
        "Sekr. = LH",
        "Justeras: LH/SK",
        "– SK",
        "Minutes by LH",
    ],
)
def test_who_signs_is_hidden(line: str) -> None:
    done = _text(f"Handlingsplanen är klar och nämnden har den.\n\n{line}\n")
    assert not re.search(r"(?i)\b(?:lh|sk)\b", done)


@pytest.mark.parametrize(
    "line",
    [
        "/ja",
        "/HR",
        "- ok",
        "och/eller",
        "90 km/h",
        "FHM (antecknar)",
        "[x] klart",
        "Ref: 12",
        "Not: se bilaga",
        "Protokoll: ja",
        "– IT",
    ],
)
def test_words_and_terms_sign_nothing(line: str) -> None:
    text = f"Handlingsplanen är klar.\n{line}\n"
    assert _text(text) == text


def test_who_signs_is_the_listed_person_and_meant_elsewhere() -> None:
    listed = (
        "Deltagare: Lena Holm (samordnare), Sofia Krans (chef)\n\nVi ses igen (lh kollar).\nMejla länet -> sk\n/lh+sk\n"
    )
    assert _text(listed).endswith("-> chefen\n/samordnaren+chefen\n")


def test_letters_in_margins_are_somebodys() -> None:
    done = _text("[SK] Planen är klar.\n[LH] Nej, inte än.\n[SK] Jo.\n")
    assert "SK" not in done
    assert "LH" not in done
    assert len(set(re.findall(r"\[(.*?)\]", done))) == 2
    noted = "[FHM] Planen är klar.\n[IT] Nej, inte än.\n"
    assert _text(noted) == noted


@pytest.mark.parametrize(
    "head",
    [
        "Närvarande: SK (samordnare), LH, AB (chef)",
        "Deltagare: S.K. (samordnare), L.H. och A.B. (chef)",
        "Deltog: SK, samordnare; LH; AB, chef",
    ],
)
def test_who_is_listed_by_letters_takes_part(head: str) -> None:
    people = roster(head + "\n\nMötet öppnades.\n").participants
    assert [re.sub(r"\W", "", one.name) for one in people] == ["SK", "LH", "AB"]
    done = _text(head + "\n\nSK berättade om läget. LH höll med. AB nekade.\n")
    assert done.endswith("\n\nSamordnaren berättade om läget. Deltagaren höll med. Chefen nekade.\n")


def test_bodies_in_a_list_are_nobody() -> None:
    assert not roster("Deltagare: HR, IT, SKR och FHM\n\nMötet öppnades.\n").participants


def test_a_list_may_have_a_line_for_each() -> None:
    people = roster("Deltagare:\n- SK, samordnare\n- LH, chef\n\nMötet öppnades.\n").participants
    assert [(one.name, one.role) for one in people] == [("SK", "samordnare"), ("LH", "chef")]


@pytest.mark.parametrize(
    ("head", "letters"),
    [
        ("Deltagare: LK, VT, OB", {"LK", "VT", "OB"}),
        ("Deltagare: Region (LK, VT), kommunerna (OB)", {"LK", "VT", "OB"}),
        ("Från regionen: LK och VT. Från kommunerna: OB.", {"LK", "VT", "OB"}),
        ("Från regionen: LK och VT\nFrån kommunerna: OB", {"LK", "VT", "OB"}),
        ("Närvarande: Eva Holmdahl (samordnare), Nils Tornberg (chef) och GR", {"GR"}),
        ("Närvarande: VT, HP, KS, BUP", {"VT", "HP"}),
    ],
)
def test_letters_of_a_list_are_people_be_they_a_term_elsewhere(head: str, letters: set[str]) -> None:
    people = roster(f"{head}\n\nMötet öppnades.\n").participants
    assert {one.name for one in people if one.name.isupper()} == letters
    done = _text(f"{head}\n\nMötet öppnades. " + " ".join(f"{one} nekade till det." for one in sorted(letters)))
    assert not any(re.search(rf"\b{one}\b", done) for one in letters)


def test_a_term_in_a_list_is_somebody_who_speaks_later() -> None:
    head = "Deltagare: LK, HP\n\n"
    assert not roster(head + "Mötet öppnades.\n").participants
    assert {one.name for one in roster(head + "LK: Det går bra.\n").participants} == {"LK", "HP"}


@pytest.mark.parametrize(
    "head",
    [
        "Närvarande: KS, BUP, HVB, SKR",
        "Närvarande: Barn- och ungdomspsykiatrin (BUP), kommunstyrelsen (KS), regionens råd (RR)",
        "Deltagare: nämnden (SN, KS), vården (BUP)",
    ],
)
def test_bodies_in_brackets_and_rows_are_nobody(head: str) -> None:
    assert not roster(f"{head}\n\nMötet öppnades.\n").participants


def test_the_organisation_after_a_name_is_nobody() -> None:
    head = "Deltagare: Eva Holmdahl, samordnare, HP, Nils Tornberg, chef, LK\n\nMötet öppnades.\n"
    assert {one.name for one in roster(head).participants} == {"Eva Holmdahl", "Nils Tornberg"}
