"""The vault's originals as words to look for: a text is cut into words once, and each distinct word is looked up once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from qualcode.anonymise.capitals import UPPER
from qualcode.anonymise.name_lists import given_band
from qualcode.anonymise.searching import places_of
from qualcode.domain.errors import N_
from qualcode.domain.finding import HitType
from qualcode.language.known_words import everyday_names, function_words, is_word
from qualcode.language.places import place_names

FROM_VAULT = N_("the vault holds these words as an original")
NEAR = N_("this is a slip of one letter from an original in the vault")
PART = N_("this is part of a name in the vault")

SHORTEST = 3
_LETTERS = re.compile(r"[^\W_]+")
_BEGUN = re.compile(rf"[{UPPER}\d][^\W_]*")
_BETWEEN = r"[\W_]{1,3}"
_OWNED = re.compile(r"['’:][sS](?![^\W_])")
_PLURALS = ("arna", "arnas", "erna", "ernas", "ar", "ars", "orna", "ornas")
_PLURAL_FROM = 5
"""Letters of a name that may be written in the plural; shorter ones would be other words."""
_FUZZY_FROM = 7
_LINK_MARKS = ("://", "www.", "@", ".se/", ".com/", ".org/", ".net/", ".nu/", ".eu/")
_LINK_END = re.compile(r"[\s<>\"]|$")
_LONGEST_LINK = 2_000
_LINKED_FROM = 5
_SMALL_FROM = 150
"""Characters to a capitalised word, at least, in a text typed without capitals."""
_PLAINER = str.maketrans("åäáàâæöóòôøéèêëüúíïñç", "aaaaaaoooooeeeeuuiinc")
"""How names are spelled in addresses."""
_MOST_KNOWN = 400_000
"""Distinct words remembered before the memory is emptied: texts have far fewer, noise has no end of them."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Words of an original: ``words`` as they are kept, ``before`` and ``after`` those around the one it is found by."""

    words: str
    type: HitType
    reason: str = FROM_VAULT
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def alone(self) -> bool:
        """Whether it is one word."""
        return not self.before and not self.after


@dataclass(frozen=True, slots=True)
class Met:
    """An original found at ``start``-``end``."""

    start: int
    end: int
    sought: Sought
    reason: str


class OriginalWords:
    """Originals, found by their first word that begins with a capital or figure; those without one are looked for as they stand."""

    def __init__(self, originals: Iterable[tuple[str, HitType]]) -> None:
        self._by_word: dict[str, list[Sought]] = {}
        self._plain: dict[str, Sought] = {}
        self._surnames: list[str] = []
        self._linked: dict[str, Sought] = {}
        self._known: dict[str, tuple[tuple[Sought, str], ...]] = {}
        for text, kind in originals:
            self._add(text, kind)
        self._loud: dict[str, list[Sought]] = {}
        for word, held in self._by_word.items():
            self._loud.setdefault(word.upper(), []).extend(held)

    def _add(self, text: str, kind: HitType) -> None:
        words = _LETTERS.findall(text)
        if sum(map(len, words)) < SHORTEST:
            return
        at = next((n for n, word in enumerate(words) if word[0].isupper() or word[0].isdigit()), None)
        if at is None:
            self._plain.setdefault(text, Sought(text, kind))
            return
        self._put(words[at], Sought(text, kind, FROM_VAULT, tuple(words[:at]), tuple(words[at + 1 :])))
        if kind is not HitType.PERSON:
            return
        for word in words:
            if len(words) > 1 and len(word) > SHORTEST and word[0].isupper() and not also_word(word):
                self._put(word, Sought(word, kind, PART))
        for word in words:
            if len(word) >= _LINKED_FROM and not also_word(word):
                self._linked.setdefault(_spelled(word), Sought(word, kind, PART))
        last = words[-1]
        if (
            len(last) >= _FUZZY_FROM
            and last[0].isupper()
            and (len(words) > 1 or not given_band(last))
            and not also_word(last)
        ):
            self._surnames.append(last)

    def _put(self, word: str, sought: Sought) -> None:
        held = self._by_word.setdefault(word, [])
        if not any(one.words == sought.words and one.type == sought.type for one in held):
            held.append(sought)
            # The longest first, and whole originals before parts of others.
            held.sort(key=lambda one: (-len(one.before) - len(one.after), one.reason is not FROM_VAULT))

    def find(self, text: str) -> Iterator[Met]:
        """Give every original in a text: whole words, as written or in capitals, with an ending or a slip of one letter."""
        if not self._by_word and not self._plain:
            return
        begun = _BEGUN.findall(text)
        for word in set(begun):
            held = self._known.get(word)
            if held is None:
                held = self._remember(word)
            if held:
                yield from self._at_each(text, word, held)
        if len(text) > _SMALL_FROM and len(begun) * _SMALL_FROM < len(text):
            yield from self._in_small_letters(text)
        for words, sought in self._plain.items():
            for at in places_of(text, words):
                if _whole(text, at, at + len(words)):
                    yield Met(at, at + len(words), sought, sought.reason)
        yield from self._over_line_ends(text)
        if self._linked:
            yield from self._in_links(text)

    def _remember(self, word: str) -> tuple[tuple[Sought, str], ...]:
        if len(self._known) > _MOST_KNOWN:
            self._known.clear()
        self._known[word] = held = tuple(self._looked_up(word))
        return held

    def _looked_up(self, word: str) -> Iterator[tuple[Sought, str]]:
        found = False
        for form in _forms(word):
            for sought in self._by_word.get(form, ()) or (self._loud.get(form, ()) if form.isupper() else ()):
                found = True
                # A name's first words stand without an ending.
                if form == word or not sought.after:
                    yield sought, sought.reason
        if not found and self._surnames and len(word) >= _FUZZY_FROM - 1 and (near := self._near(word)):
            yield Sought(near, HitType.PERSON, NEAR), NEAR

    def _near(self, word: str) -> str:
        from rapidfuzz.distance import OSA
        from rapidfuzz.process import extractOne

        loud = word.isupper()
        for form in _forms(word):
            shown = form.title() if loud else form
            if is_word(shown.lower()) or shown in place_names() or given_band(shown):
                continue
            if found := extractOne(shown, self._surnames, scorer=OSA.distance, score_cutoff=1):
                return str(found[0])
        return ""

    def _at_each(self, text: str, word: str, held: tuple[tuple[Sought, str], ...]) -> Iterator[Met]:
        for at in places_of(text, word):
            end = at + len(word)
            if _whole(text, at, end):
                for sought, reason in held:
                    if span := _spread(text, at, end, sought):
                        yield Met(*span, sought, reason)
                        break

    def _in_small_letters(self, text: str) -> Iterator[Met]:
        """Give names in a text that was typed without capitals."""
        for word in set(_LETTERS.findall(text)):
            for form in _forms(word):
                if sought := self._linked.get(_spelled(form)) if word.islower() else None:
                    if sought.words.lower() == form:
                        yield from self._at_each(text, word, ((sought, sought.reason),))
                    break

    def _in_links(self, text: str) -> Iterator[Met]:
        """Give names in addresses, which have no capitals: example.se/asa-lindqvist."""
        for begin, end in sorted({_link(text, at) for mark in _LINK_MARKS for at in places_of(text, mark)}):
            for word in _LETTERS.finditer(text, begin, end):
                if word[0].islower() and (sought := self._linked.get(_spelled(word[0]))):
                    yield Met(word.start(), word.end(), sought, sought.reason)

    def _over_line_ends(self, text: str) -> Iterator[Met]:
        """Give originals that a hyphen parts at the end of a line, joined with and without it."""
        for at in places_of(text, "-\n"):
            head = re.search(r"[^\s]{1,60}(?: [^\s]{1,60})?$", text[max(0, at - 120) : at])
            tail = re.match(r"-\n[ \t>*]*([^\s]{1,60}(?: [^\s]{1,60})?)", text[at : at + 160])
            if head and tail:
                start = at - len(head[0])
                for joint in ("", "-"):
                    seam = len(head[0]) + len(joint)
                    for met in self._inside(head[0] + joint + tail[1]):
                        if met.start < seam < met.end:
                            end = at + tail.end() - len(tail[1]) + met.end - seam
                            yield Met(start + met.start, end, met.sought, met.reason)

    def _inside(self, text: str) -> Iterator[Met]:
        for word in set(_BEGUN.findall(text)):
            if held := self._known.get(word) or self._remember(word):
                yield from self._at_each(text, word, held)


def _link(text: str, at: int) -> tuple[int, int]:
    """Give where the address around ``at`` begins and ends."""
    begin = at
    while begin > max(0, at - _LONGEST_LINK) and not _LINK_END.match(text, begin - 1):
        begin -= 1
    ending = _LINK_END.search(text, at, at + _LONGEST_LINK)
    return begin, ending.start() if ending else min(len(text), at + _LONGEST_LINK)


def _whole(text: str, start: int, end: int) -> bool:
    return not (start and (text[start - 1].isalnum())) and not text[end : end + 1].isalnum()


def _spread(text: str, start: int, end: int, sought: Sought) -> tuple[int, int] | None:
    """Give where the whole original stands around its found word, its genitive included, or None."""
    if sought.after:
        following = _following(sought.after).match(text, end)
        if not following:
            return None
        end = following.end()
    if sought.before:
        length = sum(map(len, sought.before)) + 3 * len(sought.before)
        leading = _leading(sought.before).search(text[max(0, start - length) : start])
        if not leading:
            return None
        start -= len(leading[0])
    owned = _OWNED.match(text, end)
    return start, owned.end() if owned else end


@lru_cache(4096)
def _following(words: tuple[str, ...]) -> re.Pattern[str]:
    ending = rf"(?:s|S|{'|'.join(_PLURALS)})?(?![^\W_])"
    return re.compile("".join(_BETWEEN + _either(word) for word in words) + ending)


@lru_cache(4096)
def _leading(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?<![^\W_])" + "".join(_either(word) + _BETWEEN for word in words) + "$")


def _either(word: str) -> str:
    return re.escape(word) if word.upper() == word else f"(?:{re.escape(word)}|{re.escape(word.upper())})"


def _spelled(word: str) -> str:
    return word.lower().translate(_PLAINER)


def _forms(word: str) -> Iterator[str]:
    """Give a word and what it may be the genitive or plural of, in its own case."""
    yield word
    loud = word.isupper()
    if len(word) > SHORTEST and word[-1] in "sS":
        yield word[:-1]
    for ending in _PLURALS:
        shown = ending.upper() if loud else ending
        if word.endswith(shown) and len(word) - len(ending) >= _PLURAL_FROM:
            yield word[: -len(ending)]


@lru_cache(1 << 14)
def also_word(word: str) -> bool:
    """Tell whether a single name is an everyday word as well, so that its context must say that it is a name."""
    low = word.lower()
    return (
        low in everyday_names() or low in function_words() or is_word(low) or (low.endswith("s") and is_word(low[:-1]))
    )
