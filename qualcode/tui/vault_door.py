"""The door to the vault: what needs it is done in a thread, and its passphrase asked for when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar, cast

from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.wording import sentence_of
from qualcode.tui.passphrase_screen import PassphraseScreen
from qualcode.usecases.vault_keeping import is_wrong_passphrase, open_vault, wants_passphrase

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.tui.desk_screen import DeskScreen

Found = TypeVar("Found")


def in_worker(screen: DeskScreen, job: Callable[[], Found], then: Callable[[Found], None]) -> None:
    """Do a job in a thread, and something on the screen with what came of it; the screen is ``busy`` until then.

    A job that another program held up waits in a window, and is begun again when that program is ready.
    """
    desk = screen.desk

    def done(found: Found | None, fault: Exception | None) -> None:
        screen.busy = False
        if fault is not None:
            with desk.guard():
                # What was said to be under way is so no more.
                if screen.is_attached:
                    screen.told("")
                # Who has left the screen meanwhile is told as well: what was to be stored is not.
                desk.again_when_free(fault, lambda: in_worker(screen, job, then))
        elif screen.is_attached:
            desk.attempt(lambda: then(cast("Found", found)))

    def work() -> None:
        try:
            found = job()
        except Exception as fault:  # noqa: BLE001 - told on the screen by the app's own thread
            desk.call_from_thread(done, None, fault)
        else:
            desk.call_from_thread(done, found, None)

    screen.busy = True
    screen.run_worker(work, thread=True, exit_on_error=False)


def with_vault(
    screen: DeskScreen, job: Callable[[str | None], Found], then: Callable[[Found], None], *, needed: bool = False
) -> None:
    """Do a job that may need the vault with the passphrase given before, else without; when it is ``needed``, ask for it first.

    One that is wanted is asked for and the job done again; one that does not open the vault is forgotten, and asked for anew with
    the fault told in the window, which stays until the passphrase is right or the window is left.
    """
    desk = screen.desk
    if needed and desk.passphrase is None and desk.project.vault_path.exists():
        _ask(screen, job, then)
    else:
        _attempt(screen, job, then, None)


CLOSED = N_(
    "The vault is closed: names that stand in it alone are not looked for in what you write. {k:originals} in the "
    "review of a document's hidden "
    "names opens it."
)


def tell_closed(desk: Desk) -> None:
    """Say, once while the app runs, that the vault's names are not looked for in what is written."""
    if desk.passphrase is None and not desk.told_of_vault and desk.project.vault_path.exists():
        desk.told_of_vault = True
        desk.notify(desk.say(CLOSED), severity="warning", markup=False)


def memo_kept(desk: Desk, given: str, kept: str) -> str:
    """Give the sentence on a memo that was saved: whether names in it had to give way, since what stood there is kept nowhere."""
    if given.split() == kept.split():
        return desk.say(N_("The memo is saved."))
    return desk.say(N_("The memo is saved; names in it gave way to other words."))


def with_words(screen: DeskScreen, then: Callable[[str | None], None]) -> None:
    """Keep what somebody wrote: ``then`` gets the vault's passphrase, asked for where there is a vault and it was not given before.

    Who leaves the window goes on without it, and is not asked again while the app runs.
    """
    desk = screen.desk
    if desk.passphrase is not None or desk.goes_without_vault or not desk.project.vault_path.exists():
        then(desk.passphrase)
        return

    def without() -> None:
        desk.goes_without_vault = desk.told_of_vault = True
        desk.attempt(lambda: then(None))

    def given(passphrase: str) -> None:
        desk.passphrase = passphrase
        opened = partial(open_vault, desk.project)
        _attempt(screen, opened, lambda _: then(desk.passphrase), window)

    window = PassphraseScreen(given, without)
    screen.app.push_screen(window)


def _attempt(
    screen: DeskScreen,
    job: Callable[[str | None], Found],
    then: Callable[[Found], None],
    window: PassphraseScreen | None,
) -> None:
    """Do the job with what is known; ``window``: the one that asked and waits above the screen."""
    desk = screen.desk

    def attempt() -> Found | Exception:
        try:
            return job(desk.passphrase)
        except QualcodeError as fault:
            if window is None and not (wants_passphrase(fault) or is_wrong_passphrase(fault)):
                raise
            return fault
        except Exception as fault:
            if window is None:
                raise
            return fault

    def tried(found: Found | Exception) -> None:
        if isinstance(found, Exception):
            _failed(screen, job, then, window, found)
            return
        if window is not None:
            window.dismiss(None)
        then(found)

    in_worker(screen, attempt, tried)


def _failed(
    screen: DeskScreen,
    job: Callable[[str | None], Found],
    then: Callable[[Found], None],
    window: PassphraseScreen | None,
    fault: Exception,
) -> None:
    """Ask for another passphrase where that helps, else raise what went wrong, to be told."""
    desk = screen.desk
    wrong = isinstance(fault, QualcodeError) and is_wrong_passphrase(fault)
    known = desk.passphrase
    if wrong or window is None:
        desk.passphrase = None
    if window is not None and not wrong:
        window.dismiss(None)
        desk.again_when_free(fault, lambda: _attempt(screen, job, then, None))
        return
    told = sentence_of(fault, desk.project.language) if isinstance(fault, QualcodeError) and wrong else ""
    if window is not None:
        window.wrong(told)
    elif desk.project.vault_path.exists() and (wrong or known is None):
        _ask(screen, job, then, fault=told)
    else:
        raise fault


def _ask(
    screen: DeskScreen, job: Callable[[str | None], Found], then: Callable[[Found], None], *, fault: str = ""
) -> None:
    def given(passphrase: str) -> None:
        screen.desk.passphrase = passphrase
        _attempt(screen, job, then, window)

    window = PassphraseScreen(given)
    screen.app.push_screen(window)
    if fault:
        window.call_after_refresh(window.wrong, fault)
