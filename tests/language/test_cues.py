from __future__ import annotations

import pytest

from qualcode.engine.term_patterns import parse
from qualcode.language.cues import CueKind, load


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_kind_has_cues_that_can_be_read(language: str) -> None:
    cues = load(language)
    assert set(cues.patterns) == set(CueKind)
    for patterns in cues.patterns.values():
        assert patterns
        for pattern in patterns:
            assert parse(pattern, inflect=False)


def test_both_languages_name_the_same_word_classes() -> None:
    assert set(load("sv").classes) == set(load("en").classes)


def test_an_unknown_language_gets_the_english_cues() -> None:
    assert load("fi").language == "en"
