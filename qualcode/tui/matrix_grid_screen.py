"""The matrix as a grid: rows sorted and filtered, one wave or two beside each other, the lit cell told in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Column, Matrix, ThemeCell
from qualcode.tui.cell_words import cell_words
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.grid_view import GRID, GridCell, GridView
from qualcode.tui.key_line import KeyLine
from qualcode.tui.matrix_views import View, offered_views, rows_shown, words_of_rows
from qualcode.usecases.tabulating import TINTS, is_proposed, matrix, tally, waves

if TYPE_CHECKING:
    from textual.app import ComposeResult

NO_ROW = N_("No row is such; {k:view} shows all rows again.")
NO_CELLS = N_(
    "No document is in the analysis yet. Minutes come in with `qualcode import FILES`; approved ones enter, and what the setting "
    "include names ({k:leave}, {k:settings})."
)


class MatrixGridScreen(DeskScreen):
    """Showing the matrix; judging and writing are the child's."""

    def __init__(self) -> None:
        super().__init__()
        self.table: Matrix | None = None
        self.before: Matrix | None = None
        self.cases: tuple[str, ...] = ()
        self.theme = ""
        self.view = View()
        self._words = ""
        self._told_at = (-1, -1)

    def compose(self) -> ComposeResult:
        """Lay out title, grid, what the lit cell holds, what was done last, keys."""
        yield EndsLine(id="title")
        yield GridView()
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="cell")
        yield SaidLine(whole=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the themes."""
        self.grid.focus()
        self.call_after_refresh(self.come_back)

    def come_back(self, _: object = None) -> None:
        """Show the matrix anew: it may have been changed elsewhere."""
        with self.desk.guard():
            self.reload()

    @property
    def grid(self) -> GridView:
        """The grid."""
        return self.query_one(GridView)

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *GRID, *own[len(self.DEEDS) :])

    def reload(self) -> bool:
        """Show the matrix as the project has it now; tell whether anything changed."""
        old = self.table
        level = "code" if self.theme else "theme"
        project, view = self.desk.project, self.view
        self.table = matrix(project, level=level, wave=view.wave)
        self.before = matrix(project, level=level, wave=view.against) if view.against else None
        columns = self.columns
        self.cases = rows_shown(self.table, self.before, view, [c.id for c in columns])
        rows = [[self._shown(case, c) for c in columns] for case in self.cases]
        self.grid.show(self.say(N_("Case")), [c.name for c in columns], self.cases, rows)
        self._retitle()
        return old != self.table

    def told(self, words: str) -> None:
        """Say what was done; it stays until another cell is lit."""
        self._words, self._told_at = words, (self.grid.row, self.grid.column)
        self.query_one("#said", EndsLine).show(words, self._where())

    def on_grid_view_moved(self) -> None:
        """Tell how much is not seen."""
        self.query_one("#said", EndsLine).show(self._words, self._where())

    def on_grid_view_lit(self) -> None:
        """Tell of the cell that is lit."""
        with self.desk.guard():
            if self._told_at != (self.grid.row, self.grid.column):
                self._words = ""
            self._tell()

    def action_view(self) -> None:
        """Let it be chosen which wave is shown, how rows are sorted, and which of them are shown."""
        lit = self.lit
        column, name = (lit[1].id, lit[1].name) if lit is not None else ("", "")
        # The latest wave is shown without being asked for by its name.
        now = replace(self.view, wave=self.wave or self.view.wave)
        views = offered_views(self.say, now, column, name, waves(self.desk.project))
        choices = [
            Choice(key, words, self.say(N_("as now")) if view == now else "") for key, (words, view) in views.items()
        ]
        self.desk.ask(
            ChoiceScreen(self.say(N_("What is shown?")), by_name(choices)), lambda key: self._look(views[key][1])
        )

    def _look(self, view: View) -> None:
        case = self.lit[0] if self.lit else ""
        self.view = view
        self.reload()
        if case in self.cases:
            self.grid.light(self.cases.index(case), self.grid.column)
        self.told("")

    @property
    def wave(self) -> str:
        """The wave that is shown, of two the later one; "" before the matrix is counted."""
        return self.table.wave if self.table else ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        columns = self.table.columns if self.table else ()
        return tuple(c for c in columns if not self.theme or c.theme == self.theme)

    @property
    def lit(self) -> tuple[str, Column, Cell | ThemeCell] | None:
        """The case, column and cell that are lit, or None."""
        columns = self.columns
        if self.table is None or not self.cases or not columns:
            return None
        case = self.cases[min(self.grid.row, len(self.cases) - 1)]
        column = columns[min(self.grid.column, len(columns) - 1)]
        return case, column, self.table.cells[case][column.id]

    def _shown(self, case: str, column: Column) -> GridCell:
        cell = self.table.cells[case][column.id] if self.table else ThemeCell({})
        mark = "*" if is_proposed(cell) else ""
        tint = TINTS.get(cell.status, "") if isinstance(cell, Cell) else ""
        words = tally(cell)
        if self.before is not None:
            old = self._old(case, column)
            before = "" if old is None else tally(old)
            # Only what changed has two sides, so that it is seen at a glance.
            words = words if before == words else f"{before or '·'}→{words or '·'}"
        return GridCell(f"{words}{mark}", tint)

    def _old(self, case: str, column: Column) -> Cell | ThemeCell | None:
        """Give the cell of the wave that this one is set against, or None."""
        return None if self.before is None else self.before.cells.get(case, {}).get(column.id)

    def _tell(self) -> None:
        lit = self.lit
        if lit is not None:
            case, column, cell = lit
            old = self._old(case, column)
            earlier = () if old is None else ((self.view.against, old),)
            words = cell_words(self.desk, case, column, *earlier, (self.wave, cell))
            if self.table is not None and not self.table.denominator:
                words = Content("\n").join([words, Content(self.say(NO_CELLS))])
        elif self.table is not None and self.table.rows:
            words = Content(self.say(NO_ROW))
        else:
            words = Content(self.say(NO_CELLS))
        self.query_one("#cell", Static).update(words)
        self.query_one("#said", EndsLine).show(self._words, self._where())
        self.query_one(KeyLine).update_keys()

    def _where(self) -> str:
        if self.table is None:
            return ""
        left = sum(is_proposed(self.table.cells[case][c.id]) for case in self.cases for c in self.columns)
        unjudged = self.say(N_("not judged (*): {left}"), left=left)
        signs = " ".join(f"{sign} {n}" for sign, n in zip("←→↑↓", self.grid.beyond, strict=True) if n)
        return f"{self.say(N_('more: {signs}'), signs=signs)} · {unjudged}" if signs else unjudged

    def _retitle(self) -> None:
        theme = self.desk.code_name(self.theme) if self.theme else self.say(N_("all themes"))
        wave = f"{self.view.against} → {self.wave}" if self.view.against else self.wave
        left = " · ".join(p for p in (self.say(N_("Matrix")), wave, theme) if p)
        every = len(self.table.rows) if self.table else 0
        if len(self.cases) == every:
            right = self.say(N_("cases with minutes: {number}"), number=self.table.denominator if self.table else 0)
        else:
            rows = self.say(N_("rows: {shown} of {all}"), shown=len(self.cases), all=every)
            right = ", ".join(part for part in (rows, words_of_rows(self.say, self.view)) if part)
        self.query_one("#title", EndsLine).show(left, right)
        self.query_one(KeyLine).update_keys()
