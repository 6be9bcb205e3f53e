"""The documents of a project as rows, painted one by one: quick with ten of them and with ten thousand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.desk import Desk
from qualcode.usecases.surveying import Line

if TYPE_CHECKING:
    from textual import events

MOVE = N_("Move")
LISTING = (
    Deed("down", "light(1)", "", N_("A document down."), MOVE, palette=False),
    Deed("up", "light(-1)", "", N_("A document up."), MOVE, palette=False),
    Deed("pagedown,space", "page(1)", "", N_("A page down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", "", N_("A page up."), MOVE, palette=False),
    Deed("home,ctrl+home", "edge(0)", "", N_("To the first document."), MOVE, palette=False),
    Deed("end,ctrl+end", "edge(-1)", "", N_("To the last document."), MOVE, palette=False),
    Deed("enter", "open", N_("open"), N_("Open the document."), MOVE, rank=10, palette=False),
)
_READ = "✓"
_GAP = "  "


@dataclass(frozen=True, slots=True)
class _Column:
    head: str
    width: int
    right: bool = False


class DocumentList(ScrollView, can_focus=True):
    """Rows of documents; one is lit."""

    BINDINGS: ClassVar = bindings(LISTING)
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "documents--head",
        "documents--row",
        "documents--lit",
        "documents--done",
        "documents--waiting",
    }

    class Opened(Message):
        """A document is wanted."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Lit(Message):
        """Another document is lit."""

    def __init__(self) -> None:
        super().__init__(id="documents")
        self.lines: Sequence[Line] = ()
        self.lit = 0
        self._columns: tuple[_Column, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show documents; the lit one stays lit when it is still there."""
        key = self.lit_line.id if self.lit_line else ""
        self.lines = lines
        self.lit = next((n for n, line in enumerate(lines) if line.id == key), min(self.lit, max(0, len(lines) - 1)))
        self._columns = self._fitted()
        self.virtual_size = Size(self.scrollable_content_region.width, len(lines) + 1)
        self.refresh()
        self.post_message(self.Lit())

    @property
    def lit_line(self) -> Line | None:
        """The document that is lit."""
        return self.lines[self.lit] if self.lit < len(self.lines) else None

    def light(self, number: int) -> None:
        """Light a document and scroll until it is seen."""
        number = min(max(0, number), len(self.lines) - 1)
        if number < 0 or number == self.lit:
            return
        before, self.lit = self.lit, number
        for row in (before, number):
            self.refresh_lines(row + 1, 1)
        top, height = self.scroll_offset.y, self.scrollable_content_region.height - 1
        # The first row of the window is the head, which stays.
        if number < top:
            self.scroll_to(y=number, animate=False, immediate=True)
        elif number >= top + height:
            self.scroll_to(y=number - height + 1, animate=False, immediate=True)
        self.post_message(self.Lit())

    def on_resize(self) -> None:
        """Fit the columns to the width."""
        self._columns = self._fitted()
        self.virtual_size = Size(self.scrollable_content_region.width, len(self.lines) + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint the head or a document."""
        width = self.size.width
        if y == 0:
            style = self.get_component_rich_style("documents--head")
            return Strip([Segment(self._joined([c.head for c in self._columns]), style)]).adjust_cell_length(
                width, style
            )
        number = self.scroll_offset.y + y - 1
        if number >= len(self.lines):
            return Strip.blank(width, self.get_component_rich_style("documents--row"))
        line = self.lines[number]
        kind = "done" if line.read and not line.waiting else ("waiting" if line.waiting else "row")
        style = self.get_component_rich_style(f"documents--{kind}")
        sign = "  "
        if number == self.lit:
            style, sign = self.get_component_rich_style("documents--lit"), "▸ "
        return Strip([Segment(self._joined(self._cells(line), sign), style)]).adjust_cell_length(width, style)

    def action_light(self, by: int) -> None:
        """Light the next or previous document."""
        self.light(self.lit + by)

    def action_page(self, by: int) -> None:
        """Move by pages."""
        self.light(self.lit + by * max(1, self.scrollable_content_region.height - 2))

    def action_edge(self, end: int) -> None:
        """Light the first or last document."""
        self.light(0 if end == 0 else len(self.lines) - 1)

    def action_open(self) -> None:
        """Ask for the lit document."""
        if self.lit_line is not None:
            self.post_message(self.Opened(self.lit_line.id))

    def on_click(self, event: events.Click) -> None:
        """Light what is clicked; open it on the second click."""
        at = event.get_content_offset(self)
        if at is None or at.y == 0:
            return
        number = self.scroll_offset.y + at.y - 1
        if number < len(self.lines):
            self.light(number)
            if event.chain > 1:
                self.action_open()

    def _fitted(self) -> tuple[_Column, ...]:
        """Give the columns that the width has room for; the file's name takes what is left."""
        say = cast("Desk", self.app).say
        case = max([12, *(cell_len(line.case) for line in self.lines)])
        status = max([7, *(cell_len(say(line.status)) for line in self.lines)])
        wave = max([cell_len(say(N_("Wave"))), *(cell_len(line.wave) for line in self.lines)])
        fixed = [
            _Column(say(N_("Case")), min(case, 28)),
            _Column(say(N_("Wave")), min(wave, 10)),
            _Column(say(N_("Status")), status),
            _Column(say(N_("Codings")), cell_len(say(N_("Codings"))), right=True),
            _Column(say(N_("Suggestions")), cell_len(say(N_("Suggestions"))), right=True),
            _Column(say(N_("Read")), cell_len(say(N_("Read")))),
        ]
        used = 2 + sum(c.width + len(_GAP) for c in fixed)
        rest = self.scrollable_content_region.width - used
        return (*fixed, _Column(say(N_("File")), rest)) if rest >= 8 else tuple(fixed)  # noqa: PLR2004 - less says nothing

    def _cells(self, line: Line) -> list[str]:
        say = cast("Desk", self.app).say
        counts = (str(line.codings or ""), str(line.waiting or ""))
        return [line.case, line.wave, say(line.status), *counts, _READ if line.read else "", line.name][
            : len(self._columns)
        ]

    def _joined(self, cells: Sequence[str], sign: str = "  ") -> str:
        parts = []
        for column, cell in zip(self._columns, cells, strict=True):
            room = column.width
            cut = cell if cell_len(cell) <= room else set_cell_size(cell, room - 1) + "…"
            space = " " * (room - cell_len(cut))
            parts.append(space + cut if column.right else cut + space)
        return sign + _GAP.join(parts)
