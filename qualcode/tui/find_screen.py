"""Finding words in a document: every place with what stands around it, while one types."""

from __future__ import annotations

import re
from typing import ClassVar

from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.choice_screen import Choice, ChoiceScreen

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
        before, after = self._text[max(0, span.start - _BEFORE) : span.start], self._text[span.end : span.end + _AFTER]
        return Choice(f"{span.start} {span.end}", _in_a_row(f"…{before}[{span.of(self._text)}]{after}…"))


def _in_a_row(words: str) -> str:
    return re.sub(r"\s+", " ", words)
