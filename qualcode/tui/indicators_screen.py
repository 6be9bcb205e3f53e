"""Writing a code's indicators, with what they find in the project shown while they are written."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea
from textual.worker import get_current_worker

from qualcode.domain.amounts import DOCUMENTS, PASSAGES
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.language.wording import sentence_of
from qualcode.tui.deeds import EVERYWHERE, LOOK, WORK, Deed, bindings
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.holding_words import HoldsWords
from qualcode.tui.inks import glyph
from qualcode.tui.key_line import KeyLine
from qualcode.tui.vault_door import in_worker, with_words
from qualcode.usecases.shaping_codebook import edit_indicators, indicators_of
from qualcode.usecases.viewing_codebook import LiveHits, live_hits

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer

_WIDE = 104
_PAUSE = 0.6
"""Seconds without a key before what was written is tried."""


class IndicatorsScreen(HoldsWords, DeskScreen):
    """The indicators of one code as the codebook's file has them, and their hits."""

    TITLE_WORDS: ClassVar[str] = N_("indicators")
    DEEDS = (
        Deed("ctrl+s", "keep", N_("write"), N_("Write the indicators into the codebook."), WORK, rank=10),
        Deed("f5", "try_now", N_("try"), N_("Show at once what they find; by itself it is shown after a pause."), WORK, rank=20),
        Deed("escape", "leave", N_("back"), N_("Back to the tree; what is not written is asked about."), LOOK, rank=70),
    )  # fmt: skip
    BINDINGS: ClassVar = bindings(DEEDS)
    BEFORE_LEAVING: ClassVar[str] = N_(
        "What you have written is not in the codebook. Leave without it? ({k:keep} writes it.)"
    )

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.kept = ""
        self.hits: LiveHits | None = None
        self._timer: Timer | None = None
        self._last = 0
        # What was wrong with what was written, until it is changed.
        self.fault = ""

    def compose(self) -> ComposeResult:
        """Lay out title, field and hits, what was done last, keys."""
        yield EndsLine(id="title")
        with Horizontal(id="indicator-body"):
            area = TextArea("", id="written", soft_wrap=True)
            area.indent_width = 2
            yield area
            with VerticalScroll(id="found", can_focus=False):
                yield Static(id="hits")
        yield SaidLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the indicators as they are written."""
        self.query_one("#title", EndsLine).show(
            f"{self.say(N_('Indicators'))} · {self.desk.code_name(self.code)}", self.code
        )
        self.query_one("#written").focus()
        self.told(self.say(N_("Reading the codebook …")))
        in_worker(self, lambda: indicators_of(self.desk.project, self.code), self._show)

    def on_resize(self, event: events.Resize) -> None:
        """Put the hits where there is room."""
        self.query_one("#indicator-body").set_class(event.size.width >= _WIDE, "-wide")

    def _show(self, written: str) -> None:
        self.kept = written
        self.query_one("#written", TextArea).text = written
        self.told("")
        self.query_one(KeyLine).update_keys()
        if not written:
            self.query_one("#hits", Static).update(Content(self.say(_HOW)))

    def reload(self) -> bool:
        """Show the indicators as the codebook has them now."""
        in_worker(self, lambda: indicators_of(self.desk.project, self.code), self._show)
        return True

    def told(self, words: str) -> None:
        """Say what was done."""
        self.query_one("#said", EndsLine).show(words)

    def on_text_area_changed(self) -> None:
        """Try what is written after a pause; what was wrong with what stood there is told no more, and no older look is waited for."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(_PAUSE, self.action_try_now)
        self._last += 1
        if self.fault:
            self.fault = ""
            self.app.clear_notifications()
            self.query_one("#hits", Static).update("")

    def action_try_now(self) -> None:
        """Look for what is written in the project's documents, in a thread; an older look is left off."""
        written = self.query_one("#written", TextArea).text
        self._last += 1
        if not written.strip():
            self.hits = None
            self.told(self.say(N_("Not written yet: {k:keep} writes it.")) if self.unwritten() else "")
            self.query_one("#hits", Static).update(Content(self.say(_HOW)))
            return
        number = self._last
        project, code = self.desk.project, self.code

        def look() -> None:
            worker = get_current_worker()
            try:
                found: LiveHits | Exception | None = live_hits(
                    project, code, written, stopped=lambda: worker.is_cancelled or number != self._last
                )
            except QualcodeError as fault:
                found = fault
            if found is not None and not worker.is_cancelled:
                self.app.call_from_thread(self._found, number, found)

        self.told(self.say(N_("Looking through the documents …")))
        self.run_worker(look, thread=True, exclusive=True, group="hits", exit_on_error=False)

    def _found(self, number: int, found: LiveHits | Exception) -> None:
        if number != self._last or not self.is_attached:
            return
        self.told(self.say(N_("Not written yet: {k:keep} writes it.")) if self.unwritten() else "")
        if isinstance(found, QualcodeError):
            self._tell_wrong(self._told_fault(found))
        elif isinstance(found, LiveHits):
            self.hits = found
            self.query_one("#hits", Static).update(self._told_hits(found))

    def _tell_wrong(self, fault: str) -> None:
        self.fault = fault
        self.query_one("#hits", Static).update(Content.styled(fault, "$text-error"))

    def _told_fault(self, fault: QualcodeError) -> str:
        """Give what is wrong with the indicators, and where in what was written."""
        words = sentence_of(fault, self.desk.project.language)
        line, column = getattr(fault, "line", 0), getattr(fault, "column", 0)
        if column:
            return self.say(N_("Line {line}, column {column}: {what}"), line=line, column=column, what=words)
        return self.say(N_("Line {line}: {what}"), line=line, what=words) if line else words

    def _told_hits(self, found: LiveHits) -> Content:
        head = self.say(
            N_("{passages} in {documents} of {read}"),
            passages=PASSAGES.of(found.passages),
            documents=found.documents,
            read=DOCUMENTS.of(found.read),
        )
        lines = [Content.styled(head, "bold")]
        if found.not_asserted:
            lines.append(
                Content(
                    self.say(
                        Nn_(
                            "and {number} that asserts nothing (questions, others)",
                            "and {number} that assert nothing (questions, others)",
                        ),
                        number=found.not_asserted,
                    )
                )
            )
        lines += [
            Content.assemble(
                Content.styled(f"{glyph(hit.status)} {hit.case or hit.document}  ", "bold"),
                f"{hit.before} " if hit.before else "",
                Content.styled(hit.text, "underline"),
                f" {hit.after}",
            )
            for hit in found.first
        ]
        if found.passages > len(found.first):
            lines.append(Content(self.say(N_("and {number} more"), number=found.passages - len(found.first))))
        return Content("\n").join(lines)

    def unwritten(self) -> bool:
        """Tell whether the indicators are others than the codebook has."""
        return self.query_one("#written", TextArea).text.rstrip() != self.kept.rstrip()

    def action_keep(self) -> None:
        """Write the indicators into the codebook."""
        written = self.query_one("#written", TextArea).text
        if self.busy:
            return

        def write(secret: str | None) -> QualcodeError | None:
            try:
                edit_indicators(self.desk.project, self.code, written, passphrase=secret)
            except QualcodeError as fault:
                if not getattr(fault, "line", 0):
                    raise
                return fault
            return None

        def done(fault: QualcodeError | None) -> None:
            if fault is not None:
                self.told("")
                self.desk.tell_fault(self._told_fault(fault))
                if self.query_one("#written", TextArea).text == written:
                    self._tell_wrong(self._told_fault(fault))
                return
            self.kept = written
            self.desk.forget_codebook()
            self.told(
                self.say(
                    N_(
                        "Written; {k:undo} in the tree takes it back. Suggestions follow with {k:suggest} on the overview."
                    )
                )
            )

        def go(secret: str | None) -> None:
            self.told(self.say(N_("Writing the codebook …")))
            in_worker(self, lambda: write(secret), done)

        with_words(self, go)

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here: letters are written, so that only keys without letters do anything."""
        return (
            *self.DEEDS,
            *(replace(d, keys=d.keys.split(",")[-1]) for d in EVERYWHERE if d.name in ("help", "quit")),
        )


_HOW = N_(
    "No indicators yet. Write one on each line, such as\n- words: [handlingsplan, länsplan]\n- near: [[plan], [beslut]]\n"
    "and what they find is shown here. docs/codebook.md tells of all kinds."
)
