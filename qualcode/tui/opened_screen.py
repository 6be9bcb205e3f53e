"""A document on the screen: opening it, and showing what was changed of it, at the cost of what was changed."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.minutes_view import MinutesView
from qualcode.usecases.passage_memos import PassageMemo, memos_on_passages
from qualcode.usecases.viewing import Mark, Reading, lately_coded, open_reading, open_text
from qualcode.usecases.watching import Sight, look, look_again

if TYPE_CHECKING:
    from qualcode.domain.minutes import Document

_LONG = 100_000
"""Characters from which on a document's marks come after its text."""
_OF_MARKS = frozenset({"accept", "reject", "change", "code", "uncode", "recode", "split", "read", "unread", "memo"})
"""Steps that change what hangs on a text, and no text."""


class OpenedScreen(DeskScreen):
    """A document with its marks, as they are in the project."""

    def __init__(self, document: str, *, at_suggestion: bool = False) -> None:
        super().__init__()
        self._key = document
        self._at_suggestion = at_suggestion
        self._shown: object = None
        # Taken before what is shown was read: whoever changes the project after that is noticed.
        self._sight: Sight | None = None
        self.reading: Reading | None = None
        self.waiting: tuple[Mark, ...] = ()
        self.lately: tuple[str, ...] = ()
        self.noted: tuple[PassageMemo, ...] = ()
        self.view = MinutesView()

    @abstractmethod
    def _retitle(self) -> None:
        """Tell of the document in the title."""

    def on_mount(self) -> None:
        """Open the document."""
        self.view.focus()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        with self.desk.guard():
            self.open(self._key, at_suggestion=self._at_suggestion)

    def open(self, key: str, *, at_suggestion: bool = False) -> None:
        """Show a document, where it was left in this session or at its first suggestion."""
        if self.reading is not None:
            self.desk.places[self._key] = self.view.cursor
        self._sight = look(self.desk.project)
        document = open_text(self.desk.project, key)
        self._key = key
        if at_suggestion or (self.desk.codebook_is_read and len(document.text) < _LONG):
            self._take(document, at_suggestion=at_suggestion)
            return
        # The text alone is there at once, to be read while its marks and the codebook come; keys wait until all is there.
        self.view.show_at(Reading(document, ()), self.desk.places.get(key, 0))
        self.call_after_refresh(self._take, document)

    def _take(self, document: Document, *, at_suggestion: bool = False) -> None:
        """Show a document with its marks, and go to its first suggestion when that is wanted."""
        with self.desk.guard():
            reading = open_reading(self.desk.project, document.id, document=document)
            self._recall(reading)
            self._recall_codes()
            self.view.show_at(reading, self.desk.places.get(document.id, 0))
            first = next(iter(self.waiting), None)
            if at_suggestion and first is not None:
                self.view.go_to(first)
            self._retitle()

    def change(self, gone: Sequence[Mark] = (), come: Sequence[Mark] = ()) -> None:
        """Show what a step taken here has made of the marks; all is read anew when anything else in the project was changed meanwhile."""
        old = self.reading
        sight = None if self._sight is None else look_again(self.desk.project, self._sight, but=1)
        if old is None or sight is None:
            self.reload()
            return
        try:
            reading = old.changed(gone, come)
        except LookupError:
            # A step that waited for another program began with marks that this program has changed.
            self.reload()
            return
        self._sight = sight
        self._recall(reading)
        self._show_changed(gone, come)

    def reload(self, *, same_text: bool = False) -> bool:
        """Show the document as it is in the project now, and go to what changed; tell whether anything did.

        ``same_text``: the step that this app has just taken changed no text, so that it is read anew only if others were at work.
        """
        project, old = self.desk.project, self.reading
        alone = same_text and self._sight is not None and look_again(project, self._sight, but=1) is not None
        self._sight = look(project)
        document = old.document if old is not None and alone else open_text(project, self._key)
        if old is not None and document == old.document:
            # One and the same is laid out once.
            document = old.document
        reading = open_reading(project, self._key, document=document)
        self._recall(reading)
        self._recall_codes()
        before, after = ({m.id: m for m in r.marks} if r else {} for r in (old, reading))
        gone = [m for key, m in before.items() if after.get(key) != m]
        come = [m for key, m in after.items() if before.get(key) != m]
        if old is not None and document is old.document and reading.memos == old.memos:
            self._show_changed(gone, come)
        else:
            self._shown = None
            self.view.show(reading)
            self._go_to_changed(gone, come)
        return old != reading

    def reload_after(self, steps: Sequence[Any]) -> bool:
        """Show the document after steps were taken back or done again; tell whether it has changed."""
        return self.reload(same_text=all(step.action in _OF_MARKS for step in steps))

    def action_reload(self) -> None:
        """Show what has been changed elsewhere, and say whether anything was."""
        changed = N_("What has been changed elsewhere is shown.")
        if self.reading is not None:
            self.told(self.say(changed if self.reload() else N_("Nothing here has been changed elsewhere.")))

    def _show_changed(self, gone: Sequence[Mark], come: Sequence[Mark]) -> None:
        if self.reading is not None:
            self._shown = None
            self.view.show_changed(self.reading, gone, come)
            self._go_to_changed(gone, come)

    def _go_to_changed(self, gone: Sequence[Mark], come: Sequence[Mark]) -> None:
        if come:
            self.view.go_to(come[0])
        elif gone:
            self.view.put(gone[0].span.start)
        self._retitle()

    def _recall(self, reading: Reading) -> None:
        """Know a document as it is."""
        memos = None if self.reading is None or self.reading.document is not reading.document else self.reading.memos
        self.reading = reading
        self.waiting = reading.waiting()
        if memos is not reading.memos:
            self.noted = memos_on_passages(reading)

    def _recall_codes(self) -> None:
        """Recall the codes used last; with a faulty codebook there are none, and the text is read all the same."""
        self.desk.load_codebook()
        self.lately = () if self.desk.codebook_fault else lately_coded(self.desk.project)
