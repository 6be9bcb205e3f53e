"""People whom no list names but the text does: which finds are the same person, and what that person is called instead throughout."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import definite, function_of, is_function
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.met_people import full_name_of
from qualcode.anonymise.name_lists import folded, word_set
from qualcode.anonymise.searching import fitting, places_of
from qualcode.domain.finding import HitType
from qualcode.language.known_words import speech_verbs

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_APPOSED = re.compile(
    r"(?:, | \()(?:vår |er |deras |som är |tf\.? )?([a-zåäöé][\w-]+(?: [a-zåäöé][\w-]+)?)(?=[,.;:)\n]| på | i | vid )"
)
_CALLED = re.compile(r",? (?:även )?(?:kallad|kallas|kallade sig|alias|called) [\"”“„»«]?$")
_LABEL = re.compile(r"(?: & [^\W\d_][\w-]*)?[ \u00a0]?(?:\*\*|__)?(?: ?\([^)\n]{1,40}\))?(?:\*\*)? ?:")
_LEAST_MISSPELT = 5
PARTAKER = frozenset({"deltagaren", "deltagare", "personen", "person"})
"""What stands for everybody whose function is unknown: whoever is called so in one form shares the letters of all."""
_PEOPLE = re.compile(r"(?i:deltagare|person|informant|respondent)(?:e?n)?$")
_LETTERED = re.compile(r" ([A-Z])(?!\w)")
"""The letter after such a word: "deltagare B", "personen A"."""
Taken = Callable[[Iterable[str]], frozenset[str]]
_RULES_APART = frozenset({"always", "name-in-file"})


@dataclass(slots=True)
class Stranger:
    """A person of a text. ``function`` is "" when the text tells none; ``letter`` tells apart from others; ``speaks``: takes part.

    ``name`` is given name and surname, "" when the text never says both.
    """

    first: int
    mentions: int = 0
    function: str = ""
    letter: str = ""
    speaks: bool = False
    alone: bool = False
    name: str = ""

    @property
    def told(self) -> str:
        """Give the function, or the word for a person whose function the text does not tell."""
        return self.function or ("deltagare" if self.speaks else "person")

    def words(self, *, at: int) -> str:
        """Give what stands for the person where nothing else decides, at the mention that begins at ``at``."""
        if self.function:
            return f"{self.function} {self.letter}".strip()
        noun = self.told
        if self.letter:
            return f"{noun} {self.letter}"
        if self.alone and self.mentions > 1:
            return f"en {noun}" if at == self.first else noun + ("n" if self.speaks else "en")
        return ""


def strangers(
    reading: Reading, found: Sequence[Found], functions: Iterable[str], taken: Taken | None = None
) -> dict[int, Stranger]:
    """Give the person of every find that belongs to nobody listed, by where the find begins; ``functions`` are taken by others.

    ``taken`` gives the letters that people of other documents have with some functions, "" for one who has the function alone.
    """
    mentions = [
        one
        for one in found
        if one.type is HitType.PERSON and not one.person and not one.instead and one.rule not in _RULES_APART
    ]
    people: dict[str, Stranger] = {}
    by_start = {}
    for one, key in zip(mentions, _keys(reading, mentions), strict=True):
        if (person := people.get(key)) is None:
            person = people[key] = Stranger(one.start)
        person.mentions += 1
        person.name = person.name or full_name_of(reading, one)
        person.function = person.function or _function(reading, one)
        person.speaks = person.speaks or _speaks(reading, one)
        by_start[one.start] = person
    _tell_apart(list(people.values()), Counter(functions), taken or _nobody, _letters_of(reading))
    return by_start


def _keys(reading: Reading, mentions: Sequence[Found]) -> Iterator[str]:
    """Give for each find the name of the person it is: of a full name, of one that it is part of, or its own."""
    full = [full_name_of(reading, one) for one in mentions]
    known = KnownPeople()
    for name in full:
        if name and not _known_key(known, name):
            known.add(name, name.casefold())
    last = ""
    for one, name in zip(mentions, full, strict=True):
        surface = reading.text[one.start : one.end]
        key = _known_key(known, name) if name else ""
        if not key and _CALLED.search(reading.text, max(0, one.start - 30), one.start):
            key = last
        key = key or _part_key(known, surface) or min(folded(surface), key=len)
        for form in folded(surface):
            known.names.setdefault(form, key)
        yield key
        last = key


def _known_key(known: KnownPeople, name: str) -> str:
    """Give the person who has all parts of a full name, or nearly ("Hanna Johanson" for Hanna Johansson)."""
    holders = [_part_key(known, part) for part in name.split(" ") if len(part) > 1]
    return holders[0] if holders and holders[0] and len(set(holders)) == 1 else ""


def _part_key(known: KnownPeople, surface: str) -> str:
    for form in sorted(folded(surface), key=len, reverse=True):
        if form in known.names:
            return known.names[form]
    letters = "".join(c for c in surface if c.isupper())
    if "." in surface or (surface.isupper() and len(surface) < _LEAST_MISSPELT):
        return known.initials.get(letters, "")
    return _misspelt_key(known, surface)


def _misspelt_key(known: KnownPeople, surface: str) -> str:
    if len(surface) < _LEAST_MISSPELT:
        return ""
    from rapidfuzz.distance import OSA

    low = surface.casefold()
    names = (name for name in known.names if len(name) >= _LEAST_MISSPELT)
    near = (name for name in names if OSA.distance(name, low, score_cutoff=1) <= 1)
    return next((known.names[name] for name in near), "")


def _function(reading: Reading, one: Found) -> str:
    """Give the function that stands beside a name: "samordnaren Tove Lindell", "Tove Lindell, samordnare"."""
    before = reading.before(one.start)
    if before and is_function(before) and before not in PARTAKER and reading.text[one.start - 1] in " \u00a0":
        return f"the {before}" if before in word_set("english.roles") else before
    after = _APPOSED.match(reading.text, one.end)
    if after and any(definite(word) or word in word_set("english.roles") for word in after.group(1).split(" ")):
        return function_of(after.group(1))
    return ""


def _speaks(reading: Reading, one: Found) -> bool:
    saying = speech_verbs() if not reading.english else word_set("english.saying")
    return (
        reading.after(one.end) in saying
        or reading.before(one.start) in saying | PARTAKER
        or _LABEL.match(reading.text, one.end) is not None
    )


def _nobody(_functions: Iterable[str]) -> frozenset[str]:
    return frozenset()


def _letters_of(reading: Reading) -> frozenset[str]:
    """Give the letters that the text itself calls people by ("A: …", "deltagare B"): nobody else has them."""
    labels = (label for label in reading.short_labels if len(label) == 1)
    told = fitting(reading.text, _PEOPLE)
    ends = (at + len(noun) for noun in told for at in places_of(reading.text, noun))
    return frozenset((*labels, *(found.group(1) for at in ends if (found := _LETTERED.match(reading.text, at)))))


def _tell_apart(people: Sequence[Stranger], taken: Counter[str], elsewhere: Taken, spoken: frozenset[str]) -> None:
    """Give letters where a function is shared, and to people without one who are named more than once beside others."""
    by_function = defaultdict(list)
    for person in people:
        by_function[person.function].append(person)
    nameless = by_function.pop("", [])
    for function, same in by_function.items():
        used = elsewhere([function])
        if len(same) + taken[function] > 1 or used:
            for person, letter in zip(same, _free(taken[function], used), strict=False):
                person.letter = letter
    again = [person for person in nameless if person.mentions > 1]
    used = elsewhere(PARTAKER) | spoken
    if len(nameless) == 1 and not used:
        nameless[0].alone = True
        return
    for person, letter in zip(again, _free(0, used), strict=False):
        person.letter = letter


def _free(first: int, used: frozenset[str]) -> Iterator[str]:
    """Give letters from number ``first`` on, those left out that somebody of another document has."""
    return (letter for number in count(first) if (letter := _letter(number)) not in used)


def _letter(number: int) -> str:
    return _LETTERS[number] if number < len(_LETTERS) else str(number + 1)
