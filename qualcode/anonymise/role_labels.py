"""Labels of lines that stand for a part in the talk and for nobody by name: "M:" the moderator, "F:" a question, "SL:" who leads it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from functools import lru_cache

from qualcode.anonymise.anchored_lines import lines_with
from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.searching import fitting, places_of

_IN_BRACKETS = re.compile(rf"\(([{UPPER}]{{1,4}})\)")
_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w-]{3,40}) ?$")
_EXPLAINED = re.compile(rf"([{UPPER}](?<![\w{UPPER}].)[{UPPER}]{{0,3}}) (?:=|–|är|står för) ([^\W\d_][\w-]{{3,40}})")
_CAPITALS = re.compile(rf"(?<![\w{UPPER}])[{UPPER}]{{1,4}}$")
_STANDS_FOR = re.compile(rf"(?<!\w)([^\W\d_][\w-]{{3,40}}) = ([{UPPER}]{{1,4}})(?!\w)")
_SMALL = re.compile(r"(?m)(?:^|[.,;(] ?)([^\W\d_]{1,4}) = ([^\W\d_][\w-]{3,40})")
_SMALL_AFTER = re.compile(r"(?<!\w)([^\W\d_][\w-]{3,40}) = ([^\W\d_]{1,4})(?!\w)")
_OURS = re.compile(rf"([{UPPER}](?<!\w.)[{UPPER}a-zåäö]{{0,3}}) = (?:vi|oss|den som|de som)(?!\w)")
"""The letters of those who ask, as the minutes' head explains them: "Fr = vi som frågar"."""
_REGION = re.compile(rf"(?<!\w)([^\W\d_]+) ([{UPPER}])[\w-]+ $")
"""A part of the country before its letters in brackets: "Region Norr (RN)"."""
_US = re.compile(rf"oss(?<!\w...) \(([{UPPER}][a-zåäö]{{0,2}})\)")
_ASKING = ("fråga", "moderator", "samtalsledare", "intervjuare", "utredare", "analytiker")
_FAR = 42


def is_speaker(letter: str, reading: Reading, known: KnownPeople) -> bool:
    """Tell whether a single letter that opens lines is somebody's: the text says so, or every such letter of it begins a known name.

    One letter alone leads the talk ("M:"), and those of questions and answers ("F:", "S:") are no names.
    """
    if letter in known.declared:
        return True
    labels = {label for label in reading.turns if len(label) == 1}
    return len(labels) > 1 and letter in reading.turns and labels <= known.letters.keys()


def is_role(short: str, reading: Reading) -> bool:
    """Tell whether the text explains letters as a function or region: "Samtalsledare (SL)", "LS = länssamordnare", "Region Norr (RN)"."""
    return short.upper() in _roles(reading.text)


@lru_cache(4)
def _roles(text: str) -> AbstractSet[str]:
    told = list(_explained(text))
    regions: set[str] = set()
    equal = [(text, *line) for line in lines_with(" = ", text, 0)]
    told += [(found[2], found[1]) for line in equal for found in _STANDS_FOR.finditer(*line)]
    # In minutes typed in small letters so are these.
    told += [(found[1].upper(), found[2]) for line in equal for found in _SMALL.finditer(*line)]
    told += [(found[2].upper(), found[1]) for line in equal for found in _SMALL_AFTER.finditer(*line)]
    for match in _IN_BRACKETS.finditer(text):
        before = _BEFORE.search(text, max(0, match.start() - _FAR), match.start())
        if before:
            told.append((match.group(1), before.group(1)))
        region = _REGION.search(text, max(0, match.start() - _FAR), match.start()) if len(match.group(1)) > 1 else None
        if region and _is_region(match.group(1), *region.groups()):
            regions.add(match.group(1))
    ours = regions | {found[1] for line in equal for found in _OURS.finditer(*line)}
    ours |= {m.group(1) for m in _US.finditer(text) if any(word.startswith(m.group(1).lower()) for word in _ASKING)}
    return ours | {s for s, word in told if (definite(word) or is_function(word)) and _abbreviates(s, word)}


def _explained(text: str) -> Iterator[tuple[str, str]]:
    """Give letters and what the text says that they are; most pieces between spaces that end in capitals are nothing else."""
    for letters in (found for piece in fitting(text, _CAPITALS) for found in _CAPITALS.finditer(piece)):
        for at in places_of(text, f"{letters.string} "):
            if explained := _EXPLAINED.match(text, at + letters.start()):
                yield explained.group(1), explained.group(2)


def _is_region(short: str, kind: str, letter: str) -> bool:
    """Tell whether letters are those of a region and of which one it is."""
    return kind.lower() in word_set("person_finder.territories") and short == kind[0].upper() + letter


def _abbreviates(short: str, word: str) -> bool:
    letters = iter(word.casefold())
    wanted = short.casefold()
    return word.casefold().startswith(wanted[0]) and all(letter in letters for letter in wanted)
