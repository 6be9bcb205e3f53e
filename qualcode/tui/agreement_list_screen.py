"""The cells in which coders differ as rows, and below them the passages of the lit one side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.content import Content
from textual.message import Message

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.language.wording import sentence_of
from qualcode.tui.aligned_table import aligned_table
from qualcode.tui.cell_words import agreed_words
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import GAP, Heading, Row
from qualcode.usecases.agreeing import Difference, NothingSharedError, TooFewCodersError, differences
from qualcode.usecases.aligning_coders import Aligned, side_by_side
from qualcode.usecases.consensus import Consensus
from qualcode.usecases.material import wave_in_view

_WIDEST_CODE = 30
"""Cells that a code's name may take on a narrow screen, so that what the coders say stands beside it."""
_CASE, _CODER, _SIGN, _BAR = 20, 10, 2, 2
"""Cells that a case's and a coder's name take at most, and the sign of the lit row and the bar at the side."""


class NothingSharedHereError(QualcodeError):
    """Coders with nothing in common, told where a key takes in what began as suggestions."""

    sentence = N_(
        "{coders} have nothing in common that both coded without suggestions; let them code (or mark as read) the same "
        "minutes, or press {key}, which takes in work that began as suggestions."
    )


class TooFewHereError(QualcodeError):
    """Fewer than two coders, told where nobody names them."""

    sentence = N_(
        "Agreement is measured between two coders or more, and so far there is work by: {coders}. Let somebody else code the "
        "same minutes under a name of their own (`qualcode --coder NAME tui`), or bring in work that was done apart "
        "(`qualcode merge`)."
    )


class AgreementListScreen(ListedScreen):
    """Showing the differences; what is done about them is the child's."""

    TITLE_WORDS: ClassVar[str] = N_("agreement")
    ROOM: ClassVar[str] = "agreement"

    class Compared(Message):
        """The differences have been gathered, or why there are none."""

        def __init__(self, found: tuple[Difference, ...], fault: QualcodeError | None, wave: str) -> None:
            super().__init__()
            self.found, self.fault, self.wave = found, fault, wave

    def __init__(self) -> None:
        super().__init__()
        self.every: tuple[Difference, ...] = ()
        self.rows: tuple[Difference, ...] = ()
        self.pair: tuple[str, ...] = ()
        self.known: tuple[str, ...] = ()
        self.wave: str | None = None
        self.shown_wave = ""
        self.only_open = False
        self.with_suggested = False
        self.fault: QualcodeError | None = None
        self.spans: tuple[Aligned, ...] = ()
        self._said: tuple[str, tuple[str, str] | None] = ("", None)

    def reload(self) -> bool:
        """Gather the differences in a thread: all codings and judgements are looked through."""
        self.run_worker(self._gather, thread=True, exclusive=True, group="agreement", exit_on_error=False)
        return True

    def _gather(self) -> None:
        desk = self.desk
        with desk.guard_thread():
            desk.load_codebook()
            wave = wave_in_view(desk.project, self.wave)
            try:
                found = differences(desk.project, self.pair, wave=self.wave, with_suggested=self.with_suggested)
            except QualcodeError as fault:
                self.post_message(self.Compared((), self.for_here(fault), wave))
            else:
                self.post_message(self.Compared(found, None, wave))

    def for_here(self, fault: QualcodeError) -> QualcodeError:
        """Name the key instead of the command's option where work with suggestions may be taken in."""
        if isinstance(fault, TooFewCodersError):
            known = fault.fields["known"]
            return TooFewHereError(coders=self.say(N_("nobody")) if known == "–" else known)
        if not isinstance(fault, NothingSharedError):
            return fault
        deed = next(d for d in self.DEEDS if d.action == "suggested")
        return NothingSharedHereError(coders=fault.fields["coders"], key=" ".join(self.keys_of(deed)))

    def on_agreement_list_screen_compared(self, message: Compared) -> None:
        """Show what was found."""
        self.every, self.fault, self.shown_wave = message.found, message.fault, message.wave
        if self.every and not self.pair:
            self.known = tuple(self.every[0].statuses)
        self.fill()

    def fill(self) -> None:
        """Show the cells that are wanted: what each coder says stands right after the code, where it is never cut."""
        self.rows = tuple(d for d in self.every if not (self.only_open and d.consensus is not None))
        who = self.pair or self.known or (tuple(self.every[0].statuses) if self.every else ())
        heads = [
            Heading(self.say(N_("Case")), most=_CASE),
            Heading(self.say(N_("Code")), most=self._room_for_code(who)),
            *(Heading(name, most=_CODER) for name in who),
            Heading(self.say(N_("Settled")), most=12),
        ]
        rows = []
        for cell in self.rows:
            said = [self._sign(cell.statuses.get(name)) for name in who]
            settled = f"= {self._sign(cell.consensus)}" if cell.consensus else ""
            tone = "muted" if cell.consensus else "row"
            rows.append(Row((cell.case, self.desk.code_name(cell.code), *said, settled), tone))
        self.table.show(heads, rows)
        self._retitle()
        self.tell_lit()
        if words := self.shown_anew():
            self.told(words)

    def _room_for_code(self, who: Sequence[str]) -> int:
        """Give the cells that the case, what coders say and what is settled leave for a code's name."""
        head = cell_len(self.say(N_("Case")))
        case = min(_CASE, max([head, *(cell_len(d.case) for d in self.rows)]))
        taken = _SIGN + case + sum(min(_CODER, cell_len(name)) for name in who) + (len(who) + 2) * len(GAP)
        return max(_WIDEST_CODE, self.size.width - taken - cell_len(self.say(N_("Settled"))) - _BAR)

    def on_resize(self) -> None:
        """Give the codes' names the room that there is."""
        if self.every:
            self.fill()

    def told(self, words: str) -> None:
        """Say what was done."""
        self._said = words, _place(self.lit)
        settled = sum(d.consensus is not None for d in self.every)
        where = self.say(N_("differences: {all} · settled: {settled}"), all=len(self.every), settled=settled)
        self.query_one("#said", EndsLine).show(words, where)

    @property
    def lit(self) -> Difference | None:
        """The cell that is lit, or None."""
        return self.rows[self.table.lit] if self.table.lit < len(self.rows) else None

    def tell_lit(self) -> None:
        """Tell of the lit cell, or why there is none."""
        cell = self.lit
        self.spans = ()
        if cell is not None:
            self.spans = side_by_side(
                self.desk.project, cell.case, cell.code, tuple(cell.statuses), wave=self.shown_wave or None
            )
            said = {who: self.word(cell, CellStatus(s)) if s else "–" for who, s in cell.statuses.items()}
            table = aligned_table(self.desk, cell, said, self.spans)
            if cell.consensus:
                status = CellStatus(cell.consensus)
                agreed = Consensus(status, cell.reason, cell.recorder)
                table.caption = agreed_words(self.desk, agreed, self.word(cell, status)).plain
            self.show_about(table)
        elif self.fault is not None:
            self.show_about(Content(sentence_of(self.fault, self.desk.project.language)))
        else:
            self.show_about(Content(self.say(_nothing(self.every))))
        # Rows shown anew tell of their lit one once more, a moment later: what was said of it stays.
        # It stays as well when the row has gone: where only unsettled ones are shown, settling one takes it away.
        words, at = self._said
        self.told(words if at == _place(cell) or at not in map(_place, self.rows) else "")
        self.query_one(KeyLine).update_keys()

    def word(self, cell: Difference, status: CellStatus) -> str:
        """Give a status with its sign, in the code's words."""
        code = self.desk.code(cell.code)
        words = status_words(status, self.desk.project.language, code.kind if code else Kind.FINDING)
        return f"{GLYPHS[status]}  {words}"

    @staticmethod
    def _sign(status: str | None) -> str:
        return GLYPHS[CellStatus(status)] if status else "–"

    def _retitle(self) -> None:
        who = ", ".join(self.pair or self.known)
        left = " · ".join(p for p in (self.say(N_("Agreement")), self.shown_wave, who) if p)
        parts = [self.say(N_("with suggestions")) if self.with_suggested else self.say(N_("without suggestions"))]
        if self.only_open:
            parts.insert(0, self.say(N_("only unsettled")))
        self.query_one("#title", EndsLine).show(left, " · ".join(parts))


def _place(cell: Difference | None) -> tuple[str, str] | None:
    """Give the cell without what is said of it, which changes when it is settled."""
    return None if cell is None else (cell.case, cell.code)


def _nothing(every: Sequence[Difference]) -> str:
    return N_("All is settled. {k:view} shows it again.") if every else N_("The coders differ in no cell.")
