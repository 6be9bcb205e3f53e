"""A person's name found in part, grown to the whole of it: initials, particles, nicknames in the middle, a further surname."""

from __future__ import annotations

import re

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.short_terms import is_nearly_word
from qualcode.language.known_words import function_words, is_english, is_ordinary
from qualcode.language.places import place_names

_PARTICLE = r"(?:[Vv]on(?: der)?|[Aa]f|[Vv]an(?: de[rn]?)?|[Dd]e la|[Dd]el|[Dd]i|[Dd]a|[Dd]os|[Ee]l|[Aa]l|[Bb]en|[Bb]in|[Ii]bn|[Aa]bu)"
_PARTICLE_BEFORE = re.compile(rf"(?<![\w-])({_PARTICLE} )$")
_ELISION_BEFORE = re.compile(rf"(?<![\w-])([{UPPER}]['’])$")
_MIDDLE = re.compile(
    rf" (?:{_PARTICLE} |[{UPPER}]\.? |[\"”“„»«'][^\"”“„»«'\n]{{2,20}}[\"”“»«'] |\([{UPPER}][^\W\d_]{{1,14}}\) )?"
)
_INITIAL_AFTER = re.compile(rf" [{UPPER}]\.?(?![\w.:])|, [{UPPER}]\.(?!\w)")
_PARTING = frozenset(" \u00a0,")
_ARTICLES = frozenset("aeu")
"""What the small articles of Arabic names begin with."""
_FURTHER = 2
_SHORTEST = 4
"""Shorter words that open a sentence are rather words of some language than names that no list holds."""


def one_name(reading: Reading, last: Found, one: Found) -> Found | None:
    """Give two finds of persons as one when only a nickname, an initial or a particle parts them."""
    gap = reading.text[last.end : one.start]
    if one.instead or last.instead:
        # "Eva Strands Strandmetod": the second is a part of a word.
        return None
    if not _MIDDLE.fullmatch(gap) or reading.text[last.start : last.end].endswith((".", "'s", "’s")):
        return None
    if gap == " " and last.person and one.person and last.person != one.person:
        return None
    return last._replace(end=one.end, person=last.person or one.person)


def grown(reading: Reading, one: Found, since: int, until: int) -> Found:
    """Give a person's name with the pieces around it that belong to it and that nothing else claims."""
    text = reading.text
    piece = text[max(since, one.start - 12) : one.start]
    # A particle ends in a small letter and a space.
    particle = piece[-1:] == " " and piece[-2:-1].islower()
    before = (
        _PARTICLE_BEFORE.search(piece) if particle else _ELISION_BEFORE.search(piece) if piece[-1:] in "'’" else None
    )
    if before:
        one = one._replace(start=one.start - len(before.group(1)))
    word = reading.at(one.start)
    while word and word.adjacent and word.number:
        word = reading.words[word.number - 1]
        if word.start < since or not (_may_belong(word) or _may_begin(word)):
            break
        one = one._replace(start=word.start)
    mark, first, second = text[one.end : one.end + 1], text[one.end + 1 : one.end + 2], text[one.end + 2 : one.end + 3]
    if mark not in _PARTING or not (first.isupper() or second.isupper() or first in _ARTICLES):
        # No further name follows.
        return one
    initial = _INITIAL_AFTER.match(text, one.end, until)
    if initial and text[one.start : one.end].istitle() and not text[one.start : one.end].endswith("s"):
        return one._replace(end=initial.end())
    for _ in range(_FURTHER):
        word = reading.at(one.end + 1)
        if word is None or word.end > until or text[one.end] not in " \u00a0" or not _may_belong(word):
            break
        one = one._replace(end=word.end)
    return one


def _may_begin(word: Word) -> bool:
    """Tell whether a sentence begins with a word before a name that no list and no dictionary holds, not even with a slip."""
    long = len(word.text) >= _SHORTEST
    return word.opening and long and not (is_english(word.low) or is_nearly_word(word.low)) and _may_be_part(word)


def _may_belong(word: Word) -> bool:
    """Tell whether a capitalised word after a name is capitalised for no other reason than being part of it."""
    return not word.opening and _may_be_part(word)


def _may_be_part(word: Word) -> bool:
    low = word.low
    return not (
        word.shout
        or len(word.text) < 2  # noqa: PLR2004
        or low in function_words()
        or low in harmless()
        or word.text in place_names()
        or head_of(word.text)
        or is_function(word.text)
        or is_ordinary(word.text)
        or not word.text.replace("-", "").isalpha()
    )
