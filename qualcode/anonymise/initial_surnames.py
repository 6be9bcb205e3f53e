"""An initial and a surname ("G. Berg", "C. Linde Mellberg"), told from a letter that ends or numbers a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import stands_as_word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.initial_stops import is_given, only_opens
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import surname_band, word_set
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_ordinary, is_word
from qualcode.language.places import place_names

_STRONG = 1000
_SIGNED = re.compile(
    r"(?:(?:(?i:juster\w*|just\.?|protokoll\w*|prot\.?|sekr\w*\.?|antecknare|ordf\w*\.?|sign\w*\.?|signed|underskrift|vid pennan"
    r"|kontakt\w*|ansvarig\w*|ansv\.?)[:,]?(?: av)?[ \t]+(?:[^\n]* )?)|/ ?|[ \t]{3,})$"
)
"""What stands before the names of those who sign."""
_CUE = 60


def find_initial_and_surname(reading: Reading, word: Word) -> Iterator[Found]:
    """Give an initial with the surname, or both surnames, after it."""
    following = reading.words[word.number + 1] if word.number + 1 < len(reading.words) else None
    if following is None or following.start != word.end + 2:
        return
    if not word.hard and _opens_sentence(reading, following):
        # "Ansvarig är K. Inga pengar finns": the next sentence.
        return
    if _signs(reading, word, following) or (
        (_has_surname(reading, word, following) or _is_of_a_place(reading, word, following))
        and (not word.hard or not is_ordinary(following.text) or surname_band(following.text) >= _STRONG)
    ):
        last = reading.next(following)
        double = last is not None and surname_band(last.text) > 0 and not (is_word(last.low) or head_of(last.text))
        end, strength = (last.end, 76) if double and last else (following.end, 67)
        yield Found(word.start, end, HitType.PERSON, "initial-surname", strength)


def _opens_sentence(reading: Reading, following: Word) -> bool:
    """Tell whether the word after an initial's full stop can but begin the next sentence, and does: a small letter goes on."""
    opens = only_opens(following.text) and following.text not in place_names()
    return opens and reading.after(following.end).islower()


def _signs(reading: Reading, word: Word, following: Word) -> bool:
    """Tell whether an initial and a surname, known or not, stand where minutes are signed ("Justeras: A. Berg / H. Thandeka")."""
    if head_of(following.text) or following.text in place_names() or not following.text[1:].islower():
        return False
    if is_word(following.low) and not surname_band(following.text):
        return False
    return _SIGNED.search(reading.text, max(0, word.start - _CUE), word.start) is not None


def _has_surname(reading: Reading, word: Word, following: Word) -> bool:
    """Tell whether a surname follows an initial; one that is a word as well ("G. Berg") follows no letter that ends a sentence."""
    # "Förslaget är A" numbers; "Ansvarig är A. Berg." and "Ansvarig är A. Berg, som" name.
    told = reading.before(word.start) == "är" and reading.text[following.end : following.end + 1] in {
        ".",
        ",",
        ")",
        "\n",
        "",
    }
    numbered = not told and reading.before(word.start) in word_set("listed_people.lettered")
    if not is_word(following.low):
        held = surname_band(following.text) > 0
        return held or not (numbered or word.opening or is_ordinary(following.text) or head_of(following.text))
    inside = not word.opening or reading.text[word.start - 1 : word.start] == "("
    return surname_band(following.text) >= _STRONG and inside and not numbered


def _is_of_a_place(reading: Reading, word: Word, following: Word) -> bool:
    """Tell whether a place's name is somebody's surname: a function stands before the initial ("överläkare S. Vingåker")."""
    before = reading.before(word.start)
    return following.text in place_names() and bool(before) and (is_function(before) or bool(definite(before)))


def is_next_sentence(reading: Reading, word: Word, known: KnownPeople) -> bool:
    """Tell whether a word after an initial's full stop begins the next sentence instead of being the surname after the initial.

    It does when it can be nothing else, is a given name, names somebody listed, or is followed as a noun is ("Lång kö", "Sol och bad").
    """
    if only_opens(word.text) or is_given(word.text) or not known.surfaces.keys().isdisjoint(word.folds):
        return True
    # "Karin S. Berg och besvarades": a common surname is not told from a word by a row of two.
    row = surname_band(word.text) >= _STRONG and reading.after(word.end) in {"och", "eller", "som"}
    return is_word(word.low) and not row and stands_as_word(reading, word)
