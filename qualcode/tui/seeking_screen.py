"""Seeking in the reader: words, passages that nothing is said of, and further passages of the same code."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.deeds import Deed
from qualcode.tui.find_screen import FindScreen
from qualcode.tui.minutes_view import MOVE
from qualcode.tui.reading_screen import ReadingScreen
from qualcode.usecases.viewing import places_of

SEEKING = (
    Deed("slash", "find", N_("find"), N_("Find words in the document."), MOVE, rank=48),
    Deed("g", "hit(1)", N_("next hit"), N_("To the next place of the words found."), MOVE),
    Deed("G", "hit(-1)", N_("previous hit"), N_("To the previous place of the words found."), MOVE),
    Deed("d", "bare(1)", N_("next uncoded"), N_("To the next paragraph without code and suggestion."), MOVE, rank=47),
    Deed("D", "bare(-1)", N_("previous uncoded"), N_("To the previous paragraph without code and suggestion."), MOVE),
    Deed("l", "alike(1)", N_("same code"), N_("To the next passage of the same code, in this document."), MOVE),
    Deed("L", "alike(-1)", N_("same code before"), N_("To the previous passage of the same code."), MOVE),
)


class SeekingScreen(ReadingScreen):
    """A document that is looked through."""

    def __init__(self, document: str, *, at_suggestion: bool = False) -> None:
        super().__init__(document, at_suggestion=at_suggestion)
        self.sought = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        match action:
            case "find" | "bare":
                return self.reading is not None
            case "hit":
                return bool(self.sought)
            case "alike":
                return self.view.chosen is not None
            case _:
                return super().check_action(action, parameters)

    def action_find(self) -> None:
        """Let words be typed and a place be chosen."""
        if self.reading is None:
            return
        window = FindScreen(self.say(N_("Find in the document")), self.reading.document.text, self.view.cursor)

        def go(place: str) -> None:
            start, end = map(int, place.split())
            self.sought = window.words
            self._show_hit(Span(start, end))

        self.desk.ask(window, go)

    def action_hit(self, by: int) -> None:
        """Go to the next or previous place of the words that were found."""
        if self.reading is not None and self.sought:
            span = self._ahead(places_of(self.sought, self.reading.document.text), by)
            if span is None:
                self.tell_hint(self.say(N_("”{words}” does not stand in this document."), words=self.sought))
            else:
                self._show_hit(span)

    def action_bare(self, by: int) -> None:
        """Go to the next or previous paragraph that nothing is said of."""
        if self.reading is None:
            return
        span = self._ahead(self.reading.bare(), by)
        if span is None:
            self.tell_hint(self.say(N_("Every paragraph here has a code or a suggestion.")))
        else:
            self.view.unselect()
            self.view.put(span.start)
            self.view.show_span(span)

    def action_alike(self, by: int) -> None:
        """Go to the next or previous passage of the code that is chosen."""
        chosen, reading = self.view.chosen, self.reading
        if chosen is None or reading is None:
            return
        there = [m for m in reading.marks if m.code == chosen.code]
        at = next((n for n, m in enumerate(there) if m.id == chosen.id), 0)
        if len(there) == 1:
            self.tell_hint(self.say(N_("No other passage here has this code.")))
            return
        self.view.unselect()
        self.view.go_to(there[(at + by) % len(there)])
        self.told(
            self.say(
                N_("{code}: passage {at} of {all}"),
                code=self.desk.code_name(chosen.code),
                at=(at + by) % len(there) + 1,
                all=len(there),
            )
        )

    def _show_hit(self, span: Span) -> None:
        """Select a hit: it can be given a code at once."""
        self.view.visual = False
        self.view.select(span)
        self.view.show_span(span)
        every = places_of(self.sought, self.reading.document.text if self.reading else "")
        at = next((n for n, s in enumerate(every, start=1) if s == span), 0)
        self.tell_hint(self.say(N_("Hit {at} of {all}: {k:hit+1} goes on, {k:leave} lets go."), at=at, all=len(every)))

    def _ahead(self, there: Sequence[Span], by: int) -> Span | None:
        """Give the next or previous of some places, round the end; None when there is none."""
        here = self.view.here.start
        if by > 0:
            return next((s for s in there if s.start > here), next(iter(there), None))
        return next((s for s in reversed(there) if s.start < here), next(reversed(there), None))
