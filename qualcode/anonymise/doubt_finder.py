"""Capitalised words inside sentences that nothing excuses: too uncertain to replace by a function, too risky to keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found
from qualcode.domain.errors import N_
from qualcode.domain.finding import Doubt
from qualcode.language.known_words import is_english, is_ordinary

UNKNOWN = N_("a capitalised word inside a sentence that is no known word")


def find_doubts(reading: Reading, found: Sequence[Found], excused: Sequence[Found]) -> Iterator[Doubt]:
    """Give the words that may be names though no finder vouches for them, those in ``found`` or ``excused`` left out."""
    spans = sorted((one.start, one.end) for one in (*found, *excused))
    at = 0
    for word in reading.words:
        while at < len(spans) and spans[at][1] <= word.start:
            at += 1
        if at < len(spans) and spans[at][0] < word.end:
            continue
        if word.opening or word.shout or len(word.text) < 3 or any(c.isdigit() for c in word.text):  # noqa: PLR2004
            continue
        low = word.text.lower()
        if any(c.isupper() for c in word.text[1:].replace("-", "")[1:]) or low in reading.lower_words:
            continue
        if (
            is_ordinary(word.text)
            or is_english(low)
            or all(p.isupper() or is_ordinary(p) for p in word.text.split("-"))
            or word.text.split("-")[0].isupper()
        ):
            continue
        yield Doubt(word.start, word.end, word.text, UNKNOWN)
