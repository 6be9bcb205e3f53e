"""Windows in which words are written: leaving them asks first, and a draft survives the end of the program."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from textual.widgets import Input, Static, TextArea

from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.wording import sentence_of
from qualcode.tui.kept_alive import KeptAlive

if TYPE_CHECKING:
    from textual.screen import Screen

    from qualcode.tui.desk import Desk
    from qualcode.tui.drafts import KeptDraft
    from qualcode.tui.line_screen import AskScreen

NOT_SAVED = N_("What you have written is not saved. Leave without it?")
LEAVES = N_("You leave, and what you have written is gone.")
STAYS = N_("You stay here and write on.")
SAVED_BY_KEY = N_("What you have written is not saved. Leave without it? (Ctrl+S saves it.)")
BACK_AGAIN = N_("Written {when} and not saved then: here it is again. Esc throws this draft away.")


def leaving(desk: Desk, question: str) -> AskScreen:
    """Give the window that asks whether words that are not written may be left."""
    from qualcode.tui.line_screen import AskScreen

    return AskScreen(desk.say(N_("Not written")), desk.say(question), yes=LEAVES, no=STAYS)


class HoldsWords(KeptAlive):
    """A screen, full or a window, that is left with ``leave``; it asks as leaving the app does.

    With a draft (``kept_in``), what is written in its fields is kept while it is written, and is there again in the next window about the
    same thing unless it was stored or given up.
    """

    BEFORE_LEAVING: ClassVar[str] = NOT_SAVED
    draft: KeptDraft | None = None

    def unwritten(self) -> bool:
        """Tell whether there are words that are lost when it closes."""
        raise NotImplementedError

    def kept_in(self, draft: KeptDraft) -> Self:
        """Keep what is written in a draft, and begin with what it holds."""
        self.draft = draft
        return self

    def stored(self) -> None:
        """Throw the draft away: the words it was kept for have been stored."""
        if self.draft is not None and not self.draft.until_done:
            self.draft.drop()

    def given_up(self) -> None:
        """Throw the draft away: nobody wants the words."""
        if self.draft is not None:
            self.draft.drop()

    def action_leave(self) -> None:
        """Close and change nothing; ask when something was written."""
        if self.unwritten():
            desk = cast("Desk", self.app)
            desk.ask(leaving(desk, self.BEFORE_LEAVING), self._go)
        else:
            self._go(True)

    def on_mount(self) -> None:
        """Take up what was written when the program ended."""
        begun = None if self.draft is None else self.draft.begun()
        if begun is None:
            return
        for field in self._fields():
            words = begun.fields.get(field.id or "")
            if words is None:
                continue
            if isinstance(field, TextArea):
                field.text = words
                field.move_cursor(field.document.end)
            else:
                field.value = words
        if self.unwritten():
            when = datetime.fromisoformat(begun.at).astimezone().strftime("%Y-%m-%d %H:%M")
            told = cast("Desk", self.app).say(BACK_AGAIN, when=when)
            self._screen.query_one(".window").mount(Static(told, classes="back-again", markup=False), before=0)

    def on_input_changed(self) -> None:
        """Keep what is written."""
        self._keep()

    def on_text_area_changed(self) -> None:
        """Keep what is written."""
        self._keep()

    def _keep(self) -> None:
        if self.draft is None:
            return
        fields = {f.id or "": f.text if isinstance(f, TextArea) else f.value for f in self._fields()}
        if self.draft.note(fields if self.unwritten() else None):
            self._screen.run_worker(self._write, thread=True, group="draft", exit_on_error=False)

    def _write(self) -> None:
        if self.draft is None:
            return
        try:
            self.draft.write()
        except QualcodeError as fault:
            self.app.call_from_thread(self._tell_unkept, fault)

    def _tell_unkept(self, fault: QualcodeError) -> None:
        """Say, once while the app runs, that what is being written is not kept until it is saved."""
        desk = cast("Desk", self.app)
        if not desk.told_unkept:
            desk.told_unkept = True
            why = sentence_of(fault, desk.project.language)
            desk.notify(
                desk.say(N_("What you write is not kept before you save it: {fault}"), fault=why),
                severity="warning",
                markup=False,
            )

    def _fields(self) -> list[Input | TextArea]:
        return [*self._screen.query(Input), *self._screen.query(TextArea)]

    @property
    def _screen(self) -> Screen[Any]:
        return cast("Screen[Any]", self)

    def _go(self, _: bool) -> None:
        self.given_up()
        self._screen.dismiss(None)
