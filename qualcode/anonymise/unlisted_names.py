"""Names of which the lists hold but a part: the surname, half of a double given name, or nothing at all."""

from __future__ import annotations

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.name_shapes import PARTICLES
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_english, is_ordinary, is_word
from qualcode.language.places import place_names

_KNOWN, _LISTED, _STRONG = 30, 100, 1000
_SHORTEST = 3


def doubled(reading: Reading, word: Word) -> int:
    """Give how common the second half of a double name is that no list has ("Stor-Lasse"), where a surname follows it."""
    following = reading.next(word) if "-" in word.text else None
    last = given_band(word.text.rpartition("-")[2]) if following and surname_band(following.text) >= _LISTED else 0
    return last if last >= _STRONG else 0


def find_unlisted(reading: Reading, word: Word) -> Found | None:
    """Give two capitalised words of which the first is in no list: a surname follows it, or neither is an ordinary word."""
    if word.opening or word.shout or is_word(word.low):
        return None
    following = _following(reading, word)
    if not following or following.shout:
        return None
    if head_of(word.text) or head_of(following.text) or word.text in place_names() or following.text in place_names():
        return None
    compound = is_ordinary(word.text)
    if surname_band(following.text) >= (_STRONG if compound else _KNOWN):
        # A given name may read as a compound ("Bramante"); what is a word itself before a surname is rather a heading.
        heading = compound and (is_word(following.low) or is_function(word.text) or is_generic(word.low))
        return None if heading else Found(word.start, following.end, HitType.PERSON, "unknown-surname", 61)
    if compound or is_ordinary(following.text) or is_english(word.text.lower()) or is_english(following.text.lower()):
        return None
    return Found(word.start, following.end, HitType.PERSON, "unknown-pair", 49)


def _following(reading: Reading, word: Word) -> Word | None:
    """Give the capitalised word after another, be there a small word of surnames between them ("Yerlan de Östman")."""
    if (following := reading.next(word)) is not None:
        return following
    following = reading.words[word.number + 1] if word.number + 1 < len(reading.words) else None
    between = reading.text[word.end : following.start] if following else ""
    particle = between[:1] == between[-1:] == " " and between[1:-1] in PARTICLES and between[1:-1] != "de"
    return following if particle else None


def is_half_known(word: Word) -> bool:
    """Tell whether one half of a double name is a common given name and no word, and the other half none either ("Brita-Thandeka")."""
    parts = word.text.split("-")
    if len(parts) != 2 or not all(p.isalpha() and p[0].isupper() and p[1:].islower() for p in parts):  # noqa: PLR2004
        return False
    if min(map(len, parts)) < _SHORTEST or any(p in place_names() or head_of(p) for p in parts):
        return False
    if any(is_word(p.lower()) or is_english(p.lower()) for p in parts):
        return False
    return any(given_band(p) >= _STRONG for p in parts)
