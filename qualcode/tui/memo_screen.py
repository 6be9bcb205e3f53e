"""Writing a memo."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.holding_words import SAVED_BY_KEY, HoldsWords

if TYPE_CHECKING:
    from textual.app import ComposeResult

SUMMARY_KEYS = N_("Ctrl+S saves · empty, it is taken away · Esc leaves it as it was")
_KEYS = N_("Ctrl+S saves · an empty memo is taken away · Esc leaves it as it was")


class MemoScreen(HoldsWords, ModalScreen[str]):
    """Gives the words written, "" when they were all taken away; nothing when left."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "keep", show=False, priority=True),
    ]
    BEFORE_LEAVING: ClassVar[str] = SAVED_BY_KEY

    def __init__(self, title: str, text: str = "", *, about: str = "", keys: str = _KEYS) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._about = about
        self._keys = keys

    def compose(self) -> ComposeResult:
        """Lay out what the memo is about, the field and the keys."""
        desk = cast("Desk", self.app)
        with Vertical(classes="window"):
            if self._about:
                yield Static(Content(self._about), classes="about")
            yield TextArea(self._text, id="memo", soft_wrap=True, show_line_numbers=False)
            yield Static(Content(desk.say(self._keys)), id="hint")

    def on_mount(self) -> None:
        """Write on where the text ends."""
        self.query_one(".window").border_title = self._title
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_keep(self) -> None:
        """Close with the words."""
        self.dismiss(self.query_one(TextArea).text)

    def unwritten(self) -> bool:
        """Tell whether the words are others than when the window was opened."""
        return self.query_one(TextArea).text.strip() != self._text.strip()
