"""The hits of one document as a list, the lit one with the words around it; what stood there only with the vault open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.errors import N_
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.hit_words import AROUND, STATE_SIGNS, about_hit, in_context, type_words
from qualcode.tui.key_line import KeyLine
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import Heading, Row
from qualcode.tui.vault_door import with_vault
from qualcode.usecases.deciding_names import Decided
from qualcode.usecases.reviewing_names import HitInContext, Page, ReviewState, page_of_hits, review_states
from qualcode.usecases.viewing import Reading, open_reading

if TYPE_CHECKING:
    from textual import events

ALL, OPEN, DOUBTS = range(3)
"""Which hits are shown: all, those that wait, those that may be names."""
_WIDE = 150
_MORE_AROUND = 900
"""From so many cells on the lit hit stands beside the list, with so many characters on each side."""
SHOWN = (N_("all"), N_("those that wait"), N_("perhaps names"))


@dataclass(frozen=True, slots=True)
class Look:
    """A document with its hits as they are now, and how far the review of all documents has come."""

    reading: Reading
    page: Page
    states: tuple[ReviewState, ...]


class HitListScreen(ListedScreen):
    """Showing hits; what is decided about them is the child's."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.document = document
        self.look: Look | None = None
        self.shown = ALL
        self.hits: tuple[HitInContext, ...] = ()
        self.open_vault = False
        self._said: tuple[str, HitInContext | None] = ("", None)
        self._wide = False

    def on_resize(self, event: events.Resize) -> None:
        """Tell of the lit hit beside the list where there is room, with more of the text."""
        wide = event.size.width >= _WIDE
        self.query_one("#list-body").set_class(wide, "-wide")
        if wide != self._wide:
            self._wide = wide
            self.tell_lit()

    def begin(self) -> None:
        """Show the hits, with what stood there when the vault was opened before."""
        self.open_vault = self.desk.passphrase is not None and self.desk.project.vault_path.exists()
        self.reload()

    def reload(self) -> bool:
        """Show the hits as they are now."""
        self.do(lambda _: None, lambda _: None)
        return True

    def do(self, job: Callable[[str | None], Decided | None], then: Callable[[Decided | None], None]) -> None:
        """Do something in a thread, read the document anew there, and show both."""
        project, document, opened = self.desk.project, self.document, self.open_vault

        def work(secret: str | None) -> tuple[Decided | None, Look]:
            done = job(secret)
            page = page_of_hits(project, document, passphrase=secret if opened else None)
            return done, Look(open_reading(project, document), page, review_states(project))

        def show(found: tuple[Decided | None, Look]) -> None:
            self.look = found[1]
            self.fill()
            then(found[0])

        with_vault(self, work, show)

    def fill(self, lit: int | None = None) -> None:
        """Show the hits that are wanted."""
        if self.look is None:
            return
        every = self.look.page.hits
        wait = () if self.state.reviewed else tuple(h for h in every if not h.review)
        self.hits = (every, wait, tuple(h for h in every if h.doubt))[self.shown]
        heads = [Heading("", most=2), Heading(self.say(N_("Type")), most=16)]
        if self.open_vault:
            heads.append(Heading(self.say(N_("Stood there")), most=20))
        heads.append(Heading(self.say(N_("In its place, and the words around"))))
        rows = [Row(self._cells(hit), "muted" if hit.review or self.state.reviewed else "row") for hit in self.hits]
        self.table.show(heads, rows, lit)
        self.tell_lit()

    def _cells(self, hit: HitInContext) -> tuple[str, ...]:
        sign = STATE_SIGNS[hit.review]
        if self.state.reviewed and not hit.review:
            sign = STATE_SIGNS["accepted"]
        original = (hit.original if hit.standing == "masked" else "",) if self.open_vault else ()
        return (sign, type_words(self.desk, hit), *original, in_context(hit))

    @property
    def state(self) -> ReviewState:
        """How far the review of this document has come."""
        states = self.look.states if self.look else ()
        return next((s for s in states if s.document == self.document), ReviewState(self.document, "", 0, 0, 0, False))

    @property
    def lit(self) -> HitInContext | None:
        """The hit that is lit, or None."""
        at = self.table.lit
        return self.hits[at] if at < len(self.hits) else None

    def told(self, words: str) -> None:
        """Say what was done; it stays until another hit is lit."""
        self._said = (words, self.lit)
        wait = self.say(N_("hits: {all} · wait: {open}"), all=len(self.hits), open=self.state.open)
        self.query_one("#said", EndsLine).show(words, wait)

    def action_next(self) -> None:
        """Light the next hit that nobody has looked at; after the last comes the first."""
        at = self.table.lit
        order = [*range(at + 1, len(self.hits)), *range(at + 1)]
        found = next((n for n in order if n < len(self.hits) and not self.hits[n].review), None)
        if found is not None:
            self.table.light(found)

    def action_filter(self) -> None:
        """Show others: all, those that wait, those that may be names."""
        self.shown = (self.shown + 1) % len(SHOWN)
        self.fill(0)

    def action_originals(self) -> None:
        """Show what stood there, or hide it again."""
        if self.open_vault:
            self.open_vault = False
            self.reload()
            return
        project, document = self.desk.project, self.document

        def opened(page: Page) -> None:
            self.open_vault = True
            if self.look is not None:
                self.look = replace(self.look, page=page)
            self.fill()
            self.told(self.say(N_("The vault is open; {k:originals} closes it.")))

        with_vault(self, lambda secret: page_of_hits(project, document, passphrase=secret), opened, needed=True)

    def action_next_document(self) -> None:
        """Go on with the next document that waits."""
        following = self.following()
        if following is not None:
            self.document, self.look = following.document, None
            self.do(lambda _: None, lambda _: self.table.light(0))

    def following(self) -> ReviewState | None:
        """Give the next document that waits, or None."""
        states = self.look.states if self.look else ()
        at = next((n for n, s in enumerate(states) if s.document == self.document), 0)
        return next((s for s in (*states[at + 1 :], *states[:at]) if not s.reviewed), None)

    def tell_lit(self) -> None:
        """Tell of the hit that is lit."""
        lit = self.lit
        if self.look is None:
            return
        if lit is None:
            none = N_(
                "Nothing here. {k:filter} shows others, {k:missed} shows the text, {k:reviewed} says that all is right."
            )
            words = Content(self.say(none))
        else:
            text = self.look.reading.document.text
            around = _MORE_AROUND if self._wide else AROUND
            words = about_hit(self.desk, lit, text, reviewed=self.state.reviewed, around=around)
        self.show_about(words)
        meta = self.look.reading.document.metadata
        name = meta.case or self.look.reading.document.name
        left = " · ".join([self.say(N_("Anonymisation review")), name, self.say(SHOWN[self.shown])])
        right = self.say(N_("✓ reviewed")) if self.state.reviewed else self.say(N_("not reviewed"))
        self.query_one("#title", EndsLine).show(left, right)
        self.told(self._said[0] if lit == self._said[1] else "")
        self.query_one(KeyLine).update_keys()
