"""Nicknames that the text itself explains: Margareta "Maggan" Ödlund, "Per-Olov, kallad Peo"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.anchored_lines import lines_with
from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.searching import fitting, held, lowered, places_of
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_ordinary

_NICKNAME = re.compile(
    r"([\"”“„»«(])(?<= .)(?:(?<=\()[A-ZÅÄÖ][a-zåäöé]{1,14}\)|(?<!\()[A-ZÅÄÖ][\w-]{1,40}[\"”“»«]) [A-ZÅÄÖ][\w-]{1,40}"
)
_GIVEN_BEFORE = re.compile(r"(?<![\w-])([A-ZÅÄÖ][\w-]{1,40})$")
_ALSO = re.compile(
    rf"([{UPPER}](?<![\w-].)[\w-]++)(?:,? \(?(?:även |också )?kalla[ds] [\"”“„»«]?| \([\"”“„»«]|, [\"”“„»«](?=\w+[\"”“»«],))"
    rf"([{UPPER}][\w-]+)"
)
"""Somebody's name, and what the text says that the person is called as well."""
_QUOTED = re.compile(r"^\(?[\"”“„»«]")
_NICK = re.compile(r"^(?:\([A-ZÅÄÖ][a-zåäöé]{1,14}\)|[\"”“„»«][A-ZÅÄÖ][\w-]{1,40}[\"”“»«])$")
"""What a nickname inside a name is between spaces."""
_CALLED = ("kallad", "kallas")
_KNOWN_AS = re.compile(r"kalla(?:d|s|r sig) [\"”“„»«]?([A-ZÅÄÖ][\w-]+)")
_LISTED = 100
_FAR = 42


def _also_shown(text: str) -> Iterator[int]:
    """Give where somebody may be said to be called as well: by a word, or by a quotation mark, be it in a bracket."""
    words = held(text, _CALLED)
    low = lowered(text) if words else ""
    yield from (at for word in words for at in places_of(low, f"{word} "))
    yield from (at for piece in fitting(text, _QUOTED) for at in places_of(text, piece))


def _inside_names(text: str) -> Iterator[re.Match[str]]:
    """Give what may be nicknames inside names, with the mark before them as the first group."""
    for piece in fitting(text, _NICK):
        for at in places_of(text, f" {piece} "):
            if match := _NICKNAME.match(text, at + 1):
                yield match


def find_nicknamed(reading: Reading) -> Iterator[Found]:
    """Give a name with a nickname in quotation marks inside it, and a nickname after "kallad"."""
    for match in _inside_names(reading.text):
        given = _GIVEN_BEFORE.search(reading.text, max(0, match.start() - 1 - _FAR), match.start() - 1)
        if given and (match.group(1) != "(" or given_band(given.group(1))):
            yield Found(given.start(), match.end(), HitType.PERSON, "nickname", 76)
    lines = lines_with(_also_shown, reading.text, 0)
    for match in (found for start, end in lines for found in _ALSO.finditer(reading.text, start, end)):
        if max(given_band(match.group(1)), surname_band(match.group(1))) >= _LISTED and not head_of(match.group(1)):
            yield Found(match.start(2), match.end(2), HitType.PERSON, "nickname", 58)
    for match in _KNOWN_AS.finditer(reading.text):
        if (given_band(match.group(1)) or not is_ordinary(match.group(1))) and not head_of(match.group(1)):
            yield Found(match.start(1), match.end(1), HitType.PERSON, "nickname", 58)
