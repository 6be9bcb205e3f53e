"""Agreement: what coders differ in is settled with a reason, measured, and shown by pair of coders and by wave."""

from __future__ import annotations

from functools import partial
from itertools import combinations
from typing import ClassVar

from textual.content import Content

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.agreement_list_screen import AgreementListScreen
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.drafts import KeptDraft
from qualcode.tui.memo_screen import MemoScreen, Shown, show
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.row_list import MOVES_IN_ROWS
from qualcode.tui.vault_door import tell_closed
from qualcode.usecases.agreeing import Comparison, Difference, compare_coders
from qualcode.usecases.asking import names_of_documents
from qualcode.usecases.judging import JUDGEABLE, judge
from qualcode.usecases.tabulating import waves

_PAIR = 2
_NO_DIFFERENCE = N_("No difference is shown here that could be settled; the lines below the rows say why.")
_NAMES = {"percent": N_("judged alike"), "cohen_kappa": "Cohen κ", "krippendorff_alpha": "Krippendorff α"}


class AgreementScreen(AgreementListScreen):
    """The differences between coders, and what is done about them."""

    DEEDS = (
        Deed("enter,j", "settle", N_("settle"), N_("Record what you agree on, with the reason."), WORK, rank=10),
        Deed("l", "open", N_("passages"), N_("Open the first of the passages in its document."), WORK, rank=20),
        Deed("v", "figures", N_("figures"), N_("Show how far the coders agree."), WORK, rank=15),
        Deed("tab", "coders", N_("coders"), N_("Compare the next two coders; after the last, all of them."), WORK, rank=30),
        Deed("y", "view", N_("view"), N_("Hide what is settled, or show another wave."), WORK, rank=25),
        Deed("Y", "suggested", N_("with suggestions"),
             N_("Take in work that began as suggestions, or leave it out: whoever decides one has seen it."), WORK, rank=35),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), WORK),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )  # fmt: skip
    SILENT: ClassVar = {
        "settle": _NO_DIFFERENCE,
        "open": N_("No passages here: the difference lies in the judgements."),
        "coders": N_("There are no more than two coders."),
        "view": N_("Nothing is settled yet, and there is one wave."),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

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
            case "view":
                return self.only_open or any(d.consensus for d in self.every) or len(waves(self.desk.project)) > 1
            case _:
                return True

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: most often the coders differ in nothing."""
        if self.lit is None and action in ("settle", "open", *MOVES_IN_ROWS):
            return _NO_DIFFERENCE
        return super().why_silent(action)

    def action_settle(self) -> None:
        """Let a status be chosen, then its reason be written."""
        cell = self.lit
        if cell is None:
            return
        told = {status for status in cell.statuses.values() if status}
        order = sorted(JUDGEABLE, key=lambda s: s.value not in told)
        by = {s: ", ".join(who for who, status in cell.statuses.items() if status == s.value) for s in order}
        choices = [Choice(s.value, self.word(cell, s), by[s]) for s in order]

        title = self.say(N_("What is the case? {case} · {code}"), case=cell.case, code=self.desk.code_name(cell.code))
        self.desk.ask(ChoiceScreen(title, by_name(choices)), lambda status: self._ask_reason(cell, CellStatus(status)))

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
                found = compare_coders(self.desk.project, self.pair, wave=self.wave, with_suggested=self.with_suggested)
            except QualcodeError as fault:
                raise self.for_here(fault) from None
            finally:
                self.app.call_from_thread(self.told, "")
            self.app.call_from_thread(self._show_figures, found)

    def _show_figures(self, found: Comparison) -> None:
        from qualcode.language.numbers import decimal, percent_words

        language = self.desk.project.language
        lines = [Content.styled(", ".join(found.coders), "bold")]
        for name, one in found.overall.estimates.items():
            value = "–" if one.value is None else decimal(one.value, language)
            if name == "percent" and one.value is not None:
                value = percent_words(one.value, language)
            lines.append(Content(f"{self.say(_NAMES.get(name, name))}: {value}"))
        lines += [Content(""), *(Content(sentence) for sentence in found.meaning)]
        if found.left_out:
            names = names_of_documents(self.desk.project)
            left = ", ".join(f"{names.get(s.document, s.document)} ({s.coder})" for s in found.left_out)
            lines += [
                Content(""),
                Content(self.say(N_("Left out, since suggestions were decided there: {documents}."), documents=left)),
            ]
        self.app.push_screen(NoticeScreen(self.say(N_("How far the coders agree")), Content("\n").join(lines)))

    def action_view(self) -> None:
        """Let it be chosen which cells are shown: all or the unsettled ones, of which wave."""
        choices = [
            Choice("open", self.say(N_("only unsettled")), self._now(self.only_open)),
            Choice("all", self.say(N_("settled ones too")), self._now(not self.only_open)),
        ]
        known = waves(self.desk.project)
        if len(known) > 1:
            choices += [
                Choice(f"wave:{w}", self.say(N_("wave {wave}"), wave=w), self._now(w == self.shown_wave)) for w in known
            ]

        def look(key: str) -> None:
            if key.startswith("wave:"):
                self.wave = key.partition(":")[2]
                self.reload()
            else:
                self.only_open = key == "open"
                self.fill()

        self.desk.ask(ChoiceScreen(self.say(N_("What is shown?")), by_name(choices)), look)

    def _now(self, same: bool) -> str:
        return self.say(N_("as now")) if same else ""

    def action_coders(self) -> None:
        """Compare the next two coders, or all."""
        order = [(), *combinations(self.known, _PAIR)]
        self.pair = order[(order.index(self.pair) + 1) % len(order)]
        self.reload()

    def action_suggested(self) -> None:
        """Take in work that began as suggestions, or leave it out."""
        self.with_suggested = not self.with_suggested
        self.reload()

    def _ask_reason(self, cell: Difference, status: CellStatus) -> None:
        about = f"{cell.case} · {self.desk.code_name(cell.code)}: {self.word(cell, status)}"
        keys = N_("Ctrl+S records it · Esc leaves it as it was")
        store = partial(self._settle, cell, status)
        window = MemoScreen(self.say(N_("The reason for what you agree on")), store=store, about=about, keys=keys)
        draft = KeptDraft(self.desk.project, f"reason:{cell.case}|{self.shown_wave}|{cell.code}")
        self.desk.ask(window.kept_in(draft), show)

    def _settle(self, cell: Difference, status: CellStatus, reason: str) -> Shown:
        if not reason.strip():
            return lambda: self.told(self.say(N_("Nothing was recorded: a consensus needs a reason.")))
        judge(
            self.desk.project,
            cell.case,
            cell.code,
            status.value,
            consensus=reason.strip(),
            wave=self.shown_wave or None,
            passphrase=self.desk.passphrase,
        )
        return lambda: self._show_settled(cell, status)

    def _show_settled(self, cell: Difference, status: CellStatus) -> None:
        self.reload()
        self.told(self.say(N_("Settled as {status}, {k:undo} takes it back."), status=self.word(cell, status)))
        tell_closed(self.desk)
