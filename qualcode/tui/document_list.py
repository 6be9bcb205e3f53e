"""The documents of a project as rows: case, wave, status, how far each has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, cast

from rich.cells import cell_len
from textual.message import Message

from qualcode.domain.errors import N_
from qualcode.tui.deeds import Deed, bindings
from qualcode.tui.desk import Desk
from qualcode.tui.row_list import GAP, MOVE, Column, RowList
from qualcode.usecases.surveying import Line

LISTING = (
    Deed("down", "light(1)", "", N_("A document down."), MOVE, palette=False),
    Deed("up", "light(-1)", "", N_("A document up."), MOVE, palette=False),
    Deed("pagedown,space", "page(1)", "", N_("A page down."), MOVE, palette=False),
    Deed("pageup", "page(-1)", "", N_("A page up."), MOVE, palette=False),
    Deed("home,ctrl+home", "far(0)", "", N_("To the first document."), MOVE, palette=False),
    Deed("end,ctrl+end", "far(-1)", "", N_("To the last document."), MOVE, palette=False),
    Deed("enter", "open", N_("open"), N_("Open the document."), MOVE, rank=10, palette=False),
)
_READ = "✓"
_READERS = 18
"""Cells that the names of those who have read a document may take."""


class DocumentList(RowList):
    """Rows of documents; one is lit."""

    BINDINGS: ClassVar = bindings(LISTING)

    class Opened(Message):
        """A document is wanted."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self) -> None:
        super().__init__("documents")
        self.lines: Sequence[Line] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Show documents; the lit one stays lit when it is still there."""
        key = self.lit_line.id if self.lit_line else ""
        self.lines = lines
        self.renew(next((n for n, line in enumerate(lines) if line.id == key), self.lit))

    @property
    def lit_line(self) -> Line | None:
        """The document that is lit."""
        return self.lines[self.lit] if self.lit < len(self.lines) else None

    def row_count(self) -> int:
        """Give how many documents there are."""
        return len(self.lines)

    def tone(self, number: int) -> str:
        """Tell documents that are done from those that wait."""
        line = self.lines[number]
        return "muted" if line.read and not line.waiting else "row"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something: nothing does without documents."""
        return bool(self.lines) if action == "open" else super().check_action(action, parameters)

    def action_open(self) -> None:
        """Ask for the lit document."""
        if self.lit_line is not None:
            self.post_message(self.Opened(self.lit_line.id))

    def on_row_list_chosen(self) -> None:
        """Ask for the document that was clicked twice."""
        self.action_open()

    def fitted(self, room: int) -> tuple[Column, ...]:
        """Give the columns that the width has room for; the file's name takes what is left."""
        say = cast("Desk", self.app).say
        case = max([12, *(cell_len(line.case) for line in self.lines)])
        status = max([7, *(cell_len(say(line.status)) for line in self.lines)])
        wave = max([cell_len(say(N_("Wave"))), *(cell_len(line.wave) for line in self.lines)])
        fixed = [
            Column(say(N_("Case")), min(case, 28)),
            Column(say(N_("Wave")), min(wave, 10)),
            Column(say(N_("Status")), status),
            Column(say(N_("Codings")), cell_len(say(N_("Codings"))), right=True),
            Column(say(N_("Suggestions")), cell_len(say(N_("Suggestions"))), right=True),
            Column(
                say(N_("Read")),
                min(max([cell_len(say(N_("Read"))), *(cell_len(self._read(line)) for line in self.lines)]), _READERS),
            ),
        ]
        used = sum(c.width + len(GAP) for c in fixed)
        rest = room - used
        return (*fixed, Column(say(N_("File")), rest)) if rest >= 8 else tuple(fixed)  # noqa: PLR2004 - less says nothing

    def cells(self, number: int) -> Sequence[str]:
        """Give what stands in a document's row."""
        line = self.lines[number]
        say = cast("Desk", self.app).say
        counts = (str(line.codings or ""), str(line.waiting or ""))
        return [line.case, line.wave, say(line.status), *counts, self._read(line), line.name][: len(self.columns)]

    def _read(self, line: Line) -> str:
        """Tell who has read a document: a sign for the coder at the desk, the others by name."""
        mine = cast("Desk", self.app).project.coder
        others = ", ".join(coder for coder in line.readers if coder != mine)
        return " ".join(
            part for part in (_READ if mine in line.readers else "", f"({others})" if others else "") if part
        )
