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


LETTERS = st.characters(codec=None)


@given(st.lists(PIECES | LETTERS, max_size=14).map("".join), st.integers(0, 4), st.none() | st.integers(0, 12))
def test_words_and_places_are_the_same_in_both_passes(text: str, start: int, end: int | None) -> None:
    found, starts, ends = placed_words(text, start, end)
    part = text[start:end]
    assert found == words(part)
    placed = [(first - start, last - start) for first, last in zip(starts, ends, strict=True)]
    assert placed == borders(part)


def test_every_letter_is_of_a_word_in_both_passes_or_in_neither() -> None:
    text = " ".join(map(chr, range(0x110000)))
    found, starts, _ = placed_words(text)
    assert found == words(text)
    assert starts.tolist() == [first for first, _ in borders(text)]
