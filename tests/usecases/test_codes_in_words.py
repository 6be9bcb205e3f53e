"""Ids that the words of a codebook name are told by the codes' names."""

from __future__ import annotations

import pytest

from qualcode.exchange.codebook_files import parse
from qualcode.usecases.codes_in_words import told_by_name

BOOK = """
id: prov
version: "1"
names: {sv: Prov}
themes:
  - id: structure
    names: {sv: Struktur, en: Structure}
    codes:
      - {id: joint-forum, names: {sv: Gemensamt forum, en: Joint forum}}
      - {id: collaboration, names: {sv: Samverkan, en: Collaboration}}
      - {id: rest, names: {sv: Annat, en: Other}}
  - id: planer
    names: {sv: Planer, en: Plans}
    codes:
      - {id: plan, names: {sv: Plan finns, en: Plan exists}}
      - {id: rest, names: {sv: Övrigt, en: Other}}
"""


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [
        (
            "sv",
            "Ett forum (joint-forum); annat hör till collaboration.",
            "Ett forum (”Gemensamt forum”); annat hör till ”Samverkan”.",
        ),
        ("sv", "Se structure/joint-forum, inte planer/plan.", "Se ”Gemensamt forum”, inte ”Plan finns”."),
        # Words of the language are no ids, and neither are parts of longer words or an id that two codes have.
        ("sv", "Att en plan finns, i joint-forum-gruppen, rest.", "Att en plan finns, i joint-forum-gruppen, rest."),
        ("en", "A collaboration with a plan.", "A collaboration with a plan."),
        ("en", "It belongs to joint-forum.", "It belongs to ”Joint forum”."),
    ],
)
def test_ids_give_way_to_names(language: str, words: str, told: str) -> None:
    book, faults = parse(BOOK, source="prov.yaml")
    assert book is not None, faults
    assert told_by_name(book, words, language) == told
