"""Anonymisation review: every document, how much was hidden in it, and whether a person has looked."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.widgets import Static

from qualcode.domain.amounts import HIDDEN_WORDS
from qualcode.domain.errors import N_, Nn_
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import Heading, Row
from qualcode.tui.vault_door import in_worker
from qualcode.usecases.asking import names_of_documents
from qualcode.usecases.reviewing_names import ReviewState, accept_documents, review_states

_NOTHING_HIDDEN = Nn_(
    "{documents} document waits, in which no hidden word is left to look at. Press {k:next} to see whether a name was missed; until "
    "then no quotes come from it.",
    "{documents} documents wait, in which no hidden word is left to look at. Press {k:next} to see whether a name was missed; until "
    "then no quotes come from them.",
    by="documents",
)
_NO_MINUTES = N_("There are no minutes yet; bring them in with `qualcode import FILES`.")


class NamesScreen(ListedScreen):
    """The documents of the review."""

    TITLE_WORDS: ClassVar[str] = N_("anonymisation review")
    ROOM: ClassVar[str] = "names"
    HEADED_BY_NEXT: ClassVar[bool] = True
    WITH_ABOUT: ClassVar[bool] = False
    DEEDS = (
        Deed("enter", "open", N_("look through"), N_("Look through what was hidden in the document."), WORK, rank=10),
        Deed(
            "n",
            "next",
            N_("next that waits"),
            N_("Look through the next document with words that nobody has looked at."),
            WORK,
            rank=11,
        ),
        Deed(
            "f",
            "reviewed",
            N_("all is right"),
            N_("Record that all that is hidden in the document is right; quotes may then come from it."),
            WORK,
            rank=20,
        ),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), WORK),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )
    SILENT: ClassVar = {
        "open": _NO_MINUTES,
        "next": N_("Every document has been looked through already; {k:open} opens the lit one all the same."),
        "reviewed": N_("This document has been looked through already; {k:open} opens it all the same."),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

    def __init__(self) -> None:
        super().__init__()
        self.states: tuple[ReviewState, ...] = ()

    def begin(self) -> None:
        """Look the documents over."""
        self.query_one("#title", EndsLine).show(self.say(N_("Anonymisation review")))
        self.reload()

    def reload(self) -> bool:
        """Look the documents over in a thread."""
        in_worker(self, lambda: review_states(self.desk.project), self._show)
        return True

    def _show(self, states: tuple[ReviewState, ...]) -> None:
        self.states = states
        heads = (
            Heading(self.say(N_("Case"))),
            Heading(self.say(N_("Document")), most=20),
            Heading(self.say(N_("Hidden")), right=True),
            Heading(self.say(N_("Perhaps names")), right=True),
            Heading(self.say(N_("Wait")), right=True),
            Heading(self.say(N_("Reviewed")), most=12),
        )
        names = names_of_documents(self.desk.project)
        rows = [
            Row(
                (
                    s.case,
                    names.get(s.document, s.document),
                    str(s.hits),
                    str(s.doubts or ""),
                    str(s.open or ""),
                    "✓" if s.reviewed else "–",
                ),
                "muted" if s.reviewed else "row",
            )
            for s in states
        ]
        self.table.show(heads, rows)
        waiting = [s for s in states if not s.reviewed]
        self.query_one("#next", Static).update(
            Content.assemble(Content.styled(self.say(N_("Next: ")), "bold"), self._next_words(waiting))
        )
        where = self.say(N_("reviewed: {done} of {all}"), done=len(states) - len(waiting), all=len(states))
        self.query_one("#title", EndsLine).show(self.say(N_("Anonymisation review")), where)
        if words := self.shown_anew():
            self.told(words)
        self.query_one(KeyLine).update_keys()

    def _next_words(self, waiting: list[ReviewState]) -> str:
        if not self.states:
            return self.say(_NO_MINUTES)
        if not waiting:
            return self.say(N_("Every document has been looked through; quotes may come from all of them."))
        hits = sum(s.open for s in waiting)
        if not hits:
            return self.say(_NOTHING_HIDDEN, documents=len(waiting))
        return self.say(
            Nn_(
                "{documents} document waits, with {hits} that nobody has looked at. Press {k:next} to look through it; until then no "
                "quotes come from it.",
                "{documents} documents wait, with {hits} that nobody has looked at. Press {k:next} to look through the next one; until "
                "then no quotes come from it.",
                by="documents",
            ),
            documents=len(waiting),
            hits=HIDDEN_WORDS.of(hits),
        )

    def told(self, words: str) -> None:
        """Say what was done."""
        self.query_one("#said", EndsLine).show(words)

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: at worst there are no documents."""
        return super().why_silent(action) if self.states else _NO_MINUTES

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        match action:
            case "open":
                return bool(self.states)
            case "next":
                return any(not s.reviewed for s in self.states)
            case "reviewed":
                return not self.busy and self.lit is not None and not self.lit.reviewed
            case _:
                return True

    @property
    def lit(self) -> ReviewState | None:
        """The document that is lit, or None."""
        at = self.table.lit
        return self.states[at] if at < len(self.states) else None

    def tell_lit(self) -> None:
        """Show the keys that mean something for the document."""
        self.query_one(KeyLine).update_keys()

    def action_open(self) -> None:
        """Look through the lit document."""
        if self.lit is not None:
            self._open(self.lit)

    def action_next(self) -> None:
        """Look through the lit document if it waits, else the first after it that does."""
        at = self.table.lit
        found = next((s for s in (*self.states[at:], *self.states[:at]) if not s.reviewed), None)
        if found is not None:
            self._open(found)

    def action_reviewed(self) -> None:
        """Record that all is right in the lit document."""
        if self.lit is not None:
            accept_documents(self.desk.project, [self.lit.document])
            name = self.lit.case or self.lit.document
            self.reload()
            self.told(self.say(N_("Reviewed: {name}; {k:undo} takes it back."), name=name))

    def _open(self, state: ReviewState) -> None:
        from qualcode.tui.hits_screen import HitsScreen

        self.told("")
        self.table.light(self.states.index(state))
        self.app.push_screen(HitsScreen(state.document), self.come_back)
