"""The capitalised words of a text and what stands around them: where names can be."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from typing import NamedTuple

from qualcode.anonymise.initial_stops import begins_sentence
from qualcode.anonymise.name_lists import bare, folded, word_set
from qualcode.anonymise.plain_openings import is_plain
from qualcode.anonymise.searching import lower_words
from qualcode.anonymise.telling_english import SHORT, reads_english

UPPER = "".join(re.escape(chr(c)) for c in range(0x0250) if chr(c).isupper())
"""The capitals of the Latin alphabets, as the inside of a character class."""

PREFIX = "(?:al|el|ad|an|ar|as|ash|at|az|ul|ur)"
"""The article of Arabic surnames, which stays small before its hyphen ("el-Khatib")."""
BEGUN = rf"[{UPPER}aeu](?<![\w@.].)"
"""The letter that a capitalised word begins with, or the small one of an article before it, and nothing of a word before that.

The letter comes first: so the text is searched for such letters alone.
"""
AFTER_CAPITAL = rf"(?<=[{UPPER}])"
AFTER_ARTICLE = rf"(?:(?<=a)(?:l|d|n|r|sh?|t|z)|(?<=e)l|(?<=u)[lr])-[{UPPER}]"
"""What comes of it: a capital, or the rest of the article with its hyphen and the capital after it."""
_REST = rf"(?:[-‑]\w+|['’](?=[{UPPER}])\w+)*(?:['’]s?(?!\w)|:s(?!\w))?"
_AFTER_FIRST = rf"(?:\.[ -]?(?:[{UPPER}]\.[ -]?){{1,2}}(?!\w)|(?<!\w-.)\w*{_REST})"
_WORD = re.compile(rf"[{UPPER}](?<![\w@.].){_AFTER_FIRST}")
_WORD_OR_ARTICLE = re.compile(rf"{BEGUN}(?:{AFTER_CAPITAL}{_AFTER_FIRST}|(?<!\w-.){AFTER_ARTICLE}\w*{_REST})")
_ARTICLE = re.compile(rf"-(?<=[ldnrshtz].)[{UPPER}]")
"""What stands in a text that may hold such an article: the others are searched for capitals alone."""
_QUESTIONS_AND_ANSWERS = (frozenset("QA"), frozenset("FS"))
_DIALOGUE = 6
"""So many different initials that open lines, once each, make a dialogue."""
_LONGEST = 80
"""Longer rows of letters name nobody."""
_SMALL_IN_TITLES = frozenset({"Och", "I", "För", "Av", "Med", "Till", "På", "Om", "Från", "Som", "Den", "Det", "En"})
_TITLE_LINE = re.compile(
    rf"(?m)^[^.!?\n]{{0,80}}[{UPPER}]\w+ (?:{'|'.join(sorted(_SMALL_IN_TITLES))}) [{UPPER}]\w+[^.!?\n]{{0,80}}$"
)
"""A heading written with capitals throughout, known by a small word with a capital between two others."""
_TIME = r"(?:[\[(]?\d{1,2}[:.]\d\d(?:[:.]\d\d)?[\])]? )?"
"""When a line of a chat was written."""
_SHORT_LABEL = re.compile(rf"\n{_TIME}[ \t>*_•–-]*([{UPPER}]{{1,3}})(?:\*\*)?:")
_BEFORE = re.compile(r"[\d_.-]*([^\W\d_][\w.-]*)")
_MARKS = " \u00a0\"”“„»«'’(,:;!?*/|\t"
"""What may stand between a word and the next; no full stop and no hyphen, which may belong to the word."""
_AFTER = re.compile(r"[ \u00a0]*([^\W\d_][\w-]*)")
_GOES_ON = re.compile(rf"[ \u00a0](?:& |[{UPPER}]|{PREFIX}-[{UPPER}])")
"""What stands after a word that may be part of a row of capitalised ones."""
_SKIPPED = " \u00a0*_\"”“„»«'’(#>[•·–—-\t|=/"
_QUOTES = '"”“„»«'
_COMMON_LETTERS = "aenrt"
ABBREVIATIONS = word_set("capitals.abbreviations")
"""Abbreviations whose full stop ends no sentence."""


class Word(NamedTuple):
    """A capitalised word.

    ``opening``: a sentence, line, cell, quotation or bracket begins with it, so that its capital proves little; ``hard``: a
    sentence or line does; ``adjacent``: one space parts it from the capitalised word before; ``shout``: it is two capitals or
    more and nothing else; ``forms``: the word and what it may be the genitive of; ``idle``: it opens something, stands by
    itself and is in no list, so that only who is known to the document can be meant by it; ``single``: small letters follow
    its capital and nothing else, so that it is nobody's initials; ``low``: the word in lower case; ``folds``: ``forms`` without
    regard to case.
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
    low: str
    folds: frozenset[str]


class _Told(NamedTuple):
    """What holds of a capitalised word wherever it stands; ``plain``: it only opens sentences and is in no list of names."""

    shout: bool
    single: bool
    forms: tuple[str, ...]
    low: str
    folds: frozenset[str]
    plain: bool


class Reading:
    """A text with its capitalised words, read once for all finders."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._before: dict[int, str] = {}
        self._after: dict[int, str] = {}
        self._loud: dict[int, bool] = {}
        self.words: tuple[Word, ...] = tuple(self._read())

    def _read(self) -> list[Word]:
        text, new = self.text, tuple.__new__
        words: list[Word] = []
        last_end = -5
        pattern = _WORD_OR_ARTICLE if _ARTICLE.search(text) else _WORD
        found = [(match.start(), match.group()) for match in pattern.finditer(text)]
        titled = any(word in _SMALL_IN_TITLES and text[start - 2 : start - 1].isalnum() for start, word in found)
        titles = [match.span() for match in _TITLE_LINE.finditer(text)] if titled else []
        for start, word in found:
            if len(word) > _LONGEST:
                continue
            if word[-1] == " ":
                word = word.rstrip()  # noqa: PLW2901
            # Most capitals stand inside a sentence.
            inside = text[start - 1 : start] == " " and text[start - 2 : start - 1].isalnum()
            opening, hard, quoted = (False, False, False) if inside else _opens(text, start)
            shout, single, forms, low, folds, plain = _told(word)
            adjacent = start - last_end == 1 and text[last_end] in " \u00a0"
            last_end = start + len(word)
            if titles and not opening:
                at = bisect_right(titles, (start, len(text) + 1)) - 1
                opening = at >= 0 and start < titles[at][1]
            idle = opening and plain and not _GOES_ON.match(text, last_end)
            index = len(words)
            told = index, start, last_end, word, opening, hard, quoted, adjacent, shout, forms, idle, single, low, folds
            # As `Word(…)` does it, without a call in between: every capital of the text passes here.
            words.append(new(Word, told))
        return words

    @cached_property
    def lower_words(self) -> frozenset[str]:
        """Give the distinct words that the text holds in lower case."""
        return lower_words(self.text)

    @cached_property
    def english(self) -> bool:
        """Tell whether the text is English, by the small words of both languages at its beginning."""
        return reads_english(self.text, few=len(self.words) <= SHORT)

    @cached_property
    def short_labels(self) -> Counter[str]:
        """Give the words of one to three capitals that open lines as a speaker's label does, with how many lines each opens."""
        # With a line break before it the first line is like the others, which are soonest found by theirs.
        return Counter(_SHORT_LABEL.findall(f"\n{self.text}"))

    @cached_property
    def lettered(self) -> tuple[Word, ...]:
        """Give the words that may be initials: other than one capital with small letters after it."""
        return tuple([word for word in self.words if not word.single])

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

    def loud(self, word: Word) -> bool:
        """Tell whether the word stands in a line of capitals, as headings are: a capital proves nothing there."""
        start = self.text.rfind("\n", 0, word.start) + 1
        if start not in self._loud:
            end = self.text.find("\n", start)
            self._loud[start] = _is_loud_line(self.text[start : end if end >= 0 else None])
        return self._loud[start]

    def before(self, at: int) -> str:
        """Give the word before ``at`` on the same line, in lower case, or ""."""
        held = self._before.get(at)
        if held is None:
            text, since = self.text, max(0, at - 40)
            # Most words stand between two spaces; the pattern is for the others.
            word = text[max(text.rfind(" ", since, at - 1) + 1, since) : at - 1] if text[at - 1 : at] == " " else ""
            held = self._before[at] = (word if word.isalpha() else self._word_before(at, since)).lower()
        return held

    def _word_before(self, at: int, since: int) -> str:
        text = self.text
        if text[at - 1 : at] == "\n":
            return ""
        piece = text[since:at].rpartition("\n")[2]
        word = piece.rstrip(_MARKS).rpartition(" ")[2]
        if word.isalpha() or (word[-1:] == "." and word[:-1].isalpha()):
            return word
        if not any(map(str.isalpha, piece)):
            return ""
        end = len(piece)
        while not (piece[end - 1].isalnum() or piece[end - 1] == "_"):
            end -= 1
        start = end
        while start and (piece[start - 1].isalnum() or piece[start - 1] in "_.-"):
            start -= 1
        # It begins with its first letter, and ends with the full stop or hyphen after its last.
        found = _BEFORE.match(piece, start)
        return found.group(1) if found else ""

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


def _is_loud_line(line: str) -> bool:
    """Tell whether more than 0.7 of a line's letters are capitals; a few common letters mostly settle that they are not."""
    if sum(map(line.count, _COMMON_LETTERS)) > 0.3 * len(line):
        return False
    letters = list(filter(str.isalpha, line))
    return len(letters) > 3 and sum(map(str.isupper, letters)) > 0.7 * len(letters)  # noqa: PLR2004


def is_loud(word: str) -> bool:
    """Tell whether a word is two capitals or more and nothing else but a genitive's ending."""
    letters = word.removesuffix(":s")
    return len(letters) > 1 and letters.isupper()


@lru_cache(1 << 16)
def _told(word: str) -> _Told:
    """Give what holds of a capitalised word wherever it stands."""
    single = word.isalpha() and word[1:].islower()
    return _Told(is_loud(word), single, bare(word), word.lower(), folded(word), is_plain(word))


def _opens(text: str, start: int) -> tuple[bool, bool, bool]:
    """Tell whether a sentence or anything like it begins at ``start``; look past quotes, brackets, bullets and mark-up."""
    before = text[start - 2 : start]
    if before[-1:] == "\n":
        return True, True, False
    if before[-1:] == " " and (mark := before[0]) not in _SKIPPED:
        # Most words stand one space after another word or its mark.
        if mark == ".":
            return _stops(text, start - 2, soft=False, quoted=False)
        return mark in "!?…\n:", mark in "!?…\n", False
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
    word = text[text.rfind(" ", 0, at) + 1 : at]
    if not word.isalpha():
        begin = at
        while begin > 0 and (text[begin - 1].isalnum() or text[begin - 1] == "."):
            begin -= 1
        word = text[begin:at]
    initial = len(word) == 1 and word.isupper()
    opens = begins_sentence(text, at) if initial else word.lower() not in ABBREVIATIONS
    return soft or opens, opens, quoted
