"""A codebook's text cut to the themes that an edit touches: a YAML library reads and writes these, and all other lines stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qualcode.domain.codebook import Codebook
from qualcode.exchange.yaml_tree import Tree, grow

_THEMES, _COUNTS = "themes", "counts"
_NO_LINE = re.compile(r" *(#|$)")
"""A line without anything in it but a comment."""


@dataclass(frozen=True, slots=True)
class Cut:
    """The themes that an edit touches (and the counts, if it does): their ``lines`` alone, both codebooks with them alone, and the rest.

    ``pieces`` is the new text in order: lines that stay, and for a touched theme its number among what is written (the counts' is last).
    """

    lines: str
    old: Codebook
    new: Codebook
    pieces: tuple[str | int, ...]

    def put_back(self, written: str) -> str | None:
        """Give the whole text with what was touched as it was ``written``; None when that is laid out otherwise than it should be."""
        parts = self._parts(written)
        if parts is None:
            return None
        text = [parts[piece] if isinstance(piece, int) else piece for piece in self.pieces]
        return "".join(text) if all(one.endswith("\n") for one in text[:-1]) else None

    def _parts(self, written: str) -> list[str] | None:
        if not self.lines:
            return []
        themes = len(self.new.themes)
        lines = written.splitlines(keepends=True)
        tree = grow(written)
        starts = _theme_lines(tree, lines, themes) if themes else []
        counts = tree.keys.get((_COUNTS,))
        if starts is None or (counts is None) == bool(self.new.counts):
            return None
        cuts = [*starts, *([counts.line - 1] if counts else []), len(lines)]
        # What stands above the first would be nobody's.
        return ["".join(lines[a:b]) for a, b in pairwise(cuts)] if cuts[0] <= 1 else None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where a text has its themes and its counts (from line, up to line), and the comments and empty lines above each theme.

    What stands above the first theme is of the whole list and stays where it is.
    """

    lines: Sequence[str]
    themes: tuple[tuple[int, int], ...]
    counts: tuple[int, int] | None

    def theme(self, number: int) -> str:
        return "".join(self.lines[slice(*self.themes[number])])

    def above(self, number: int) -> str:
        return "".join(self.lines[self.themes[number - 1][1] : self.themes[number][0]]) if number else ""


def touched_themes(text: str, old: Codebook, new: Codebook, moved: Mapping[str, str]) -> Cut | None:
    """Cut out the themes in which two codebooks differ, and the counts if they do.

    None when other things differ too, or when the text is not laid out in lines. ``moved`` gives the old path of each code that has
    a new one.
    """
    if old.extends or new.extends or _frame(old) != _frame(new):
        return None
    before = {theme.id: theme for theme in old.themes}
    same = {theme.id for theme in new.themes if before.get(theme.id) == theme}
    if any(path.partition("/")[0] in same for pair in moved.items() for path in pair):
        return None
    counted = _counts(old) != _counts(new)
    # Where counts come first, or go altogether, the text gets or loses a part.
    if counted and not (old.counts and new.counts):
        return None
    layout = _layout(text, len(old.themes))
    if layout is None:
        return None
    touched = [layout.theme(number) for number, theme in enumerate(old.themes) if theme.id not in same]
    parts = [f"{_THEMES}:\n", *touched] if touched else [f"{_THEMES}: []\n"]
    if counted and layout.counts:
        parts += layout.lines[slice(*layout.counts)]
    pieces = tuple(_pieces(layout, old, new, same, moved, counted=counted))
    some = any(isinstance(piece, int) for piece in pieces)
    return Cut("".join(parts) if some else "", _only(old, same, counted), _only(new, same, counted), pieces)


def _frame(book: Codebook) -> tuple[object, ...]:
    """Give what a codebook says besides its themes and counts."""
    return book.id, book.version, dict(book.names), book.opinion_name


def _counts(book: Codebook) -> list[object]:
    return [replace(rule, line=0) for rule in book.counts]


def _only(book: Codebook, same: set[str], counted: bool) -> Codebook:
    themes = tuple(theme for theme in book.themes if theme.id not in same)
    return replace(book, themes=themes, counts=book.counts if counted else ())


def _layout(text: str, themes: int) -> _Layout | None:
    tree = grow(text)
    lines = text.splitlines(keepends=True)
    starts = _theme_lines(tree, lines, themes)
    if starts is None:
        return None
    column = len(lines[starts[0]]) - len(lines[starts[0]].lstrip(" "))
    after = _key_after(tree, _THEMES, len(lines))
    ends = [_last(lines, a, b, column) for a, b in pairwise([*starts, after])]
    counts = tree.keys.get((_COUNTS,))
    at = counts.line - 1 if counts else 0
    place = (at, _last(lines, at, _key_after(tree, _COUNTS, len(lines)), 0)) if counts else None
    return _Layout(lines, tuple(zip(starts, ends, strict=True)), place)


def _theme_lines(tree: Tree, lines: Sequence[str], themes: int) -> list[int] | None:
    """Give the number of each theme's first line, from 0; None when they do not begin lines of their own."""
    key = tree.keys.get((_THEMES,))
    if key is None or tree.faults or not themes:
        return None
    starts = [tree.place((_THEMES, number)).line - 1 for number in range(themes)]
    in_lines = all(one < next_one for one, next_one in pairwise([key.line - 1, *starts]))
    return starts if in_lines and all(re.match(r" *- ", lines[line]) for line in starts) else None


def _key_after(tree: Tree, key: str, end: int) -> int:
    """Give the line of the key that follows one of the outermost, from 0; ``end`` when it is the last."""
    here = tree.keys[(key,)].line
    return min((place.line - 1 for way, place in tree.keys.items() if len(way) == 1 and place.line > here), default=end)


def _last(lines: Sequence[str], first: int, end: int, column: int) -> int:
    """Give the end of a part without the empty lines and comments below it; a comment further in than ``column`` is the part's own."""
    while end > first + 1 and _NO_LINE.match(lines[end - 1]):
        bare = lines[end - 1].lstrip(" ")
        if bare.startswith("#") and len(lines[end - 1]) - len(bare) > column:
            break
        end -= 1
    return end


def _pieces(
    layout: _Layout, old: Codebook, new: Codebook, same: set[str], moved: Mapping[str, str], *, counted: bool
) -> Iterator[str | int]:
    """Give the new text in order: what was touched as numbers, everything else as it stands."""
    lines = layout.lines
    touched = [theme.id for theme in new.themes if theme.id not in same]
    numbers = {theme.id: number for number, theme in enumerate(old.themes)}
    places = [numbers.get(moved.get(theme.id, theme.id)) for theme in new.themes]
    above, left = _above(layout, places)

    def around(first: int, end: int) -> Iterator[str | int]:
        at, last = layout.counts if counted and layout.counts else (end, end)
        if first <= at < end:
            yield from ("".join(lines[first:at]), len(touched), "".join(lines[last:end]))
        else:
            yield "".join(lines[first:end])

    found: list[str | int] = [*around(0, layout.themes[0][0])]
    for theme, number, over in zip(new.themes, places, above, strict=True):
        unchanged = number is not None and theme.id in same
        found += [over, layout.theme(number) if unchanged and number is not None else touched.index(theme.id)]
    found += [left, *around(layout.themes[-1][1], len(lines))]
    yield from (piece for piece in found if piece != "")


def _above(layout: _Layout, places: Sequence[int | None]) -> tuple[list[str], str]:
    """Give what stands above each theme, by the place that it had (None: it is new), and the comments that no theme is left for.

    Comments go with their theme, those of a theme that is gone to the next one; empty lines stand between themes and not above the first.
    """
    own: dict[int, str] = {}
    left = ""
    for number in range(len(layout.themes)):
        left += layout.above(number) if number in places or "#" in layout.above(number) else ""
        if number in places:
            own[number], left = left, ""
    lent = layout.above(1) if len(layout.themes) > 1 else ""
    between = lent[: len(lent) - len(lent.lstrip("\n"))]
    above = [own[place] if place else between for place in places]
    return [above[0].lstrip("\n"), *above[1:]], left
