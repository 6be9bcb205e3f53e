"""People that no list of participants names but the text itself does, once: then they are known everywhere in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.listed_people import find_initials, find_listed, find_misspelt, may_be_slip
from qualcode.anonymise.listed_small import find_small_letters
from qualcode.anonymise.name_lists import bare
from qualcode.domain.finding import HitType

_LEAST = 46
"""A find of less strength vouches for nobody elsewhere."""


def met_people(reading: Reading, first: Sequence[Found]) -> KnownPeople:
    """Give the people whom the finders met by given name and surname, under all the forms that minutes use afterwards."""
    met = KnownPeople()
    declared: set[str] = set()
    for one in first:
        if one.type is not HitType.PERSON or one.person or one.strength < _LEAST:
            continue
        if name := full_name_of(reading, one):
            met.add(name, "")
            surface = reading.text[one.start : one.end]
            # Every place where the name stands is looked at: once is enough, however often it was met.
            if surface not in declared:
                declared.add(surface)
                met.declare(surface, "", reading.text)
    return met


def full_name_of(reading: Reading, one: Found) -> str:
    """Give given name and surname of a find in the order of speech, without a genitive; "" when it holds but one of them."""
    surface = reading.text[one.start : one.end]
    name = _turned(bare(surface)[-1] if _owned(reading, one) else surface)
    return name if " " in name and "\n" not in name else ""


def _turned(name: str) -> str:
    """Give "Lindh Malm, Carina" in the order of speech, and capitals as names have them."""
    last, comma, given = name.partition(", ")
    name = f"{given} {last}" if comma else name
    return " ".join(part.title() if part.isupper() and len(part) > 2 else part for part in name.split())  # noqa: PLR2004


def _owned(reading: Reading, one: Found) -> bool:
    """Tell whether a name that ends in -s seems to be a genitive: a word in small letters follows that no verb is."""
    from qualcode.language.known_words import function_words, is_finite_verb

    after = reading.after(one.end)
    surface = reading.text[one.start : one.end]
    return surface.endswith("s") and after[:1].islower() and not is_finite_verb(after) and after not in function_words()


def find_met(reading: Reading, met: KnownPeople, first: Sequence[Found]) -> Iterator[Found]:
    """Give further occurrences of people met: given name, surname, genitive, misspelling, initials, small letters."""
    if not met.surfaces:
        return
    for word in _uncovered(reading, first):
        begins = met.begins(word)
        if word.idle and not begins:
            continue
        listed = find_listed(reading, word, met) if begins else None
        if listed:
            yield listed
        if not word.single:
            yield from find_initials(reading, word, met)
        if not listed and may_be_slip(word.text):
            yield from find_misspelt(reading, word, met)
    yield from find_small_letters(reading, met)


def _uncovered(reading: Reading, first: Sequence[Found]) -> Iterator[Word]:
    finds = iter(first)
    one = next(finds, None)
    for word in reading.words:
        while one is not None and one.end <= word.start:
            one = next(finds, None)
        if one is None or one.start >= word.end or one.strength < _LEAST:
            yield word
