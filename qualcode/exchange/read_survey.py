"""Answers to a survey (.csv, .xlsx): one row one document, other columns its attributes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Block, BlockKind, Notice, RawDocument
from qualcode.domain.spans import Span
from qualcode.exchange.amounts import parse_amount
from qualcode.exchange.file_guards import EmptyFileError, plain_name
from qualcode.exchange.line_marks import Line, bullet, lines
from qualcode.exchange.survey_columns import Columns, is_person, tell_columns
from qualcode.exchange.tables import Grid, read_grid

if TYPE_CHECKING:
    from pathlib import Path

NO_ID = N_("no column tells the rows apart (--id-column), so a row that is corrected later comes in as a new document")
EMPTY_ROWS = N_("rows without an answer in words, left out: {number}")
NAME_COLUMNS = N_("columns that name people are kept nowhere: {columns}")
NO_NUMBERS = N_("cells of {column} that are no numbers and stay as written: {number}")
_PLAIN_ID = re.compile(r"[A-Za-z]{0,4}[-_ ]?\d{1,7}")
"""An id that is only a number can be shown; others (an address, a name) only tell rows apart."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def read_rows(path: Path, told: Mapping[str, Sequence[str]]) -> tuple[RawDocument, ...]:
    """Read a table of answers; each row with words in its text columns is a document, its questions are headings.

    ``told`` says by role ("text", "case", "id", "wave", "date", "name") which columns those are, by their headers.

    Raises:
        QualcodeError: when it is no table, or no column holds answers.
    """
    grid = read_grid(path)
    columns = tell_columns(grid, told, str(path))
    times: Counter[str] = Counter()
    found: list[RawDocument] = []
    for line, cells in grid.rows:
        row = {h: _CONTROL.sub(" ", c) for h, c in zip(grid.header, cells, strict=False) if h and c}
        if any(any(c.isalnum() for c in row.get(h, "")) for h in columns.text):
            found.append(_document(path, columns, line, row, times))
    if not found:
        raise EmptyFileError(path=str(path))
    said = _notices(grid, columns, len(grid.rows) - len(found))
    return (_with(found[0], said), *found[1:])


def _document(path: Path, columns: Columns, line: int, row: Mapping[str, str], times: Counter[str]) -> RawDocument:
    text, blocks = _answers(columns.text, row)
    key = row.get(columns.id, "")
    # Two people who answer the same are two documents: the second of a kind gets a number.
    content = "\n".join(f"{h}\t{c}" for h, c in row.items())
    times[content] += 1
    times[key] += bool(key)
    digest = sha256(f"{content}\n{times[content]}".encode("utf-8", "surrogatepass")).hexdigest()
    name = key if _PLAIN_ID.fullmatch(key) else str(line)
    return RawDocument(
        name=f"{plain_name(path)} #{name}",
        format=path.suffix.lower().lstrip("."),
        sha256=digest,
        text=text,
        blocks=blocks,
        front=_front(columns, row),
        part=f"{key} {times[key]}" if key else digest,
    )


def _answers(questions: Sequence[str], row: Mapping[str, str]) -> tuple[str, tuple[Block, ...]]:
    """Give the answers below their questions; a single column whose header is no question has no heading."""
    rows: list[str] = []
    blocks: list[Block] = []
    headed = len(questions) > 1 or questions[0].endswith("?")
    at = 0
    for question in questions:
        answer = row.get(question, "").replace("\r\n", "\n").replace("\r", "\n")
        if not any(c.isalnum() for c in answer):
            continue
        head = " ".join(question.split())
        if headed:
            rows.append(head)
            blocks.append(Block(BlockKind.HEADING, Span(at, at + len(head)), 2))
            at += len(head) + 1
        for piece in lines(answer):
            moved = Line(at, piece.text)
            if moved.bare:
                blocks.append(bullet(moved) or Block(BlockKind.PARAGRAPH, moved.span()))
            rows.append(piece.text)
            at += len(piece.text) + 1
    return "\n".join(rows), tuple(blocks)


def _front(columns: Columns, row: Mapping[str, str]) -> dict[str, object]:
    """Give what the other columns say, as front matter says it: case, wave, date, attributes, and who answered."""
    aside = {*columns.text, *columns.names, columns.case, columns.id, columns.wave, columns.date}
    front: dict[str, object] = {
        h: parse_amount(c, scale=columns.amounts[h]) or c if h in columns.amounts else " ".join(c.split())
        for h, c in row.items()
        if h not in aside
    }
    for role in ("case", "wave", "date"):
        value = row.get(getattr(columns, role), "")
        if value:
            front[role] = value
    named = [row[h] for h in columns.names if h in row and is_person(h)]
    if named:
        front["participants"] = [{"name": " ".join(" ".join(named).split())}]
    return front


def _notices(grid: Grid, columns: Columns, empty: int) -> tuple[Notice, ...]:
    found = [] if columns.id else [Notice(NO_ID)]
    if columns.names:
        found.append(Notice(NAME_COLUMNS, {"columns": ", ".join(columns.names)}))
    if empty:
        found.append(Notice(EMPTY_ROWS, {"number": empty}))
    for header in columns.amounts:
        at = grid.header.index(header)
        odd = sum(bool(cells[at]) and not parse_amount(cells[at]) for _, cells in grid.rows if at < len(cells))
        if odd:
            found.append(Notice(NO_NUMBERS, {"number": odd, "column": header}))
    return tuple(found)


def _with(raw: RawDocument, notices: tuple[Notice, ...]) -> RawDocument:
    from dataclasses import replace

    return replace(raw, notices=(*raw.notices, *notices))
