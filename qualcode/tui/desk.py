"""The ground that the app stands on: the project, the language, errors told and never fatal."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from textual.app import App

from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.wording import filled, sentence_of, translator
from qualcode.tui.hang_up import terminal_is_gone
from qualcode.tui.holding_words import NOT_SAVED, HoldsWords, leaving
from qualcode.tui.key_names import MARK, KeyNames
from qualcode.tui.key_sets import keymap_of
from qualcode.tui.manners import HoldsText, TakesAhead, TellsSilence
from qualcode.tui.shades import OWN, THEMES
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.actions import ActionParseResult
    from textual.dom import DOMNode
    from textual.screen import ModalScreen

    from qualcode.domain.codebook import Code, Codebook

Answer = TypeVar("Answer")


UNFORESEEN = N_("An unforeseen {kind} at {place}; what you have done is saved. QUALCODE_TRACEBACK=1 shows more.")
_LONGEST_TOAST = 220


class Desk(App[int]):
    """The app without its screens: what they all ask of it."""

    ENABLE_COMMAND_PALETTE = False
    NOTIFICATION_TIMEOUT = 8

    def __init__(self, project: Project, *, passphrase: str | None = None) -> None:
        super().__init__()
        self.VERTICAL_BREAKPOINTS = [(0, "-tiny"), (16, "-low"), (30, "-high")]
        self.project = project
        self.keymap: dict[str, str] = {}
        self.keys = KeyNames(self)
        # Kept while the app runs, so that it is asked for once; shown and written nowhere.
        self.passphrase = passphrase
        self.goes_without_vault = self.told_of_vault = self.told_unkept = False
        self.last_words = self._last_fault = ""
        self.without_terminal = False
        self.places: dict[str, int] = {}
        self.pressed_at = 0.0
        self._book: Codebook | None = None
        self._codes: Mapping[str, Code] = {}
        self._book_lock = RLock()
        self._book_fault: QualcodeError | None = None
        self._colours: Mapping[str, str] = {}

    def take_settings(self) -> None:
        """Look as the settings say, and let the keys do what they say."""
        for theme in OWN:
            if theme.name not in self.available_themes:
                self.register_theme(theme)
        self.theme = THEMES[self.project.settings.theme]
        self.keymap = keymap_of(self.project.settings)
        self.set_keymap(self.keymap)

    def say(self, sentence: str, **fields: object) -> str:
        """Give a sentence in the language of the session, its fields filled in; keys in it are those that hold now."""
        language = self.project.language
        if MARK in sentence:
            fields["k"] = self.keys
        return filled(sentence, language, fields) if fields else translator(language)(sentence)

    def load_codebook(self) -> None:
        """Read the codebook once; a faulty one is remembered and told when somebody wants it."""
        # A thread reads it behind the overview: who wants it meanwhile waits, instead of reading it a second time.
        with self._book_lock:
            if not self.codebook_is_read:
                self._take_codebook()

    def renew_codebook(self) -> None:
        """Take over the codebook as it is after a change, in a thread; until it is read, names and colours are those from before."""
        self._take_codebook()

    def _take_codebook(self) -> None:
        from qualcode.usecases.viewing import inherited_colours

        try:
            book = self.project.codebook
            colours, codes = inherited_colours(book), {code.path: code for code in book.walk()}
        except QualcodeError as fault:
            self._book, self._book_fault, self._colours, self._codes = None, fault, {}, {}
        else:
            self._book, self._book_fault, self._colours, self._codes = book, None, colours, codes

    @property
    def codebook_is_read(self) -> bool:
        """Whether the codebook has been read, or found faulty: asking for a code then takes no time."""
        return self._book is not None or self._book_fault is not None

    def forget_codebook(self) -> None:
        """Read the codebook anew when it is wanted next: it was changed."""
        self.project.forget_codebook()
        self._book, self._book_fault, self._colours, self._codes = None, None, {}, {}

    @property
    def codebook_fault(self) -> QualcodeError | None:
        """Why there is no codebook, when there is none."""
        return self._book_fault

    def code(self, path: str) -> Code | None:
        """Give a code, or None when the codebook lacks it or is faulty: texts are read all the same."""
        self.load_codebook()
        return self._codes.get(path)

    def code_name(self, path: str) -> str:
        """Give a code's name in the language of the session, else its path."""
        found = self.code(path)
        return path if found is None else found.name(self.project.language)

    def colour(self, path: str) -> str:
        """Give a code's colour, "" when it has none."""
        self.load_codebook()
        return self._colours.get(path, "")

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Turn an error inside into words on the screen, so that the app lives on."""
        try:
            yield
        except QualcodeError as fault:
            self.tell_fault(sentence_of(fault, self.project.language))
        except Exception as fault:
            if os.environ.get("QUALCODE_TRACEBACK"):
                raise
            self.tell_fault(self.say(UNFORESEEN, kind=type(fault).__name__, place=_place(fault)))

    @contextmanager
    def guard_thread(self) -> Iterator[None]:
        """Do the same in a thread, which may not touch the screen itself."""
        try:
            yield
        except Exception as fault:  # noqa: BLE001 - told on the screen by the app's own thread
            self.call_from_thread(self._retell, fault)

    def _retell(self, fault: Exception) -> None:
        with self.guard():
            raise fault

    def tell_fault(self, sentence: str) -> None:
        """Show what went wrong: in a corner when short, in a window of its own when long."""
        from qualcode.tui.notice_screen import NoticeScreen

        if len(sentence) > _LONGEST_TOAST or "\n" in sentence:
            self.push_screen(NoticeScreen(self.say(N_("That did not work")), sentence))
        else:
            # The same said of several keys would cover a small screen.
            if sentence == self._last_fault:
                self.clear_notifications()
            self._last_fault = sentence
            self.notify(sentence, title=self.say(N_("That did not work")), severity="error", markup=False)

    def ask(self, window: ModalScreen[Answer], then: Callable[[Answer], None]) -> None:
        """Open a window and do something with its answer, if it gives one."""

        def answered(answer: Answer | None) -> None:
            if answer is not None:
                self.attempt(lambda: take(answer))

        def take(answer: Answer) -> None:
            then(answer)
            if isinstance(window, HoldsWords):
                window.stored()

        self.push_screen(window, answered)

    def attempt(self, step: Callable[[], None]) -> None:
        """Take a step; when another program is writing it waits in a window, and is taken when that program is ready."""
        with self.guard():
            try:
                step()
            except QualcodeError as fault:
                self.again_when_free(fault, lambda: self.attempt(step))

    def again_when_free(self, fault: Exception, again: Callable[[], object]) -> None:
        """Let a step wait for another program that writes, unless something else was wrong with it, or it already waits."""
        from qualcode.tui.held_screen import HeldScreen
        from qualcode.usecases.holding import is_held

        if not (isinstance(fault, QualcodeError) and is_held(fault)) or isinstance(self.screen, HeldScreen):
            raise fault

        def freed(free: bool | None) -> None:
            if free:
                self.call_later(again)

        self.push_screen(HeldScreen(), freed)

    async def action_quit(self) -> None:
        """Leave the app; ask when a screen holds words that are not written."""
        from qualcode.tui.line_screen import AskScreen

        if any(screen.unwritten() for screen in self.screen_stack if isinstance(screen, HoldsText)):
            if not isinstance(self.screen, AskScreen):
                self.ask(leaving(self, NOT_SAVED), self._leave_without)
        else:
            self.exit()

    def _leave_without(self, _: bool) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, HoldsWords):
                screen.given_up()
        self.exit()

    def action_help_quit(self) -> None:
        """Say how to leave: Ctrl+C leaves many programs, and here it copies."""
        self.notify(self.say(N_("{k:quit} leaves the app; everything is saved.")))

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key or click means; an error is told and the app lives on."""
        with self.guard():
            try:
                return await super().run_action(action, default_namespace, namespaces)
            except QualcodeError as fault:
                self.again_when_free(fault, lambda: self.run_action(action, default_namespace, namespaces))
        # What went wrong was told: the key is not to be told of as one that does nothing as well.
        return True

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Do what a key is bound to; a key that does nothing is told of, since silence looks like a broken app."""
        self.pressed_at = monotonic()
        done = await super()._check_bindings(key, priority)
        if not done and not priority and isinstance(self.screen, TellsSilence):
            with self.guard():
                # Who types fast has begun to write before the window that the first key opens is there.
                if not (isinstance(self.screen, TakesAhead) and self.screen.type_ahead(key)):
                    self.screen.tell_silence(key)
        return done

    def panic(self, *renderables: RenderableType) -> None:
        """End with what Textual has to tell; with nothing when the terminal is gone, which its reader takes for an error."""
        if self.without_terminal or terminal_is_gone():
            self.exit()
        else:
            super().panic(*renderables)

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print a traceback with local variables, and these may hold the words of minutes.
        if os.environ.get("QUALCODE_TRACEBACK"):
            super()._handle_exception(error)
            return
        self.last_words = (
            sentence_of(error, self.project.language)
            if isinstance(error, QualcodeError)
            else self.say(UNFORESEEN, kind=type(error).__name__, place=_place(error))
        )
        self.exit(return_code=1)


def _place(fault: BaseException) -> str:
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"


def tell_last_words(desk: Desk) -> int:
    """Say on stderr why the app had to end, if it had to, and give the exit code."""
    if desk.last_words:
        sys.stderr.write(desk.last_words + "\n")
    return desk.return_code or 0
