"""Recall and precision on the marked demonstration minutes; `pytest tests/anonymise/test_marked_minutes.py -s` prints them per type."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from qualcode.anonymise.policy import DIRECT
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.roster import roster
from qualcode.domain.finding import HitType, Level
from qualcode.domain.minutes import Block, BlockKind
from qualcode.domain.spans import Span

_MARKED = Path(__file__).parents[2] / "corpora" / "marked"
_FILES = sorted(_MARKED.glob("[0-9][0-9]-*.txt"))
_MARK = re.compile(r"⟦[^⟧]*⟧|‹(\w+):|›")

pytestmark = pytest.mark.skipif(not _FILES, reason="the marked minutes are not shipped with the package")


def _read(path: Path) -> tuple[dict[str, str], str, tuple[Block, ...], list[tuple[int, int, HitType]]]:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    header = dict(line[1:].split(" ", 1) for line in head.splitlines() if line.startswith("@"))
    body = re.sub(r"\{-.*?-\}|\{>.*?<\}", "", body)
    body = re.sub(r"\{\+(.*?)\+\}", r"\1", body)
    docx = header["format"].strip().startswith("docx")
    lines, kinds = [], []
    for line in body.split("\n"):
        row = line.startswith("|")
        if docx and (not line.strip() or re.fullmatch(r"[|\s:-]+", line)):
            continue
        lines.append(_as_word(line) if docx else line)
        kinds.append(BlockKind.TABLE_ROW if row else BlockKind.PARAGRAPH)
    text, marks = _unmark("\n".join(lines))
    blocks = []
    at = 0
    for line, kind in zip(text.split("\n"), kinds, strict=True):
        blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return header, text, tuple(blocks) if docx else (), marks


def _as_word(line: str) -> str:
    if line.startswith("|"):
        return "\t".join(cell.strip() for cell in line.strip().strip("|").split("|"))
    return re.sub(r"^(#+|-) ", "", line).replace("**", "")


def _unmark(body: str) -> tuple[str, list[tuple[int, int, HitType]]]:
    pieces: list[str] = []
    marks, waiting = [], []
    at = length = 0
    for match in _MARK.finditer(body):
        pieces.append(body[at : match.start()])
        length += match.start() - at
        at = match.end()
        if match.group(1):
            waiting.append((length, HitType(match.group(1))))
        elif match.group() == "›":
            start, kind = waiting.pop()
            marks.append((start, length, kind))
    return "".join([*pieces, body[at:]]), marks


@pytest.mark.parametrize("counties", [range(1, 15), range(15, 22)], ids=["written-on", "measured-only"])
def test_recall_and_precision(counties: range) -> None:
    there, found, made, right = Counter[HitType](), Counter[HitType](), Counter[HitType](), Counter[HitType]()
    for path in _FILES:
        if int(path.name[:2]) not in counties:
            continue
        header, text, blocks, marks = _read(path)
        hits = pseudonymise(text, blocks=blocks, case=header["case"].strip(), level=Level.PUBLISHED).hits
        for start, end, kind in marks:
            there[kind] += 1
            found[kind] += any(hit.start < end and start < hit.end for hit in hits)
        for hit in hits:
            made[hit.type] += 1
            right[hit.type] += any(hit.start < end and start < hit.end for start, end, _ in marks)
    for kind in HitType:
        print(f"{kind:13} found {found[kind]} of {there[kind]}, right {right[kind]} of {made[kind]}")  # noqa: T201
    direct = sum(found[k] for k in DIRECT) / sum(there[k] for k in DIRECT)
    assert direct >= 0.985
    assert found.total() / there.total() >= 0.95
    assert right.total() / made.total() >= 0.90


@pytest.mark.parametrize("path", _FILES, ids=lambda p: p.stem)
def test_the_number_of_participants(path: Path) -> None:
    header, text, blocks, _ = _read(path)
    assert roster(text, blocks).counted() == int(header["participants"].split()[0])
