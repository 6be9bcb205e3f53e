"""A sentence with a number in it has a form for one and a form for many, in both languages and wherever it is filled in."""

from __future__ import annotations

import pickle

import pytest

from qualcode.domain.amounts import CODINGS, DOCUMENTS
from qualcode.domain.errors import N_, BadSpanError
from qualcode.domain.minutes import Notice
from qualcode.language.wording import filled, sentence_of, translator


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("en", 1, "1 document"),
        ("en", 0, "0 documents"),
        ("en", 2, "2 documents"),
        ("sv", 1, "1 dokument"),
        ("sv", 2, "2 dokument"),
    ],
)
def test_the_noun_follows_its_number(language: str, number: int, said: str) -> None:
    assert translator(language)(DOCUMENTS).format(number=number) == said


def test_each_of_two_numbers_in_a_sentence_bends_its_own_noun() -> None:
    fields = {"codings": CODINGS.of(1), "judgements": DOCUMENTS.of(3)}
    assert filled(N_("Followed: {codings}, {judgements}."), "sv", fields) == "Följde med: 1 kodning, 3 dokument."
    assert filled(N_("Followed: {codings}, {judgements}."), "en", fields) == "Followed: 1 coding, 3 documents."


def test_notices_and_errors_follow_their_numbers_too() -> None:
    assert sentence_of(Notice(CODINGS, {"number": 1}), "sv") == "1 kodning"
    assert sentence_of(
        Notice(N_("Followed: {codings}, {judgements}."), {"codings": CODINGS.of(2), "judgements": "–"}), "sv"
    ) == ("Följde med: 2 kodningar, –.")
    assert str(BadSpanError(start=0, end=2, document="d1", length=1)).endswith("which has 1 character.")


def test_a_notice_keeps_both_forms_on_its_way_between_processes() -> None:
    sent = Notice(DOCUMENTS, {"number": 1})
    got = pickle.loads(pickle.dumps(sent))  # noqa: S301 - our own bytes
    assert (str(got), sentence_of(got, "sv")) == ("1 document", "1 dokument")
