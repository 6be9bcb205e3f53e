"""The matrix as a grid: rows sorted and filtered, one wave or two beside each other, the lit cell told in words."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
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
from qualcode.tui.gathering import Gathering
from qualcode.tui.grid_view import GRID, GridView
from qualcode.tui.key_line import KeyLine
from qualcode.tui.matrix_sheet import Sheet, SheetCells, count_sheet
from qualcode.tui.matrix_views import View, has_minutes, offered_views, rows_shown, words_of_rows
from qualcode.usecases.counted_matrix import cell_now, with_cell
from qualcode.usecases.tabulating import waves

if TYPE_CHECKING:
    from textual.app import ComposeResult

COUNTING = N_("Counting …  {k:leave} goes back at once.")
NO_ROW = N_("No row is such; {k:view} shows all rows again.")
NO_CELLS = N_(
    "No document is in the analysis yet. Minutes come in with `qualcode import FILES`; approved ones enter, and what the setting "
    "include names ({k:leave}, {k:settings})."
)


class MatrixGridScreen(DeskScreen):
    """Showing the matrix; judging and writing are the child's."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet: Sheet | None = None
        self.cases: tuple[str, ...] = ()
        self.theme = ""
        # What is shown, and what was asked for last, which may still be counted.
        self.view = self.wanted = View()
        self._gathering = Gathering(self, self._retitle)
        self._left = 0
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
        """Count the themes."""
        self.grid.focus()
        self.query_one("#cell", Static).update(Content(self.say(COUNTING)))
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
        """Count the matrix anew, in a thread; what is shown stays until it is counted, and the lit cell stays lit."""
        self.count(self.wanted)
        return True

    def count(self, view: View) -> None:
        """Count what a view shows, in the place of what is being counted."""
        self.wanted = view
        self._gathering.begin(partial(count_sheet, self.desk, view), partial(self._take, view))

    def _take(self, view: View, sheet: Sheet) -> None:
        """Show what was counted."""
        first = self.sheet is None
        self.sheet, self.view = sheet, view
        self.show_rows()
        if first:
            # Counties without minutes say nothing, and often come first.
            there = next((n for n, case in enumerate(self.cases) if has_minutes(sheet.now.codes, case)), 0)
            self.grid.light(there, self.grid.column)
        if words := self.shown_anew():
            self.told(words)

    def show_rows(self, *, column: int | None = None) -> None:
        """Show the rows that the view shows in its order; what is lit stays lit, or in ``column``."""
        sheet = self.sheet
        if sheet is None:
            return
        case = self.cases[self.grid.row] if self.grid.row < len(self.cases) else ""
        table, columns = sheet.table(self.theme), self.columns
        left = partial(sheet.left, self.theme)
        self.cases = rows_shown(table, sheet.old(self.theme), self.view, left)
        self._left = sum(map(left, self.cases))
        row = self.cases.index(case) if case in self.cases else self.grid.row
        self.grid.show_made(
            self.say(N_("Case")),
            [c.name for c in columns],
            self.cases,
            SheetCells(sheet, self.theme, self.cases),
            sheet.needs(columns),
            lit=(row, self.grid.column if column is None else column),
        )
        self._retitle()

    def put_cell(self, case: str, column: Column) -> None:
        """Show one cell as it is now, after a judgement: the other cells are as they were counted."""
        sheet = self.sheet
        if sheet is None:
            return
        now = sheet.now
        cell = cell_now(self.desk.project, case, column.id, now.wave, now.documents.get(case, ()))
        self.sheet = replace(sheet, now=with_cell(now, case, column.id, cell))
        self.show_rows()
        if self._gathering.under_way:
            # What is being counted may not know of it yet.
            self.count(self.wanted)

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
        now = replace(self.wanted, wave=self.wanted.wave or self.wave or None)
        views = offered_views(self.say, now, column, name, waves(self.desk.project))
        choices = [
            Choice(key, words, self.say(N_("as now")) if view == now else "") for key, (words, view) in views.items()
        ]
        self.desk.ask(
            ChoiceScreen(self.say(N_("What is shown?")), by_name(choices)), lambda key: self._look(views[key][1])
        )

    def _look(self, view: View) -> None:
        same = self.sheet is not None and view.wave in (None, self.wave) and view.against == self.view.against
        if same and not self._gathering.under_way:
            self.view = self.wanted = view
            self.show_rows()
        else:
            self.count(view)
        self.told("")

    @property
    def wave(self) -> str:
        """The wave that is shown, of two the later one; "" before the matrix is counted."""
        return self.sheet.now.wave if self.sheet else ""

    @property
    def table(self) -> Matrix | None:
        """The matrix that is shown, of themes or of codes, or None before it is counted."""
        return self.sheet.table(self.theme) if self.sheet else None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown."""
        return self.sheet.now.of(self.theme)[1] if self.sheet else ()

    @property
    def lit(self) -> tuple[str, Column, Cell | ThemeCell] | None:
        """The case, column and cell that are lit, or None."""
        columns = self.columns
        if self.table is None or not self.cases or not columns:
            return None
        case = self.cases[min(self.grid.row, len(self.cases) - 1)]
        column = columns[min(self.grid.column, len(columns) - 1)]
        return case, column, self.table.cells[case][column.id]

    def _old(self, case: str, column: Column) -> Cell | ThemeCell | None:
        """Give the cell of the wave that this one is set against, or None."""
        before = self.sheet.old(self.theme) if self.sheet else None
        return None if before is None else before.cells.get(case, {}).get(column.id)

    def _tell(self) -> None:
        lit, sheet = self.lit, self.sheet
        if sheet is None:
            return
        if lit is not None:
            case, column, cell = lit
            told = [(self.wave, cell, sheet.now.documents.get(case, ()))]
            old = self._old(case, column)
            if old is not None and sheet.before is not None:
                told.insert(0, (self.view.against, old, sheet.before.documents.get(case, ())))
            words = cell_words(self.desk, case, column, *told)
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
        if self.sheet is None:
            return ""
        unjudged = self.say(N_("not judged (*): {left}"), left=self._left)
        signs = " ".join(f"{sign} {n}" for sign, n in zip("←→↑↓", self.grid.beyond, strict=True) if n)
        return f"{self.say(N_('more: {signs}'), signs=signs)} · {unjudged}" if signs else unjudged

    def _retitle(self) -> None:
        theme = self.desk.code_name(self.theme) if self.theme else self.say(N_("all themes"))
        wave = f"{self.view.against} → {self.wave}" if self.view.against else self.wave
        left = " · ".join(p for p in (self.say(N_("Matrix")), wave, theme) if p)
        every = len(self.table.rows) if self.table else 0
        if self._gathering.under_way:
            right = self.say(N_("Counting …"))
        elif len(self.cases) == every:
            right = self.say(N_("cases with minutes: {number}"), number=self.table.denominator if self.table else 0)
        else:
            rows = self.say(N_("rows: {shown} of {all}"), shown=len(self.cases), all=every)
            right = ", ".join(part for part in (rows, words_of_rows(self.say, self.view)) if part)
        self.query_one("#title", EndsLine).show(left, right)
        self.query_one(KeyLine).update_keys()
