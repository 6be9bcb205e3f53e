"""Theme review: the passages of one code across all cases, read one after the other, decided and recoded here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, ChoiceScreen, Ranked
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk import Desk, DeskScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.inks import glyph
from qualcode.tui.key_line import KeyLine
from qualcode.tui.status_words import status_in_words
from qualcode.usecases.cells import CellPassage, passages_of_code
from qualcode.usecases.coding_by_hand import recode, uncode
from qualcode.usecases.deciding import accept_as, by_ids, reject
from qualcode.usecases.viewing import fitting

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ThemeScreen(DeskScreen):
    """One code, all cases."""

    TITLE_WORDS: ClassVar[str] = N_("theme review")
    DEEDS = (
        Deed("enter", "open", N_("open"), N_("Open the passage in its document."), WORK, rank=10, palette=False),
        Deed("a", "accept", N_("accept"), N_("Accept the suggestion as it stands."), WORK, rank=15),
        Deed("r", "reject", N_("reject"), N_("Reject the suggestion."), WORK, rank=20),
        Deed("e", "other_code", N_("other code"), N_("Give the passage another code."), WORK, rank=30),
        Deed("d", "uncode", N_("take away"), N_("Take the coding away."), WORK, rank=35),
        Deed(
            "t",
            "filter",
            N_("one status"),
            N_("Show the passages of one status only, then of all again."),
            WORK,
            rank=40,
        ),
        Deed("c", "choose", N_("another code's passages"), N_("Go to another code."), WORK, rank=45),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )
    BINDINGS: ClassVar = [
        *bindings(DEEDS),
        *bindings(Deed(str(n), f"give_status({n})", "", "", WORK) for n in range(1, len(CODABLE) + 1)),
    ]

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.only: Status | None = None
        self.rows: tuple[tuple[str, CellPassage], ...] = ()

    def compose(self) -> ComposeResult:
        """Lay out title, passages, the lit one in full, what was done last, keys."""
        yield EndsLine(id="title")
        yield OptionList(id="passages")
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="passage")
        yield EndsLine(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the passages."""
        self.query_one("#passages").focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        with self.desk.guard():
            self.reload()

    def reload(self) -> bool:
        """Show the passages as the project has them now; the lit place stays lit."""
        old = self.rows
        self.rows = passages_of_code(self.desk.project, self.code, status=self.only)
        there = self.query_one("#passages", OptionList)
        lit = there.highlighted or 0
        there.clear_options()
        there.add_options([Option(self._line(case, p)) for case, p in self.rows])
        there.highlighted = min(lit, len(self.rows) - 1) if self.rows else None
        self._retitle()
        self._tell()
        return old != self.rows

    def told(self, words: str) -> None:
        """Say what was done."""
        waiting = sum(not p.coder for _, p in self.rows)
        where = self.say(N_("passages: {all} · waiting: {waiting}"), all=len(self.rows), waiting=waiting)
        self.query_one("#said", EndsLine).show(words, where)

    def on_option_list_option_highlighted(self) -> None:
        """Tell of the passage that is lit."""
        with self.desk.guard():
            self._tell()

    def on_option_list_option_selected(self) -> None:
        """Open the passage that was chosen."""
        with self.desk.guard():
            self.action_open()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for what is lit."""
        del parameters
        lit = self.lit
        match action:
            case "accept" | "reject":
                return lit is not None and not lit[1].coder
            case "uncode":
                return lit is not None and bool(lit[1].coder)
            case "open" | "other_code" | "give_status":
                return lit is not None
            case _:
                return True

    @property
    def lit(self) -> tuple[str, CellPassage] | None:
        """The case and passage that are lit, or None."""
        at = self.query_one("#passages", OptionList).highlighted
        return self.rows[at] if at is not None and at < len(self.rows) else None

    def action_open(self) -> None:
        """Open the lit passage in its document."""
        from qualcode.tui.reader_screen import ReaderScreen

        if self.lit is not None:
            passage = self.lit[1]
            self.desk.places[passage.document] = passage.span.start
            self.app.push_screen(ReaderScreen(passage.document), lambda _: self._begin())

    def action_accept(self) -> None:
        """Accept the lit suggestion."""
        if self.lit is not None:
            self._status(self.lit[1], self.lit[1].status)

    def action_give_status(self, number: int) -> None:
        """Give the lit passage the status of a figure; a suggestion is accepted with it."""
        if self.lit is not None:
            self._status(self.lit[1], CODABLE[number - 1])

    def action_reject(self) -> None:
        """Reject the lit suggestion."""
        if self.lit is not None and not self.lit[1].coder:
            reject(self.desk.project, by_ids(self.desk.project, [self.lit[1].id]))
            self.reload()
            self.told(self.say(N_("Rejected, u takes it back.")))

    def action_uncode(self) -> None:
        """Take the lit coding away."""
        if self.lit is not None and self.lit[1].coder:
            uncode(self.desk.project, [self.lit[1].id])
            self.reload()
            self.told(self.say(N_("Taken away, u brings it back.")))

    def action_other_code(self) -> None:
        """Let another code be chosen for the lit passage."""
        if self.lit is not None:
            passage = self.lit[1]
            self.desk.ask(
                self._codes(self.say(N_("Which code?")), passage.text), lambda path: self._move(passage, path)
            )

    def action_choose(self) -> None:
        """Let another code be chosen to review."""
        self.desk.ask(self._codes(self.say(N_("Review which code?"))), self._go)

    def action_filter(self) -> None:
        """Show the next status only; after the last come all."""
        order = (None, *CODABLE)
        self.only = order[(order.index(self.only) + 1) % len(order)]
        self.reload()
        self.told("")

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def _go(self, path: str) -> None:
        self.code, self.only = path, None
        self.reload()
        self.told("")

    def _codes(self, title: str, about: str = "") -> ChoiceScreen:
        return ChoiceScreen(title, ranked_codes(self.desk), about=about)

    def _status(self, passage: CellPassage, status: Status) -> None:
        if passage.coder:
            recode(self.desk.project, passage.id, status=status)
        else:
            [stored] = by_ids(self.desk.project, [passage.id])
            accept_as(self.desk.project, stored, status=status)
        self.reload()
        self.told(self.say(N_("Coded as {status}, u takes it back."), status=self._word(status)))

    def _move(self, passage: CellPassage, path: str) -> None:
        if passage.coder:
            recode(self.desk.project, passage.id, code=path)
        else:
            [stored] = by_ids(self.desk.project, [passage.id])
            accept_as(self.desk.project, stored, code=path)
        self.reload()
        self.told(self.say(N_("Moved to {code}, u takes it back."), code=self.desk.code_name(path)))

    def _word(self, status: Status) -> str:
        return f"{glyph(status)} {status_in_words(self.desk, status, self.desk.code(self.code))}"

    def _line(self, case: str, passage: CellPassage) -> Content:
        sign = glyph(passage.status)
        waits = "" if passage.coder else "┊"
        return Content.assemble(Content.styled(f"{case}  ", "bold"), f"{sign}{waits} {passage.text}")

    def _tell(self) -> None:
        lit = self.lit
        if lit is None:
            words = Content(self.say(N_("No passages. c chooses another code, t shows every status.")))
        else:
            case, passage = lit
            by = passage.coder or self.say(N_("suggestion"))
            head = f"{case} · {passage.document} · {self._word(passage.status)} · {by}"
            words = Content("\n").join([Content.styled(head, "bold"), Content(passage.text)])
        self.query_one("#passage", Static).update(words)
        self.told("")
        self.query_one(KeyLine).update_keys()

    def _retitle(self) -> None:
        parts = [self.say(N_("Theme review")), self.desk.code_name(self.code)]
        if self.only is not None:
            parts.append(self._word(self.only))
        cases = len({case for case, _ in self.rows})
        self.query_one("#title", EndsLine).show(" · ".join(parts), self.say(N_("cases: {number}"), number=cases))


def ranked_codes(desk: Desk) -> Ranked:
    """Give the function that finds the codes that may be applied, by a part of their names."""
    codes = desk.project.codebook.codes()
    language = desk.project.language
    choices = [
        Choice(c.path, c.name(language), c.path, c.brief.get(language) or next(iter(c.brief.values()), ""))
        for c in codes
    ]
    names = [f"{c.words} {c.aside}" for c in choices]

    def ranked(typed: str) -> Sequence[Choice]:
        return [choices[place] for place in fitting(typed, names)] if typed.strip() else choices

    return ranked
