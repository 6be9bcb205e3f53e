"""English minutes: small words that are no names, units by their English heads, and English words instead of what is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from qualcode.anonymise.capitals import UPPER, Reading, Word, is_loud
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import Head
from qualcode.anonymise.name_lists import data_lines, word_set
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.named_nouns import DEFINITE, may_name
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_english
from qualcode.language.places import PlaceKind, place_names

_LETTERED = re.compile(r"(deltagare|person)n? (\w+)")
_OF = re.compile(r" (of|for|in|at|and) (?:the )?")
_PHRASES = 3
_NAMED_UNIT = re.compile(
    rf"((?:[{UPPER}][\w'’-]*)(?: (?:(?:and|of|for|&) )?[{UPPER}][\w'’-]*){{0,3}}) ([a-z]{{4,}})(?![\w-])"
)
_S = ("'s", "’s", "s'", "s’")
_LONG = 5
_KIND_OF = re.compile(r"(?<!\w)([Mm]unicipality|[Cc]ity|[Tt]own|[Cc]ounty|[Rr]egion) of $")
_KIND_AFTER = re.compile(r" ([Mm]unicipality|[Cc]ity|[Cc]ounty|[Rr]egion)(?!\w)")
_CUT_SHORT = re.compile(r"['’](?:s|d|ll|re|ve)$")
"""What a small word is drawn together with ("There's")."""
_NEAR = 20
_MOST = 5


def is_small_english(word: Word) -> bool:
    """Tell whether a capitalised word is one that English sentences begin with and that names nobody."""
    return word.opening and _CUT_SHORT.sub("", word.low) in word_set("english.small")


def is_of_the_world(reading: Reading, word: Word) -> bool:
    """Tell whether a word of an English text is a language or country ("Sami", "English") and says nothing, as a person would."""
    if not reading.english or word.text not in word_set("english.world"):
        return False
    return not reading.text.startswith(":", word.end) and reading.after(word.end) not in word_set("english.saying")


def is_date(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a month, a day or a feast stands there as English has it: in an English text, or after "in", "since" and the like.

    The days of the week are nobody's names, be the text what it may ("Sent: Friday, 27 September").
    """
    name = reading.text[start:end]
    if name not in word_set("english.calendar"):
        return False
    return name.endswith(("day", "days")) or reading.english or reading.before(start) in word_set("english.dates")


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
            yield from _before_small_head(reading, word)
            yield from _swedish_name(reading, word)
            continue
        first, count = word, 1
        while first.adjacent and count < _MOST and not is_small_english(reading.words[first.number - 1]):
            first, count = reading.words[first.number - 1], count + 1
        end = _phrase_end(reading, word)
        before = reading.words[first.number : word.number]
        generic = all(w.low in word_set("english.generic") for w in before)
        if word.low in word_set("english.weak_heads"):
            # "Siljan Steering", "Kattegatt Friends": a word of English before them would make a term of the two.
            generic, end = all(is_english(w.low.removesuffix("'s")) for w in before), word.end
        if ((count > 1 and not generic) or end > word.end) and reading.text[
            first.start : end
        ].casefold() not in harmless():
            yield Found(first.start, end, head.type, "english-unit", 84, head=head.plain)


def _before_small_head(reading: Reading, word: Word) -> Iterator[Found]:
    """Give "the Hope and Light network", "our Lighthouse project": names with a head in small letters after them."""
    if word.opening or reading.before(word.start) not in _TAKEN:
        return
    named = _NAMED_UNIT.match(reading.text, word.start)
    head = english_head(named.group(2)) if named else None
    if named is None or head is None:
        return
    names = [w for w in re.findall(r"[\w'’-]+", named.group(1)) if w[0].isupper()]
    known = word_set("english.world") | word_set("english.calendar")
    if all(w in known or is_loud(w) or w.lower() in word_set("english.generic") for w in names) or names[-1][-2:] in _S:
        return
    if named.group(1).casefold() not in harmless():
        yield Found(word.start, named.end(), head.type, "english-name-and-head", 80, head=head.plain)


def _swedish_name(reading: Reading, word: Word) -> Iterator[Found]:
    """Give what is no English but a definite noun of Swedish ("Sextanten will decide"), and "Närke Lights"."""
    following = reading.next(word)
    if not word.shout and following is None and len(word.low) >= _LONG and not is_english(word.low):
        if word.low.endswith(DEFINITE) and may_name(word.text) and not word.quoted:
            yield Found(word.start, word.end, HitType.GROUP, "swedish-name", 43, head="verksamheten")
    elif following and not word.opening and any(form in place_names() for form in word.forms) and not following.shout:
        told = word_set("english.generic") | word_set("english.after_places")
        term = following.low in told or following.text in word_set("english.calendar") or english_head(following.text)
        if is_english(following.low) and not term and not reading.text.startswith(":", following.end):
            yield Found(word.start, following.end, HitType.ORGANISATION, "place-and-name", 67, head="verksamheten")


def _phrase_end(reading: Reading, head: Word) -> int:
    """Give where the name ends that a head goes on in: "Board for Mental Health in Kalmar", "Board of Health and Welfare"."""
    end = head.end
    for _ in range(_PHRASES):
        joint = _OF.match(reading.text, end)
        last = reading.at(joint.end()) if joint else None
        if joint is None or last is None or (joint.group(1) == "and" and (end == head.end or not is_english(last.low))):
            break
        while following := reading.next(last):
            last = following
        end = last.end
    return end


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
