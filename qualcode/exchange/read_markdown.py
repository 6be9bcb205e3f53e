"""Markdown files: the text as typed, its lines told apart, front matter kept aside."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Block, BlockKind, Notice, RawDocument
from qualcode.domain.spans import Span
from qualcode.exchange.charsets import decode
from qualcode.exchange.file_guards import MAX_TEXT_BYTES, check_lines, plain_name, take
from qualcode.exchange.line_marks import Line, bullet, is_rule, lines
from qualcode.exchange.yaml_tree import grow

if TYPE_CHECKING:
    from pathlib import Path

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_CLOSING = re.compile(r"[ \t]+#+[ \t]*$")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*\Z")
_MOST_FRONT = 500
"""Lines of front matter; a longer stretch between two rules is text."""
_LONGEST_MARK = 2_000
"""A heading or table rule is never longer; the patterns for their ends are not tried on longer lines."""
_KEY = re.compile(r"[\w-]+[ \t]*:")


class FrontMatterError(QualcodeError):
    """Front matter that is no YAML."""

    sentence = N_(
        "{path}, line {line}: the front matter cannot be read ({problem}); mend it or remove the two --- lines."
    )


def read(path: Path) -> RawDocument:
    """Read a Markdown file; marks stay in the text, as the offsets of the project are those of the typed lines.

    Raises:
        FrontMatterError: when it begins with front matter that cannot be read.
        QualcodeError: when it is too big, no text, or in an unknown charset.
    """
    data = take(path, limit=MAX_TEXT_BYTES)
    whole, notices = decode(data, str(path))
    check_lines(whole, str(path))
    text, front = part_front(whole, str(path))
    return RawDocument(
        name=plain_name(path),
        format="md",
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=blocks(text),
        front=front,
        notices=notices,
    )


def part_front(text: str, path: str) -> tuple[str, Mapping[str, object]]:
    """Part a text into body and front matter; a rule on the first line that begins no keys is part of the body.

    Raises:
        FrontMatterError: when there are keys and they cannot be read.
    """
    rows = text.split("\n")
    if rows[0].rstrip() != "---":
        return text, {}
    end = next((n for n, row in enumerate(rows[1:], 1) if row.rstrip() in ("---", "...")), 0)
    inside = rows[1:end] if end else rows[1:40]
    first = next((row for row in inside if row.strip() and not row.lstrip().startswith("#")), "")
    if not _KEY.match(first):
        return text, {}
    if end > _MOST_FRONT:
        return text, {}
    if not end:
        raise FrontMatterError(path=path, line=1, problem=N_("the second --- is missing"))
    tree = grow("\n".join(inside), only_words=True)
    if tree.faults:
        fault = tree.faults[0]
        problem = fault.fields.get("problem") or Notice(fault.message, fault.fields)
        raise FrontMatterError(path=path, line=fault.place.line + 1, problem=problem)
    if not isinstance(tree.value, dict):
        return text, {}
    body = "\n".join(rows[end + 1 :])
    return body, tree.value


def blocks(text: str) -> tuple[Block, ...]:
    """Tell what each line of a Markdown text is; spans leave out #, >, bullets, numbers and the bars around a table row."""
    found: list[Block] = []
    every = list(lines(text))
    fenced = False
    for number, line in enumerate(every):
        if _FENCE.match(line.text):
            fenced = not fenced
            continue
        below = every[number + 1].text if number + 1 < len(every) else ""
        above = every[number - 1].text if number else ""
        block = Block(BlockKind.PARAGRAPH, line.span()) if fenced and line.bare else _block(line, above, below)
        if block is None or not len(block.span):
            continue
        if not found and block.kind is BlockKind.HEADING and block.level == 1:
            block = Block(BlockKind.TITLE, block.span)
        found.append(block)
    return tuple(found)


def _block(line: Line, above: str, below: str) -> Block | None:
    bare = line.bare
    if not bare or is_rule(line.text) or (_table_rule(bare) and ("|" in bare or above.strip())):
        return None
    heading = _HEADING.match(line.text)
    if heading:
        closing = _CLOSING.search(line.text) if len(line.text) < _LONGEST_MARK else None
        after = len(line.text) - closing.start() if closing and closing.start() >= heading.end() else 0
        return Block(BlockKind.HEADING, line.span(heading.end(), after), len(heading[1]))
    if re.fullmatch(r"[ ]{0,3}=+[ \t]*", below) or re.fullmatch(r"[ ]{0,3}-{2,}[ \t]*", below):
        item = bullet(line)
        if item is None and "|" not in bare and not bare.startswith(">"):
            return Block(BlockKind.HEADING, line.span(), 1 if "=" in below else 2)
    if bare.startswith("|") or ("|" in bare and (_table_rule(below.strip()) or _table_rule(above.strip()))):
        span = line.span()
        left = span.start + (bare[0] == "|")
        right = max(left, span.end - (bare[-1] == "|" and len(bare) > 1))
        return Block(BlockKind.TABLE_ROW, Line(left, line.text[left - line.start : right - line.start]).span())
    quote = _QUOTE.match(line.text)
    if quote and quote.end():
        inner = bullet(Line(line.start + quote.end(), line.text[quote.end() :]))
        return inner or Block(BlockKind.PARAGRAPH, line.span(quote.end()))
    return bullet(line) or Block(BlockKind.PARAGRAPH, Span(line.span().start, line.span().end))


def _table_rule(bare: str) -> bool:
    """Tell whether a line parts a table's header from its rows (|---|:--|)."""
    return 0 < len(bare) < _LONGEST_MARK and _TABLE_RULE.match(bare) is not None
