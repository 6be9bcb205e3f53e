"""Further occurrences of what is sure elsewhere in the same text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import counts, stands_as_name, stands_as_word
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.name_lists import bare, given_band
from qualcode.anonymise.searching import apart
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, function_words, is_word

_AGREED = 51
_SURE = 52
"""A find of this strength inside a sentence vouches for the same word at the beginning of another."""
_PLACES = frozenset({HitType.PLACE, HitType.COUNTY})


def agreed(reading: Reading, first: Sequence[Found]) -> Iterator[Found]:
    """Give further occurrences of what is sure elsewhere: a sentence may begin with it, or name a unit without its head."""
    sure = _sure_words(reading, first)
    yield from _small_letters(reading, sure)
    taken = [(one.start, one.end) for one in first if one.strength >= _AGREED]
    at = 0
    names = sure.keys()
    for word in [word for word in reading.words if word.shout or not names.isdisjoint(word.forms)]:
        while at < len(taken) and taken[at][1] <= word.start:
            at += 1
        if at < len(taken) and taken[at][0] < word.end:
            continue
        for form in (*word.forms, *map(str.title, word.forms)) if word.shout else word.forms:
            one = sure.get(form)
            if one and _fits(reading, word, form, one):
                yield Found(
                    word.start,
                    word.end,
                    one.type,
                    "agreed-" + one.rule.removeprefix("agreed-"),
                    _AGREED,
                    one.person,
                    one.place,
                    one.head,
                )
                break


def _small_letters(reading: Reading, sure: Mapping[str, Found]) -> Iterator[Found]:
    """Give a group's or unit's name written in small letters later on ("länsbordet" for Länsbordet)."""
    wanted = {
        form.lower(): one
        for form, one in sure.items()
        if one.type in {HitType.GROUP, HitType.ORGANISATION}
        and head_of(form)
        and form.lower() in reading.lower_words
        and not is_word(form.lower())
        and one.rule == "headed-compound"
    }
    for low, one in wanted.items():
        for form in (low, f"{low}s"):
            for start in apart(reading.text, form, "_-", "_"):
                yield Found(start, start + len(form), one.type, "small-letters", 50, head=one.head)


def _sure_words(reading: Reading, first: Sequence[Found]) -> dict[str, Found]:
    sure: dict[str, Found] = {}
    for one in first:
        if one.type is None or one.strength < _SURE or one.strength >= 90:  # noqa: PLR2004
            continue
        for form in _forms(reading.text[one.start : one.end], one.type, initials="initial" in one.rule):
            sure.setdefault(form, one)
    return sure


@lru_cache(1 << 12)
def _forms(surface: str, kind: HitType, *, initials: bool) -> tuple[str, ...]:
    """Give the words of a find that may stand for it elsewhere, as they are and without a genitive."""
    words = [word for word in re.findall(r"[^\W\d_][\w-]*", surface) if word[0].isupper()]
    if kind in {HitType.GROUP, HitType.ORGANISATION}:
        words = [w for w in words if head_of(w) is None or len(words) == 1][-1:]
        words = [w for w in words if not is_word(w.lower()) or w.endswith(("n", "t", "na"))]
    elif kind is not HitType.PERSON:
        words = words if len(words) == 1 else []
    least = 1 if kind is HitType.PERSON and not initials else 2
    return tuple(form for word in words for form in bare(word) if len(form) > least)


def _fits(reading: Reading, word: Word, form: str, one: Found) -> bool:
    """Tell whether a word that is sure elsewhere is the same name here."""
    low = form.lower()
    if low in function_words() and (word.opening or one.type in _PLACES) and not one.person:
        return False
    if word.text == form and counts(reading, word):
        return False
    plain = low in reading.lower_words or low in everyday_names() or (is_word(low) and given_band(form) < 1000)  # noqa: PLR2004
    if word.shout or not plain:
        return not word.shout or not plain
    if word.opening:
        return stands_as_name(reading, word) and not stands_as_word(reading, word)
    return one.type is not HitType.PERSON or not word.quoted
