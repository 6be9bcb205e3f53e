"""The people that the document lists, under every form it calls them by: names, initials, labels, misspellings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import begins_line, counts, fills_value, is_label, stands_as_name, stands_as_word
from qualcode.anonymise.found import Found
from qualcode.anonymise.heads import head_of
from qualcode.anonymise.initial_surnames import find_initial_and_surname
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_forms import Surface
from qualcode.anonymise.name_lists import bare, given_band, word_set
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.role_labels import is_role, is_speaker
from qualcode.anonymise.short_terms import is_term
from qualcode.domain.finding import HitType
from qualcode.language.known_words import (
    everyday_names,
    function_words,
    is_finite_verb,
    is_ordinary,
    is_word,
    speech_verbs,
)
from qualcode.language.places import place_names

_STRONG = 1000
_SLIPS = 2
"""A name is no more letters longer or shorter than what it is written as."""
_GENITIVE = re.compile(r"(?:s|['’]s?|:s)(?!\w)", re.IGNORECASE)
_OWNS = frozenset("sSſ'’:")
_OWNING = re.compile(r"(?<=[^\W\d_a-zåäö])(?<=..)(?:[:'’]?s|['’])$")
"""The genitive of initials; their own last S is a capital."""
_DECLARED = re.compile(r" = [^\W\d_]")
_CITING = word_set("contexts.citing")
_NAMED_LABEL = re.compile(r"(?m)^[ \t>*_•–-]*([^\W\d_]{2,20})(?:\*\*)? ?:(?=\s)")
_TASK = re.compile(r"(?:\[[ xX]?\]|\n[a-z0-9]{1,2}\)|→|->|=>|☐|\+|&|/) ?$")
"""What stands before initials in a list of tasks."""
_ACRONYMS = word_set("listed_people.acronyms")


def _firsts(text: str, word: Word) -> frozenset[str]:
    if word.text[1:2].isalpha():
        return word.folds
    # "A. Berg" and "A-K Berg" are known by their first two letters.
    return word.folds | {text[word.start : word.start + 2].casefold()}


def find_listed(reading: Reading, word: Word, known: KnownPeople) -> Found | None:
    """Give a listed person's name where it begins with ``word``: the longest form that stands there, genitive included."""
    text = reading.text
    small = text[word.start + 1 : word.start + 2].islower()
    for first in _firsts(text, word):
        held = known.surfaces.get(first, ())
        for surface in [s for s in held if text.startswith(s.text, word.start)] if small else held:
            end = word.start + len(surface.text)
            if not (small or text.startswith(surface.text, word.start) or _in_capitals(text, word.start, surface)):
                continue
            if text[end : end + 1].isalnum() and not _GENITIVE.match(text, end):
                continue
            if (
                text[end : end + 1] in _OWNS
                and text[end - 1 : end + 1] != ".s"
                and (owned := _GENITIVE.match(text, end))
            ):
                end = owned.end()
            if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha():
                continue
            if surface.full:
                return Found(word.start, end, HitType.PERSON, "participant-full", 88, surface.key)
            if _single_known(reading, word, surface) and not _is_half(reading, word, surface, known):
                start = word.start - len(surface.lead)
                if (
                    start < 0
                    or text[start : word.start].casefold() != surface.lead
                    or text[start - 1 : start].isalnum()
                ):
                    start = word.start
                return Found(start, end, HitType.PERSON, "participant", 65, surface.key)
    return None


def _in_capitals(text: str, start: int, surface: Surface) -> bool:
    piece = text[start : start + len(surface.text)]
    return piece.casefold() == surface.low and piece.isupper()


def _is_half(reading: Reading, word: Word, surface: Surface, known: KnownPeople) -> bool:
    """Tell whether half a double name is the function word that it reads as ("Inga." beside a listed Inga-Lill)."""
    low = surface.low
    if not word.opening or low not in function_words() or low in word_set("person_finder.both"):
        return False
    if any(one.full and one.low.startswith(f"{low} ") for one in known.surfaces.get(low, ())):
        return False
    double = any(name.startswith(f"{low}-") for name in known.names)
    return double and not is_label(reading, word, word.end) and reading.after(word.end) not in speech_verbs()


def _single_known(reading: Reading, word: Word, surface: Surface) -> bool:
    name = surface.text
    low = name.lower()
    if word.shout and reading.loud(word) and (low in everyday_names() or is_word(low)):
        return False
    if word.text == name and counts(reading, word):
        return False
    if _is_only_name(name):
        return True
    if word.opening and low in everyday_names() and word.text == name and stands_as_word(reading, word):
        return False
    if stands_as_name(reading, word) or fills_value(reading, word):
        return True
    if word.text not in {name, name.upper()} and reading.after(word.end) not in {"att", ""}:
        # A listed name in the genitive with a word after it that it may own: "Bergs idé".
        return True
    if (
        name[-1] in "sxz"
        and low not in function_words()
        and reading.after(word.end)[:1].islower()
        and reading.after(word.end) not in function_words()
    ):
        return True
    # In minutes that list the person, a sentence that begins so is more often about the person than about the word.
    return surface.given and not stands_as_word(reading, word)


@lru_cache(1 << 14)
def _is_only_name(name: str) -> bool:
    """Tell whether a listed name is no everyday word, and a common given name or no word at all."""
    low = name.lower()
    return low not in everyday_names() and (given_band(name) >= _STRONG or not is_word(low))


@lru_cache(1 << 14)
def _letters(word: str) -> str:
    return _OWNING.sub("", word.replace(".", "").replace(" ", ""))


def find_initials(reading: Reading, word: Word, known: KnownPeople) -> Iterator[Found]:
    """Give initials that stand for a known person: with full stops, as a label, in brackets or after a slash."""
    text = reading.text
    if len(word.text) == 1 and begins_line(reading, word) and reading.short_labels[word.text] > 1:
        lettered = known.letters.get(word.text)
        if lettered is not None and is_speaker(word.text, reading, known):
            yield Found(word.start, word.end, HitType.PERSON, "label-initial", 62, person=lettered)
        return
    bare = _letters(word.text)
    key = known.initials.get(bare, known.initials.get(bare.replace("-", "")))
    dotted = "." in word.text
    if dotted and len(bare) > 1 and (key is not None or text[word.start - 1 : word.start] in {"/", "("}):
        end = word.end + 1 if text[word.end : word.end + 1] == "." else word.end
        yield Found(word.start, end, HitType.PERSON, "initials", 66, person=key or "")
        return
    if len(word.text) == 1 and text[word.end : word.end + 2] == ". ":
        yield from find_initial_and_surname(reading, word)
    if key is None:
        if len(bare) == 2 or bare in reading.turns:  # noqa: PLR2004
            yield from _of_nobody_known(reading, word, bare, dotted=dotted)
        return
    if not 1 < sum(map(str.isupper, bare)) <= 4 or (bare not in known.declared and is_role(bare, reading)):  # noqa: PLR2004
        return
    if is_term(bare) and bare not in known.declared and not _stands_for_somebody(reading, word, bare, known):
        return
    subject = word.opening and is_finite_verb(reading.after(word.end))
    declared = (
        begins_line(reading, word)
        or subject
        or bare not in _ACRONYMS
        or text[word.start - 1 : word.start] in {"/", "("}
        or _TASK.search(text, max(0, word.start - 6), word.start) is not None
        or (text[word.end : word.end + 1] in {"\t", "|"} and word.opening)
        or _is_in_row(reading, word, known)
    )
    if is_label(reading, word, word.end) or declared or "-" in bare or bare in reading.short_labels:
        yield Found(word.start, word.end, HitType.PERSON, "initials", 66, person=key)


def _of_nobody_known(reading: Reading, word: Word, bare: str, *, dotted: bool) -> Iterator[Found]:
    """Give initials of somebody who is in no list: a label of the talk, or letters that say something."""
    text = reading.text
    if bare in reading.turns and not dotted:
        if not is_role(bare, reading) and (
            _DECLARED.match(text, word.end)
            or is_label(reading, word, word.end)
            or text[word.start - 1 : word.start] in {"/", "("}
        ):
            yield Found(word.start, word.end, HitType.PERSON, "label-initials", 62)
    elif _says(reading, word, bare):
        yield Found(word.start, word.end, HitType.PERSON, "initials-that-say", 58)


def _says(reading: Reading, word: Word, bare: str) -> bool:
    """Tell whether two capitals that stand for no term and no body say something: "menade AK", "AK menade"."""
    if len(bare) != 2 or not bare.isupper():  # noqa: PLR2004
        return False
    before = reading.before(word.start)
    if not (before in _CITING or before in speech_verbs() or reading.after(word.end) in speech_verbs()):
        return False
    return not (is_term(bare) or bare.casefold() in harmless() or reading.loud(word) or is_role(bare, reading))


def _stands_for_somebody(reading: Reading, word: Word, bare: str, known: KnownPeople) -> bool:
    """Tell whether a term's letters are somebody's initials here all the same: where speakers, signatures and tasks have theirs."""
    text = reading.text
    speakers = sum(len(label) > 1 and label in known.initials for label in reading.short_labels)
    talk = speakers > 1 or bare in reading.turns or _speak_by_name(text, known)
    if talk and bare in reading.short_labels and begins_line(reading, word):
        return True
    if reading.after(word.end) in speech_verbs() | word_set("short_terms.telling") or _is_in_row(reading, word, known):
        return True
    signed = text[word.start - 1 : word.start] in {"/", "("} and text[word.end : word.end + 1] in {")", ",", "\n", ""}
    return signed or _TASK.search(text, max(0, word.start - 6), word.start) is not None


def _speak_by_name(text: str, known: KnownPeople) -> bool:
    """Tell whether a line begins with the name of somebody listed as a speaker's label ("- lotta: …")."""
    return any(met.group(1).casefold() in known.names for met in _NAMED_LABEL.finditer(text))


def _is_in_row(reading: Reading, word: Word, known: KnownPeople) -> bool:
    """Tell whether the initials of somebody else stand beside a term's letters: "Avstår: AB, JPM"."""
    text = reading.text
    near = (n for n in (word.number - 1, word.number + 1) if 0 <= n < len(reading.words))
    for other in (reading.words[n] for n in near):
        first, last = sorted((word, other))
        if text[first.end : last.start] in {", ", " och ", " o ", "/", " & "} and len(other.text) > 1:
            letters = _letters(other.text)
            if letters.isupper() and letters in known.initials and not is_term(letters):
                return True
    return False


def find_misspelt(reading: Reading, word: Word, known: KnownPeople) -> Iterator[Found]:
    """Give a known name written with one or two letters wrong ("Johanson" for Johansson)."""
    if (
        word.shout
        or not known.names
        or not may_be_slip(word.text)
        or (low := word.text.casefold()) in reading.lower_words
    ):
        return
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    near = [name for name in known.names if abs(len(name) - len(low)) <= _SLIPS and len(name) > 3]  # noqa: PLR2004
    if not any(extractOne(form, near, scorer=OSA.distance, score_cutoff=2) for form in word.folds):
        # Most words are near no name; which name it is, and how near it must be, is asked of the others.
        return
    best: str | None = None
    best_distance = 3
    for name in near:
        allowed = 1 if len(name) < 8 else 2  # noqa: PLR2004
        for form in word.forms:
            distance = OSA.distance(name, form.casefold(), score_cutoff=allowed)
            if distance <= allowed and distance < best_distance:
                best, best_distance = known.names[name], distance
    if best is not None:
        yield Found(word.start, word.end, HitType.PERSON, "misspelt-name", 64, person=best)


@lru_cache(1 << 16)
def may_be_slip(word: str) -> bool:
    """Tell whether a word may be a name with a slip in it: it is long enough, and neither a word, a common name nor a place."""
    if len(word) < 4 or given_band(word) >= _STRONG or head_of(word):  # noqa: PLR2004
        return False
    return not is_ordinary(word) and word not in place_names()


def linked(reading: Reading, one: Found, known: KnownPeople) -> Found:
    """Give a full name the listed person it misspells ("Hanna Johanson" for Hanna Johansson): one part right, the other nearly."""
    from rapidfuzz.distance import OSA

    words = [part.casefold() for part in reading.text[one.start : one.end].split()]
    key = next((known.names[word] for word in words if word in known.names), "")
    own = [name for name, holder in known.names.items() if holder == key] if key else []
    near = sum(min((OSA.distance(form, name) for name in own for form in bare(word)), default=9) <= 2 for word in words)  # noqa: PLR2004
    return one._replace(person=key) if key and near == len(words) else one
