"""Transcripts as meeting programs save them (.vtt, .srt): the cues of one speaker in a row become one turn."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Block, BlockKind, Comment, Notice, RawDocument
from qualcode.domain.spans import Span
from qualcode.exchange.charsets import decode
from qualcode.exchange.file_guards import MAX_TEXT_BYTES, WrongContentError, check_lines, plain_name, take

if TYPE_CHECKING:
    from pathlib import Path

TIMES = N_("Turns: {number}; when each began is kept aside in a memo.")
_TIMING = re.compile(
    r"\s*(?:(?P<hours>\d{1,4}):)?(?P<minutes>\d{1,2}):(?P<seconds>\d{1,2})(?:[.,](?P<part>\d{1,3}))?\s*-->\s*"
    r"(?:(?P<to_hours>\d{1,4}):)?(?P<to_minutes>\d{1,2}):(?P<to_seconds>\d{1,2})(?:[.,]\d{1,3})?"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t]+([^>\n]{1,200})>")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|</?\d[\d:.]*>|\{\\[^{}\n]{0,100}\}")
_PREFIX = re.compile(r"(?P<label>[^\W\d_][^:\n<>]{0,58}[^\s:]?):[ \t]+(?=\S)")
_DASH = re.compile(r"^[ \t]*(?:<[a-z]>)?[-–—][ \t]+(?=\S)", re.MULTILINE)
_ASIDE = ("NOTE", "STYLE", "REGION")
_MOST_WORDS = 6
_PAUSE = 2.0
"""Seconds of silence after which a transcript without speakers begins a new paragraph."""


@dataclass(frozen=True, slots=True)
class _Cue:
    """What was said from ``start`` to ``end`` seconds.

    ``speaker`` is "" where the file does not tell; ``other``: somebody else than before.
    """

    start: float
    end: float
    speaker: str
    text: str
    other: bool = False


def read(path: Path) -> RawDocument:
    """Read a transcript: one line a turn, "speaker: words"; times are kept aside.

    Raises:
        WrongContentError: when it has no cues.
        QualcodeError: when it is too big, no text, or in an unknown charset.
    """
    data = take(path, limit=MAX_TEXT_BYTES)
    decoded, notices = decode(data, str(path))
    check_lines(decoded, str(path))
    cues = _prefixed(list(_cues(decoded)))
    if not cues:
        raise WrongContentError(path=str(path), kind=path.suffix.lower())
    turns = _turns(cues)
    text = "\n".join(f"{turn.speaker}: {turn.text}" if turn.speaker else turn.text for turn in turns)
    check_lines(text, str(path))
    return RawDocument(
        name=plain_name(path),
        format=path.suffix.lower().lstrip("."),
        sha256=sha256(data).hexdigest(),
        text=text,
        blocks=_blocks(text),
        speakers=tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker)),
        comments=(Comment("", " ".join(_clock(turn.start) for turn in turns), 0),),
        notices=(*notices, Notice(TIMES, {"number": len(turns)})),
    )


def _cues(text: str) -> Iterator[_Cue]:
    """Give the cues; notes, styles and the cues' own numbers are no words."""
    for block in re.split(r"\n[ \t]*\n", text):
        rows = block.strip("\n").split("\n")
        at = next((n for n, row in enumerate(rows[:3]) if _TIMING.match(row)), None)
        if at is None or rows[0].startswith(_ASIDE):
            continue
        met = _TIMING.match(rows[at])
        if met is None:
            continue
        begin = _seconds(met["hours"], met["minutes"], met["seconds"], met["part"])
        end = _seconds(met["to_hours"], met["to_minutes"], met["to_seconds"], None)
        payload = "\n".join(rows[at + 1 :])
        if _VOICE.search(payload) or not _DASH.search(payload):
            yield from _voices(begin, end, payload.replace("\n", " "))
            continue
        # A dash before a line says that another one speaks.
        for number, said in enumerate(_DASH.split(payload)):
            yield from (replace(cue, other=number > 0) for cue in _voices(begin, end, said.replace("\n", " ")))


def _seconds(hours: str | None, minutes: str, seconds: str, part: str | None) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + (int(part.ljust(3, "0")) / 1000 if part else 0)


def _voices(begin: float, end: float, payload: str) -> Iterator[_Cue]:
    """Give what each voice of a cue says; words before the first voice tag are nobody's."""
    pieces = _VOICE.split(payload)
    speakers = ["", *pieces[1::2]]
    for speaker, words in zip(speakers, pieces[0::2], strict=True):
        said = _plain(words)
        if said:
            yield _Cue(begin, end, _label(html.unescape(speaker)), said)


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).replace("\u200b", "").split())


def _label(name: str) -> str:
    """Give a speaker's name as a label: on one line, without a colon that would end it too early, and with capitals, as a name is told."""
    return " ".join(word[0].upper() + word[1:] for word in name.replace(":", " ").split())


def _prefixed(cues: list[_Cue]) -> list[_Cue]:
    """Take "Name: " at the beginning of cues for their speaker, where it is one: written as a name, or used again and again."""
    if any(cue.speaker for cue in cues):
        return cues
    met = [_PREFIX.match(cue.text) for cue in cues]
    times = Counter(m["label"].strip() for m in met if m)
    found = []
    for cue, one in zip(cues, met, strict=True):
        label = one["label"].strip() if one else ""
        named = label and (times[label] > 1 or _is_name(label)) and len(label.split()) <= _MOST_WORDS
        if one and named and label[0].isupper():
            found.append(replace(cue, speaker=_label(label), text=cue.text[one.end() :].strip()))
        else:
            found.append(cue)
    return found


def _is_name(label: str) -> bool:
    words = label.split()
    return len(words) > 1 and all(word[0].isupper() or word[0] == "(" or word[0].isdigit() for word in words)


def _turns(cues: Sequence[_Cue]) -> list[_Cue]:
    """Join the cues of one speaker in a row; a cue without speaker goes on with the last one."""
    told = any(cue.speaker for cue in cues)
    groups: list[list[_Cue]] = []
    for cue in cues:
        last = groups[-1][-1] if groups else None
        if last is None or cue.other:
            joins = False
        elif told:
            joins = cue.speaker in ("", groups[-1][0].speaker)
        else:
            joins = cue.start - last.end < _PAUSE or last.text[-1] not in ".!?…"
        if not joins:
            groups.append([])
        groups[-1].append(cue)
    return [_Cue(g[0].start, g[-1].end, g[0].speaker, " ".join(cue.text for cue in g)) for g in groups]


def _blocks(text: str) -> tuple[Block, ...]:
    found = []
    at = 0
    for row in text.split("\n"):
        found.append(Block(BlockKind.PARAGRAPH, Span(at, at + len(row))))
        at += len(row) + 1
    return tuple(found)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
