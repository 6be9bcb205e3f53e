"""Words with their places are the words of the plain pass, whatever stands around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.language.tokens import borders, placed_words, words

PIECES = st.sampled_from(
    [
        "behovs",
        "-",
        "a",
        "å",
        "BUP",
        ":",
        "s",
        "e",
        "1",
        ",",
        ".",
        "?",
        "!",
        " ",
        "\n",
        "’",
        "'",
        "_",
        "%",
        "&",
        "é",
        "²",
        "\u0301",
        "ſ",
    ]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_words_and_places_are_the_same_in_both_passes(text: str) -> None:
    found, starts, ends, gaps = placed_words(text)
    assert found == words(text)
    assert list(zip(starts, ends, strict=True)) == borders(text)
    rest = text[ends[-1] :] if ends else text
    assert "".join(gap + word for gap, word in zip(gaps, found, strict=True)) + rest == text
