"""Speakers whom only a clause tells ("Frågor ställdes av HK", "S-I minns inte") or a bracket after a quotation, beside a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.contexts import stands_as_name, stands_as_word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.opening_names import ACTS
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.searching import fitting
from qualcode.anonymise.short_terms import is_clipped, is_term
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_finite_verb, is_ordinary
from qualcode.language.places import place_names

_LETTERS = rf"[{UPPER}]{{2,3}}|[{UPPER}]-[{UPPER}]"
_ROW = re.compile(
    rf"({_LETTERS})(?:(?: (?:och|o|samt|&) |, |/)({_LETTERS}))?(?:(?: (?:och|o|samt|&) |, |/)({_LETTERS}))?(?!\w|-\w)"
)
_DONE_BY = re.compile(
    r"(?<!\w)(?:(?:ställ(?:des|ts|s|da)|för(?:des|ts|s)|skr(?:evs|ivits|ivna)|(?i:renskr|nedteckn|anteckn)\w+|leddes|hölls"
    r"|(?i:anteckningar|frågor|fråga|protokoll|skrivet)) av "
    r"|(?i:antecknare|sekreterare|frågare|moderator|samtalsledare|ordförande|mötesledare|vid pennan"
    r"|ansvarig[at]?|ansv\.?|ant\.?)(?: är| var|:)? "
    r"|(?i:vi|oss) \()$"
)
"""What stands before the initials of those who asked or took notes."""
_DOING = re.compile(
    rf"({_LETTERS})(?:/| & | och )({_LETTERS}) (?:antecknade|antecknar|frågade|frågar|skrev|renskrev)(?!\w)"
)
_CUE, _LONGEST, _PAIR = 34, 3, 2
_BODIES = word_set("listed_people.no_labels")
_INITIALS = re.compile(_LETTERS)
_AFTER_QUOTES = tuple(f"{mark}{stop} (" for mark in '"”»' for stop in ("", "."))
_IN_BRACKETS = re.compile(rf"^\([{UPPER}][a-zåäöé]{{2,20}}\)")
_QUOTED_BY = re.compile(rf"[\"”»]\.? \(([{UPPER}][a-zåäöé]{{2,20}})\)")


def find_told_speakers(reading: Reading) -> Iterator[Found]:
    """Give initials that a clause makes somebody's or that do what only people do, and who is named in brackets after a quotation."""
    told = _told(reading)
    quoted = _quoted(reading)
    for word in reading.lettered:
        if word.text.removesuffix(":s") in told or (word.opening and _acts(reading, word)):
            yield Found(word.start, word.end, HitType.PERSON, "told-initials", 61)
    for word in reading.words if quoted else ():
        if word.single and not quoted.isdisjoint(word.forms) and _is_named(reading, word):
            yield Found(word.start, word.end, HitType.PERSON, "quoted-speaker", 58)


def _is_named(reading: Reading, word: Word) -> bool:
    return stands_as_name(reading, word) and not stands_as_word(reading, word)


def _told(reading: Reading) -> frozenset[str]:
    rows = (_row(reading, word) for word in reading.lettered if len(word.text) <= _LONGEST)
    # A term beside somebody's initials is somebody's, too ("HK/GR antecknade").
    found = {letters for row in rows if not all(map(is_term, row)) for letters in row if letters not in _BODIES}
    return frozenset(letters for letters in found if not is_role(letters, reading))


def _row(reading: Reading, word: Word) -> list[str]:
    """Give the initials in a row that begins with ``word``, when the words before or after it make them somebody's."""
    text = reading.text
    after = text[word.end : word.end + 2]
    doing = _DOING.match(text, word.start) if after[:1] == "/" or after in {" &", " o"} else None
    if doing is None and (
        # What makes initials somebody's ends in a space or bracket; labels at the beginning of a line need not be looked at.
        text[word.start - 1 : word.start] not in {" ", "("}
        or not _DONE_BY.search(text[max(0, word.start - _CUE) : word.start])
    ):
        return []
    row = doing or _ROW.match(text, word.start)
    return [letters for letters in row.groups() if letters] if row else []


def _acts(reading: Reading, word: Word) -> bool:
    """Tell whether initials of nobody known open a sentence and do what only people do; a pair with a hyphen names nothing else."""
    if len(word.text) > _LONGEST or not _INITIALS.fullmatch(word.text):
        return False
    after = reading.after(word.end)
    if "-" in word.text:
        return is_finite_verb(after) and not reading.loud(word)
    if is_term(word.text):
        return False
    acts = after in word_set("told_speakers.acting") or (len(word.text) == _PAIR and ACTS.match(reading.text, word.end))
    return bool(acts) and not reading.loud(word) and not is_role(word.text, reading)


def _quoted(reading: Reading) -> frozenset[str]:
    if not fitting(reading.text, _IN_BRACKETS) or not any(marks in reading.text for marks in _AFTER_QUOTES):
        return frozenset()
    names = {match.group(1) for match in _QUOTED_BY.finditer(reading.text)}
    return frozenset(name for name in names if _may_speak(reading, name))


def _may_speak(reading: Reading, name: str) -> bool:
    """Tell whether what stands in brackets after a quotation is a name; one that is a word as well speaks elsewhere, too."""
    low = name.lower()
    if low in function_words() or low in harmless() or name in place_names() or is_clipped(low) or is_function(low):
        return False
    if low in reading.lower_words or head_of(low) or is_generic(low):
        return False
    elsewhere = (word for word in reading.words if word.text == name)
    if low.endswith("an") and low not in word_set("told_speakers.no_nicknames"):
        # Nicknames are made so ("Stickan", "Mackan"), and a voice is no thing.
        return True
    return not is_ordinary(low) or any(not w.opening or reading.text[w.end : w.end + 1] == ":" for w in elsewhere)
