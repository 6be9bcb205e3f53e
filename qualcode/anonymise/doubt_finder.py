"""Capitalised words inside sentences that nothing excuses: too uncertain to replace by a function, too risky to keep."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import is_field
from qualcode.anonymise.english import is_date
from qualcode.anonymise.found import Found
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.recogniser import PERSON, Guess
from qualcode.anonymise.recognisers import LEAST
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.short_terms import is_clipped, is_term
from qualcode.domain.errors import N_
from qualcode.domain.finding import Doubt
from qualcode.language.known_words import everyday_names, is_english, is_ordinary, is_word

UNKNOWN = N_("a capitalised word inside a sentence that is no known word")


_NOWHERE = (sys.maxsize, sys.maxsize)
_FEW = 4
"""Initials have fewer letters."""
_RARE = 100
LIKELY_INITIALS = 0.35
"""Capitals that the recogniser holds for a person less surely are abbreviations."""
WEAK = N_("a recogniser found it with a score below 0.4")
LIKELY = N_("a word that the statistical recogniser holds for a possible name")


def find_doubts(
    reading: Reading, found: Sequence[Found], excused: Sequence[Found], guessed: Sequence[Guess] = ()
) -> Iterator[Doubt]:
    """Give what was found too weakly, and the words that may be names though no finder vouches for them.

    What is in ``found`` or ``excused`` is left out.
    """
    yield from (
        Doubt(one.start, one.end, reading.text[one.start : one.end], WEAK) for one in found if one.strength < LEAST
    )
    likely = {guess.start for guess in guessed if guess.tag == PERSON}
    likely -= {g.start for g in guessed if g.chance < LIKELY_INITIALS and reading.text[g.start : g.end].isupper()}
    spans = iter(sorted((one.start, one.end) for one in (*found, *excused)))
    begin, end = next(spans, _NOWHERE)
    for word in reading.words:
        if (word.opening or word.shout or len(word.text) < 3) and word.start not in likely:  # noqa: PLR2004
            continue
        while end <= word.start:
            begin, end = next(spans, _NOWHERE)
        if begin < word.end:
            continue
        if is_excused_here(reading, word):
            continue
        initials = word.shout and len(word.text) < _FEW and not is_term(word.text) and not is_role(word.text, reading)
        if word.start in likely and (initials or not word.shout) and len(word.text) > 1 and not is_excused(word):
            yield Doubt(word.start, word.end, word.text, LIKELY)
            continue
        if word.opening or word.shout or len(word.text) < 3 or any(c.isdigit() for c in word.text):  # noqa: PLR2004
            continue
        low = word.text.lower()
        if any(c.isupper() for c in word.text[1:].replace("-", "")[1:]) or low in reading.lower_words:
            continue
        if (
            is_ordinary(word.text)
            or is_english(low)
            or all(p.isupper() or is_ordinary(p) for p in word.text.split("-"))
            or word.text.split("-")[0].isupper()
        ):
            continue
        yield Doubt(word.start, word.end, word.text, UNKNOWN)


def is_excused_here(reading: Reading, word: Word) -> bool:
    """Tell whether a word is a heading's short form, an exclamation, an English date or language, and hardly anybody's name."""
    if reading.english and word.text in word_set("english.world"):
        return True
    if is_date(reading, word.start, word.end) or (word.opening and is_field(reading, word)):
        return True
    told = is_clipped(word.text) or word.low in word_set("functions.contact")
    return told and max(given_band(word.text), surname_band(word.text)) < _RARE


def is_excused(word: Word) -> bool:
    """Tell whether a word is plainly an ordinary one, so that the recogniser's weak guess does not count."""
    low = word.text.lower()
    if word.opening and any(form.lower() in everyday_names() for form in word.forms):
        return True
    return (is_word(low) or (is_ordinary(low) and not surname_band(word.text))) and not given_band(word.text)
