from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.language.tokens import borders, spans, words


def test_words_keep_hyphens_genitives_of_abbreviations_and_hanging_first_parts() -> None:
    assert words("BUP:s GAP-analyser, behovs- och riskanalyser (50 %)") == [
        "BUP:s",
        "GAP-analyser",
        "behovs-",
        "och",
        "riskanalyser",
        "50",
        "%",
    ]


def test_a_speaker_label_keeps_no_colon() -> None:
    assert words("Samordnaren: ja") == ["Samordnaren", "ja"]


@given(st.text())
def test_places_and_words_tell_the_same(text: str) -> None:
    assert [text[a:b] for a, b in borders(text)] == words(text) == [s.of(text) for s in spans(text)]
