"""People are told apart throughout a text: whoever is in a list, whoever is not, and whom the text calls by a letter already."""

from __future__ import annotations

import re

import pytest

from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level

UNKNOWN = "Lotta höll med. Mats nekade. Lotta sa nej. Mats sa ja."


def _text(text: str, *, link: bool = True) -> str:
    return pseudonymise(text, level=Level.STORED, statistical=False, link=link).text


def _called(text: str) -> list[str]:
    return re.findall(r"(?i)\b(?:deltagare|person)(?:n|en)? ([A-Z])\b", text)


@pytest.mark.parametrize("link", [True, False])
def test_who_is_listed_without_a_role_shares_no_letter_with_who_is_not(*, link: bool) -> None:
    lines = _text(f"Deltagare: Anna Berg, Per Sandin\n\n{UNKNOWN}", link=link).split("\n")
    assert _called(lines[0]) == ["A", "B"]
    assert _called(lines[2]) == ["C", "D", "C", "D"]


def test_who_stands_after_the_word_participant_keeps_one_letter() -> None:
    done = _text(f"Deltagaren Anna sa ja. {UNKNOWN} Sedan bad Anna om ordet.")
    assert _called(done) == ["A", "B", "C", "B", "C", "A"]


@pytest.mark.parametrize("before", ["A: Vi har ingen.\nB: Nej.\n", "Deltagare A och deltagare B teg.\n"])
def test_letters_of_the_text_are_nobody_elses(before: str) -> None:
    assert _called(_text(before + UNKNOWN)[len(before) :]) == ["C", "D", "C", "D"]
