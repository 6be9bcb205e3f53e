"""The documents of a project as rows: case, wave, status, how far each has come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar, cast

from rich.cells import cell_len
from textual.message import Message

from qualcode.domain.errors import N_
from qualcode.domain.minutes import marked
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
_HEADS: Mapping[str, str] = {
    "case": N_("Case"),
    "wave": N_("Wave"),
    "status": N_("Status"),
    "codings": N_("Codings"),
    "waiting": N_("Suggestions"),
    "read": N_("Read"),
    "file": N_("File"),
}
_CASE, _FILE = 12, 12
"""Cells that a case has at least, and a file's name where it stands at all (less where all are shorter)."""
_GUESSES = ("case", "date", "wave", "status")
"""What is told of guesses: what a person sees of a document here, and its date."""
_LEAST = {"case": _CASE, "status": 7}
_MOST = {"case": 28, "wave": 10, "read": 18}
"""Cells that a column takes at most."""
_ALL = ("case", "wave", "status", "codings", "waiting", "read")
_ALL_BUT_WAVE = ("case", "status", "codings", "waiting", "read")
_LAYOUTS = ((_ALL, True), (_ALL, False), (_ALL_BUT_WAVE, False))
"""The columns before the file's name, and whether others who have read are named; the first layout is taken that leaves the file room."""


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
        self._shown: tuple[str, ...] = _ALL
        self._named = True
        self._widths: Mapping[tuple[str, bool], int] = {}

    def measured(self, lines: Sequence[Line]) -> dict[tuple[str, bool], int]:
        """Give how wide each column's cells are, with others who have read named and not; a thread may do this for many documents."""
        return {
            (kind, named): max(map(cell_len, {self._cell(kind, line, named=named) for line in lines}), default=0)
            for kind in (*_ALL, "file")
            for named in (True, False)
        }

    def show(self, lines: Sequence[Line], widths: Mapping[tuple[str, bool], int] | None = None) -> None:
        """Show documents, as ``measured``; the lit one stays lit when it is still there."""
        key = self.lit_line.id if self.lit_line else ""
        self.lines = lines
        self._widths = self.measured(lines) if widths is None else widths
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
        """Give the columns that the width has room for; the file's name takes what is left.

        Where it has too little of it the names of others who read become their number, and a wave that all documents have is left out;
        only then the file's name, and at last the cases are cut: who has read stays.
        """
        for shown, named in _LAYOUTS:
            if shown == _ALL_BUT_WAVE and len({line.wave for line in self.lines}) > 1:
                continue
            self._shown, self._named = shown, named
            fixed = [self._column(kind) for kind in shown]
            rest = room - sum(c.width + len(GAP) for c in fixed)
            if rest >= _FILE or rest >= self._widest("file"):
                self._shown = (*shown, "file")
                return (*fixed, Column(self._head("file"), rest))
        rest += len(GAP)
        if rest < 0:
            fixed[0] = replace(fixed[0], width=max(_CASE, fixed[0].width + rest))
        return tuple(fixed)

    def cells(self, number: int) -> Sequence[str]:
        """Give what stands in a document's row."""
        line = self.lines[number]
        return [self._cell(kind, line) for kind in self._shown]

    def beside(self) -> str:
        """Tell of the lit document what its row has no room for: who else has read it, and its file."""
        line, widths = self.lit_line, dict(zip(self._shown, self.columns, strict=False))
        if line is None:
            return ""
        others = self._others(line)
        told = [cast("Desk", self.app).say(N_("read by {coders}"), coders=", ".join(others))] if others else []
        readers = [] if self._fits("read", line, widths) and self._named else told
        return " · ".join([*readers, *([] if self._fits("file", line, widths) else [line.name])])

    def guesses(self) -> str:
        """Tell what the mark at the lit document means: what nobody has said of it, from what it was guessed, and how it is set right."""
        from qualcode.usecases.describing import FIELDS, SOURCES, guesses_by_source

        line, say = self.lit_line, cast("Desk", self.app).say
        shown = {name: source for name, source in line.guessed.items() if name in _GUESSES} if line else {}
        if line is None or not shown:
            return ""
        told = [f"{say(FIELDS[n])} ({say(SOURCES[source])})" for n, source, _ in guesses_by_source([(line.id, shown)])]
        return say(N_("? guessed: {what}; `qualcode describe {id}` corrects it"), what=", ".join(told), id=line.id)

    def _fits(self, kind: str, line: Line, widths: Mapping[str, Column]) -> bool:
        return kind in widths and cell_len(self._cell(kind, line)) <= widths[kind].width

    def _head(self, kind: str) -> str:
        return cast("Desk", self.app).say(_HEADS[kind])

    def _widest(self, kind: str) -> int:
        return self._widths.get((kind, self._named), 0)

    def _column(self, kind: str) -> Column:
        widest = max(self._widest(kind), _LEAST.get(kind, 0))
        width = max(cell_len(self._head(kind)), min(widest, _MOST.get(kind, widest)))
        return Column(self._head(kind), width, right=kind in ("codings", "waiting"))

    def _cell(self, kind: str, line: Line, *, named: bool | None = None) -> str:
        match kind:
            case "case":
                return marked(line.case, "case", line.guessed)
            case "wave":
                return marked(line.wave, "wave", line.guessed)
            case "status":
                return marked(cast("Desk", self.app).say(line.status), "status", line.guessed)
            case "codings":
                return str(line.codings or "")
            case "waiting":
                return str(line.waiting or "")
            case "read":
                return self._read(line, named=self._named if named is None else named)
            case _:
                return line.name

    def _others(self, line: Line) -> list[str]:
        project = cast("Desk", self.app).project
        if project.settings.blind and project.coder not in line.readers:
            return []
        return [coder for coder in line.readers if coder != project.coder]

    def _read(self, line: Line, *, named: bool) -> str:
        """Tell who has read a document: a sign for the coder at the desk, the others by name or by how many they are."""
        others = self._others(line)
        told = (f"({', '.join(others)})" if named else f"+{len(others)}") if others else ""
        mine = cast("Desk", self.app).project.coder in line.readers
        return " ".join(part for part in (_READ if mine else "", told) if part)
