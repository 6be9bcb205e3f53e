"""The matrix: cases by themes or codes; a cell opens on its passages, is judged here and summed up, and all is written from here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, Column
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.tui.asking_where import ask_where
from qualcode.tui.cell_words import passage_line
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.drafts import KeptDraft
from qualcode.tui.line_screen import LineScreen
from qualcode.tui.matrix_grid_screen import NO_CELLS, NO_ROW, MatrixGridScreen
from qualcode.tui.memo_screen import SAVING, SUMMARY_KEYS, MemoScreen, Shown, show
from qualcode.tui.vault_door import in_worker, tell_closed, with_vault
from qualcode.usecases.cells import CellPassage, judged_by
from qualcode.usecases.comparing import waves_by_cell, waves_chart
from qualcode.usecases.consensus import consensus_on
from qualcode.usecases.counted_matrix import passages_behind
from qualcode.usecases.export_gate import Written
from qualcode.usecases.judging import JUDGEABLE, judge, sum_up
from qualcode.usecases.publishing import write_listing, write_matrix
from qualcode.usecases.tabulating import is_proposed, matrix

if TYPE_CHECKING:
    from qualcode.tui.reader_screen import ReaderScreen


class MatrixScreen(MatrixGridScreen):
    """Cases down, themes or codes across."""

    TITLE_WORDS: ClassVar[str] = N_("matrix")
    ROOM: ClassVar[str] = "matrix"
    DEEDS = (
        Deed("enter", "open", N_("open"), N_("A theme opens on its codes, a cell on its passages."), WORK, rank=10),
        Deed("j", "judge", N_("judge"), N_("Say what is the case in this cell."), WORK, rank=20),
        Deed("a", "as_proposed", N_("as proposed"), N_("Judge the cell as it is proposed, and go to the next."), WORK, rank=25),
        Deed("m", "summary", N_("summary"), N_("Write the summary of the cell."), WORK, rank=30),
        Deed("n", "next_proposed", N_("next not judged"), N_("To the next cell that nobody has judged."), WORK, rank=35),
        Deed("y", "view", N_("view"), N_("Sort and filter the rows; show another wave, or two beside each other."), WORK, rank=37),
        Deed("ctrl+e", "export", N_("export"), N_("Write the matrix for Word, Excel and others."), WORK, rank=45),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), WORK),
        Deed("escape", "leave", N_("back"), N_("From codes to themes, then to the overview."), LOOK, rank=70),
    )  # fmt: skip
    SILENT: ClassVar = {
        "judge": N_("Codes are judged, and not whole themes: {k:open} opens the theme."),
        "summary": N_("Codes are summed up, and not whole themes: {k:open} opens the theme."),
        "as_proposed": N_("Nothing is proposed in this cell that is not judged; {k:open} opens a theme."),
        **dict.fromkeys(("open", "export"), NO_ROW),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for what is lit."""
        del parameters
        lit = self.lit
        match action:
            case "judge" | "summary":
                return self._lit_cell() is not None
            case "as_proposed":
                cell = self._lit_cell()
                return cell is not None and is_proposed(cell[2])
            case "open":
                return lit is not None
            case "export":
                return not self.busy and bool(self.cases)
            case _:
                return True

    def is_gathering(self) -> bool:
        """Tell whether the matrix has not been counted yet."""
        return self.table is None

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: at worst no row is shown."""
        if self.lit is None:
            return NO_ROW if self.table is not None and self.table.rows else NO_CELLS
        if action == "as_proposed" and self.theme:
            return N_("This cell waits for no judgement; {k:next_proposed} goes to the next that does.")
        return super().why_silent(action)

    def action_open(self) -> None:
        """Open a theme on its codes, a cell on its passages."""
        lit = self.lit
        if lit is None:
            return
        case, column, cell = lit
        if not isinstance(cell, Cell):
            self.theme = column.id
            self.show_rows(column=0)
            return
        known: dict[str, CellPassage] = {}
        choices = []
        sheet = self.sheet
        for wave, counted in (
            ((self.view.against, sheet.before), (self.wave if sheet.before else "", sheet.now)) if sheet else ()
        ):
            documents = counted.documents.get(case, ()) if counted else ()
            found = passages_behind(self.desk.project, documents, column.id)
            known |= {p.id: p for p in found}
            for p in found:
                who = p.coder or self.say(N_("suggestion"))
                choices.append(Choice(p.id, passage_line(p), f"{wave} · {who}" if wave else who, p.text))
        if not choices:
            self.tell_hint(self.say(N_("No passage stands behind this cell.")))
            return

        window = ChoiceScreen(f"{case} · {column.name}", by_name(choices, told=True))
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

        window = ChoiceScreen(self.say(N_("What is the case?")), by_name(choices), about=self._about(case, column))
        self.desk.ask(window, lambda status: self._judge(case, column, status, cell.summary))

    def action_as_proposed(self) -> None:
        """Judge the cell as it is proposed and go on."""
        lit = self._lit_cell()
        if lit is not None and is_proposed(lit[2]):
            case, column, cell = lit
            self._judge(case, column, cell.status.value, cell.summary, then=self._go_on)

    def _go_on(self) -> None:
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
            self.tell_hint(self.say(N_("Judge the cell first ({k:judge}): a summary belongs to a judgement.")))
            return

        def store(text: str) -> Shown:
            words = text.strip()
            wave, secret = self.wave or None, self.desk.passphrase
            sum_up(self.desk.project, case, column.id, cell.status.value, words, wave=wave, passphrase=secret)
            return lambda: self._show_summed_up(case, column, words)

        about = self._about(case, column)
        window = MemoScreen(self.say(N_("Summary")), cell.summary, store=store, keys=SUMMARY_KEYS, about=about)
        draft = KeptDraft(self.desk.project, f"summary:{case}|{self.wave}|{column.id}")
        self.desk.ask(window.kept_in(draft), show)

    def action_next_proposed(self) -> None:
        """Light the next cell that nobody has judged, row by row; after the last comes the first."""
        if self.table is None:
            return
        cells, columns, here = self.table.cells, self.columns, self.grid.row
        rows = [*range(here, len(self.cases)), *range(min(here + 1, len(self.cases)))]
        for at, row in enumerate(rows):
            line = cells[self.cases[row]]
            # Of the lit row those after the lit cell come first, and the others last.
            begin = self.grid.column + 1 if at == 0 else 0
            found = next((n for n in range(begin, len(columns)) if is_proposed(line[columns[n].id])), None)
            if found is not None:
                self.grid.light(row, found)
                return
        self.tell_hint(self.say(N_("Every cell here is judged or silent.")))

    def action_export(self) -> None:
        """Write the matrix of the wave that is shown, of themes or of codes as they are shown; of two waves, what changed."""
        table, against = self.table, self.view.against
        if table is None:
            return
        project = self.desk.project

        level, wave = table.level, table.wave or None

        def made(target: Path, secret: str | None) -> Written:
            if not against:
                # Counted with the passages behind the cells, which a file may tell and the screen asks for one cell at a time.
                whole = matrix(project, level=level, wave=wave)
                return write_matrix(project, whole, target, audience=Audience.INTERNAL, passphrase=secret)
            source = project.speaking(project.settings.language)
            found = waves_by_cell(source, against, table.wave)
            chart = partial(waves_chart, source, against, table.wave)
            return write_listing(source, found, target, audience=Audience.INTERNAL, passphrase=secret, chart=chart)

        def write(target: Path) -> None:
            with_vault(
                self,
                partial(made, target),
                lambda done: self.told(self.say(N_("Written: {path}"), path=str(done))),
            )

        if against:
            title, name = self.say(N_("Write what changed between the waves to")), "exports/waves.docx"
            told = N_(
                "The ending decides: .docx, .xlsx, .csv, .md, .json, .png or .svg. It names cases: for internal use."
            )
        else:
            title, name = self.say(N_("Write the matrix to")), "exports/matrix.docx"
            told = N_(
                "The ending decides: .docx, .xlsx, .csv, .html, .md, .png or .svg. It names cases: for internal use."
            )
        ask_where(self.desk, LineScreen(title, name, told=self.say(told)), write)

    def action_leave(self) -> None:
        """Go from codes to themes, from themes to the overview."""
        if self.theme:
            theme, self.theme = self.theme, ""
            columns = [c.id for c in self.columns]
            self.show_rows(column=columns.index(theme) if theme in columns else 0)
        else:
            self._gathering.drop()
            self.dismiss(None)

    def _about(self, case: str, column: Column) -> str:
        """Name a cell; of two waves that are shown, it is the later one that is judged and summed up."""
        return " · ".join((case, column.name, *((self.wave,) if self.view.against else ())))

    def _lit_cell(self) -> tuple[str, Column, Cell] | None:
        """Give what is lit when it is a cell of a code, which can be judged."""
        lit = self.lit
        return (lit[0], lit[1], lit[2]) if lit is not None and isinstance(lit[2], Cell) else None

    def _judge(
        self, case: str, column: Column, status: str, summary: str, then: Callable[[], None] = lambda: None
    ) -> None:
        def done(shown: Shown) -> None:
            shown()
            then()

        if summary:
            # The names in it are hidden anew, which takes seconds the first time.
            self.told(self.say(SAVING))
            in_worker(self, partial(self._record, case, column, status, summary), done)
        else:
            done(self._record(case, column, status, ""))

    def _record(self, case: str, column: Column, status: str, summary: str) -> Shown:
        made = judge(
            self.desk.project,
            case,
            column.id,
            status,
            summary=summary,
            wave=self.wave or None,
            # Opening the vault takes its time; a status alone names nobody.
            passphrase=self.desk.passphrase if summary else None,
        )
        return lambda: self._show_judged(case, column, made.status, summary)

    def _show_summed_up(self, case: str, column: Column, summary: str) -> None:
        self.put_cell(case, column)
        told = N_("The summary is written, {k:undo} takes it back: {case}, {code}")
        if not summary:
            told = N_("The summary is taken away, {k:undo} brings it back: {case}, {code}")
        self.told(self.say(told, case=case, code=column.name))
        if summary:
            tell_closed(self.desk)

    def _show_judged(self, case: str, column: Column, status: CellStatus, summary: str) -> None:
        self.put_cell(case, column)
        words = status_words(status, self.desk.project.language, column.kind)
        told = N_("Judged as {status}, {k:undo} takes it back: {case}, {code}")
        if consensus_on(self.desk.project, case, column.id, self.wave) is not None:
            told = N_(
                "Kept as your own judgement: {status}. What you have agreed on stands until you agree anew (agreement)."
            )
        self.told(self.say(told, status=words, case=case, code=column.name))
        if summary:
            tell_closed(self.desk)

    def _read(self, passage: CellPassage) -> None:
        from qualcode.tui.reader_screen import ReaderScreen

        screen: ReaderScreen = ReaderScreen(passage.document)
        self.desk.places[passage.document] = passage.span.start
        self.app.push_screen(screen, self.come_back)

    def _of_others(self, case: str, code: str) -> str:
        told = judged_by(self.desk.project, case, code, self.wave)
        language = self.desk.project.language
        return ", ".join(f"{who}: {status_words(CellStatus(s), language)}" for who, s in told)
