"""Choosing a code for a passage: the likeliest first, its brief definition shown, its status beside."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, Static

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.choice_screen import Choice, ChoiceScreen, told_of_code
from qualcode.tui.inks import glyph
from qualcode.tui.status_words import status_in_words
from qualcode.usecases.viewing import Reading

_EXCERPT = 160
_LIKELY = "› "
"""Before a code that the words of the passage speak for."""
_NO_CODES = N_("The codebook has no codes yet. Esc, and {k:new_code} makes the first.")


class CodeChoiceScreen(ChoiceScreen):
    """Gives "code status"; the status is left as it was when only a code is asked for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "other_status(1)", show=False, priority=True),
        Binding("shift+tab", "other_status(-1)", show=False, priority=True),
    ]

    NOTHING: ClassVar[str] = N_("No code is called so. Type less, or Esc, and {k:new_code} makes a new code.")

    def __init__(self, title: str, reading: Reading, span: Span, status: Status, *, with_status: bool = True) -> None:
        words = " ".join(span.of(reading.document.text).split())
        cut = words if len(words) <= _EXCERPT else f"{words[: _EXCERPT - 1].rstrip()}…"
        super().__init__(title, self._offered, about=f"”{cut}”", empty=_NO_CODES)
        self._reading = reading
        self._span = span
        self._status = status
        self._with_status = with_status

    def on_mount(self) -> None:
        """Show everything, and say what the sign of the likeliest means where it stands."""
        super().on_mount()
        if any(c.words.startswith(_LIKELY) for c in self.choices):
            told = N_("type a part of the name; › is the likeliest here")
            self.query_one("#typed", Input).placeholder = self.desk.say(told)

    def hint(self) -> str:
        """Give the line about the keys, with the status."""
        if not self._with_status:
            return super().hint()
        code = self.desk.code(lit.key) if self.is_mounted and (lit := self.lit()) else None
        words = status_in_words(self.desk, self._status, code)
        return self.desk.say(
            N_("Enter codes as {glyph} {status} · Tab another status · Esc closes"),
            glyph=glyph(self._status),
            status=words,
        )

    def take(self, choice: Choice) -> None:
        """Close with code and status."""
        self.dismiss(f"{choice.key} {self._status.value}")

    def action_other_status(self, by: int) -> None:
        """Take the next or the previous status."""
        if self._with_status:
            self._status = CODABLE[(CODABLE.index(self._status) + by) % len(CODABLE)]
            self.query_one("#hint", Static).update(Content(self.hint()))

    def _offered(self, typed: str) -> list[Choice]:
        from qualcode.usecases.viewing import offered_codes

        found = offered_codes(self.desk.project, typed, reading=self._reading, span=self._span)
        return [
            Choice(c.path, f"{_LIKELY if c.likely else '  '}{c.name}", c.above, told_of_code(c.name, c.brief))
            for c in found
        ]
