"""Finding words in a document: every place with what stands around it, while one types."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import ClassVar

from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.choice_screen import Choice, ChoiceScreen
from qualcode.tui.plain_text import without_marks

MOST = 200
"""Places listed; going on from hit to hit reaches all."""
_BEFORE, _AFTER = 30, 60


class FindScreen(ChoiceScreen):
    """Gives the place of the hit that was chosen, as "start end"; ``typed`` are the words it was found by."""

    HINT: ClassVar[str] = N_("Enter goes there · then {k:hit+1}, {k:hit-1}: next, previous · Esc closes")
    PLACEHOLDER: ClassVar[str] = N_("type words of the text")
    NOTHING: ClassVar[str] = N_("These words do not stand in the document.")
    TO_TYPE: ClassVar[str] = N_("Type words of the text; capitals and line breaks do not matter.")

    def __init__(self, title: str, text: str, cursor: int) -> None:
        super().__init__(title, self._places)
        self._text = text
        self._cursor = cursor
        self.words = ""

    def _places(self, typed: str) -> list[Choice]:
        from qualcode.usecases.viewing import places_of

        self.words = typed
        found = places_of(typed, self._text, MOST)
        ahead = [s for s in found if s.start >= self._cursor]
        return [self._choice(span) for span in (*ahead, *found[: len(found) - len(ahead)])]

    def _choice(self, span: Span) -> Choice:
        text, moved = self._shown
        hit = moved(span)
        before, after = text[max(0, hit.start - _BEFORE) : hit.start], text[hit.end : hit.end + _AFTER]
        # Where only marks were met, such as the signs of a heading, they are what is shown.
        met = hit.of(text) or span.of(self._text)
        return Choice(f"{span.start} {span.end}", _in_a_row(f"…{before}[{met}]{after}…"))

    @cached_property
    def _shown(self) -> tuple[str, Callable[[Span], Span]]:
        """The text as it reads, without the marks of its file, and where a place of the text lies in it."""
        edits = without_marks(self._text)
        return edits.apply(self._text), edits.mover()


def _in_a_row(words: str) -> str:
    return re.sub(r"\s+", " ", words)
