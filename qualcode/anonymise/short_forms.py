"""Short forms that a text makes for its groups and units ("Samverkansgruppen för psykisk hälsa (SPH)"), there and afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.english import english_head
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import Head, head_of
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.name_shapes import harmless

_SHORT = rf"[{UPPER}](?:[{UPPER}\d]|[a-zåäö](?=[{UPPER}])|-(?=[{UPPER}])){{1,7}}"
_IN_BRACKETS = re.compile(rf"\(({_SHORT})\)")
_APPOSED = re.compile(
    rf", (?:förkortat |förkortad |kallat |kallad |i fortsättningen |vidare |called |or )?({_SHORT})(?=[,.;)]|\s(?:är|har))"
)
_SPELT_OUT = re.compile(r" \(([^()\n]{6,90})\)")
_SHORT_BEFORE = re.compile(rf"(?<!\w)({_SHORT})$")
_NEAR = 20
_WORD = re.compile(r"[^\W\d_][\w-]*")
_FAR = 110
_MOST_WORDS = 9
_NATIONAL = (
    "riks",
    "nation",
    "svensk",
    "sverige",
    "statens",
    "europe",
    "intern",
    "myndighet",
    "inspektion",
    "regering",
)
_SHIELD = 60
"""A guess that a short form is a person's weighs less; that a listed person has these initials weighs more."""


@dataclass(frozen=True, slots=True)
class _Spelt:
    """A short form with what it stands for: ``head`` is None for a national body or a term, which stay."""

    short: str
    start: int
    end: int
    head: Head | None


def find_short_forms(reading: Reading) -> Iterator[Found]:
    """Give the groups and units that a text shortens, with their short forms; those of national bodies and terms are shielded."""
    spelt = {one.short: one for one in _spelt(reading.text)}
    for one in spelt.values():
        if one.head:
            yield Found(one.start, one.end, one.head.type, "spelt-out", 83, head=one.head.plain)
    if spelt:
        yield from _later(reading, spelt)


def _later(reading: Reading, spelt: Mapping[str, _Spelt]) -> Iterator[Found]:
    pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, spelt))})(?:[:'’]?s)?(?![\w-])")
    for match in pattern.finditer(reading.text):
        one = spelt[match.group(1)]
        if one.head is None:
            yield Found(match.start(), match.end(), None, "short-form", _SHIELD)
        elif not one.start <= match.start() < one.end:
            yield Found(match.start(), match.end(), one.head.type, "short-form", 79, head=one.head.plain)


def _spelt(text: str) -> Iterator[_Spelt]:
    for pattern in (_IN_BRACKETS, _APPOSED):
        for match in pattern.finditer(text):
            until = match.start() - (pattern is _IN_BRACKETS and text[match.start() - 1 : match.start()] == " ")
            found = _before(text, until, match.group(1))
            if found:
                start, head = found
                end = match.end() if pattern is _IN_BRACKETS else match.start()
                yield _Spelt(match.group(1), start, end, head)
    for match in _SPELT_OUT.finditer(text):
        short = _SHORT_BEFORE.search(text, max(0, match.start() - _NEAR), match.start())
        words = list(_WORD.finditer(text, match.start(1), match.end(1))) if short else []
        if short and words and stands_for(short.group(1), words[0].start(), match.end(1), text):
            head = _headed([word.group() for word in words])
            if not _is_known(short.group(1)) and (head or _is_term(words)):
                head = None if _is_national(match.group(1)) else head
                yield _Spelt(short.group(1), short.start(), match.end(), head)


def _before(text: str, end: int, short: str) -> tuple[int, Head | None] | None:
    """Give where the words that ``short`` stands for begin before ``end``, and their head; None when no words fit."""
    if _is_known(short):
        return None
    begin = max(0, end - _FAR)
    begin += max(text.rfind(mark, begin, end) - begin + 1 for mark in "\n.!?:;(\t|")
    words = list(_WORD.finditer(text, begin, end))[-_MOST_WORDS:]
    for number in range(len(words) - 1, -1, -1):
        start = words[number].start()
        if not stands_for(short, start, end, text):
            continue
        if _is_national(text[start:end]):
            return start, None
        lead = head_of(words[number - 1].group()) if number else None
        if lead and text[start].isupper():
            return words[number - 1].start(), lead
        head = _headed([word.group() for word in words[number:]])
        if head and text[start].isupper():
            return start, head
        if _is_term(words[number:]):
            return start, None
    return None


def _headed(words: list[str]) -> Head | None:
    """Give the head of a name of several words: the first of them that is one, in Swedish or English."""
    english = next((head for word in words if (head := english_head(word))), None)
    return english or next((head for word in words if (head := head_of(word)) and not is_function(word)), None)


def stands_for(short: str, start: int, end: int, text: str) -> bool:
    """Tell whether the letters of a short form stand in that order in the words, the first at their beginning."""
    letters = iter(text[start:end].casefold())
    wanted = [c for c in short.casefold() if c.isalnum()]
    initials = "".join(word.group()[0] for word in _WORD.finditer(text, start, end)).casefold()
    begins = text[start].casefold() == wanted[0]
    return (
        begins and all(c in letters for c in wanted) and (len(initials) > 1 or len(text[start:end]) > 3 * len(wanted))
    )


def _is_known(short: str) -> bool:
    """Tell whether a short form is a common one; the lists of the other finders know it."""
    common = short in word_set("listed_people.acronyms") or short in word_set("listed_people.no_labels")
    return common or short.casefold() in harmless()


def _is_national(words: str) -> bool:
    low = words.casefold().strip()
    return low in harmless() or low.startswith(_NATIONAL)


def _is_term(words: Sequence[re.Match[str]]) -> bool:
    """Tell whether the words are a term ("Fast omsorgskontakt") and no name: all but the first are small."""
    return len(words) > 1 and all(word.group()[0].islower() for word in words[1:])
