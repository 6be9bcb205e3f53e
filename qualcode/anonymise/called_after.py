"""Methods called after somebody whom the text names ("Blindmodellen", where Lars Blind is)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import given_band
from qualcode.anonymise.replacements import NAME_MASK
from qualcode.anonymise.searching import held, places_of
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_word

_METHOD = re.compile(rf"([{UPPER}](?<![\w-].)[^\W\d_]{{2,}}?)s?(?:modell|metod)(?:en|er|erna)?s?(?!\w)")
_STEMS = ("modell", "metod")
_SENTENCE = re.compile(r"(?<!\b[^\W\d_])[.!?][ \u00a0]+(?=[^\W\d_a-zåäö])|\n|\Z")
_AFTER = re.compile(r"(?:kalla|döpt|benämn|namn|heter|hette|fick sitt)[^.!?\n]{0,30} efter (?:\w+ )?$")
"""What says after whom something is called, before the name."""
_GOES_ON = re.compile(r"[.!?] (?:Den|Det|Modellen|Metoden|Namnet|Han|Hon|Hen)(?!\w)")
"""How a sentence begins that is about the same method."""


def find_called_after(reading: Reading, known: KnownPeople, first: Sequence[Found]) -> Iterator[Found]:
    """Give the surname in a method's name, where somebody named has it; a word of the dictionary ("Samtalsmodellen") is none.

    A surname that is a word as well ("Strandmetoden", "Bergmodellen") is one where the text tells whose method it is.
    """
    for match in _methods(reading.text):
        name = match.group(1)
        if given_band(name) or is_word(match.group().lower()) or not _is_named(reading, name, known, first):
            continue
        if not is_word(name.lower()) or _is_told(reading, match, first):
            yield Found(match.start(1), match.end(1), HitType.PERSON, "name-of-method", 60, instead=NAME_MASK)


def _methods(text: str) -> Iterator[re.Match[str]]:
    for at in sorted(at for stem in held(text, _STEMS) for at in places_of(text, stem)):
        start = at
        while start and text[start - 1].isalpha():
            start -= 1
        if match := _METHOD.match(text, start):
            yield match


def _is_told(reading: Reading, match: re.Match[str], first: Sequence[Found]) -> bool:
    """Tell whether the text says whose method it is: the name stands beside it in the same or the last sentence, or owns it.

    "Strandmodellen togs fram av Eva Strand", "uppkallad efter Eva", "Strands modell".
    """
    text, name = reading.text, re.escape(match.group(1))
    if re.search(rf"(?<![\w-]){name}s? (?:egen |nya )?(?:modell|metod)", text):
        return True
    line = text.rfind("\n", 0, match.start()) + 1
    sentences = [line, *(end.end() for end in _SENTENCE.finditer(text, line, match.start()))]
    begin = sentences[-2] if len(sentences) > 1 else line
    end = _SENTENCE.search(text, match.end())
    until = end.start() if end else len(text)
    if end and _GOES_ON.match(text, end.start()):
        further = _SENTENCE.search(text, end.end())
        until = further.start() if further else len(text)
    if re.search(rf"(?<![\w-]){name}s?(?![\w-])", text[begin:until]):
        return True
    people = (one.start for one in first if one.type is HitType.PERSON and match.end() < one.start < until)
    return any(_AFTER.search(text, match.end(), start) for start in people)


def _is_named(reading: Reading, name: str, known: KnownPeople, first: Sequence[Found]) -> bool:
    if name.casefold() in known.names:
        return True
    people = (reading.text[one.start : one.end] for one in first if one.type is HitType.PERSON)
    return any(" " in person and person.rpartition(" ")[2] in {name, f"{name}s"} for person in people)
