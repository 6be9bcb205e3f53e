"""What a line of plain text is by its marks: bullets, numbers, underlines, capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.domain.minutes import Block, BlockKind
from qualcode.domain.spans import Span
from qualcode.language.known_words import is_finite_verb

_BULLET = re.compile(r"(?P<indent>[ \t]*)(?:[-*+•‣▪◦·–—]|(?P<number>\d{1,2}[.)]|[A-Za-zåäö]\)))[ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*([=\-_*~#])(?:[ \t]*\1){2,}[ \t]*\Z")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_HEADING = 90
_LONGEST_TITLE = 200
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text and where it begins; ``bare`` is without spaces around it."""

    start: int
    text: str

    @property
    def bare(self) -> str:
        """Give the line without spaces around it."""
        return self.text.strip()

    def span(self, after: int = 0, before: int = 0) -> Span:
        """Give the span of its words, ``after`` and ``before`` characters from its ends left out."""
        body = self.text[after : len(self.text) - before]
        left = len(body) - len(body.lstrip())
        right = len(body.rstrip())
        return Span(self.start + after + left, self.start + after + max(left, right))


def lines(text: str) -> Iterator[Line]:
    """Give the lines of a text with their places."""
    at = 0
    for line in text.split("\n"):
        yield Line(at, line)
        at += len(line) + 1


def is_rule(line: str) -> bool:
    """Tell whether a line is only a drawn rule (---, ===, ***)."""
    return _RULE.match(line) is not None


def bullet(line: Line) -> Block | None:
    """Give the block of a list item, its bullet or number left out, or None."""
    met = _BULLET.match(line.text)
    if met is None:
        return None
    indent = len(met["indent"].expandtabs(_TAB))
    return Block(BlockKind.BULLET, line.span(met.end()), indent // 2 + 1)


def plain_blocks(text: str) -> tuple[Block, ...]:
    """Tell what each line of a typed text is: title, headings (capitals, underlined, ended by a colon), list items, paragraphs."""
    found: list[Block] = []
    every = list(lines(text))
    for number, line in enumerate(every):
        if not line.bare or is_rule(line.text):
            continue
        below = every[number + 1].text if number + 1 < len(every) else ""
        apart = number == 0 or not every[number - 1].bare
        block = _plain(line, below, apart=apart)
        if (
            not found
            and block.kind is not BlockKind.BULLET
            and len(line.bare) <= _LONGEST_TITLE
            and not _is_sentence(line.bare)
        ):
            block = Block(BlockKind.TITLE, line.span())
        found.append(block)
    return tuple(found)


def _is_sentence(words: str) -> bool:
    """Tell whether a line says something with a verb and a full stop: notes of one paragraph have no title."""
    return words.endswith(".") and any(is_finite_verb(word.lower()) for word in _WORD.findall(words))


def _plain(line: Line, below: str, *, apart: bool) -> Block:
    met = _BULLET.match(line.text)
    if is_rule(below) and below.strip() and len(line.bare) <= _LONGEST_HEADING and met is None:
        return Block(BlockKind.HEADING, line.span(), 1 if "=" in below else 2)
    numbered = met is not None and met["number"] is not None
    words = line.bare if met is None or not numbered else line.text[met.end() :].strip()
    if (met is None or numbered) and _in_capitals(words, apart=apart):
        return Block(BlockKind.HEADING, line.span(met.end() if met else 0), 1)
    item = bullet(line)
    if item is not None:
        return item
    if apart and line.bare.endswith(":") and len(line.bare) <= 60 and line.bare.count(".") == 0:  # noqa: PLR2004 - a short line of its own
        return Block(BlockKind.HEADING, line.span(), 2)
    return Block(BlockKind.PARAGRAPH, line.span())


def _in_capitals(words: str, *, apart: bool) -> bool:
    """Tell whether a line is written in capitals; after an empty line an abbreviation or a full stop is allowed too."""
    letters = [c for c in words if c.isalpha()]
    if len(letters) < (2 if apart else 3) or len(words) > _LONGEST_HEADING or words.endswith((";", ",")):
        return False
    return all(not c.islower() for c in letters) and (apart or not words.endswith("."))
