"""What each line of a text is when its reader did not say: headings of typed notes, list items, table rows, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qualcode.domain.minutes import Block, BlockKind
from qualcode.domain.spans import Span

_LINE = re.compile(r"[^\n]+")
_MARKS = re.compile(
    r"[ \t]*(?:(?P<heading>#{1,6})[ \t]+|(?P<bullet>[-*•·–—+‣▪◦])[ \t]+|(?P<number>\d{1,2}[.)])[ \t]+|(?P<row>\|))?"
)
_UNDERLINE = re.compile(r"[ \t]*(?:-{3,}|={3,}|_{3,}|~{3,})[ \t]*\Z")
_LONGEST_HEADING = 80
_FEWEST_LETTERS = 4
_FULLEST = 0.7
"""A wrapped line fills at least this share of the widest one."""
_WIDEST_WRAPPED = 100
_NARROWEST_WRAPPED = 50
_ANEW = re.compile(r"[*_]*[^\W\d_][^\n:.,]{0,40}:|[\"”]")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Give the lines of a plain text with what they are, markers left out of their spans."""
    lines = [found for found in _LINE.finditer(text) if found.group().strip()]
    found: list[Block] = []
    for number, line in enumerate(lines):
        if _UNDERLINE.match(line.group()):
            continue
        below = lines[number + 1].group() if number + 1 < len(lines) else ""
        alone = text[max(0, line.start() - 2) : line.start()] in {"", "\n", "\n\n"} or number == 0
        found.append(_block(text, line, underlined=bool(_UNDERLINE.match(below)), apart=alone and number > 0))
    return tuple(found)


def _block(text: str, line: re.Match[str], *, underlined: bool, apart: bool) -> Block:
    marks = _MARKS.match(text, line.start(), line.end())
    begin = marks.end() if marks else line.start()
    end = line.start() + len(line.group().rstrip())
    span = Span(min(begin, end), end)
    words = span.of(text)
    if marks and marks["heading"]:
        return Block(BlockKind.HEADING, span, len(marks["heading"]))
    if marks and marks["row"]:
        return Block(BlockKind.TABLE_ROW, Span(span.start, span.start + len(words.rstrip(" |"))))
    if marks and marks["bullet"]:
        return Block(BlockKind.BULLET, span, 1)
    if underlined or looks_like_heading(words, apart=apart):
        return Block(BlockKind.HEADING, span, 1)
    if marks and marks["number"]:
        return Block(BlockKind.BULLET, span, 1)
    return Block(BlockKind.PARAGRAPH, span)


def looks_like_heading(words: str, *, apart: bool) -> bool:
    """Tell whether a line heads what follows: all in capitals, or short, apart and ended by a colon."""
    bare = words.strip(" *_")
    if len(bare) > _LONGEST_HEADING:
        return False
    letters = [c for c in bare if c.isalpha()]
    if len(letters) < _FEWEST_LETTERS or bare.endswith((".", ";", ",")):
        return False
    if all(not c.islower() for c in letters):
        return True
    return apart and bare.endswith(":") and bare.count(".") == 0


def paragraphs(text: str, blocks: Sequence[Block]) -> list[Block]:
    """Join the lines of hard-wrapped paragraphs, so that sentences may run over line ends."""
    bodies = [b for b in blocks if b.kind is BlockKind.PARAGRAPH]
    widest = max((len(b.span) for b in bodies), default=0) if _is_wrapped(text, blocks) else 0
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if last is not None and _continues(text, last, block, widest):
            found[-1] = Block(last.kind, last.span.joined(block.span), last.level)
        else:
            found.append(block)
    return found


def _is_wrapped(text: str, blocks: Sequence[Block]) -> bool:
    """Tell whether lines of a text are cut within sentences: some line goes on in small letters where the one before it did not end.

    Where none does, as in what a word processor wrote, a line that begins with a capital begins something.
    """
    return any(
        one.kind is BlockKind.PARAGRAPH is two.kind
        and text[two.span.start].islower()
        and text[one.span.end - 1] not in ".!?:;"
        and text[one.span.end : two.span.start] == "\n"
        for one, two in pairwise(blocks)
    )


def _continues(text: str, last: Block, block: Block, widest: int) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or not (last.kind is BlockKind.PARAGRAPH or last.kind is BlockKind.BULLET):
        return False
    between = text[last.span.end : block.span.start]
    if between.strip() or between.count("\n") != 1:
        return False
    indented = between.endswith((" ", "\t"))
    if last.kind is BlockKind.BULLET:
        # A list item goes on in an indented line, or where a sentence is cut.
        return indented or (text[block.span.start].islower() and text[last.span.end - 1] not in ".!?:;")
    if text[last.span.end - 1] in ".!?:;" or _ANEW.match(text, block.span.start, block.span.end):
        return False
    if text[block.span.start].islower():
        return True
    last_line = len(last.span.of(text).rpartition("\n")[2])
    return _NARROWEST_WRAPPED <= widest <= _WIDEST_WRAPPED and last_line >= _FULLEST * widest
