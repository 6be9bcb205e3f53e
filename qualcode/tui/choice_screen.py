"""A small window in which something is found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.kept_alive import KeptAlive

if TYPE_CHECKING:
    from textual.app import ComposeResult


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: its key, its words, what stands dimmed behind them, and what is told of it while it is lit.

    ``also``: other words that it is found by and that are not shown.
    """

    key: str
    words: str
    aside: str = ""
    told: str = ""
    also: str = ""


_LONG = 60
"""Cells of a name that a row shows for sure."""


def told_of_code(name: str, brief: str) -> str:
    """Give what is told of a code while it is lit: a name that its row may cut stands there whole."""
    return "\n".join(part for part in (name if len(name) > _LONG else "", brief) if part)


Ranked = Callable[[str], Sequence[Choice]]
"""Gives the choices that fit what was typed, the likeliest first."""


def by_name(choices: Sequence[Choice], *, told: bool = False) -> Ranked:
    """Give the function that finds choices by a part of their words; their asides, and what is ``told`` of them, count for less.

    A key typed in full is meant, and not what only begins with it. All are given, in their order, when nothing is typed.
    """
    from qualcode.usecases.typed_words import fitting

    names = [c.words for c in choices]
    asides, briefs = [f"{c.aside} {c.also}" for c in choices], [c.told for c in choices] if told else []

    def ranked(typed: str) -> Sequence[Choice]:
        if not typed.strip():
            return choices
        exact = [n for n, choice in enumerate(choices) if choice.key == typed.strip()]
        return [choices[place] for place in dict.fromkeys((*exact, *fitting(typed, names, asides, briefs)))]

    return ranked


class ChoiceScreen(KeptAlive, ModalScreen[str]):
    """Type, move with the arrows, Enter; gives the key of what was chosen. ``empty`` is told when there is nothing to choose from."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        # Letters are typed here: who keeps to letters moves with those of the shell and of vim's own lists.
        Binding("down,ctrl+n", "light(1)", show=False),
        Binding("up,ctrl+p", "light(-1)", show=False),
        Binding("pagedown", "light(8)", show=False),
        Binding("pageup", "light(-8)", show=False),
    ]
    HINT: ClassVar[str] = N_("Enter chooses · ↑↓ moves · Esc closes")
    PLACEHOLDER: ClassVar[str] = N_("type a part of the name")
    NOTHING: ClassVar[str] = N_("Nothing fits; type less or otherwise.")
    TO_TYPE: ClassVar[str] = NOTHING
    """What is told when there is nothing to choose: for what was typed, and before anything is."""

    def __init__(self, title: str, ranked: Ranked, *, about: str = "", empty: str = "") -> None:
        super().__init__()
        self._title = title
        self._ranked = ranked
        self._about = about
        self._empty = empty or self.TO_TYPE
        self.choices: Sequence[Choice] = ()
        self._bright: int | None = None

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Lay out title, passage, field, list, what is told, and the keys."""
        with Vertical(classes="window"):
            if self._about:
                yield Static(Content(self._about), classes="about")
            yield Input(placeholder=self.desk.say(self.PLACEHOLDER), id="typed", compact=True)
            yield OptionList(id="choices")
            yield Static(id="told")
            yield Static(Content(self.hint()), id="hint")

    def hint(self) -> str:
        """Give the line about the keys."""
        return self.desk.say(self.HINT)

    def on_mount(self) -> None:
        """Show everything, the likeliest first."""
        self.query_one(".window").border_title = self._title
        self.query_one("#choices", OptionList).can_focus = False
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what fits."""
        with self.desk.guard():
            self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Take what is lit."""
        lit = self.lit()
        if lit is None:
            self.app.bell()
            self.tell_silence("enter")
        else:
            self.take(lit)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take what was clicked, if it still stands there."""
        if event.option_index < len(self.choices):
            self.take(self.choices[event.option_index])

    def on_option_list_option_highlighted(self) -> None:
        """Tell of what is lit; who types fast has emptied or shortened the list before this is heard."""
        lit = self.lit()
        if lit is not None:
            self._light_aside()
            self.query_one("#told", Static).update(Content(lit.told))
            self.query_one("#hint", Static).update(Content(self.hint()))

    def take(self, choice: Choice) -> None:
        """Close with a choice."""
        self.dismiss(choice.key)

    def lit(self) -> Choice | None:
        """Give the choice that is lit, or None."""
        lit = self.query_one("#choices", OptionList).highlighted
        return None if lit is None or lit >= len(self.choices) else self.choices[lit]

    def action_leave(self) -> None:
        """Close without a choice."""
        self.dismiss(None)

    def action_light(self, by: int) -> None:
        """Light another choice."""
        there = self.query_one("#choices", OptionList)
        if self.choices:
            there.highlighted = min(max(0, (there.highlighted or 0) + by), len(self.choices) - 1)

    def _fill(self, typed: str) -> None:
        self.choices = self._ranked(typed)
        there = self.query_one("#choices", OptionList)
        there.clear_options()
        self._bright = None
        there.add_options([Option(self._line(c)) for c in self.choices])
        there.highlighted = 0 if self.choices else None
        # On the smallest screens there is room for what is told when there is no list.
        self.query_one("#told").set_class(not self.choices, "-alone")
        if not self.choices:
            told = self.NOTHING if typed.strip() else self._empty
            self.query_one("#told", Static).update(Content(self.desk.say(told)))

    def _light_aside(self) -> None:
        """Paint what stands behind the lit choice as its words: dimmed, it could not be read on the lit row."""
        there = self.query_one("#choices", OptionList)
        for number, lit in ((self._bright, False), (there.highlighted, True)):
            if number is not None and number < len(self.choices) and self.choices[number].aside:
                there.replace_option_prompt_at_index(number, self._line(self.choices[number], lit=lit))
        self._bright = there.highlighted

    @staticmethod
    def _line(choice: Choice, *, lit: bool = False) -> Content:
        aside = f"  {choice.aside}" if choice.aside else ""
        return Content.assemble(choice.words, aside if lit else Content.styled(aside, "$foreground-muted"))
