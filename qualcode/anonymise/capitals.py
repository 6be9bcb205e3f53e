"""The capitalised words of a text and what stands around them: where names can be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from qualcode.anonymise.name_lists import bare, word_set
from qualcode.anonymise.plain_openings import is_plain
from qualcode.language.known_words import function_words, is_english

UPPER = "".join(re.escape(chr(c)) for c in range(0x0250) if chr(c).isupper())
"""The capitals of the Latin alphabets, as the inside of a character class."""

PREFIX = "(?:al|el|ad|an|ar|as|ash|at|az|ul|ur)"
"""The article of Arabic surnames, which stays small before its hyphen ("el-Khatib")."""
_WORD = re.compile(
    rf"(?<![\w@.])(?:(?:[{UPPER}]\.[ -]?){{2,3}}(?!\w)"
    rf"|(?<!\w-)(?:{PREFIX}-)?[{UPPER}]\w*(?:[-‑]\w+|['’](?=[{UPPER}])\w+)*(?:['’]s?(?!\w)|:s(?!\w))?)"
)
_SIGNS = 8000
"""So many characters tell the language of a text."""
_FEW = 2
_RARE = 16
"""One word in so many at least is one of the small words that tell the language."""
_FEWEST = 3
_SHORT = 40
"""A text of so many words or fewer, such as a quote, is English by a small word or two and nothing Swedish."""
_QUESTIONS_AND_ANSWERS = (frozenset("QA"), frozenset("FS"))
_DIALOGUE = 6
"""So many different initials that open lines, once each, make a dialogue."""
_LONGEST = 80
"""Longer rows of letters name nobody."""
_TITLE_LINE = re.compile(
    rf"(?m)^[^.!?\n]{{0,80}}[{UPPER}]\w+ (?:Och|I|För|Av|Med|Till|På|Om|Från|Som|Den|Det|En) [{UPPER}]\w+[^.!?\n]{{0,80}}$"
)
"""A heading written with capitals throughout, known by a small word with a capital between two others."""
_BEFORE = re.compile(r"([^\W\d_][\w.-]*)[^\w]*$")
_AFTER = re.compile(r"[ \u00a0]*([^\W\d_][\w-]*)")
_WORDS = re.compile(r"(?<!\w)[^\W\d_][\w-]*")
_TOKENS = re.compile(r"[\w-]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_GOES_ON = re.compile(rf"[ \u00a0](?:& |[{UPPER}]|{PREFIX}-[{UPPER}])")
"""What stands after a word that may be part of a row of capitalised ones."""
_SKIPPED = " \u00a0*_\"”“„»«'’(#>[•·–—-\t|=/"
_QUOTES = '"”“„»«'
ABBREVIATIONS = word_set("capitals.abbreviations")
"""Abbreviations whose full stop ends no sentence."""


def _is_short_english(words: Sequence[str]) -> bool:
    """Tell whether a few words in lower case are English: small words of it stand there, and none of Swedish alone."""
    small = {word for word in words if word in word_set("english.small") | word_set("english.signs")}
    small -= function_words() | word_set("english.callable")
    if len(words) < _FEWEST or (len(small) < 2 and small.isdisjoint(_proof())):  # noqa: PLR2004
        return False
    return not any(_is_swedish(word) for word in words)


def _proof() -> frozenset[str]:
    return word_set("english.proof") | word_set("english.signs")


def _is_swedish(word: str) -> bool:
    # "I" and "men" are English as well; no English word has the letters å, ä and ö.
    if not word.isascii():
        return not {"å", "ä", "ö"}.isdisjoint(word)
    small = word in function_words() | word_set("english.swedish")
    return small and len(word) > 1 and word not in word_set("english.small") and not is_english(word)


class Word(NamedTuple):
    """A capitalised word.

    ``opening``: a sentence, line, cell, quotation or bracket begins with it, so that its capital proves little; ``hard``: a
    sentence or line does; ``adjacent``: one space parts it from the capitalised word before; ``shout``: it is two capitals or
    more and nothing else; ``forms``: the word and what it may be the genitive of; ``idle``: it opens something, stands by
    itself and is in no list, so that only who is known to the document can be meant by it; ``single``: small letters follow
    its capital and nothing else, so that it is nobody's initials.
    """

    number: int
    start: int
    end: int
    text: str
    opening: bool
    hard: bool
    quoted: bool
    adjacent: bool
    shout: bool
    forms: tuple[str, ...]
    idle: bool
    single: bool


class Reading:
    """A text with its capitalised words, read once for all finders."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._before: dict[int, str] = {}
        self._after: dict[int, str] = {}
        self.words: tuple[Word, ...] = tuple(self._read())

    def _read(self) -> Iterator[Word]:
        text = self.text
        last_end = -5
        titles = [match.span() for match in _TITLE_LINE.finditer(text)]
        index = -1
        for match in _WORD.finditer(text):
            if len(match.group()) > _LONGEST:
                continue
            start = match.start()
            word = match.group().rstrip()
            opening, hard, quoted = _opens(text, start)
            shout, single, forms = _told(word)
            adjacent = start - last_end == 1 and text[last_end] in " \u00a0"
            last_end = start + len(word)
            index += 1
            at = bisect_right(titles, (start, len(text) + 1)) - 1
            opening = opening or (at >= 0 and start < titles[at][1])
            idle = opening and is_plain(word) and not _GOES_ON.match(text, last_end)
            yield Word(index, start, last_end, word, opening, hard, quoted, adjacent, shout, forms, idle, single)

    @cached_property
    def _tokens(self) -> list[str]:
        return _TOKENS.findall(self.text)

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Give the distinct words that the text holds in lower case."""
        distinct = set(self._tokens)
        odd = [token for token in distinct if not token[0].isalpha()]
        distinct.difference_update(odd)
        distinct.update(part for token in odd for part in _WORDS.findall(token))
        return frozenset(w for w in distinct if w.islower() and len(w) <= _LONGEST)

    @cached_property
    def english(self) -> bool:
        """Tell whether the text is English, by the small words of both languages at its beginning."""
        words = _LETTERS.findall(self.text[:_SIGNS].lower())
        english = len(list(filter(word_set("english.signs").__contains__, words)))
        swedish = len(list(filter(word_set("english.swedish").__contains__, words)))
        if english > max(_FEW, 2 * swedish) and english * _RARE > len(words):
            return True
        return len(words) <= _SHORT and _is_short_english(words)

    @cached_property
    def short_labels(self) -> Counter[str]:
        """Give the words of one to three capitals that open lines as a speaker's label does, with how many lines each opens."""
        return Counter(re.findall(rf"(?m)^[ \t>*_•–-]*([{UPPER}]{{1,3}})(?:\*\*)?:", self.text))

    @cached_property
    def turns(self) -> frozenset[str]:
        """Give the labels that are initials of unlisted speakers: they open two lines or more and are no common abbreviation.

        In a dialogue, where several initials do, every label speaks, be it once or a term elsewhere ("LG").
        """
        asked = (pair for pair in _QUESTIONS_AND_ANSWERS if pair <= self.short_labels.keys())
        never = word_set("listed_people.no_labels").union(*asked)
        labels = {label: count for label, count in self.short_labels.items() if label not in never}
        terms = word_set("short_terms.field") | word_set("listed_people.acronyms")
        often = {label for label, count in labels.items() if count > 1 and label not in terms}
        several = sum(len(label) > 1 for label in often)
        many = sum(len(label) > 1 and label not in terms for label in labels)
        again = many > 1 and any(count > 1 and len(label) > 1 for label, count in labels.items())
        return frozenset(labels) if several > 1 or again or many >= _DIALOGUE else frozenset(often)

    @cached_property
    def loud_lines(self) -> tuple[tuple[int, int], ...]:
        """Give the lines written in capitals, as headings are: a capital proves nothing there."""
        lines = []
        at = 0
        for line in self.text.split("\n"):
            letters = list(filter(str.isalpha, line))
            if len(letters) > 3 and sum(map(str.isupper, letters)) > 0.7 * len(letters):  # noqa: PLR2004
                lines.append((at, at + len(line)))
            at += len(line) + 1
        return tuple(lines)

    def loud(self, word: Word) -> bool:
        """Tell whether the word stands in a line of capitals."""
        at = bisect_right(self.loud_lines, (word.start, len(self.text) + 1)) - 1
        return at >= 0 and word.start < self.loud_lines[at][1]

    def before(self, at: int) -> str:
        """Give the word before ``at`` on the same line, in lower case, or ""."""
        if at not in self._before:
            piece = self.text[max(0, at - 40) : at].rpartition("\n")[2]
            # Most words stand between two spaces; the pattern is for the others.
            word = piece[:-1].rpartition(" ")[2] if piece.endswith(" ") else ""
            if word.isalpha():
                self._before[at] = word.lower()
            else:
                found = _BEFORE.search(piece)
                self._before[at] = found.group(1).lower() if found else ""
        return self._before[at]

    def after(self, at: int) -> str:
        """Give the word that directly follows ``at``, or ""."""
        if at not in self._after:
            found = _AFTER.match(self.text, at)
            self._after[at] = found.group(1) if found else ""
        return self._after[at]

    @cached_property
    def _by_start(self) -> dict[int, Word]:
        return {word.start: word for word in self.words}

    def at(self, start: int) -> Word | None:
        """Give the capitalised word that begins at ``start``, or None."""
        return self._by_start.get(start)

    def next(self, word: Word) -> Word | None:
        """Give the capitalised word that follows with one space between, or None."""
        following = self.words[word.number + 1] if word.number + 1 < len(self.words) else None
        return following if following and following.adjacent else None


@lru_cache(1 << 14)
def _told(word: str) -> tuple[bool, bool, tuple[str, ...]]:
    """Give what holds of a capitalised word wherever it stands: shout, single and forms."""
    letters = word.removesuffix(":s")
    return len(letters) > 1 and letters.isupper(), word.isalpha() and word[1:].islower(), bare(word)


def _opens(text: str, start: int) -> tuple[bool, bool, bool]:
    """Tell whether a sentence or anything like it begins at ``start``; look past quotes, brackets, bullets and mark-up."""
    at = start - 1
    quoted = soft = False
    while at >= 0 and text[at] in _SKIPPED:
        mark = text[at]
        quoted = quoted or mark in _QUOTES
        soft = soft or mark in "([\t|=" or mark in _QUOTES or (mark in "–—-" and text[at + 1] in " \u00a0")
        at -= 1
    if at < 0 or text[at] == "\n":
        return True, True, quoted
    mark = text[at]
    if mark in "!?…":
        return True, True, quoted
    if mark == ".":
        return _stops(text, at, soft=soft, quoted=quoted)
    return soft or mark == ":", False, quoted


def _stops(text: str, at: int, *, soft: bool, quoted: bool) -> tuple[bool, bool, bool]:
    begin = at
    while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:at]
    if word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper()):
        return soft, False, quoted
    return True, True, quoted
