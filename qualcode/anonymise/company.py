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

_LABEL = re.compile(rf"\n[ \t>*_•–-]*([{UPPER}][^\W\d_]+)(?:\*\*)?(?: ?\([^)\n]{{1,40}}\))?(?:\*\*)? ?:")
_LABELLING = (":", " :", "*", " (")
"""What stands after a label's name."""
_AND = r" ?(?:och|samt|o|&|and|[/+]) ?"
_BETWEEN = re.compile(rf"(?: \([^)\n]{{1,40}}\))?(?:,?({_AND})|, ?)")
"""What parts two items of a row; the group is there where they are joined by more than a comma."""
_PARTS = frozenset(" ,&/+")
_JOINTS = frozenset("(osa&/+")
"""What parts two items, or joins them, begins so; after a space the latter."""
_ENDS = re.compile(r"[,.;)\n/]| \(| (?:och|samt|o|&|and) |$")
_JOINED = re.compile(rf"(?<![\w-])([{UPPER}][^\W\d_]{{2,}}) (?:och|samt|o|&) $")
_WITH = frozenset(
    {
        "med",
        "av",
        "från",
        "till",
        "för",
        "hos",
        "både",
        "dels",
        "bad",
        "frågade",
        "tackade",
        "mellan",
        "mötte",
        "träffade",
    }
)
"""Words before people, which no subject stands between."""
_NEAR = 30
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
    if sum(reading.text.startswith(_LABELLING, one.end) for one in people) <= _TWICE:
        return
    # With a line break before it the first line is like the others, which are soonest found by theirs.
    found = _LABEL.finditer(f"\n{reading.text}")
    labels = [(match.start(1) - 1, match.group(1)) for match in found if match.group(1)[1:].islower()]
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
    starts = {one.start for one in people}
    for person in people:
        end = person.end
        while (word := _beside(reading, end, starts)) and not _is_taken(word, first):
            yield Found(word.start, word.end, HitType.PERSON, "beside-others", 52)
            end = word.end
        if (word := _before(reading, person)) and not _is_taken(word, first):
            yield Found(word.start, word.end, HitType.PERSON, "beside-others", 52)


def _before(reading: Reading, person: Found) -> Word | None:
    """Give the word that "och" joins to somebody's name after it ("tillsammans med Bahdon och Ifrah"), inside a sentence and no word."""
    joined = _JOINED.search(reading.text, max(0, person.start - _NEAR), person.start)
    word = reading.at(joined.start(1)) if joined else None
    if word is None or word.opening or word.adjacent or not word.single or reading.before(word.start) not in _WITH:
        return None
    named = _may_be_called(word.text, band=_LISTED) and not is_ordinary(word.text)
    return word if named else None


def _is_taken(word: Word, first: Sequence[Found]) -> bool:
    return any(one.start in {word.start, word.end - 1} or one.end - 1 in {word.start, word.end - 1} for one in first)


def _beside(reading: Reading, end: int, starts: set[int]) -> Word | None:
    """Give the word that is the next item of a row after somebody's name, which ends at ``end``, where it is somebody's too.

    After a mere comma it may be where the person comes from: then many must be called so, or names stand on both sides.
    """
    text = reading.text
    mark = text[end : end + 1]
    if (
        mark not in _PARTS
        or (mark == " " and text[end + 1 : end + 2] not in _JOINTS)
        or (between := _BETWEEN.match(text, end)) is None
    ):
        return None
    word = reading.at(between.end())
    if word is None or not word.single or len(word.text) < 3 or not _ENDS.match(text, word.end):  # noqa: PLR2004
        return None
    after = _BETWEEN.match(text, word.end)
    sure = bool(between.group(1)) or (after is not None and after.end() in starts)
    many = max(given_band(word.text), surname_band(word.text)) >= _LISTED
    band = _LISTED if is_word(word.low) and not sure else 1
    return word if (sure or many) and _may_be_called(word.text, band=band) else None
