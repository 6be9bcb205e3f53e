"""A codebook's text cut to the one theme that an edit touches: what a YAML library reads and writes is then an eighth of the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.domain.codebook import Code, Codebook
from qualcode.exchange.yaml_tree import grow

_KEY = "themes:\n"


@dataclass(frozen=True, slots=True)
class Cut:
    """One theme of a codebook: its lines under a ``themes:`` of their own, what stands around them, and both codebooks with it alone."""

    above: str
    lines: str
    below: str
    old: Codebook
    new: Codebook

    def put_back(self, written: str) -> str | None:
        """Give the whole text with the theme as it was ``written``; None when that begins otherwise than it should."""
        theme = written.removeprefix(_KEY)
        return f"{self.above}{theme}{self.below}" if theme != written and theme.endswith("\n") else None


def one_theme(text: str, old: Codebook, new: Codebook, moved: Mapping[str, str]) -> Cut | None:
    """Cut out the only theme in which two codebooks differ; None when they differ elsewhere too, or the text is not laid out in lines.

    ``moved`` gives the old path of each code that has a new one.
    """
    if old.extends or new.extends or len(old.themes) != len(new.themes) or _frame(old) != _frame(new):
        return None
    touched = [number for number, (a, b) in enumerate(zip(old.themes, new.themes, strict=True)) if a != b]
    if len(touched) != 1:
        return None
    (at,) = touched
    home = {old.themes[at].id, new.themes[at].id}
    if any(path.partition("/")[0] not in home for pair in moved.items() for path in pair):
        return None
    lines = text.splitlines(keepends=True)
    place = _lines_of(text, lines, at, len(old.themes))
    if place is None:
        return None
    first, last = place
    return Cut(
        "".join(lines[:first]),
        _KEY + "".join(lines[first:last]),
        "".join(lines[last:]),
        _only(old, old.themes[at]),
        _only(new, new.themes[at]),
    )


def _frame(book: Codebook) -> tuple[object, ...]:
    """Give what a codebook says besides its themes."""
    return book.id, book.version, dict(book.names), book.opinion_name, [replace(c, line=0) for c in book.counts]


def _only(book: Codebook, theme: Code) -> Codebook:
    return replace(book, themes=(theme,), counts=())


def _lines_of(text: str, lines: list[str], at: int, themes: int) -> tuple[int, int] | None:
    """Give the first line of a theme and the one after its last; comments before the next theme belong to that one."""
    tree = grow(text)
    key = tree.keys.get(("themes",))
    if key is None or tree.faults:
        return None
    starts = [tree.place(("themes", number)).line - 1 for number in range(themes)]
    in_lines = all(one < next_one for one, next_one in pairwise([key.line - 1, *starts]))
    if not in_lines or not all(re.match(r" *- ", lines[line]) for line in starts):
        return None
    after = [place.line - 1 for way, place in tree.keys.items() if len(way) == 1 and place.line > key.line]
    last = starts[at + 1] if at + 1 < themes else min(after, default=len(lines))
    while last > starts[at] and re.match(r" *(#|$)", lines[last - 1]):
        last -= 1
    return starts[at], last
