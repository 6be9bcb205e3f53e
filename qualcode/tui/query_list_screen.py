"""A query, the places for which it holds, and the lit one in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.listing import Listing
from qualcode.domain.query_words import in_language
from qualcode.language.wording import sentence_of
from qualcode.tui.asked_words import named_query
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import Heading, Row
from qualcode.tui.status_words import status_in_words
from qualcode.tui.vault_door import in_worker
from qualcode.usecases.asking import ask, names_of_documents

CASE, DOCUMENT, START, END, CODES, TEXT = range(6)
"""The columns of what a query finds."""

_EMPTY = N_(
    "Nothing is asked yet. {k:code} asks for a code, {k:words} for words, {k:attribute} for cases, waves and other "
    "attributes; each further part asks how it joins. "
    "{k:load} opens a saved query, {k:write} writes one by hand."
)

NOTHING_FOUND = N_("Nothing was found; {k:back} takes the last part away, {k:scope} looks in larger places.")


class QueryListScreen(ListedScreen):
    """Asking and showing; how a query is built is the child's."""

    HEADED_BY_NEXT: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.expression = ""
        self.before: list[str] = []
        self.saved_as = ""
        self.found: Listing | None = None
        self.names: Mapping[str, str] = {}
        self.fault = ""
        self._number = 0
        self._words = ""

    def begin(self) -> None:
        """Begin with nothing asked."""
        self._show()

    def reload(self) -> bool:
        """Ask again."""
        self.ask_for(self.expression)
        return True

    def ask_for(self, expression: str, *, name: str = "", keep: bool = False) -> None:
        """Ask a query, in a thread; ``keep`` remembers the one before, to which one may go back."""
        # Shown, asked and mended by hand in the interface's words, so that a fault's place is that of what is seen.
        wanted = in_language(expression.strip(), self.desk.project.language)
        if keep and self.expression and self.expression != wanted:
            self.before.append(self.expression)
        self.expression = wanted
        self.saved_as, self.fault = name, ""
        self._number += 1
        number = self._number
        if not self.expression:
            self.found = None
            self._show()
            return
        self.told(self.say(N_("Looking …")))
        asked = self.expression

        def look() -> tuple[Listing, Mapping[str, str]] | QualcodeError:
            try:
                return ask(self.desk.project, asked), names_of_documents(self.desk.project)
            except QualcodeError as fault:
                return fault

        def answered(found: tuple[Listing, Mapping[str, str]] | QualcodeError) -> None:
            if number != self._number:
                return
            if isinstance(found, QualcodeError):
                self.found, self.fault = None, sentence_of(found, self.desk.project.language)
            else:
                self.found, self.names = found
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
            words = named_query(self.desk, self.expression)
            if self.fault:
                # As it is written: a fault tells the place in what is seen, and is mended by hand.
                written = Content.styled(self.expression, "bold")
                words = Content("\n").join([written, Content.styled(self.fault, "$text-error")])
        self.query_one("#next", Static).update(words)
        heads = (
            Heading(self.say(N_("Case")), most=22),
            Heading(self.say(N_("Document")), most=16),
            Heading(self.say(N_("Text"))),
        )
        found = self.found.rows if self.found else ()
        rows = [Row((str(r[CASE]), self._document(r), str(r[TEXT]))) for r in found]
        self.table.show(heads, rows, 0)
        self._words = self.say(N_("{k:open} opens the place in its document.")) if rows else ""
        if self.found and not rows:
            self._words = self.say(NOTHING_FOUND)
        self._words = self.shown_anew() or self._words
        self.tell_lit()

    @property
    def lit(self) -> tuple[object, ...] | None:
        """The place that is lit, or None."""
        at = self.table.lit
        rows = self.found.rows if self.found else ()
        return rows[at] if at < len(rows) else None

    def told(self, words: str) -> None:
        """Say what was done."""
        self._words = words
        self._foot()

    def _foot(self) -> None:
        self.query_one("#said", EndsLine).show(self._words)
        self.query_one(KeyLine).update_keys()

    def action_open(self) -> None:
        """Open the lit place in its document."""
        from qualcode.tui.reader_screen import ReaderScreen

        if self.lit is not None:
            document, start = str(self.lit[DOCUMENT]), self.lit[START]
            self.desk.places[document] = start if isinstance(start, int) else 0
            self.app.push_screen(ReaderScreen(document), self.come_back)

    def tell_lit(self) -> None:
        """Tell of the place that is lit."""
        lit = self.lit
        # Where nothing was found, what that may be due to.
        words = Content("\n".join(self.found.notes[1:]) if self.found and not self.found.rows else "")
        if lit is not None:
            head = " · ".join(part for part in (str(lit[CASE]), self._document(lit)) if part)
            codes = ", ".join(self._named(part) for part in str(lit[CODES]).split(", ") if part)
            lines = [Content.styled(head, "bold"), Content(str(lit[TEXT]))]
            words = Content("\n").join([*lines, *([Content.styled(codes, "$foreground-muted")] if codes else [])])
        self.show_about(words)
        self._foot()

    def _document(self, row: tuple[object, ...]) -> str:
        return self.names.get(str(row[DOCUMENT]), str(row[DOCUMENT]))

    def _named(self, part: str) -> str:
        path, _, told = part.partition(" ")
        status = Status(told.strip("()"))
        return f"{self.desk.code_name(path)} ({status_in_words(self.desk, status, self.desk.code(path))})"
