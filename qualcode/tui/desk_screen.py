"""The ground that every full screen stands on: help, palette, undo and redo, and a word on keys that do nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.screen import Screen

from qualcode.domain.errors import N_, QualcodeError
from qualcode.tui.deeds import EVERYWHERE, Deed, bindings, shown
from qualcode.tui.desk import Desk
from qualcode.tui.ends_line import SaidLine
from qualcode.tui.kept_alive import KeptAlive
from qualcode.tui.key_sets import keys_of
from qualcode.tui.row_list import MOVES_IN_ROWS
from qualcode.tui.shades import THEMES
from qualcode.tui.toasts import forget_told

if TYPE_CHECKING:
    from textual.binding import BindingType


_NO_ROWS = N_("The list is empty.")
GETTING_READY = N_("Getting ready …")
UNDER_WAY = N_("Something is under way; wait until it is done.")
_MANY = 20
"""Things; a step about more is taken back only when that is meant."""


class DeskScreen(KeptAlive, Screen[None]):
    """A full screen of the app, with help, palette, undo and redo."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EVERYWHERE)
    DEEDS: ClassVar[Sequence[Deed]] = ()
    TITLE_WORDS: ClassVar[str] = ""
    ROOM: ClassVar[str] = ""
    """The action of the overview that opens this screen, if it is one of those."""
    SILENT: ClassVar[Mapping[str, str]] = {}
    """Why an action means nothing when it does not, by the action's bare name."""
    # True while a thread works on something asked for here: nothing else is then begun.
    busy = False
    # True from when it was asked to be shown anew until it is.
    anew = False

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def say(self, sentence: str, **fields: object) -> str:
        """Give a sentence in the language of the session."""
        return self.desk.say(sentence, **fields)

    def on_screen_suspend(self) -> None:
        """Take along what was told here in a corner, when another full screen comes in the place of this one."""
        if isinstance(self.app.screen, DeskScreen):
            forget_told(self.desk)

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done on this screen, for help and palette."""
        return (*self.DEEDS, *EVERYWHERE)

    def keys_of(self, deed: Deed) -> tuple[str, ...]:
        """Give the keys of a deed as a person reads them, by the settings in force."""
        return tuple(shown(key) for key in keys_of(deed, self.deeds(), self.desk.keymap))

    def can(self, deed: Deed) -> bool:
        """Tell whether a deed means something just now."""
        target, _, action = deed.action.rpartition(".")
        if target not in ("", "screen"):
            return True
        return bool(self.check_action(action.partition("(")[0], ()))

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now, "" when there is none of its own."""
        return self.SILENT.get(action, _NO_ROWS if action in MOVES_IN_ROWS else "")

    def is_gathering(self) -> bool:
        """Tell whether what is shown here has not been read yet: what there is to do is then not known."""
        return False

    def tell_silence(self, key: str) -> None:
        """Say why a key does nothing just now: what its deed would need, or that no deed has it."""
        deeds = self.deeds()
        deed = next((d for d in deeds if key in keys_of(d, deeds, self.desk.keymap)), None)
        # Figures that give a status or a code stand in no list of deeds.
        bound = next(iter(self._bindings.key_to_bindings.get(key, ())), None)
        action = deed.action if deed is not None else bound.action if bound is not None else ""
        bare = action.rpartition(".")[2].partition("(")[0]
        why = self.why_silent(bare)
        if deed is not None and not deed.short and not why:
            # A move in a text that is just being laid out is no deed to explain.
            return
        if self.busy:
            words = self.say(UNDER_WAY)
        elif self.is_gathering():
            words = self.say(GETTING_READY)
        elif why:
            words = self.say(why)
        elif deed is not None:
            words = self.say(N_("Not possible just now: {what}"), what=self.say(deed.told))
        else:
            words = self.say(N_("{key} does nothing here; {k:help} shows the keys that do."), key=self.say(shown(key)))
        self.tell_hint(words)

    def reload(self) -> bool:
        """Show the project as it is now; tell whether what is shown here may have changed."""
        raise NotImplementedError

    def action_reload(self) -> None:
        """Show what has been changed elsewhere; that it is shown is told when it is."""
        self.anew = True
        self.reload()

    def shown_anew(self) -> str:
        """Give the sentence on what is shown, once after it was asked for, else ""."""
        words = self.say(N_("Shown as it is now.")) if self.anew else ""
        self.anew = False
        return words

    def come_back(self, _: object = None) -> None:
        """Show the project anew after another screen: something may have been changed there."""
        self.reload()

    def may_look(self) -> bool:
        """Tell whether what others did and what is suggested may be seen across documents; say why when not."""
        from qualcode.usecases.viewing import unread_when_blind

        left = unread_when_blind(self.desk.project)
        if left:
            self.tell_hint(
                self.say(
                    N_(
                        "You code blind: first mark all documents as read ({left} left), or change it with {k:settings}."
                    ),
                    left=left,
                )
            )
        return not left

    def action_help(self) -> None:
        """Show what the keys do."""
        from qualcode.tui.help_screen import HelpScreen

        self.app.push_screen(HelpScreen(self.say(self.TITLE_WORDS), self.deeds(), self.keys_of))

    def action_palette(self) -> None:
        """Let a command be found by name."""
        from qualcode.tui.choice_screen import ChoiceScreen
        from qualcode.tui.elsewhere import deeds_elsewhere
        from qualcode.tui.palette import ranked_deeds

        there = [d for d in self.deeds() if d.palette and self.can(d)]
        ranked = ranked_deeds(there, self.say, self.keys_of, deeds_elsewhere(self))
        self.desk.ask(ChoiceScreen(self.say(N_("Commands")), ranked), self._later)

    def action_tell_outside(self, name: str) -> None:
        """Tell the command that does what the app does not."""
        from qualcode.tui.outside import command_for

        self.tell_hint(self.say(command_for(name)))

    def _later(self, action: str) -> None:
        # The window closes first: the deed is one of the screen below it.
        self.call_later(self.run_deed, action)

    async def run_deed(self, action: str) -> None:
        """Do what a deed's action says, as its key would; it may be one of another screen."""
        from qualcode.tui.elsewhere import ELSEWHERE, go_elsewhere

        if action.startswith(ELSEWHERE):
            with self.desk.guard():
                go_elsewhere(self, action)
            return
        await self.app.run_action(action.removeprefix("screen."), self)

    def action_undo(self) -> None:
        """Take back the coder's latest step."""
        from qualcode.tui.line_screen import AskScreen
        from qualcode.usecases.recalling import ACTIONS, take_back, to_take_back
        from qualcode.usecases.telling_steps import how_many_in_words

        if self.busy:
            # What is being written is not the latest step yet: the one before it would be taken back, which nobody meant.
            self.tell_hint(self.say(UNDER_WAY))
            return

        def go(_: bool = True) -> None:
            self._turn(take_back, N_("Taken back: {what}."), N_("Taken back: {what} ({many}). {k:redo} does it again."))

        step = to_take_back(self.desk.project)
        if step is None or max((n for n in step.about.values() if type(n) is int), default=0) <= _MANY:
            go()
            return
        # One press too many may take a day's work back, which anything new that is done then makes final.
        words = self.say(
            N_("{what} ({many}) is taken back at once. Is that meant?"),
            what=self.say(ACTIONS.get(step.action, step.action)),
            many=how_many_in_words(step.about, self.say),
        )
        yes = N_("The step is taken back; {k:redo} does it again until something new is done.")
        self.desk.ask(AskScreen(self.say(N_("Take back")), words, yes=yes), go)

    def action_redo(self) -> None:
        """Do again what was taken back last."""
        from qualcode.usecases.recalling import do_again

        if self.busy:
            self.tell_hint(self.say(UNDER_WAY))
            return
        self._turn(do_again, N_("Done again: {what}."), N_("Done again: {what} ({many})."))

    def turn_many(self, number: int, *, forth: bool = False) -> None:
        """Take this many of the coder's latest steps back, or with ``forth`` do those taken back again, at once."""
        from qualcode.usecases.recalling import do_again, take_back

        if self.busy:
            self.tell_hint(self.say(UNDER_WAY))
            return
        walk = partial(do_again if forth else take_back, count=number)
        told = (
            N_("Steps done again: {number}.")
            if forth
            else N_("Steps taken back: {number}; {k:redo} does them again, one at a time.")
        )
        self._walk(walk, lambda steps: self.say(told, number=len(steps)))

    def _turn(self, walk: Callable[..., Sequence[Any]], of_one: str, of_many: str) -> None:
        """Go a step back or forth at once."""
        from qualcode.usecases.recalling import ACTIONS
        from qualcode.usecases.telling_steps import how_many_in_words

        def words(steps: Sequence[Any]) -> str:
            # A step may be a thousand cells: who pressed u once too often is to see it before anything new is done.
            many = how_many_in_words(steps[0].about, self.say)
            what = self.say(ACTIONS.get(steps[0].action, steps[0].action))
            return self.say(of_many if many else of_one, what=what, many=many)

        self._walk(walk, words)

    def _walk(self, walk: Callable[..., Sequence[Any]], words: Callable[[Sequence[Any]], str]) -> None:
        """Go steps back or forth and tell of them; those that exchange names with the vault open."""
        from qualcode.tui.vault_door import with_vault
        from qualcode.usecases.recalling import SHAPING
        from qualcode.usecases.vault_keeping import wants_passphrase

        def tell(steps: Sequence[Any]) -> None:
            if any(step.action in SHAPING for step in steps):
                self.desk.forget_codebook()
            self._told_step(steps, words(steps))

        try:
            steps = walk(self.desk.project)
        except QualcodeError as fault:
            if not wants_passphrase(fault):
                raise
            with_vault(self, lambda secret: walk(self.desk.project, passphrase=secret), tell, needed=True)
        else:
            tell(steps)

    def reload_after(self, steps: Sequence[Any]) -> bool:
        """Show the project after steps were taken back or done again; tell whether what is shown here may have changed."""
        del steps
        return self.reload()

    def _told_step(self, steps: Sequence[Any], words: str) -> None:
        if not self.reload_after(steps):
            words += " " + self.say(N_("It is not seen here: the step was about something else."))
        self.told(words)

    def action_shade(self) -> None:
        """Change between dark, light and high contrast, until the app is left; the settings keep one."""
        order = list(THEMES)
        now = next((name for name, theme in THEMES.items() if theme == self.app.theme), order[0])
        self.app.theme = THEMES[order[(order.index(now) + 1) % len(order)]]

    def tell_hint(self, words: str) -> None:
        """Say what to do, whole however small the screen is."""
        self.told(words)
        self.query_one(SaidLine).stretch()

    def told(self, words: str) -> None:
        """Say what was done, quietly."""
        raise NotImplementedError
