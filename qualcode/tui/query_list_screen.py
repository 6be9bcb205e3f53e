"""A query, the places for which it holds, and the lit one in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.listing import Listing
from qualcode.language.wording import sentence_of
from qualcode.tui.deeds import Deed
from qualcode.tui.desk import DeskScreen
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.row_list import ROWING, Heading, Row, RowTable
from qualcode.tui.status_words import status_in_words
from qualcode.tui.vault_door import in_worker
from qualcode.usecases.exploring import ask

if TYPE_CHECKING:
    from textual.app import ComposeResult

CASE, DOCUMENT, START, END, CODES, TEXT = range(6)
"""The columns of what a query finds."""

_EMPTY = N_(
    "Nothing is asked yet. c asks for a code, w for words, a for cases, waves and other attributes; each further part asks how it joins. "
    "l opens a saved query, e writes one by hand."
)


class QueryListScreen(DeskScreen):
    """Asking and showing; how a query is built is the child's."""

    def __init__(self) -> None:
        super().__init__()
        self.expression = ""
        self.before: list[str] = []
        self.saved_as = ""
        self.found: Listing | None = None
        self.fault = ""
        self._number = 0
        self._words = ""

    def compose(self) -> ComposeResult:
        """Lay out title, query, places, the lit one in full, what was done last, keys."""
        yield EndsLine(id="title")
        yield Static(id="next")
        yield RowTable("rows")
        with VerticalScroll(id="about", can_focus=False):
            yield Static(id="place")
        yield EndsLine(id="said")
        yield KeyLine()

    def on_mount(self) -> None:
        """Begin with nothing asked."""
        self.query_one("#rows").focus()
        self._show()

    def reload(self) -> bool:
        """Ask again."""
        self.ask_for(self.expression)
        return True

    def ask_for(self, expression: str, *, name: str = "", keep: bool = False) -> None:
        """Ask a query, in a thread; ``keep`` remembers the one before, to which one may go back."""
        if keep and self.expression and self.expression != expression:
            self.before.append(self.expression)
        self.expression, self.saved_as, self.fault = expression.strip(), name, ""
        self._number += 1
        number = self._number
        if not self.expression:
            self.found = None
            self._show()
            return
        self.told(self.say(N_("Looking …")))
        asked = self.expression

        def look() -> Listing | QualcodeError:
            try:
                return ask(self.desk.project, asked)
            except QualcodeError as fault:
                return fault

        def answered(found: Listing | QualcodeError) -> None:
            if number != self._number:
                return
            if isinstance(found, QualcodeError):
                self.found, self.fault = None, sentence_of(found, self.desk.project.language)
            else:
                self.found = found
            self._show()

        in_worker(self, look, answered)

    def _show(self) -> None:
        name = f" · {self.saved_as}" if self.saved_as else ""
        number = len(self.found.rows) if self.found else 0
        right = self.say(N_("places: {number}"), number=number) if self.found else ""
        self.query_one("#title", EndsLine).show(f"{self.say(N_('Query'))}{name}", right)
        if not self.expression:
            words = Content(self.say(_EMPTY))
        else:
            words = Content.styled(self.expression, "bold")
            if self.fault:
                words = Content("\n").join([words, Content.styled(self.fault, "$text-error")])
        self.query_one("#next", Static).update(words)
        heads = (
            Heading(self.say(N_("Case")), most=22),
            Heading(self.say(N_("Document")), most=10),
            Heading(self.say(N_("Text"))),
        )
        found = self.found.rows if self.found else ()
        rows = [Row((str(r[CASE]), str(r[DOCUMENT]), str(r[TEXT]))) for r in found]
        self.query_one("#rows", RowTable).show(heads, rows, 0)
        self._words = self.say(N_("Enter opens the place in its document.")) if rows else ""
        if self.found and not rows:
            self._words = self.say(N_("Nothing was found; b takes the last part away, s looks in larger places."))
        self._tell()

    @property
    def lit(self) -> tuple[object, ...] | None:
        """The place that is lit, or None."""
        at = self.query_one("#rows", RowTable).lit
        rows = self.found.rows if self.found else ()
        return rows[at] if at < len(rows) else None

    def told(self, words: str) -> None:
        """Say what was done."""
        self._words = words
        self._foot()

    def _foot(self) -> None:
        self.query_one("#said", EndsLine).show(self._words)
        self.query_one(KeyLine).update_keys()

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *ROWING, *own[len(self.DEEDS) :])

    def on_row_list_lit(self) -> None:
        """Tell of the place that is lit."""
        self._tell()

    def on_row_list_chosen(self) -> None:
        """Open the place that was clicked twice."""
        self.action_open()

    def action_open(self) -> None:
        """Open the lit place in its document."""
        from qualcode.tui.reader_screen import ReaderScreen

        if self.lit is not None:
            document, start = str(self.lit[DOCUMENT]), self.lit[START]
            self.desk.places[document] = start if isinstance(start, int) else 0
            self.app.push_screen(ReaderScreen(document), self.come_back)

    def _tell(self) -> None:
        lit = self.lit
        words = Content("")
        if lit is not None:
            head = f"{lit[CASE]} · {lit[DOCUMENT]} · {lit[START]}–{lit[END]}"
            codes = ", ".join(self._named(part) for part in str(lit[CODES]).split(", ") if part)
            lines = [Content.styled(head, "bold"), Content(str(lit[TEXT]))]
            words = Content("\n").join([*lines, *([Content.styled(codes, "$foreground-muted")] if codes else [])])
        self.query_one("#place", Static).update(words)
        self._foot()

    def _named(self, part: str) -> str:
        path, _, told = part.partition(" ")
        status = Status(told.strip("()"))
        return f"{self.desk.code_name(path)} ({status_in_words(self.desk, status, self.desk.code(path))})"
