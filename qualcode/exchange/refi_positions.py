"""Where selections of REFI-QDA stand in a text as we keep it (NFC, LF), though programs count characters in different ways.

The standard counts code points. NVivo counts UTF-16 units, and line ends as the file has them; others count a line end as one. Which way
a file was counted shows in where its selections begin and end: people select words, and hardly ever from the middle of one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from qualcode.domain.spans import Span

_JOINING = frozenset({"Mn", "Mc", "Me"})
_BEYOND = 0xFFFF


def placed(raw: str, text: str, selections: Iterable[tuple[int, int]], *, standard: bool = False) -> list[Span | None]:
    """Give each selection of a decoded file (``raw``, its line ends untouched) in ``text``, the same as NFC and LF.

    ``standard``: it is known to be counted as the standard says. None for one that lies outside the text or holds nothing.
    """
    wanted = list(selections)
    moved = _normal_places(raw, text)
    if moved is None:
        return [None] * len(wanted)
    readings = [_spans(starts, moved, wanted) for starts in _ways(raw)[: 1 if standard else None]]
    return max(readings, key=lambda spans: sum(_on_words(text, span) for span in spans if span is not None))


def _ways(raw: str) -> list[Sequence[int]]:
    """Give, for each way of counting that differs here, the number of units before each code point; the standard's comes first."""
    ways: list[Sequence[int]] = [range(len(raw) + 1)]
    wide = any(ord(c) > _BEYOND for c in raw)
    ends = "\r\n" in raw
    if wide:
        ways.append(_counted(raw, wide=True, ends=False))
    if ends:
        ways.append(_counted(raw, wide=False, ends=True))
    if wide and ends:
        ways.append(_counted(raw, wide=True, ends=True))
    return ways


def _counted(raw: str, *, wide: bool, ends: bool) -> Sequence[int]:
    after = [*raw[1:], ""]
    return [
        0,
        *accumulate(
            0 if ends and c == "\r" and n == "\n" else 2 if wide and ord(c) > _BEYOND else 1
            for c, n in zip(raw, after, strict=True)
        ),
    ]


def _spans(starts: Sequence[int], moved: Sequence[int], wanted: Sequence[tuple[int, int]]) -> list[Span | None]:
    found: list[Span | None] = []
    for start, end in wanted:
        if not 0 <= start < end <= starts[-1]:
            found.append(None)
            continue
        left, right = (moved[bisect_right(starts, at) - 1] for at in (start, end))
        found.append(Span(left, right) if left < right else None)
    return found


def _on_words(text: str, span: Span) -> int:
    return sum(
        not (0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()) for at in (span.start, span.end)
    )


def _normal_places(raw: str, text: str) -> Sequence[int] | None:
    """Give where each code point of ``raw`` begins in ``text``; None when the two are not the same words."""
    if raw == text:
        return range(len(raw) + 1)
    places: list[int] = []
    pieces: list[str] = []
    at = begin = 0
    for end in [*_borders(raw), len(raw)]:
        piece = unicodedata.normalize("NFC", raw[begin:end].replace("\r\n", "\n").replace("\r", "\n"))
        # A border inside what has become one letter is the letter's beginning.
        places += [at + n if end - begin == len(piece) else at for n in range(end - begin)]
        pieces.append(piece)
        at += len(piece)
        begin = end
    places.append(at)
    return places if "".join(pieces) == text else None


def _borders(raw: str) -> Iterable[int]:
    """Give the places where a text can be cut so that its pieces, normalised, are the normalised whole."""
    for at in range(1, len(raw)):
        c = raw[at]
        if c < "\u0300":
            if not (c == "\n" and raw[at - 1] == "\r"):
                yield at
        elif unicodedata.category(c) not in _JOINING and not "\u1160" <= c <= "\u11ff":
            yield at
