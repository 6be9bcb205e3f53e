"""Courses whose name in capitals is a common given name as well (DISA, ESTER): they stay where the text makes them a course."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.contexts import is_label
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.names_too import is_whole_name
from qualcode.domain.finding import HitType
from qualcode.language.known_words import speech_verbs

_STEM = "(?:kurs|utbildning|metod|program|insats|manual|modell|cirkel|cirkl|träning|satsning)"
_COURSE = rf"(?:\w*{_STEM}(?:en|et|n|er|erna|ar|arna|met|men)?|courses?|training|programmes?|methods?)(?!\w)"
"""A course; whoever leads one ("kursledaren") is none."""
_LINK = r"(?::| (?:som )?(?:heter|hette|kallas|called)| (?:i|om|enligt|in|on)|,? (?:t\.ex\.|till exempel|såsom|som))?"
_ROW = rf"(?:(?:[{UPPER}][\w-]*(?: [{UPPER}][\w-]*)*,? )(?:(?:och|eller|samt|and|or) )?){{0,6}}"
_BEFORE = re.compile(rf"(?i:(?<!\w){_COURSE}){_LINK} {_ROW}[\"”“„»«(]?$")
"""What stands before the name of a course: "kurserna Cool Kids och DISA", "utbildning i ESTER"."""
_IS = r",? (?:\(|(?:som )?(?:är|is) |som )?(?:en |ett |a |the )?(?:\w+ )?"
_AFTER = re.compile(rf"(?:[:']?s)?(?:-(?:\w*{_STEM}|grupp|ledar|material)\w*|{_IS}{_COURSE})")
"""What stands after it: "DISA-kursen", "DISA är en metod"."""
_DONE = word_set("course_names.done")
"""What is done with a course and with nobody ("ges"), and what somebody does with one ("kör", "använder")."""
_ROLE = re.compile(r" (?:är|var|is|was) (?:en |vår |våra |our |the )?(\w+)")
"""What somebody is."""
_FAR = 120
_STRENGTH = 82


def find_courses(reading: Reading, known: KnownPeople) -> Iterator[Found]:
    """Give the courses that the text tells to be ones, as words that are harmless, and people so called who say something.

    Once the text has a course, its name stays by itself too, unless somebody listed is called so, speaks or has a surname there.
    """
    courses = word_set("course_names.courses")
    if not any(name in reading.text for name in courses):
        return
    words = [word for word in reading.words if not courses.isdisjoint(_forms(word))]
    sure = {word.number for word in words if _is_course(reading, word)}
    told = {name for word in words if word.number in sure for name in _forms(word)}
    for word in words:
        somebody = word.number not in sure and _may_be_somebody(reading, word, known)
        if somebody and _says(reading, word):
            yield Found(word.start, word.end, HitType.PERSON, "loud-name-that-says", 60)
        elif word.number in sure or (not somebody and not told.isdisjoint(_forms(word))):
            yield Found(word.start, word.end, None, "course", _STRENGTH)


def _forms(word: Word) -> tuple[str, ...]:
    """Give the word's forms without what a hyphen joins to it."""
    return (*word.forms, word.text.partition("-")[0])


def _is_course(reading: Reading, word: Word) -> bool:
    if is_whole_name(reading, word, mixed=True):
        return False
    name = word.text.partition("-")[0]
    if _AFTER.match(reading.text, word.start + len(name)):
        return True
    if is_label(reading, word, word.end) or _says(reading, word):
        return False
    line = reading.text[max(0, word.start - _FAR) : word.start].rpartition("\n")[2]
    if reading.after(word.end) in _DONE or reading.before(word.start) in _DONE:
        return True
    return _BEFORE.search(line) is not None


def _may_be_somebody(reading: Reading, word: Word, known: KnownPeople) -> bool:
    """Tell whether a name that is a course's elsewhere in the text may be a person's here."""
    listed = any(fold in known.names for fold in word.folds)
    spoken = is_label(reading, word, word.end) or _says(reading, word)
    return listed or spoken or is_whole_name(reading, word, mixed=True)


def _says(reading: Reading, word: Word) -> bool:
    """Tell whether somebody so called says something or is told by what they do ("DISA är kursledare")."""
    verbs, role = speech_verbs(), _ROLE.match(reading.text, word.end)
    if role is not None and (is_function(role.group(1)) or role.group(1).endswith("ledare")):
        return True
    return reading.after(word.end) in verbs or reading.before(word.start) in verbs
