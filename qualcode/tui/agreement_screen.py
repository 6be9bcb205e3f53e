"""Agreement: the cells in which coders differ, their passages side by side, and what they settle on with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.glyphs import GLYPHS, status_words
from qualcode.language.wording import sentence_of
from qualcode.tui.aligned_table import aligned_table
from qualcode.tui.choice_screen import Choice, ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk import DeskScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.memo_screen import MemoScreen
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.usecases.agreeing import Comparison, Difference, NothingSharedError, compare_coders, differences
from qualcode.usecases.aligning_coders import Aligned, side_by_side
from qualcode.usecases.judging import JUDGEABLE, judge

if TYPE_CHECKING:
    from textual.app import ComposeResult

_PAIR = 2


class NothingSharedHereError(QualcodeError):
    """Coders with nothing in common, told where a key takes in what began as suggestions."""

    sentence = N_(
        "{coders} have nothing in common that both coded without suggestions; let them code (or mark as read) the same "
        "minutes, or press {key}, which takes in work that began as suggestions."
    )


class AgreementScreen(DeskScreen):
    """The differences between coders."""

    TITLE_WORDS: ClassVar[str] = N_("agreement")
    DEEDS = (
        Deed("enter", "settle", N_("settle"), N_("Record what you agree on, with the reason."), WORK, rank=10),
        Deed("o", "open", N_("open"), N_("Open the first of the passages in its document."), WORK, rank=20),
        Deed("f", "figures", N_("figures"), N_("Show how far the coders agree."), WORK, rank=15),
        Deed("w", "hide", N_("only unsettled"), N_("Hide what is settled, or show it again."), WORK, rank=25),
        Deed(
            "c", "coders", N_("coders"), N_("Compare the next two coders; after the last, all of them."), WORK, rank=30
        ),
        Deed(
            "s",
            "suggested",
            N_("with suggestions"),
            N_("Take in work that began as suggestions, or leave it out: it is not blind."),
            WORK,
            rank=35,
        ),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), WORK),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )
    BINDINGS: ClassVar = bindings(DEEDS)

    class Compared(Message):
        """The differences have been gathered, or why there are none."""

        def __init__(self, found: tuple[Difference, ...], fault: QualcodeError | None) -> None:
            super().__init__()
            self.found, self.fault = found, fault

    def __init__(self) -> None:
        super().__init__()
        self.every: tuple[Difference, ...] = ()
        self.rows: tuple[Difference, ...] = ()
        self.pair: tuple[str, ...] = ()
        self.known: tuple[str, ...] = ()
        self.only_open = False
        self.with_suggested = False
        self.fault: QualcodeError | None = None
        self.spans: tuple[Aligned, ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out title, cells, the passages of the lit one, what was done last, keys."""
        yield EndsLine(id="title")
        yield OptionList(id="cells")
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="passages-of")
        yield EndsLine(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Gather the differences."""
        self.query_one("#cells").focus()
        self.reload()

    def reload(self) -> bool:
        """Gather the differences in a thread: all codings and judgements are looked through."""
        self.run_worker(self._gather, thread=True, exclusive=True, group="agreement", exit_on_error=False)
        return True

    def _gather(self) -> None:
        desk = self.desk
        with desk.guard_thread():
            desk.load_codebook()
            try:
                found = differences(desk.project, self.pair, with_suggested=self.with_suggested)
            except QualcodeError as fault:
                self.post_message(self.Compared((), self._for_here(fault)))
            else:
                self.post_message(self.Compared(found, None))

    def _for_here(self, fault: QualcodeError) -> QualcodeError:
        """Name the key instead of the command's option where work with suggestions may be taken in."""
        if not isinstance(fault, NothingSharedError):
            return fault
        deed = next(d for d in self.DEEDS if d.action == "suggested")
        return NothingSharedHereError(coders=fault.fields["coders"], key=" ".join(self.keys_of(deed)))

    def on_agreement_screen_compared(self, message: Compared) -> None:
        """Show what was found."""
        self.every, self.fault = message.found, message.fault
        if self.every and not self.pair:
            self.known = tuple(self.every[0].statuses)
        self._fill()

    def told(self, words: str) -> None:
        """Say what was done."""
        settled = sum(d.consensus is not None for d in self.every)
        where = self.say(N_("differences: {all} · settled: {settled}"), all=len(self.every), settled=settled)
        self.query_one("#said", EndsLine).show(words, where)

    @property
    def lit(self) -> Difference | None:
        """The cell that is lit, or None."""
        at = self.query_one("#cells", OptionList).highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def on_option_list_option_highlighted(self) -> None:
        """Tell of the lit cell."""
        with self.desk.guard():
            self._tell()

    def on_option_list_option_selected(self) -> None:
        """Settle the chosen cell."""
        with self.desk.guard():
            self.action_settle()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        match action:
            case "settle":
                return self.lit is not None
            case "open":
                return bool(self.spans)
            case "coders":
                return len(self.known) > _PAIR
            case "hide":
                return any(d.consensus is not None for d in self.every)
            case _:
                return True

    def action_settle(self) -> None:
        """Let a status be chosen, then its reason be written."""
        cell = self.lit
        if cell is None:
            return
        told = {status for status in cell.statuses.values() if status}
        order = sorted(JUDGEABLE, key=lambda s: s.value not in told)
        by = {s: ", ".join(who for who, status in cell.statuses.items() if status == s.value) for s in order}
        choices = [Choice(s.value, self._word(cell, s), by[s]) for s in order]

        def fitting(typed: str) -> list[Choice]:
            return [c for c in choices if typed.casefold() in c.words.casefold()]

        title = self.say(N_("What is the case? {case} · {code}"), case=cell.case, code=self.desk.code_name(cell.code))
        self.desk.ask(ChoiceScreen(title, fitting), lambda status: self._ask_reason(cell, CellStatus(status)))

    def action_open(self) -> None:
        """Open the first passage of the lit cell."""
        from qualcode.tui.reader_screen import ReaderScreen

        if self.spans:
            first = self.spans[0]
            self.desk.places[first.document] = first.span.start
            self.app.push_screen(ReaderScreen(first.document), self.come_back)

    def action_figures(self) -> None:
        """Show how far the coders agree."""
        self.told(self.say(N_("Getting ready …")))
        self.run_worker(self._measure, thread=True, exclusive=True, group="figures", exit_on_error=False)

    def _measure(self) -> None:
        with self.desk.guard_thread():
            try:
                found = compare_coders(self.desk.project, self.pair, with_suggested=self.with_suggested)
            except QualcodeError as fault:
                raise self._for_here(fault) from None
            finally:
                self.app.call_from_thread(self.told, "")
            self.app.call_from_thread(self._show_figures, found)

    def _show_figures(self, found: Comparison) -> None:
        from qualcode.language.numbers import decimal

        language = self.desk.project.language
        lines = [Content.styled(", ".join(found.coders), "bold")]
        for name, one in found.overall.estimates.items():
            value = "–" if one.value is None else decimal(one.value, language)
            lines.append(Content(f"{self.say(_NAMES.get(name, name))}: {value}"))
        lines += [Content(""), *(Content(sentence) for sentence in found.meaning)]
        if found.left_out:
            left = ", ".join(f"{s.document} ({s.coder})" for s in found.left_out)
            lines += [
                Content(""),
                Content(self.say(N_("Left out, since suggestions were decided there: {documents}."), documents=left)),
            ]
        self.app.push_screen(NoticeScreen(self.say(N_("How far the coders agree")), Content("\n").join(lines)))

    def action_hide(self) -> None:
        """Hide what is settled, or show it again."""
        self.only_open = not self.only_open
        self._fill()

    def action_coders(self) -> None:
        """Compare the next two coders, or all."""
        order = [(), *combinations(self.known, _PAIR)]
        self.pair = order[(order.index(self.pair) + 1) % len(order)]
        self.reload()

    def action_suggested(self) -> None:
        """Take in work that began as suggestions, or leave it out."""
        self.with_suggested = not self.with_suggested
        self.reload()

    def action_reload(self) -> None:
        """Gather anew."""
        self.reload()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _ask_reason(self, cell: Difference, status: CellStatus) -> None:
        about = f"{cell.case} · {self.desk.code_name(cell.code)}: {self._word(cell, status)}"
        window = MemoScreen(self.say(N_("The reason for what you agree on")), about=about)
        self.desk.ask(window, lambda reason: self._settle(cell, status, reason))

    def _settle(self, cell: Difference, status: CellStatus, reason: str) -> None:
        if not reason.strip():
            self.told(self.say(N_("Nothing was recorded: a consensus needs a reason.")))
            return
        judge(
            self.desk.project,
            cell.case,
            cell.code,
            status.value,
            consensus=reason.strip(),
            passphrase=self.desk.passphrase,
        )
        self.reload()
        self.told(self.say(N_("Settled as {status}, u takes it back."), status=self._word(cell, status)))

    def _fill(self) -> None:
        self.rows = tuple(d for d in self.every if not (self.only_open and d.consensus is not None))
        there = self.query_one("#cells", OptionList)
        lit = there.highlighted or 0
        there.clear_options()
        there.add_options([Option(self._line(d)) for d in self.rows])
        there.highlighted = min(lit, len(self.rows) - 1) if self.rows else None
        who = ", ".join(self.pair or self.known)
        left = self.say(N_("Agreement")) + (f" · {who}" if who else "")
        self.query_one("#title", EndsLine).show(
            left, self.say(N_("with suggestions")) if self.with_suggested else self.say(N_("blind work"))
        )
        self._tell()

    def _line(self, cell: Difference) -> Content:
        said = "  ".join(f"{who} {self._sign(status)}" for who, status in cell.statuses.items())
        settled = f"  = {self._sign(cell.consensus)}" if cell.consensus else ""
        return Content.assemble(
            Content.styled(f"{cell.case}  ", "bold"),
            f"{self.desk.code_name(cell.code)}  ",
            said,
            Content.styled(settled, "bold"),
        )

    @staticmethod
    def _sign(status: str | None) -> str:
        return GLYPHS[CellStatus(status)] if status else "–"

    def _word(self, cell: Difference, status: CellStatus) -> str:
        code = self.desk.code(cell.code)
        words = status_words(status, self.desk.project.language, code.kind if code else Kind.FINDING)
        return f"{GLYPHS[status]}  {words}"

    def _tell(self) -> None:
        there = self.query_one("#passages-of", Static)
        cell = self.lit
        self.spans = ()
        if cell is not None:
            self.spans = side_by_side(self.desk.project, cell.case, cell.code, tuple(cell.statuses))
            said = {who: self._word(cell, CellStatus(s)) if s else "–" for who, s in cell.statuses.items()}
            there.update(aligned_table(self.desk, cell, said, self.spans))
        elif self.fault is not None:
            there.update(Content(sentence_of(self.fault, self.desk.project.language)))
        else:
            there.update(Content(self.say(_nothing(self.every))))
        self.told("")
        self.query_one(KeyLine).update_keys()


_NAMES = {"percent": N_("percent"), "cohen_kappa": "Cohen κ", "krippendorff_alpha": "Krippendorff α"}


def _nothing(every: Sequence[Difference]) -> str:
    return N_("All is settled. w shows it again.") if every else N_("The coders differ in no cell.")
