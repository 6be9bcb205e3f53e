"""The matrix: cases by themes or codes; a cell opens on its passages and is judged here."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.table import Cell, Column, Matrix, ThemeCell
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.tui.cell_words import cell_words, passage_line
from qualcode.tui.choice_screen import Choice, ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk import DeskScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.grid_view import GRID, GridCell, GridView
from qualcode.tui.key_line import KeyLine
from qualcode.tui.memo_screen import MemoScreen
from qualcode.usecases.cells import CellPassage, judged_by, passages_of_cell
from qualcode.usecases.judging import JUDGEABLE, judge
from qualcode.usecases.tabulating import TINTS, is_proposed, matrix, tally, waves

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from qualcode.tui.reader_screen import ReaderScreen


class MatrixScreen(DeskScreen):
    """Cases down, themes or codes across."""

    TITLE_WORDS: ClassVar[str] = N_("matrix")
    DEEDS = (
        Deed("enter", "open", N_("open"), N_("A theme opens on its codes, a cell on its passages."), WORK, rank=10),
        Deed("j", "judge", N_("judge"), N_("Say what is the case in this cell."), WORK, rank=20),
        Deed(
            "a",
            "as_proposed",
            N_("as proposed"),
            N_("Judge the cell as it is proposed, and go to the next."),
            WORK,
            rank=25,
        ),
        Deed("s", "summary", N_("summary"), N_("Write the summary of the cell."), WORK, rank=30),
        Deed(
            "p", "next_proposed", N_("next not judged"), N_("To the next cell that nobody has judged."), WORK, rank=35
        ),
        Deed("w", "wave", N_("other wave"), N_("Show another wave."), WORK),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), WORK),
        Deed("escape", "leave", N_("back"), N_("From codes to themes, then to the overview."), LOOK, rank=70),
    )
    BINDINGS: ClassVar = bindings(DEEDS)

    def __init__(self) -> None:
        super().__init__()
        self.table: Matrix | None = None
        self.theme = ""
        self.chosen_wave: str | None = None
        self._words = ""
        self._told_at = (-1, -1)

    def compose(self) -> ComposeResult:
        """Lay out title, grid, what the lit cell holds, what was done last, keys."""
        yield EndsLine(id="title")
        yield GridView()
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="cell")
        yield EndsLine(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the themes."""
        self.query_one(GridView).focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
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
        self.table = matrix(self.desk.project, level=level, wave=self.chosen_wave)
        columns = self._columns()
        heads = [c.name for c in columns]
        rows = [[self._shown(self.table.cells[case][c.id]) for c in columns] for case in self.table.rows]
        self.grid.show(self.say(N_("Case")), heads, self.table.rows, rows)
        self._retitle()
        return old != self.table

    def told(self, words: str) -> None:
        """Say what was done; it stays until another cell is lit."""
        self._words, self._told_at = words, (self.grid.row, self.grid.column)
        self.query_one("#said", EndsLine).show(words, self._where())

    def on_grid_view_lit(self) -> None:
        """Tell of the cell that is lit."""
        with self.desk.guard():
            if self._told_at != (self.grid.row, self.grid.column):
                self._words = ""
            self._tell()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for what is lit."""
        del parameters
        lit = self._lit()
        match action:
            case "judge" | "summary":
                return self._lit_cell() is not None
            case "as_proposed":
                cell = self._lit_cell()
                return cell is not None and is_proposed(cell[2])
            case "open":
                return lit is not None
            case "wave":
                return len(waves(self.desk.project)) > 1
            case _:
                return True

    def action_open(self) -> None:
        """Open a theme on its codes, a cell on its passages."""
        lit = self._lit()
        if lit is None:
            return
        case, column, cell = lit
        if not isinstance(cell, Cell):
            self.theme = column.id
            self.grid.column = 0
            self.reload()
            return
        found = passages_of_cell(self.desk.project, cell, column.id)
        if not found:
            self.told(self.say(N_("No passage stands behind this cell.")))
            return
        choices = [Choice(p.id, passage_line(p), p.coder or self.say(N_("suggestion")), p.text) for p in found]
        known = {p.id: p for p in found}

        def fitting(typed: str) -> list[Choice]:
            return [c for c in choices if typed.casefold() in c.told.casefold()]

        window = ChoiceScreen(f"{case} · {column.name}", fitting)
        self.desk.ask(window, lambda key: self._read(known[key]))

    def action_judge(self) -> None:
        """Let a status be chosen for the cell."""
        lit = self._lit_cell()
        if lit is None:
            return
        case, column, cell = lit
        language = self.desk.project.language
        words = {s: f"{GLYPHS[s]}  {status_words(s, language, column.kind)}" for s in JUDGEABLE}
        order = sorted(JUDGEABLE, key=lambda s: s is not cell.status)
        choices = [Choice(s.value, words[s], "", self._of_others(case, column.id)) for s in order]

        def fitting(typed: str) -> list[Choice]:
            return [c for c in choices if typed.casefold() in c.words.casefold()]

        window = ChoiceScreen(self.say(N_("What is the case?")), fitting, about=f"{case} · {column.name}")
        self.desk.ask(window, lambda status: self._judge(case, column, status, cell.summary))

    def action_as_proposed(self) -> None:
        """Judge the cell as it is proposed and go on."""
        lit = self._lit_cell()
        if lit is not None and is_proposed(lit[2]):
            case, column, cell = lit
            self._judge(case, column, cell.status.value, cell.summary)
            words = self._words
            self.action_next_proposed()
            self.told(words)

    def action_summary(self) -> None:
        """Write the summary of the cell."""
        lit = self._lit_cell()
        if lit is None:
            return
        case, column, cell = lit
        if cell.status not in JUDGEABLE:
            self.told(self.say(N_("Judge the cell first (j): a summary belongs to a judgement.")))
            return
        window = MemoScreen(self.say(N_("Summary")), cell.summary, about=f"{case} · {column.name}")
        self.desk.ask(window, lambda text: self._judge(case, column, cell.status.value, text.strip()))

    def action_next_proposed(self) -> None:
        """Light the next cell that nobody has judged, row by row; after the last comes the first."""
        if self.table is None:
            return
        columns = self._columns()
        places = [
            (r, c)
            for r, case in enumerate(self.table.rows)
            for c, column in enumerate(columns)
            if is_proposed(self.table.cells[case][column.id])
        ]
        here = (self.grid.row, self.grid.column)
        found = next((p for p in places if p > here), places[0] if places else None)
        if found is None:
            self.told(self.say(N_("Every cell here is judged or silent.")))
        else:
            self.grid.light(*found)

    def action_wave(self) -> None:
        """Show the next wave; after the last comes the first."""
        known = waves(self.desk.project)
        if self.table is not None and known:
            at = known.index(self.table.wave) if self.table.wave in known else -1
            self.chosen_wave = known[(at + 1) % len(known)]
            self.reload()

    def action_reload(self) -> None:
        """Show what has been changed elsewhere."""
        self.reload()

    def action_leave(self) -> None:
        """Go from codes to themes, from themes to the overview."""
        if self.theme:
            theme, self.theme = self.theme, ""
            self.reload()
            columns = [c.id for c in self._columns()]
            self.grid.light(self.grid.row, columns.index(theme) if theme in columns else 0)
        else:
            self.dismiss(None)

    def _columns(self) -> tuple[Column, ...]:
        columns = self.table.columns if self.table else ()
        return tuple(c for c in columns if not self.theme or c.theme == self.theme)

    def _lit(self) -> tuple[str, Column, Cell | ThemeCell] | None:
        columns = self._columns()
        if self.table is None or not self.table.rows or not columns:
            return None
        case = self.table.rows[min(self.grid.row, len(self.table.rows) - 1)]
        column = columns[min(self.grid.column, len(columns) - 1)]
        return case, column, self.table.cells[case][column.id]

    def _lit_cell(self) -> tuple[str, Column, Cell] | None:
        """Give what is lit when it is a cell of a code, which can be judged."""
        lit = self._lit()
        return (lit[0], lit[1], lit[2]) if lit is not None and isinstance(lit[2], Cell) else None

    def _shown(self, cell: Cell | ThemeCell) -> GridCell:
        mark = "*" if is_proposed(cell) else ""
        tint = TINTS.get(cell.status, "") if isinstance(cell, Cell) else ""
        return GridCell(f"{tally(cell)}{mark}", tint)

    def _judge(self, case: str, column: Column, status: str, summary: str) -> None:
        made = judge(
            self.desk.project,
            case,
            column.id,
            status,
            summary=summary,
            wave=self.table.wave if self.table else None,
            # Opening the vault takes its time; a status alone names nobody.
            passphrase=self.desk.passphrase if summary else None,
        )
        self.reload()
        words = status_words(made.status, self.desk.project.language, column.kind)
        self.told(
            self.say(
                N_("Judged as {status}, u takes it back: {case}, {code}"), status=words, case=case, code=column.name
            )
        )

    def _read(self, passage: CellPassage) -> None:
        from qualcode.tui.reader_screen import ReaderScreen

        screen: ReaderScreen = ReaderScreen(passage.document)
        self.desk.places[passage.document] = passage.span.start
        self.app.push_screen(screen, lambda _: self._back())

    def _back(self) -> None:
        with self.desk.guard():
            self.reload()

    def _of_others(self, case: str, code: str) -> str:
        wave = self.table.wave if self.table else ""
        told = judged_by(self.desk.project, case, code, wave)
        language = self.desk.project.language
        return ", ".join(f"{who}: {status_words(CellStatus(s), language)}" for who, s in told)

    def _tell(self) -> None:
        lit = self._lit()
        empty = N_("There are no cases yet; import minutes first.")
        words = Content(self.say(empty)) if lit is None else cell_words(self.desk, *lit)
        self.query_one("#cell", Static).update(words)
        self.query_one("#said", EndsLine).show(self._words, self._where())
        self.query_one(KeyLine).update_keys()

    def _where(self) -> str:
        if self.table is None:
            return ""
        cells = [self.table.cells[case][c.id] for case in self.table.rows for c in self._columns()]
        left = sum(is_proposed(c) for c in cells)
        return self.say(N_("not judged: {left}"), left=left)

    def _retitle(self) -> None:
        theme = self.desk.code_name(self.theme) if self.theme else self.say(N_("all themes"))
        wave = self.table.wave if self.table else ""
        parts = [self.say(N_("Matrix")), theme, wave]
        left = " · ".join(p for p in parts if p)
        cases = self.say(N_("cases with minutes: {number}"), number=self.table.denominator if self.table else 0)
        self.query_one("#title", EndsLine).show(left, cases)
        self.query_one(KeyLine).update_keys()
