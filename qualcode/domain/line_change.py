"""A change of a file as the lines that gave way to others, so that it can be taken back and made again."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines from number ``start`` (0 is the first) on, and the digest of the whole text that they stand in."""

    start: int
    lines: tuple[str, ...]
    sha256: str


def digest(text: str) -> str:
    """Give a text's digest."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def changed_lines(old: str, new: str) -> tuple[Lines, Lines]:
    """Give the lines of ``old`` that are not in ``new`` at their place, and those that stand there instead."""
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    most = min(len(before), len(after))
    head = next((n for n in range(most) if before[n] != after[n]), most)
    tail = next((n for n in range(most - head) if before[-1 - n] != after[-1 - n]), most - head)
    return (
        Lines(head, tuple(before[head : len(before) - tail]), digest(old)),
        Lines(head, tuple(after[head : len(after) - tail]), digest(new)),
    )


def exchanged(text: str, now: Lines, then: Lines) -> str | None:
    """Give a text with ``then`` in the place of ``now``; None when ``now`` does not stand there, nor anywhere else just once."""
    lines = text.splitlines(keepends=True)
    wanted = list(now.lines)
    places = [now.start] if lines[now.start : now.start + len(wanted)] == wanted else []
    if not places and wanted:
        places = [n for n in range(len(lines) - len(wanted) + 1) if lines[n : n + len(wanted)] == wanted]
    if len(places) != 1 or (not wanted and digest(text) != now.sha256):
        return None
    at = places[0]
    return "".join([*lines[:at], *then.lines, *lines[at + len(wanted) :]])
