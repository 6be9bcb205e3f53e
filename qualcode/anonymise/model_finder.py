"""What the statistical recogniser adds to the finders: names by their surroundings, weaker than what a list or a head proves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import ABBREVIATIONS, Reading, Word
from qualcode.anonymise.contexts import is_field, is_part_of_region, stands_as_name, stands_as_word
from qualcode.anonymise.english import is_date, is_small_english
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.loud_labels import as_name
from qualcode.anonymise.name_lists import given_band, given_names, surname_band, word_set
from qualcode.anonymise.recogniser import PERSON, PLACE, Guess, recognise
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.short_terms import is_clipped, is_long_compound, is_nearly_word, is_term, may_be_initials
from qualcode.anonymise.token_features import Around
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, function_words, is_english, is_ordinary, is_word
from qualcode.language.places import Place, PlaceKind, place_names


def raised(text: str) -> str:
    """Give a text that is typed without capitals with capitals on what the model takes for names."""
    letters = list(text)
    for guess in recognise(text.lower(), Around(), small=True):
        if guess.chance >= LIKELY and not _stays_small(text[guess.start : guess.end]):
            for part in re.finditer(r"(?<![^\W\d_])[^\W\d_]", text[guess.start : guess.end]):
                upper = part.group().upper()
                if len(upper) == 1:
                    letters[guess.start + part.start()] = upper
    return "".join(letters)


def _stays_small(word: str) -> bool:
    """Tell whether a word that the model takes for a name is a term of the field ("um") or one that lists hold as a name too ("april")."""
    return word in word_set("small_letters.words") or (len(word) <= _SHOUT and is_term(word.upper()))


_LEAST_WORDS = 4
"""A text of fewer words, the name of a case or a file, has no surroundings to read names by."""
_LISTED = 1000
_RARE = 100
_KINDS = ("isk", "iskt", "iska", "ivt", "iva", "ell", "ella", "ellt", "ala")
"""Adjectives of the field end so: they stand before names but are none."""
_SHOUT = 4
"""Shorter words in capitals are initials or abbreviations, never places or units."""
_FORM = re.compile(r" (?:av|från|till|på|för|den|kl\.?) ?:")
"""What makes a word the label of a form's field ("Ifylld av:")."""
SURE = 0.85
LIKELY = 0.35
"""From here on a guess is replaced; below, it is left to the review."""


def guesses(reading: Reading, known: KnownPeople, *, small: bool = False) -> tuple[Guess, ...]:
    """Give what the model takes for names, the capitalised function words left out."""
    if len(reading.text.split()) < _LEAST_WORDS:
        return ()
    around = Around(reading.lower_words, known.names)
    made = recognise(reading.text.lower() if small else reading.text, around, small=small)
    made = (
        g for g in made if not is_date(reading, g.start, g.end) or reading.text[g.start : g.end].lower() in known.names
    )
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
    if all(map(_is_plain_english, reading.text[guess.start : guess.end].split())):
        return None
    low = word.text.lower()
    listed = low in known.names or given_names().get(word.text, 0) >= _LISTED
    return None if word.opening and word.end == guess.end and is_english(low) and not listed else guess


def _is_plain_english(word: str) -> bool:
    """Tell whether a word is English and hardly anybody's name: rows of such words are titles and terms."""
    if word in word_set("english.world"):
        return True
    return is_english(word.lower()) and max(given_band(word), surname_band(word)) < _RARE


def _fits(reading: Reading, guess: Guess, known: KnownPeople, *, small: bool) -> bool:
    """Tell whether a guess is more than a capital that the beginning of a sentence, a heading or an abbreviation explains."""
    word = reading.at(guess.start)
    surface = reading.text[guess.start : guess.end]
    if word is None:
        return True
    low = surface.lower()
    if " " in surface:
        first, _, rest = low.partition(" ")
        return not (_is_row_of_words(surface, guess) or is_part_of_region(rest, first))
    if is_role(surface, reading) or (low not in known.names and _is_nobody(reading, word, low)):
        return False
    if small:
        plain = is_clipped(low) or low in ABBREVIATIONS or _is_small_word(low, guess)
        return not plain and not (word.opening and low in everyday_names() and stands_as_word(reading, word))
    listed = bool(given_band(surface) or surname_band(surface))
    if word.shout or len(surface) == 1 or reading.loud(word):
        name = as_name(surface) if word.shout else surface
        return _fits_capitals(reading, word, guess, listed=bool(given_band(name) or surname_band(name)))
    rare = max(given_band(surface), surname_band(surface)) < _RARE
    if rare and low not in known.names and (is_clipped(surface) or _is_plain(low, guess) or _is_code(surface)):
        return False
    if not listed and low in reading.lower_words:
        return False
    return not word.opening or _fits_opening(reading, word, guess, known, listed=listed)


def _is_nobody(reading: Reading, word: Word, low: str) -> bool:
    """Tell whether a word is a form's field, says how somebody is reached ("Tel") or which region it is ("Region Norr")."""
    contact = low in word_set("functions.contact")
    return contact or is_field(reading, word) or is_part_of_region(low, reading.before(word.start))


def _fits_capitals(reading: Reading, word: Word, guess: Guess, *, listed: bool) -> bool:
    """Tell whether a guess in capitals throughout is a name, or the initials of somebody who does something."""
    if reading.loud(word) and len(word.text) > 1:
        short = word.shout and len(word.text) < _SHOUT and guess.tag != PERSON
        return listed and not short and not is_word(word.text.lower()) and not is_term(word.text)
    if guess.tag != PERSON:
        return len(word.text) >= _SHOUT
    named = listed and len(word.text) >= _SHOUT and not is_term(word.text) and not is_word(word.text.lower())
    return named or may_be_initials(reading, word)


def _is_row_of_words(surface: str, guess: Guess) -> bool:
    """Tell whether several words are but a heading or a term ("Utfall HP", "God Vård"): none is a name, none heads a unit."""
    words = surface.split()
    if guess.tag == PERSON and any(is_term(word) for word in words[1:]):
        return True
    return guess.chance < SURE and all(
        is_ordinary(word) and not (given_band(word) or surname_band(word) >= _RARE or head_of(word)) for word in words
    )


def _is_plain(low: str, guess: Guess) -> bool:
    """Tell whether a word that hardly anybody is called is one of the dictionary, and heads no unit: the model errs then."""
    if guess.tag == PERSON:
        return is_word(low)
    return head_of(low) is None and (is_generic(low) or (low.endswith(_KINDS) and is_ordinary(low)))


def _is_small_word(low: str, guess: Guess) -> bool:
    """Tell whether the model takes a word of the dictionary for a place, in a text whose capitals tell nothing."""
    return guess.tag == PLACE and is_word(low) and low.title() not in place_names()


def _is_code(surface: str) -> bool:
    """Tell whether capitals stand inside a word as no name has them ("NSPHiK")."""
    return "-" not in surface and sum(map(str.isupper, surface)) > 2  # noqa: PLR2004


def _fits_opening(reading: Reading, word: Word, guess: Guess, known: KnownPeople, *, listed: bool) -> bool:
    """Tell the same of a word that a sentence or line begins with."""
    low = word.text.lower()
    after = reading.text[guess.end : guess.end + 2]
    if not listed and ("/" in reading.text[guess.start : guess.end] or (after[:1] == "." and after[1:] != "\n")):
        return False
    if not listed and (_FORM.match(reading.text, guess.end) or (guess.tag == PERSON and is_long_compound(low))):
        return False
    if not listed and after[:1] == ":":
        return guess.chance >= SURE and not is_ordinary(low) and not is_nearly_word(low)
    if guess.tag != PERSON and (head_of(low) or (guess.chance >= SURE and not is_word(low))):
        return head_of(low) is None
    if low in everyday_names() and low not in known.names and after[:1] != ":":
        return False
    if low in known.names and not stands_as_word(reading, word):
        return True
    ordinary = not listed and is_ordinary(low)
    if guess.chance < SURE and (ordinary or (not listed and is_nearly_word(low))):
        return False
    plain = low in everyday_names() or is_word(low) or ordinary
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
