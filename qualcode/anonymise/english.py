"""English minutes: small words that are no names, units by their English heads, and English words instead of what is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import Head
from qualcode.anonymise.name_lists import data_lines, word_set
from qualcode.anonymise.name_shapes import harmless
from qualcode.domain.finding import HitType
from qualcode.language.places import PlaceKind, place_names

_LETTERED = re.compile(r"(deltagare|person) (\w+)")
_OF = re.compile(r" (?:of|for|in|at) ")
_KIND_OF = re.compile(r"(?<!\w)([Mm]unicipality|[Cc]ity|[Tt]own|[Cc]ounty|[Rr]egion) of $")
_KIND_AFTER = re.compile(r" ([Mm]unicipality|[Cc]ity|[Cc]ounty|[Rr]egion)(?!\w)")
_NEAR = 20
_MOST = 5


def is_small_english(word: Word) -> bool:
    """Tell whether a capitalised word is one that English sentences begin with and that names nobody."""
    return word.opening and word.text.lower() in word_set("english.small")


def is_date(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a month, a day or a feast stands there as English has it: in an English text, or after "in", "since" and the like."""
    if reading.text[start:end] not in word_set("english.calendar"):
        return False
    return reading.english or reading.before(start) in word_set("english.dates")


@cache
def _heads() -> dict[str, Head]:
    rows = (line.split("\t") for line in data_lines("english_heads.tsv"))
    return {row[0]: Head(row[0], HitType(row[1]), row[2], alone=False) for row in rows}


def english_head(word: str) -> Head | None:
    """Give the head of units' names that an English word is, or None."""
    return _heads().get(word.lower())


def find_english_units(reading: Reading) -> Iterator[Found]:
    """Give "Lund Carers Association", "the Youth Clinic in Malmö": capitalised words the last of which heads names."""
    if not reading.english:
        return
    for word in reading.words:
        head = english_head(word.text)
        if head is None:
            continue
        first, count = word, 1
        while first.adjacent and count < _MOST and not is_small_english(reading.words[first.number - 1]):
            first, count = reading.words[first.number - 1], count + 1
        of = _OF.match(reading.text, word.end)
        last = reading.at(of.end()) if of else None
        end = last.end if last else word.end
        generic = all(w.text.lower() in word_set("english.generic") for w in reading.words[first.number : word.number])
        if ((count > 1 and not generic) or last) and reading.text[first.start : end].casefold() not in harmless():
            yield Found(first.start, end, head.type, "english-unit", 84, head=head.plain)


def find_english_places(reading: Reading) -> Iterator[Found]:
    """Give "municipality of Lund" and "Skåne Region": the kind of place stays, its name goes."""
    if not reading.english:
        return
    for word in reading.words:
        place = next((held for form in word.forms if (held := place_names().get(form))), None)
        if place is None:
            continue
        kind = HitType.COUNTY if place.county or place.kind in {PlaceKind.COUNTY, PlaceKind.REGION} else HitType.PLACE
        before = _KIND_OF.search(reading.text, max(0, word.start - _NEAR), word.start)
        after = _KIND_AFTER.match(reading.text, word.end)
        if before:
            yield Found(before.start(), word.end, kind, "english-place", 87, instead=before.group(1))
        elif after:
            article = "" if reading.before(word.start) in _TAKEN else "the "
            yield Found(word.start, after.end(), kind, "english-place", 87, instead=article + after.group(1).lower())


@cache
def _words() -> dict[str, str]:
    rows = (line.split("\t") for line in data_lines("english_words.tsv"))
    return {row[0]: row[1] for row in rows}


_OWNS = re.compile(r"['’]s?$")
_TAKEN = frozenset({"the", "a", "an", "our", "their", "my", "your", "his", "her", "this", "that"})
"""After one of these no article stands."""


def in_english(reading: Reading, one: Found, words: str) -> str:
    """Give the English for the words that replace a find, with its genitive and without a second article."""
    owns = "'s" if _OWNS.search(reading.text[one.start : one.end]) else ""
    bases = (words, words.removesuffix(":s"), words.removesuffix("s"))
    told = next((_words()[base] for base in bases if base in _words()), "")
    lettered = _LETTERED.fullmatch(words.removesuffix(":s"))
    if lettered:
        told = f"{'participant' if lettered[1] == 'deltagare' else 'person'} {lettered[2]}"
    elif not told and words.startswith("the "):
        told = re.sub(r":?s$", "", words) if owns else words
    elif not told:
        told = {HitType.GROUP: "the group", HitType.ORGANISATION: "the organisation"}.get(
            one.type or HitType.URL, words
        )
    if reading.before(one.start) in _TAKEN:
        told = told.removeprefix("the ").removeprefix("another ").removeprefix("a ")
    return told + owns
