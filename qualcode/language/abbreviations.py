"""Sentences of a passage: full stops that end them, told from those of abbreviations, initials, ordinals and decimals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from qualcode.domain.spans import Span
from qualcode.language.lemmas import known_lemma

_STOP = re.compile(r"(?P<stop>[.!?…]+)(?P<close>[\"'”’»)\]*_]*)(?P<space>\s+|$)|(?P<semi>;)\s*\n")
_MARK = re.compile("[.!?…;]")
_ANSWER = re.compile(r"(?:ja|jo|japp|nej|nä|nix|inte|ej|yes|no|not)\b")
_OPENERS = "\"'”“„»‘’([–—-*_/"
_CLOSERS = '"”’»)'
_SPOKEN = '"”“„»('
_ELISION = re.compile(r"/\.\./|\[(?:…|\.\.\.)\]")
_EDGE = re.compile(r"(?:/\.\./|\[(?:…|\.\.\.)\]|[\s\"”“„»*_•·])+")
_DOTTED = re.compile(r"(?:\w\.)+\w")
_SHORTEST_FULL_WORD = 4
_SHORT_WORDS = frozenset(
    (
        *(
            "då",
            "där",
            "ej",
            "fel",
            "här",
            "ja",
            "jo",
            "med",
            "mer",
            "mig",
            "nej",
            "ner",
            "nog",
            "nu",
            "oss",
            "sen",
            "så",
            "upp",
        ),
        *("ut", "vi", "än", "är", "åt", "yes", "yet", "us", "now", "so"),
    )
)
"""Words of two and three letters that no one writes for a longer one, and on which hurried notes end their sentences."""
_TAIL = 4
_LOOK_BACK = 24
_LONGEST_SENTENCE = 20_000
"""Letters; nobody writes so long a sentence, but a file without a full stop or line break looks like one."""


@cache
def abbreviations() -> dict[str, bool]:
    """Give the known abbreviations, casefolded, without their last full stop; True when one may end a sentence."""
    found: dict[str, bool] = {}
    for language in ("en", "sv"):
        for line in (
            files("qualcode.language").joinpath("data", f"abbreviations_{language}.txt").read_text("utf-8").splitlines()
        ):
            if line and not line.startswith("#"):
                form, _, mark = line.partition(" !")
                found[form.strip()] = bool(mark or line.endswith("!"))
    return found


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Cut ``text[start:end]`` into sentences, spaces, bullets and cut marks at their edges left out, in code points of ``text``."""
    return [Span(left, right) for left, right in sentence_places(text, start, len(text) if end is None else end)]


def sentence_places(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give where the sentences of ``text[start:end]`` begin and end, as ``sentences`` does."""
    cut = text.find("/../", start, end) >= 0 or text.find("[", start, end) >= 0
    elided = [found.span() for found in _ELISION.finditer(text, start, end)] if cut else []
    tails = _tails()
    places: list[tuple[int, int]] = []
    left = seen = start
    for mark in _MARK.finditer(text, start, end):
        at = mark.start()
        if at < seen or (elided and any(a <= at < b for a, b in elided)):
            continue
        # Most are of the usual kind and need no closer look: a word in small letters, the full stop, one space, a capital.
        before = text[at - _TAIL : at]
        if (
            at + 2 < end
            and text[at + 2].isupper()
            and text[at + 1].isspace()
            and text[at] == "."
            and at - start >= _TAIL
            and before.islower()
            and before.isalpha()
            and before not in tails
        ):
            seen = at + 2
            if text[left].isalnum() and at - left < _LONGEST_SENTENCE:
                # Nothing to leave out at either edge.
                places.append((left, at + 1))
            else:
                _place(text, left, seen, places)
            left = seen
            continue
        found = _STOP.match(text, at, end)
        if found is None:
            continue
        seen = found.end()
        if seen >= end:
            # Behind it nothing is left that could be a sentence.
            break
        if found["semi"] or _ends(text, start, at, found):
            _place(text, left, seen, places)
            left = seen
    _place(text, left, end, places)
    return places


def _place(text: str, left: int, right: int, places: list[tuple[int, int]]) -> None:
    borders = _trimmed(text, left, right)
    if borders is None:
        return
    if borders[1] - borders[0] <= _LONGEST_SENTENCE:
        places.append(borders)
    else:
        places += _cut(text, *borders)


@cache
def _tails() -> frozenset[str]:
    """Give the last letters of the known abbreviations."""
    return frozenset(form[-_TAIL:] for form in abbreviations())


def _cut(text: str, at: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut what goes on without end at spaces, or anywhere where there are none, so that nobody has to read it in one."""
    while at < last:
        end = min(at + _LONGEST_SENTENCE, last)
        if end < last:
            space = text.rfind(" ", at, end)
            end = space + 1 if space > at else end
        piece = _trimmed(text, at, end)
        if piece is not None:
            yield piece
        at = end


def trimmed(text: str, left: int, right: int) -> Span | None:
    """Give the passage without spaces and cut marks at its edges, or None when no letter or digit is left."""
    borders = _trimmed(text, left, right)
    return None if borders is None else Span(*borders)


def _trimmed(text: str, left: int, right: int) -> tuple[int, int] | None:
    begin = left
    if left < right and not text[left].isalnum():
        met = _EDGE.match(text, left, right)
        # An opening quotation mark stays with the words it opens.
        if met:
            begin = met.end()
            while begin > left and text[begin - 1] in '"”“„»':
                begin -= 1
    while right > begin and text[right - 1] in " \t\n\xa0*_":
        right -= 1
    if right > begin and text[begin].isalnum():
        return begin, right
    if not any(c.isalnum() for c in text[begin:right]):
        return None
    return begin, right


def _ends(text: str, start: int, at: int, found: re.Match[str]) -> bool:
    after = text[found.end() : found.end() + 1]
    if not after:
        return True
    rest = found.end()
    while rest < len(text) and text[rest] in _OPENERS:
        rest += 1
    first = text[rest : rest + 1]
    if "\n\n" in found["space"]:
        return True
    begin, first_of_word = max(start, at - _LOOK_BACK), at
    while first_of_word > begin and (text[first_of_word - 1].isalnum() or text[first_of_word - 1] in "_.:"):
        first_of_word -= 1
    word = text[first_of_word:at]
    if found["stop"] == ".":
        return _full_stop_ends(text, word, first, at, start)
    # "?" or "…" before a small letter goes on ("Varför då?" undrade hon), unless what follows is a quotation or remark of its own,
    # or a typed answer: "plan? nej".
    opens = after in _SPOKEN and not found["close"] and found["stop"][-1] in "!?"
    answers = found["stop"] == "?" and bool(_ANSWER.match(text, rest))
    return opens or answers or not first.islower()


def _full_stop_ends(text: str, word: str, first: str, at: int, start: int) -> bool:
    if not word and at > start and text[at - 1] in _CLOSERS:
        # No abbreviation ends in a quotation mark.
        return True
    form = word.casefold()
    known = abbreviations().get(form)
    if known is not None:
        return known and first.isupper()
    if len(word) == 1 and word.isalpha() and word.isupper():
        # An initial ("A. Berg"), unless nothing but the initial stands there.
        return at - start <= 1
    if "." in word and _DOTTED.fullmatch(word):
        return first.isupper() and not word[-1].isupper()
    if word.isdigit():
        return not first.islower() and not _is_number_before_item(text, at - len(word), start)
    if first.islower():
        # A stored text may have a function in small letters where a name began the sentence.
        return form in _SHORT_WORDS or (len(word) >= _SHORTEST_FULL_WORD and bool(known_lemma(form)))
    return True


def _is_number_before_item(text: str, at: int, start: int) -> bool:
    """Tell whether the number opens the passage ("3. Planen"): then its full stop numbers and does not end."""
    return not text[start:at].strip(" \t\n-–•*")
