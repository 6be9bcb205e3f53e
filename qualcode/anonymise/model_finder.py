"""What the statistical recogniser adds to the finders: names by their surroundings, weaker than what a list or a head proves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.recogniser import PERSON, PLACE, Guess, recognise
from qualcode.anonymise.token_features import Around
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words
from qualcode.language.places import Place, PlaceKind

SURE = 0.85
LIKELY = 0.5
"""From here on a guess is replaced; below, it is left to the review."""


def guesses(reading: Reading, known: KnownPeople, *, small: bool = False) -> tuple[Guess, ...]:
    """Give what the model takes for names, the capitalised function words left out."""
    around = Around(reading.lower_words, known.names)
    made = recognise(reading.text.lower() if small else reading.text, around, small=small)
    return tuple(g for g in made if reading.text[g.start : g.end].lower() not in function_words())


def find_guessed(reading: Reading, guessed: Sequence[Guess]) -> Iterator[Found]:
    """Give the guesses that are likely enough to be replaced."""
    for guess in guessed:
        if guess.chance < LIKELY:
            continue
        surface = reading.text[guess.start : guess.end]
        sure = guess.chance >= SURE
        if guess.tag == PERSON:
            yield Found(guess.start, guess.end, HitType.PERSON, "recogniser", 57 if sure else 46)
        elif guess.tag == PLACE:
            yield Found(
                guess.start, guess.end, HitType.PLACE, "recogniser", 50 if sure else 40, place=Place(PlaceKind.TOWN)
            )
        else:
            head = head_of(surface.split(" ")[0]) or head_of(surface.split(" ")[-1])
            kind = head.type if head else HitType.ORGANISATION
            yield Found(
                guess.start, guess.end, kind, "recogniser", 49 if sure else 39, head=head.plain if head else "verksamheten"
            )
