"""Lines of words that are painted in one go, past Textual's own painters, which would set up borders and paddings anew for every line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from qualcode.tui.kept_rows import Still, in_its_colours

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Region

_EDGE = "│"
_REMEMBERED = 500
"""Lines that are kept as they were painted."""


class Painted(Still):
    """Lines of words, one below the other, each within the width; at the left may stand an edge (a solid border)."""

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._lines: tuple[Content, ...] = ()
        self._kept: dict[object, Strip] = {}

    def put(self, lines: Sequence[Content]) -> None:
        """Show lines, none of them wider than the content."""
        self._lines = tuple(lines)
        self.refresh()

    @property
    def content(self) -> Content:
        """The words of all lines."""
        return Content("\n").join(self._lines)

    def render(self) -> Content:
        """Give the words to Textual's own painters."""
        return self.content

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the rows of a part of the window."""
        if self._strips_given is None or self._strips_given[0] != crop:
            painted = self._painted() if crop == self.outer_size.region and self._is_plain() else None
            if painted is None:
                return super().render_lines(crop)
            self._strips_given = crop, painted
        return self._strips_given[1]

    def notify_style_update(self) -> None:
        """Paint anew in other colours."""
        super().notify_style_update()
        self._kept.clear()

    def _is_plain(self) -> bool:
        """Tell whether there is nothing around the lines but space and an edge, and nothing of them is selected by the mouse."""
        styles = self.styles
        around, space = styles.gutter, styles.padding
        edge = around.left - space.left
        return (
            around.top == around.bottom == 0
            and around.right == space.right
            and (not edge or styles.border_left[0] == "solid")
            and self.text_selection is None
        )

    def _painted(self) -> list[Strip]:
        width, height = self.outer_size
        rows = [self._row(y, line, width) for y, line in enumerate(self._lines[:height])]
        return rows + [self._row(0, Content(), width)] * (height - len(rows))

    def _row(self, y: int, line: Content, width: int) -> Strip:
        look = (y, line.plain, tuple(line.spans), width)
        found = self._kept.get(look)
        if found is None:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            found = self._kept[look] = self._finished(y, line, width)
        return found

    def _finished(self, y: int, line: Content, width: int) -> Strip:
        styles = self.styles
        _, ground = self.background_colors
        bare = Style.from_color(bgcolor=ground.rich_color)
        edge = []
        if styles.gutter.left > styles.padding.left:
            edge.append(Segment(_EDGE, Style.from_color(styles.border_left[1].rich_color, ground.rich_color)))
        style, words, x = self.visual_style, [], 0
        named = self._get_style  # what Textual gives its own painters: a style by the name of a colour of the theme
        # Words know their place, for the mouse that selects them.
        for text, told in line.first_line.expand_tabs().render(style, end="", parse_style=named):
            words.append(Segment(text, (style + told).rich_style_with_offset(x, y)))
            x += len(text)
        if not line:
            words = [Segment(" " * self.content_size.width, style.rich_style)]
        strip = Strip([*edge, Segment(" " * styles.padding.left, bare), *words]).adjust_cell_length(width, bare)
        return in_its_colours(self, strip)
