"""Splitting a code: its codings are listed, those chosen go to a new code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, SelectionList, Static
from textual.widgets.selection_list import Selection

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.holding_words import HoldsWords
from qualcode.tui.inks import glyph
from qualcode.tui.window_keys import MOVES, MovedByKeys
from qualcode.usecases.cells import CellPassage, coded_passages

if TYPE_CHECKING:
    from textual.app import ComposeResult

Split = tuple[str, tuple[str, ...]]
"""The new code's name, and the ids of the codings that it gets."""


class SplitScreen(HoldsWords, MovedByKeys, ModalScreen[Split]):
    """Gives name and codings; nothing when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "keep", show=False, priority=True),
    ]

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code = code
        self.rows: tuple[tuple[str, CellPassage], ...] = ()

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Lay out name, codings and keys."""
        say = self.desk.say
        with Vertical(classes="window tall"):
            yield Static(Content(say(N_("Name of the new code"))), classes="label")
            yield Input(id="typed", compact=True)
            yield Static(Content(say(N_("Which codings go to it?"))), classes="label")
            yield SelectionList[str](id="chosen")
            yield Static(Content(say(N_("Tab to the list · Space chooses · Ctrl+S splits · Esc leaves"))), id="hint")

    def on_mount(self) -> None:
        """List the code's codings, in a thread."""
        title = self.desk.say(N_("Split {code}"), code=self.desk.code_name(self._code))
        self.query_one(".window").border_title = title
        self.query_one("#typed").focus()
        self.run_worker(self._read, thread=True, exit_on_error=False)

    def _read(self) -> None:
        with self.desk.guard_thread():
            rows = coded_passages(self.desk.project, self._code)
            self.desk.call_from_thread(self._show, rows)

    def _show(self, rows: tuple[tuple[str, CellPassage], ...]) -> None:
        self.rows = rows
        self.query_one("#chosen", SelectionList).add_options(
            [Selection(Content(f"{glyph(p.status)} {case}: {p.text}"), p.id) for case, p in rows]
        )

    def action_keep(self) -> None:
        """Close with name and codings; a bell when one of them is lacking."""
        name = self.query_one("#typed", Input).value.strip()
        chosen = tuple(self.query_one("#chosen", SelectionList).selected)
        if name and chosen:
            self.dismiss((name, chosen))
        else:
            lacking = (
                N_("Give the new code a name.") if chosen else N_("Choose the codings that it shall get, with space.")
            )
            self.query_one("#hint", Static).update(Content(self.desk.say(lacking)))
            self.app.bell()

    def unwritten(self) -> bool:
        """Tell whether a name was written or a coding chosen."""
        return bool(self.query_one("#typed", Input).value.strip() or self.query_one("#chosen", SelectionList).selected)
