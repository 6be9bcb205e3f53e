"""The matrix as a grid: rows sorted and filtered, one wave or two beside each other, the lit cell told in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Column, Matrix, ThemeCell
from qualcode.tui.cell_words import cell_words
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.grid_view import GRID, GridCell, GridView
from qualcode.tui.key_line import KeyLine
from qualcode.usecases.tabulating import TINTS, is_proposed, matrix, tally, waves

if TYPE_CHECKING:
    from textual.app import ComposeResult

_SILENT = frozenset({CellStatus.NOT_MENTIONED, CellStatus.UNREAD, CellStatus.NO_MINUTES, CellStatus.NOT_ASKED})
BY_CASE, BY_COLUMN, BY_LEFT = "by:case", "by:column", "by:left"
ALL, ONLY_LEFT, ONLY_SAID = "rows:all", "rows:left", "rows:said"
NO_ROW = N_("No row is such; {k:view} shows all rows again.")
NO_CELLS = N_(
    "No document is in the analysis yet. Minutes come in with `qualcode import FILES`; approved ones enter, and what the setting "
    "include names ({k:leave}, {k:settings})."
)


@dataclass(frozen=True, slots=True)
class View:
    """Which wave, the one it is set against ("" for none), how rows are sorted, which are shown, and the column that this is about."""

    wave: str | None = None
    against: str = ""
    order: str = BY_CASE
    rows: str = ALL
    column: str = ""


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
        self.cases = self._arranged(self.table)
        rows = [[self._shown(case, c) for c in columns] for case in self.cases]
        self.grid.show(self.say(N_("Case")), [c.name for c in columns], self.cases, rows)
        self._retitle()
        return old != self.table

    def _arranged(self, table: Matrix) -> tuple[str, ...]:
        """Give the cases that are shown, in their order."""
        view, columns = self.view, self.columns

        def left(case: str) -> int:
            return sum(is_proposed(table.cells[case][c.id]) for c in columns)

        def said(case: str) -> int:
            cell = table.cells[case].get(view.column)
            if isinstance(cell, Cell):
                return 0 if cell.status in _SILENT else 1
            return 0 if cell is None else sum(n for s, n in cell.statuses.items() if CellStatus(s) not in _SILENT)

        def rank(case: str) -> tuple[int, int]:
            cell = table.cells[case].get(view.column)
            order = list(CellStatus).index(cell.status) if isinstance(cell, Cell) else 0
            return (-said(case), order)

        cases = [c for c in table.rows if (view.rows != ONLY_LEFT or left(c)) and (view.rows != ONLY_SAID or said(c))]
        if view.order == BY_COLUMN:
            cases.sort(key=rank)
        elif view.order == BY_LEFT:
            cases.sort(key=lambda case: -left(case))
        return tuple(cases)

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
        now = self.view
        views = {
            BY_CASE: (self.say(N_("rows by case")), replace(now, order=BY_CASE)),
            BY_COLUMN: (
                self.say(N_("rows by what {column} says"), column=name),
                replace(now, order=BY_COLUMN, column=column),
            ),
            BY_LEFT: (self.say(N_("rows with most that is not judged first")), replace(now, order=BY_LEFT)),
            ALL: (self.say(N_("all rows")), replace(now, rows=ALL)),
            ONLY_LEFT: (self.say(N_("only rows with something not judged")), replace(now, rows=ONLY_LEFT)),
            ONLY_SAID: (
                self.say(N_("only rows that say something of {column}"), column=name),
                replace(now, rows=ONLY_SAID, column=column),
            ),
        }
        known = waves(self.desk.project)
        for wave in known if len(known) > 1 else ():
            words = self.say(N_("wave {wave}"), wave=wave)
            views[f"wave:{wave}"] = (words, replace(now, wave=wave, against=""))
        for first, second in ((a, b) for a in known for b in known if a < b):
            words = self.say(N_("{before} and {after} beside each other"), before=first, after=second)
            views[f"{first}/{second}"] = (words, replace(now, wave=second, against=first))
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
            old = self.before.cells.get(case, {}).get(column.id)
            before = "" if old is None else tally(old)
            # Only what changed has two sides, so that it is seen at a glance.
            words = words if before == words else f"{before or '·'}→{words or '·'}"
        return GridCell(f"{words}{mark}", tint)

    def _tell(self) -> None:
        lit = self.lit
        if lit is not None:
            words = cell_words(self.desk, *lit)
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
        wave = self.table.wave if self.table else ""
        if self.view.against:
            wave = f"{self.view.against} → {wave}"
        left = " · ".join(p for p in (self.say(N_("Matrix")), wave, theme) if p)
        every = len(self.table.rows) if self.table else 0
        if len(self.cases) == every:
            right = self.say(N_("cases with minutes: {number}"), number=self.table.denominator if self.table else 0)
        else:
            right = self.say(N_("rows: {shown} of {all}"), shown=len(self.cases), all=every)
        self.query_one("#title", EndsLine).show(left, right)
        self.query_one(KeyLine).update_keys()
