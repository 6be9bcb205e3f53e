"""The ground of everything painted row by row: what was painted once is not painted, filtered and cut anew at every key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

_EIGHTHS = 8
"""A scroll bar's ends are drawn in eighths of a cell."""


def in_its_colours(widget: Widget, strip: Strip) -> Strip:
    """Give a strip as the app's filters leave it: they make colours of what a terminal, or a wish for none, allows."""
    filters = widget.get_line_filters()
    if filters:
        _, ground = widget.background_colors
        for one in filters:
            strip = strip.apply_filter(one, ground)
    return strip


class Still(Widget):
    """A widget whose strips are given again, as they are, until it is to be painted anew.

    A repaint of one row asks every widget between the first and the last changed row for all of its rows; most of them are as before.
    """

    _strips_given: tuple[Region, list[Strip]] | None = None

    def _set_dirty(self, *regions: Region) -> None:
        self._strips_given = None
        super()._set_dirty(*regions)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the rows of a part of the window."""
        if self._strips_given is None or self._strips_given[0] != crop:
            self._strips_given = crop, super().render_lines(crop)
        return self._strips_given[1]


class SteadyBar(Still, ScrollBar):
    """A scroll bar that is painted anew only when it looks otherwise: in a long text a row more moves it by nothing."""

    def validate_position(self, position: float) -> float:
        """Round a position (in rows of the text) down to one that is drawn differently from the one before."""
        hidden = self.window_virtual_size - self.window_size
        size = self.size.height if self.vertical else self.size.width
        if hidden <= 0 or not size:
            return float(super().validate_position(position))
        if position >= hidden:
            return float(hidden)
        places = max(1.0, size - max(1.0, size * self.window_size / self.window_virtual_size)) * _EIGHTHS
        return int(position / hidden * places) / places * hidden


class KeptRows(ScrollView):
    """A scrolled view whose child gives the same strip for a row that looks as before.

    Textual's own way makes new strips of all rows at every scroll, to add borders, paddings and tints. Where there are none of these, the
    child's strips go to the screen as they are: one that is kept keeps how it was cut and what it is for the terminal. The child gives them
    in the terminal's own colours (``in_its_colours``).
    """

    @property
    def row_width(self) -> int:
        """Cells of a strip: with the place of the scroll bar, which lies above it."""
        return self.size.width if self.styles.gutter else self.outer_size.width

    def render_lines(self, crop: Region) -> list[Strip]:
        """Give the rows of a part of the window, as the child paints them."""
        if self.styles.gutter:
            return super().render_lines(crop)
        strips = [self.render_line(y) for y in crop.line_range]
        if crop.column_span != (0, self.row_width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The bar at the right, made when it is wanted first."""
        if self._vertical_scrollbar is None:
            bar = SteadyBar(vertical=True, name="vertical", thickness=self.scrollbar_size_vertical)
            bar.display = False
            self._vertical_scrollbar = bar
            self.app._start_widget(self, bar)  # noqa: SLF001 - as Textual starts its own bars
        return self._vertical_scrollbar
