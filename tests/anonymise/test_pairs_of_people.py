"""Two names with "&" between them: two people, or a firm."""

from __future__ import annotations

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import HitType, Level


@pytest.mark.parametrize("label", ["Eva & Ola", "Eva & Karin"])
def test_two_given_names_are_two_people_and_hidden_when_stored(label: str) -> None:
    done = pseudonymise(f"{label}: Vi har stöd.\nAlla höll med.", level=Level.STORED)
    assert [(hit.type, hit.text) for hit in done.hits] == [(HitType.PERSON, name) for name in label.split(" & ")]
    assert done.text.endswith(": Vi har stöd.\nAlla höll med.")


def test_two_listed_people_are_told_by_their_functions() -> None:
    text = "Deltagare: Eva Berg, rektor, Ola Ek, kurator\n\nEva & Ola: Vi har stöd.\nDet tyckte Berg & Ek."
    said = pseudonymise(text, level=Level.STORED).text.partition("\n\n")[2]
    assert said == "Rektorn & kuratorn: Vi har stöd.\nDet tyckte rektorn & kuratorn."


@pytest.mark.parametrize("firm", ["Anna & Co", "Lund & Berg", "Kinda & Åtta"])
def test_other_pairs_are_organisations(firm: str) -> None:
    done = pseudonymise(f"Vi anlitade {firm} i våras.", level=Level.PUBLISHED)
    assert [(hit.type, hit.text) for hit in done.hits] == [(HitType.ORGANISATION, firm)]


def test_two_who_speak_together_are_people_though_their_names_are_rare() -> None:
    listed = "Med: Runa Tväråsel, samordnare, Kettil Dunås, socialchef\n\n"
    for text in (listed + "Runa & Kettil: Vi bygger upp det.", "Runa & Qembezo: Vi bygger upp det."):
        said = pseudonymise(text, level=Level.STORED).text
        assert not [name for name in ("Runa", "Kettil", "Qembezo") if name in said], said
