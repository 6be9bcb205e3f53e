"""Single names of people whom other documents name in full: hidden here too, and linked to nobody."""

from __future__ import annotations

from collections.abc import Iterator

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.known_people import KnownPeople
from qualcode.domain.finding import HitType
from qualcode.language.places import place_names


def find_named_elsewhere(reading: Reading, known: KnownPeople) -> Iterator[Found]:
    """Give the words that somebody of another document is called by; whoever is meant here may be somebody else."""
    if not known.elsewhere:
        return
    for word in reading.words:
        if not known.elsewhere.isdisjoint(word.folds) and not any(form in place_names() for form in word.forms):
            yield Found(word.start, word.end, HitType.PERSON, "named-elsewhere", 50)
