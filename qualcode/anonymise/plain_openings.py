"""Capitalised words that only open a sentence: no finder can take them for a name, so that none need look at them."""

from __future__ import annotations

from functools import cache, lru_cache

from qualcode.anonymise.functions import is_function
from qualcode.anonymise.name_lists import bare, data_lines, given_band, read_data, surname_band
from qualcode.language.known_words import everyday_names, function_words, is_ordinary, is_word
from qualcode.language.places import derived_words, place_compound, place_names


@lru_cache(1 << 16)
def is_plain(word: str) -> bool:
    """Tell whether a capitalised word is of the dictionary and in no list of names, places, bodies, functions or heads of units."""
    from qualcode.anonymise.heads import head_of

    low = word.lower()
    if len(word) < 2 or not word.isalpha() or not word[1:].islower() or not is_ordinary(low):  # noqa: PLR2004
        return False
    if not (is_word(low) or low in function_words()) or low in everyday_names():
        return False
    forms = bare(word)
    if not _begins().isdisjoint(form.casefold() for form in forms) or any(form in place_names() for form in forms):
        return False
    if low in derived_words() or place_compound(low) or low in _english_heads():
        return False
    return not (given_band(word) or surname_band(word) or head_of(word) or is_function(word))


@cache
def _begins() -> frozenset[str]:
    """Give the words that national bodies and places of several words begin with."""
    names = (*data_lines("allowed.txt"), *place_names())
    return frozenset(name.split(" ")[0].casefold() for name in names)


@cache
def _english_heads() -> frozenset[str]:
    return frozenset(line.split("\t")[0] for line in read_data("english_heads.tsv").split("\n"))
