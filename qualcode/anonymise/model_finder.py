"""What the statistical recogniser adds to the finders: names by their surroundings, weaker than what a list or a head proves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import stands_as_name, stands_as_word
from qualcode.anonymise.english import is_small_english
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import given_band, given_names, surname_band, word_set
from qualcode.anonymise.recogniser import PERSON, PLACE, Guess, recognise
from qualcode.anonymise.token_features import Around
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, function_words, is_english, is_ordinary, is_word
from qualcode.language.places import Place, PlaceKind


def raised(text: str) -> str:
    """Give a text that is typed without capitals with capitals on what the model takes for names."""
    letters = list(text)
    for guess in recognise(text.lower(), Around(), small=True):
        if guess.chance >= LIKELY:
            for part in re.finditer(r"(?<![^\W\d_])[^\W\d_]", text[guess.start : guess.end]):
                upper = part.group().upper()
                if len(upper) == 1:
                    letters[guess.start + part.start()] = upper
    return "".join(letters)


_LEAST_WORDS = 4
"""A text of fewer words, the name of a case or a file, has no surroundings to read names by."""
_LISTED = 1000
_SHOUT = 4
"""Shorter words in capitals are initials or abbreviations, never places or units."""
_ABBREVIATIONS = word_set("listed_people.no_labels") | word_set("listed_people.acronyms")
SURE = 0.85
LIKELY = 0.35
"""From here on a guess is replaced; below, it is left to the review."""


def guesses(reading: Reading, known: KnownPeople, *, small: bool = False) -> tuple[Guess, ...]:
    """Give what the model takes for names, the capitalised function words left out."""
    if len(reading.text.split()) < _LEAST_WORDS:
        return ()
    around = Around(reading.lower_words, known.names)
    made = recognise(reading.text.lower() if small else reading.text, around, small=small)
    if reading.english:
        made = (trimmed for g in made if (trimmed := _in_english(reading, g, known)))
    return tuple(g for g in made if reading.text[g.start : g.end].lower() not in function_words())


def _in_english(reading: Reading, guess: Guess, known: KnownPeople) -> Guess | None:
    """Give a guess of the Swedish model in an English text without the small word that it begins with, None when nothing is left."""
    word = reading.at(guess.start)
    if word is None:
        return guess
    if is_small_english(word):
        following = reading.next(word)
        inside = following is not None and following.end <= guess.end
        return Guess(following.start, guess.end, guess.tag, guess.chance) if following and inside else None
    low = word.text.lower()
    listed = low in known.names or given_names().get(word.text, 0) >= _LISTED
    return None if word.opening and word.end == guess.end and is_english(low) and not listed else guess


def _fits(reading: Reading, guess: Guess, known: KnownPeople, *, small: bool) -> bool:
    """Tell whether a guess is more than a capital that the beginning of a sentence, a heading or an abbreviation explains."""
    word = reading.at(guess.start)
    surface = reading.text[guess.start : guess.end]
    if word is None or " " in surface:
        return True
    low = surface.lower()
    if small:
        return not (word.opening and low in everyday_names() and stands_as_word(reading, word))
    listed = bool(given_band(surface) or surname_band(surface))
    if word.shout and (surface in _ABBREVIATIONS or (len(surface) < _SHOUT and guess.tag != PERSON)):
        return False
    if reading.loud(word):
        return listed and not is_word(low)
    if low in reading.lower_words and not listed:
        return False
    return not word.opening or _fits_opening(reading, word, guess, known, listed=listed)


def _fits_opening(reading: Reading, word: Word, guess: Guess, known: KnownPeople, *, listed: bool) -> bool:
    """Tell the same of a word that a sentence or line begins with."""
    low = word.text.lower()
    after = reading.text[guess.end : guess.end + 2]
    if not listed and ("/" in reading.text[guess.start : guess.end] or (after[:1] == "." and after[1:] != "\n")):
        return False
    if not listed and after[:1] == ":":
        return guess.chance >= SURE and not is_ordinary(low)
    if guess.tag != PERSON and (head_of(low) or (guess.chance >= SURE and not is_word(low))):
        return head_of(low) is None
    if low in everyday_names() and low not in known.names and after[:1] != ":":
        return False
    if low in known.names and not stands_as_word(reading, word):
        return True
    plain = low in everyday_names() or is_word(low) or (not listed and is_ordinary(low))
    return not plain or stands_as_name(reading, word)


def find_guessed(
    reading: Reading, guessed: Sequence[Guess], known: KnownPeople, *, small: bool = False, rule: str = "recogniser"
) -> Iterator[Found]:
    """Give the guesses that are likely enough to be replaced; ``rule`` tells whose they are."""
    for guess in guessed:
        if guess.chance < LIKELY or not _fits(reading, guess, known, small=small):
            continue
        surface = reading.text[guess.start : guess.end]
        sure = guess.chance >= SURE
        if guess.tag == PERSON:
            yield Found(guess.start, guess.end, HitType.PERSON, rule, 57 if sure else 46)
        elif guess.tag == PLACE:
            yield Found(guess.start, guess.end, HitType.PLACE, rule, 50 if sure else 40, place=Place(PlaceKind.TOWN))
        else:
            head = head_of(surface.split(" ")[0]) or head_of(surface.split(" ")[-1])
            kind = head.type if head else HitType.ORGANISATION
            yield Found(
                guess.start,
                guess.end,
                kind,
                rule,
                49 if sure else 40,
                head=head.plain if head else "verksamheten",
            )
