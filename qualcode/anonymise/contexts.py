"""Whether a capitalised word that is an everyday word as well stands as a name where it is."""

from __future__ import annotations

import re

from qualcode.anonymise.capitals import UPPER, Reading, Word
from qualcode.anonymise.name_lists import given_band, word_set
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


def stands_as_name(reading: Reading, word: Word) -> bool:
    """Tell whether a name that is an everyday word as well is used as a name: a verb, a mark or a name follows it."""
    if not word.opening:
        return True
    if word.text.lower() in function_words() and word.text.lower() != "dag":
        return (
            reading.text[word.end : word.end + 1] == ":" or reading.next(word) is not None or fills_cell(reading, word)
        )
    text = reading.text
    if text.startswith(_DASHES, word.end) and (
        begins_line(reading, word) or text[word.start - 2 : word.start] in {": ", ". "}
    ):
        return True
    if text[word.end : word.end + 1] in {":", ")", "/", ",", "+"} or text[word.end : word.end + 3] in {
        "**:",
        "**,",
        " (",
        "”:",
        '":',
    }:
        return True
    if word.end >= len(text) or text[word.end] in "\n\t|*":
        return True
    if text.startswith(_OTHERS, word.end):
        return True
    if reading.next(word) is not None or _PAIR.match(text, word.end):
        return True
    after = reading.after(word.end)
    if after in {"och", "o", "å", "samt"}:
        return _AND_MORE.match(text, word.end) is not None
    return _does(reading, word, after)


def _does(reading: Reading, word: Word, after: str) -> bool:
    """Tell whether what follows is what somebody does or what is done to somebody, or is said in an English text."""
    if reading.english:
        # "Field notes" are nobody's saying.
        noun = after in word_set("english.saying_nouns") and is_english(word.low)
        return after in word_set("english.saying") and not noun
    where = WHERE.match(reading.text, word.end)
    return is_finite_verb(where.group(1) if where else after) or _is_passive(after)


def _is_passive(word: str) -> bool:
    """Tell whether a word is what is done to somebody ("bjuds", "nås"), and not how things are there ("finns", "behövs")."""
    return word.endswith("s") and word not in word_set("contexts.lasting") and is_finite_verb(word[:-1] + "er")


_TERRITORIES, _COMPASS = word_set("person_finder.territories"), word_set("person_finder.compass")
_DASHES = (" – ", " — ", " - ")
"""What parts a speaker from what is said, or a name from what is told of it, at the beginning of a line."""
_AND_MORE = re.compile(
    rf" (?:och|o|å|samt) (?:[{UPPER}]|(?:en|två|tre|fyra|några|\d) (?:till|andra|kolleg)|(?:jag|han|hon|hen|vi)(?!\w))"
)
WHERE = re.compile(rf" (?:i|från|på|vid) [{UPPER}][\w-]+ ([a-zåäö]+)")
"""Where somebody is from, before what is told of the person: "Göran i Ljungby ville"."""
_OTHERS = (" m.fl", " mfl", " m fl", " et al")
_PAIR = re.compile(rf" (?:[–&+/]|->|→) [{UPPER}]")
_ROW = re.compile(r",? (?:och|eller|som) ([a-zåäö][\w-]*)")
_OF = re.compile(r" (?:för|av|till|ned|ner|ur) [a-zåäö]")
_EACH = frozenset({"år", "den"})
"""What stands after "per" the preposition though it is a small word ("per den 1 maj"); nouns do anyway."""
_AGAIN = re.compile(r" (?:efter|för|på|mot|vid) ([^\W\d_]+)")


def stands_as_word(reading: Reading, word: Word) -> bool:
    """Tell whether an everyday word that opens a sentence is plainly no name: "Sten för sten", "Sol och bad", "Frisk luft"."""
    text = reading.text
    if reading.english:
        return _is_english_noun(reading, word)
    if word.low == "per" and reading.after(word.end) in _EACH:
        return True
    again = _AGAIN.match(text, word.end)
    if _OF.match(text, word.end) or (again and again.group(1) == word.text.lower()):
        return True
    row = _ROW.match(text, word.end)
    if row and row.group(1) not in function_words() and is_ordinary(row.group(1)):
        return True
    if text[word.end : word.end + 1] not in " \u00a0":
        return False
    after = reading.after(word.end)
    return after[:1].islower() and not is_finite_verb(after) and after not in function_words() and is_ordinary(after)


def _is_english_noun(reading: Reading, word: Word) -> bool:
    """Tell the same of an English word: "Hope of change", "Rose garden"; what ends in -s or -ed may be what somebody does."""
    after = reading.after(word.end)
    if after == "of":
        return True
    noun = after.islower() and is_english(after) and not after.endswith(("s", "ed"))
    return noun and after not in word_set("english.small") | word_set("english.signs") | word_set("english.saying")


def counts(reading: Reading, word: Word) -> bool:
    """Tell whether a small word that is a name as well opens a sentence and says how many there are ("Inga pengar", "Inga fler")."""
    if not word.opening or word.low not in function_words() or word.low in word_set("person_finder.both"):
        return False
    after = reading.after(word.end)
    if reading.text[word.end : word.end + 1] not in {" ", "\u00a0"} or not after.islower() or after in speech_verbs():
        return False
    noun = is_ordinary(after) and not is_finite_verb(after) and after not in function_words()
    return noun or after in word_set("contexts.how_many")


def fills_cell(reading: Reading, word: Word) -> bool:
    """Tell whether a cell of a table holds the word and nothing else."""
    text = reading.text
    before = text[max(0, word.start - 2) : word.start].strip(" ")
    after = text[word.end : word.end + 2].strip(" ")
    edges = {before[-1:], after[:1]}
    return edges <= {"", "\n", "|", "\t"} and not edges.isdisjoint({"|", "\t"})


def fills_value(reading: Reading, word: Word) -> bool:
    """Tell whether a word is all that stands after a colon ("Ansvarig: Tång.")."""
    text = reading.text
    return text[word.start - 2 : word.start] == ": " and text[word.end : word.end + 1] in {".", ";"}


_MARKS = 12
"""No more marks than this stand before the first word of a line."""
TIMED = re.compile(r"[ \t>*_•–-]*[\[(]?(?:\d{4}-\d\d-\d\d[ ,]+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]?[ \t,–-]+")
"""When something was said, before who said it, in chats and transcripts ("[09:02] PO: …")."""
_TIME_ENDS = frozenset("])0123456789")
_LABEL_ENDS = frozenset("*_ (:")
_LABEL_END = re.compile(r"(?:\*\*|__)?(?: ?\([^)\n]{1,40}\))?(?:\*\*|__)? ?:")


def is_label(reading: Reading, word: Word, end: int) -> bool:
    """Tell whether the words up to ``end`` are a speaker's label at the beginning of a line."""
    if reading.text[end : end + 1] not in _LABEL_ENDS or not _LABEL_END.match(reading.text, end):
        return False
    return begins_line(reading, word)


def begins_line(reading: Reading, word: Word) -> bool:
    """Tell whether nothing but marks of lists and emphasis stands before the word on its line."""
    before = reading.text[max(0, word.start - _MARKS) : word.start].rstrip(" \t>*_•–-#")
    if before[-1:] in _TIME_ENDS:
        return TIMED.match(reading.text, reading.text.rfind("\n", 0, word.start) + 1, word.start) is not None
    return before.endswith("\n") or (not before and word.start <= _MARKS)


_VALUE = re.compile(r"(?:\*\*|__)? ?:(?:\*\*|__)?[ \t]*([^\n|]{0,60})")
_FIGURE = re.compile(r"(?:[\d\[☐☑☒✓]|nr\b|\w?\W*$)")
_TALK = 5
"""So many words after a colon are said by somebody."""
_COMMON = 1000
_TWICE = 2
_LABELS = re.compile(r"(?m)^[ \t>*_•–#-]*([^\W\d_][\w-]*)(?:\*\*|__)? ?:")


def is_field(reading: Reading, word: Word) -> bool:
    """Tell whether a word of the dictionary before a colon is a form's field and nobody who speaks: "Ruta: ja", "Fält: 3".

    What follows is a figure, a mark or a word or two, be it a verb ("Ruta: nej, inte i år") where the label opens one
    line only; a common given name ("Rut: nej") or a surname that is a word as well ("Berg: ja") is a field before figures
    alone, a field of every form ("Fält: tomt") may be a surname too.
    """
    value = _VALUE.match(reading.text, word.end)
    if not value or not is_word(word.low) or not (word.opening or begins_line(reading, word)):
        return False
    said = value.group(1)
    if _FIGURE.match(said):
        return True
    every_form = word.low in word_set("contexts.fields")
    if (given_band(word.text) >= _COMMON and not every_form) or not begins_line(reading, word):
        return False
    words = re.findall(r"[^\W\d_]+", said)
    # Nothing tells a surname of one line ("Ek: tomt") from a field: what may be somebody is hidden.
    if len(words) >= _TALK or (word.low in everyday_names() and not every_form):
        return False
    if _opens_once(reading, word):
        return True
    return not any(is_finite_verb(w.lower()) for w in words)


def _opens_once(reading: Reading, word: Word) -> bool:
    """Tell whether a label opens one line only and no other opens several: a form asks once, whoever speaks mostly speaks again."""
    labels = [met.group(1) for met in _LABELS.finditer(reading.text)]
    return labels.count(word.text) < _TWICE and len(set(labels)) == len(labels)


def is_part_of_region(low: str, before: str) -> bool:
    """Tell whether a word says which region, or which part of a place: "Region Norr", "Stockholm Syd"; both in lower case."""
    if before in _TERRITORIES:
        return is_word(low) and low.title() not in place_names()
    return low in _COMPASS and before.title() in place_names()
