"""Minutes typed without capitals: the capitals that names and sentences would have, so that the finders can read them.

Every finder goes by capitals. Where a text has none to speak of, a copy of the same length is made in which sentences begin with
a capital, and so do words that the name and place lists know and the dictionary does not, and what stands beside them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from qualcode.anonymise.functions import definite, is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import given_names, surnames, word_set
from qualcode.anonymise.roster_lines import is_cue
from qualcode.anonymise.short_terms import is_clipped, is_term
from qualcode.anonymise.typed_letters import SENTENCE, typed_loud, typed_small
from qualcode.language.known_words import (
    everyday_names,
    function_words,
    is_english,
    is_finite_verb,
    is_ordinary,
    is_word,
    speech_verbs,
)
from qualcode.language.places import place_names

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_STREET = re.compile(r"(?<![\w-])[a-zåäöé]{3,}(?:gatan|vägen|gränd|gränden|stigen|torget|backen|allén|leden)(?= \d)")
_SHORT = re.compile(r"(?<![\w-])[^\W\d_](?:-?[^\W\d_]){1,2}(?![\w-])")
_LABEL = re.compile(r"(?m)^[ \t>*_•–-]*([^\W\d_](?:-?[^\W\d_]){1,2})(?:\*\*)?:")
_PAIRED = re.compile(r"(?<![\w-])(?!a-ö)[^\W\d_]-[^\W\d_](?![\w-])")
"""The letters of a double given name ("k-e")."""
_EXPLAINED = re.compile(r"(?<![\w-])([^\W\d_])[\w-]+ ([^\W\d_])[\w-]+,? \(([^\W\d_]-?[^\W\d_])\)")
"""Two words and two letters in brackets ("björn sunne (bs)")."""
_NICKNAMED = re.compile(r"(?<![\w-])([^\W\d_][\w-]+) [\"”“„»«][^\W\d_]{2,20}[\"”“»«] [^\W\d_][\w-]+")
_LETTERED = re.compile(r"(?<![\w.-])(?:[^\W\d_]\.|[^\W\d_]-[^\W\d_]) ([^\W\d_][\w-]{2,})(?![\w-])")
"""An initial and what may be a surname ("g. malm", "a-m lindqvist")."""
_STANDS_FOR = re.compile(r"(?:\*\*)?:| =")
_NO_SPEAKERS = word_set("listed_people.no_labels")
_SMALL_WORDS = frozenset("oåeä")
"""Letters that stand for small words in haste and dialect."""
_BEFORE_ITEM = re.compile(r"(?:[,:;/&]|(?<!\w)(?:och|samt|o))\s?\Z")
_AFTER_ITEM = re.compile(r"\s?(?:[,;./)(&\n]|(?:och|samt|o)(?!\w)|\Z)")
_SEVERAL = 2
"""So many who speak at least make labels of short words."""
_COMMON = 100
"""A name that is no word counts from so many bearers on when it stands alone; beside another name any does."""


_WELL_KNOWN = 1000
"""A given name of so many bearers that is no everyday word counts, whatever word lists say."""
_TITLES = frozenset({"fru", "herr", "fröken", "dr", "doktor", "syster", "pastor", "prosten"})
_HEAD = 1500
"""Within so many characters from the top the participants are listed."""


def with_capitals(text: str) -> str:
    """Give ``text``, or, when it is typed without capitals or in nothing else, a copy of the same length that has them."""
    if typed_loud(text):
        text = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    elif not typed_small(text):
        return text
    letters = list(text)
    for match in SENTENCE.finditer(text):
        _raise(letters, match.start(1))
    for at in _initials(text):
        _raise(letters, at)
    _raise_names(text, letters)
    named = (match for pattern in (_NICKNAMED, _LETTERED) for match in pattern.finditer(text) if _is_lettered(match))
    for match in (*_STREET.finditer(text), *_places_of_several_words().finditer(text), *named):
        for part in re.finditer(r"(?<!\w)\w", match.group()):
            _raise(letters, match.start() + part.start())
    return "".join(letters)


def _is_lettered(match: re.Match[str]) -> bool:
    """Tell whether a given name stands before a nickname in quotation marks, or a surname after an initial."""
    if match.re is _NICKNAMED:
        return given_names().get(_titled(match.group(1)), 0) >= _COMMON
    last = match.group(1)
    return surnames().get(_titled(last), 0) >= _COMMON and last not in function_words() and last.islower()


def _raise_names(text: str, letters: list[str]) -> None:
    words = [(m.start(), m.group()) for m in _WORD.finditer(text)]
    names = [_is_name(word) for _, word in words]
    listed = _roster_spans(text)
    short = _initials_of_pairs(text, words, names, listed)
    for place, (start, word) in enumerate(words):
        in_list = any(a <= start < b for a, b in listed) and word not in function_words()
        in_list = in_list and (
            not is_ordinary(word) or word in word_set("small_letters.words") or _is_item(text, start, word)
        )
        if word in short and (not is_word(word) or _speaks(text, words, place)):
            for at in range(start, start + len(word)):
                _raise(letters, at)
        speaks = word in word_set("small_letters.words") and _next(text, words, place) in speech_verbs()
        speaks = speaks or _is_said_to_speak(text, words, place) or _has_title(text, words, place)
        if names[place] or in_list or speaks or _is_place(word) or _shown(text, words, names, place):
            for part in re.finditer(r"[^\W\d_]+", word):
                _raise(letters, start + part.start())


def _is_item(text: str, start: int, word: str) -> bool:
    """Tell whether a well-known given name that is a word as well is an item of a list ("med: rasmus, liv och saga")."""
    if given_names().get(_titled(word), 0) < _WELL_KNOWN:
        return False
    return _BEFORE_ITEM.search(text, max(0, start - 6), start) is not None and bool(
        _AFTER_ITEM.match(text, start + len(word))
    )


def _speaks(text: str, words: list[tuple[int, str]], place: int) -> bool:
    """Tell whether letters that are a word as well stand as a speaker's: a colon, a bracket or a verb of saying is beside them."""
    start, word = words[place]
    if _STANDS_FOR.match(text, start + len(word)) or text[start - 1 : start] in {"(", "/"}:
        return True
    before = words[place - 1][1] if place and _adjacent(text, words, place - 1) else ""
    return before in speech_verbs() or _next(text, words, place) in speech_verbs()


def _is_said_to_speak(text: str, words: list[tuple[int, str]], place: int) -> bool:
    """Tell whether a well-known given name that is a word as well ends a clause after a verb of saying ("det blir dyrt, sa per")."""
    start, word = words[place]
    before = words[place - 1][1] if place and _adjacent(text, words, place - 1) else ""
    ends = text[start + len(word) : start + len(word) + 1] in {".", ",", ";", "!", "?", "\n", ")", ""}
    return ends and before in speech_verbs() and given_names().get(_titled(word), 0) >= _WELL_KNOWN


def _has_title(text: str, words: list[tuple[int, str]], place: int) -> bool:
    """Tell whether a common surname or given name that is a word as well stands after a title ("fru trygg", "rektor falk")."""
    before = words[place - 1][1] if place and _adjacent(text, words, place - 1) else ""
    if not before or not (before in _TITLES or definite(before) or is_function(before)):
        return False
    word = words[place][1]
    if word in function_words() or is_finite_verb(word) or head_of(word) or is_generic(word):
        return False
    return max(given_names().get(_titled(word), 0), surnames().get(_titled(word), 0)) >= _WELL_KNOWN


def _initials_of_pairs(
    text: str, words: list[tuple[int, str]], names: list[bool], listed: list[tuple[int, int]]
) -> set[str]:
    """Give the initials of the full names in a text, as far as they are no small words: "il" where inger lax is named."""
    pairs = (n for n in range(len(words) - 1) if names[n] and _adjacent(text, words, n))
    firsts = set()
    for n in pairs:
        (start, given), (_, last) = words[n : n + 2]
        if names[n + 1] or _may_be_name(last) or any(a <= start < b for a, b in listed):
            # "åkt" and "åt" for åsa-karin tjäder.
            firsts |= {given[0] + last[0], "".join(part[0] for part in re.split(r"[-’']", given) if part) + last[0]}
    return {short for short in firsts if not (short in function_words() or is_clipped(short) or is_term(short.upper()))}


def _next(text: str, words: list[tuple[int, str]], place: int) -> str:
    """Give the word that directly follows, or ""."""
    return words[place + 1][1] if place + 1 < len(words) and _adjacent(text, words, place) else ""


def _shown(text: str, words: list[tuple[int, str]], names: list[bool], place: int) -> bool:
    """Tell whether the words beside a word make it part of a name: a name, a given name that is a word as well, or it is a letter."""
    word = words[place][1]
    near = [other for other in (place - 1, place + 1) if 0 <= other < len(words)]
    near = [other for other in near if _adjacent(text, words, min(place, other))]
    if any(_is_pair(words[min(place, other)][1], words[max(place, other)][1]) for other in near):
        return True
    if len(word) == 1:
        # "kerstin p" is told apart by the letter of the surname.
        return place - 1 in near and names[place - 1] and word not in function_words() and word not in _SMALL_WORDS
    return any(names[other] for other in near) and _may_be_name(word)


def _initials(text: str) -> Iterator[int]:
    """Give where the initials of speakers have their letters: they open lines again and again, and stand where no word does."""
    labels = Counter(match.group(1) for match in _LABEL.finditer(text))
    speakers = {label for label, times in labels.items() if times > 1 and label.upper() not in _NO_SPEAKERS}
    speakers = speakers if len(speakers) >= _SEVERAL else set()
    paired = Counter(_PAIRED.findall(text))
    speakers.update(pair for pair, times in paired.items() if times > 1 or f"({pair})" in text)
    explained = (match.groups() for match in _EXPLAINED.finditer(text))
    speakers.update(letters for first, last, letters in explained if letters in {first + last, f"{first}-{last}"})
    for match in _SHORT.finditer(text):
        label = match.group()
        if label in speakers and (
            _STANDS_FOR.match(text, match.end())
            or text[match.start() - 1 : match.start()] in {"(", "/"}
            or not (is_word(label) or label in function_words())
        ):
            yield from range(*match.span())


@cache
def _places_of_several_words() -> re.Pattern[str]:
    names = sorted({name.lower() for name in place_names() if " " in name}, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?=s?(?!\w))")


def _raise(letters: list[str], at: int) -> None:
    upper = letters[at].upper()
    # A letter whose capital takes two places stays small: the copy must keep its offsets.
    if len(upper) == 1:
        letters[at] = upper


def _titled(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _band(word: str) -> int:
    forms = {word, word.removesuffix("s"), word.removesuffix("'s"), word.removesuffix(":s")}
    names = [_titled(form) for form in forms if len(form) > 1]
    parts = [p for name in names for p in (name, name.split("-", maxsplit=1)[0])]
    return max((max(given_names().get(p, 0), surnames().get(p, 0)) for p in parts), default=0)


def _is_name(word: str) -> bool:
    base = word.removesuffix("s")
    if word in function_words() or word in everyday_names() or base in everyday_names():
        return False
    if word in word_set("small_letters.words") or is_term(word.upper()):
        return False
    if max(given_names().get(_titled(form), 0) for form in (word, base)) >= _WELL_KNOWN:
        return True
    if is_word(word) or is_word(base) or is_english(word):
        return False
    return _band(word) >= _COMMON or (_band(word) > 0 and not is_ordinary(word))


def _may_be_name(word: str) -> bool:
    if word in function_words():
        return False
    return (_band(word) > 0 and (word in everyday_names() or not is_word(word))) or not is_ordinary(word)


def _is_pair(first: str, second: str) -> bool:
    """Tell whether two words are a well-known given name and a surname, words though both may be ("stig frisk")."""
    if first in function_words() or second in function_words():
        return False
    base = second.removesuffix("s")
    given = given_names().get(_titled(first), 0)
    surname = max(surnames().get(_titled(second), 0), surnames().get(_titled(base), 0))
    return given >= _WELL_KNOWN and surname >= _COMMON


def _is_place(word: str) -> bool:
    names = place_names()
    base = word.removesuffix("s")
    known = _titled(word) in names or _titled(base) in names
    return known and not is_word(word) and not is_word(base)


def _adjacent(text: str, words: list[tuple[int, str]], first: int) -> bool:
    start, word = words[first]
    gap = text[start + len(word) : words[first + 1][0]]
    return gap in (" ", "\u00a0")


def _roster_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    at = 0
    for line in text.split("\n"):
        if at < _HEAD and (is_cue(line) or is_cue(line.partition(":")[0])):
            spans.append((at, at + len(line)))
        at += len(line) + 1
    return spans
