"""People told by the company they keep: a label among the labels of those who speak, a name in a row of names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.short_terms import is_clipped
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_english, is_ordinary, is_word
from qualcode.language.places import place_names

_LABEL = re.compile(rf"(?m)^[ \t>*_•–-]*([{UPPER}][^\W\d_]+)(?:\*\*)?(?: ?\([^)\n]{{1,40}}\))?(?:\*\*)? ?:")
_AND = r"(?: ?(?:och|samt|o|&|and|[/+]) ?)"
_BETWEEN = re.compile(rf"(?: \([^)\n]{{1,40}}\))?(?:, ?|{_AND}|,{_AND})")
_JOINED = re.compile(rf"(?: \([^)\n]{{1,40}}\))?,?{_AND}")
_ENDS = re.compile(r"[,.;)\n/]| \(| (?:och|samt|o|&|and) |$")
_FAR = 48
_SPEAKERS = 2
_TWICE = 2
_LISTED = 100
_SURE = 50
"""A find of less strength vouches for nobody beside it."""


def find_in_company(reading: Reading, first: Sequence[Found]) -> Iterator[Found]:
    """Give labels that open lines again and again beside those of known speakers, and names in a row with names."""
    people = [one for one in first if one.type is HitType.PERSON and one.strength >= _SURE]
    if not people:
        return
    yield from _labels(reading, people)
    yield from _rows(reading, first, people)


def _labels(reading: Reading, people: Sequence[Found]) -> Iterator[Found]:
    found = _LABEL.finditer(reading.text)
    labels = [(match.start(1), match.group(1)) for match in found if match.group(1)[1:].islower()]
    if len(labels) <= _TWICE:
        return
    starts = {one.start for one in people}
    count = Counter(label for _, label in labels)
    speakers = {label for start, label in labels if start in starts}
    if len(speakers) < _SPEAKERS or max(count[label] for label in speakers) < _TWICE:
        return
    others = {label for label, times in count.items() if times >= _TWICE and label not in speakers}
    named = {label for label in others if _may_be_called(label, band=1) and not is_role(label, reading)}
    yield from (
        Found(start, start + len(label), HitType.PERSON, "dialogue-label", 60)
        for start, label in labels
        if label in named
    )


def _may_be_called(name: str, *, band: int) -> bool:
    """Tell whether somebody may be called so: no word of a list's or talk's own; what is a word at all, so many are called."""
    low = name.lower()
    if low in function_words() or low in harmless() or name in place_names() or low in word_set("contexts.fields"):
        return False
    if head_of(name) or is_generic(low) or is_function(low) or is_clipped(low):
        return False
    if is_ordinary(name) or is_english(low):
        return max(given_band(name), surname_band(name)) >= band
    return True


def _rows(reading: Reading, first: Sequence[Found], people: Sequence[Found]) -> Iterator[Found]:
    taken = {at for one in first for at in (one.start, one.end - 1)}
    ends = {one.end for one in people}
    starts = {one.start for one in people}
    for word in reading.words:
        if not word.single or len(word.text) < 3 or word.start in taken or word.end - 1 in taken:  # noqa: PLR2004
            continue
        if _is_beside(reading, word, ends, starts):
            ends.add(word.end)
            yield Found(word.start, word.end, HitType.PERSON, "beside-others", 52)


def _is_beside(reading: Reading, word: Word, ends: set[int], starts: set[int]) -> bool:
    """Tell whether a word is an item of a row beside somebody's name.

    After a mere comma it may be where the person comes from: then many must be called so, or names stand on both sides.
    """
    text = reading.text
    if not _ENDS.match(text, word.end):
        return False
    before = next(
        (at for at in range(word.start - 1, max(0, word.start - _FAR), -1) if at in ends),
        None,
    )
    if before is None or not _BETWEEN.fullmatch(text, before, word.start):
        return False
    after = _BETWEEN.match(text, word.end)
    sure = _JOINED.fullmatch(text, before, word.start) is not None or (after is not None and after.end() in starts)
    plain = is_word(word.low)
    return _may_be_called(word.text, band=_LISTED if plain and not sure else 1) and (
        sure or max(given_band(word.text), surname_band(word.text)) >= _LISTED
    )
