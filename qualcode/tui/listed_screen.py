"""A screen that is a list: title, rows, the lit one in full below them, what was done last, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.row_list import ROWING, RowTable

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.content import Content
    from textual.visual import VisualType


class ListedScreen(DeskScreen):
    """The ground of screens that show rows; a child fills ``table`` and tells of the row that is lit."""

    HEADED_BY_NEXT: ClassVar[bool] = False
    """Whether a line or two about what is shown stand above the rows (``#next``)."""
    WITH_ABOUT: ClassVar[bool] = True
    """Whether the lit row is told in full below the rows (``#about``)."""

    def compose(self) -> ComposeResult:
        """Lay out title, rows, the lit one in full, what was done last, keys."""
        yield EndsLine(id="title")
        if self.HEADED_BY_NEXT:
            yield Static(id="next")
        with Vertical(id="list-body"):
            yield RowTable("rows")
            if self.WITH_ABOUT:
                with VerticalScroll(id="about", can_focus=False):
                    yield Static(id="lit-in-full")
        yield SaidLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with the rows."""
        self.table.focus()
        self.begin()

    def begin(self) -> None:
        """Show what there is to show when the screen opens."""
        self.reload()

    @property
    def table(self) -> RowTable:
        """The rows."""
        return self.query_one("#rows", RowTable)

    def tell_lit(self) -> None:
        """Tell of the row that is lit."""

    def show_about(self, words: Content | VisualType) -> None:
        """Show words about the lit row, from their beginning."""
        self.query_one("#lit-in-full", Static).update(words)
        self.query_one("#about").scroll_home(animate=False)

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *ROWING, *own[len(self.DEEDS) :])

    def on_row_list_lit(self) -> None:
        """Tell of the row that is lit."""
        self.tell_lit()

    async def on_row_list_chosen(self) -> None:
        """Do with the row that was clicked twice what Enter does with it."""
        wanted = next((d for d in self.DEEDS if "enter" in d.keys.split(",")), None)
        if wanted is not None:
            await self.run_deed(wanted.action)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)
