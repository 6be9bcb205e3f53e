"""The door to the vault: what needs it is done in a thread, and its passphrase asked for when it is wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from qualcode.domain.errors import N_, QualcodeError
from qualcode.language.wording import sentence_of
from qualcode.tui.line_screen import LineScreen
from qualcode.usecases.vault_keeping import is_wrong_passphrase, wants_passphrase

if TYPE_CHECKING:
    from qualcode.tui.desk import DeskScreen

Found = TypeVar("Found")


def in_worker(screen: DeskScreen, job: Callable[[], Found], then: Callable[[Found], None]) -> None:
    """Do a job in a thread, and something on the screen with what came of it; the screen is ``busy`` until then."""
    desk = screen.desk

    def done(found: Found | None, fault: Exception | None) -> None:
        screen.busy = False
        if not screen.is_attached:
            return
        with desk.guard():
            if fault is not None:
                # What was said to be under way is so no more.
                screen.told("")
                raise fault
            then(cast("Found", found))

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
    the fault told in the window, until it is right or the window is left.
    """
    desk = screen.desk
    if needed and desk.passphrase is None and desk.project.vault_path.exists():
        _ask(screen, job, then)
        return

    def attempt() -> Found | QualcodeError:
        try:
            return job(desk.passphrase)
        except QualcodeError as fault:
            if not (wants_passphrase(fault) or is_wrong_passphrase(fault)):
                raise
            return fault

    def tried(found: Found | QualcodeError) -> None:
        if not isinstance(found, QualcodeError):
            then(found)
            return
        wrong = is_wrong_passphrase(found)
        known, desk.passphrase = desk.passphrase, None
        if not desk.project.vault_path.exists() or not (wrong or known is None):
            raise found
        _ask(screen, job, then, fault=sentence_of(found, desk.project.language) if wrong else "")

    in_worker(screen, attempt, tried)


def _ask(
    screen: DeskScreen, job: Callable[[str | None], Found], then: Callable[[Found], None], *, fault: str = ""
) -> None:
    def given(passphrase: str) -> None:
        screen.desk.passphrase = passphrase
        with_vault(screen, job, then)

    window = LineScreen(
        screen.say(N_("Passphrase of the vault")),
        about=screen.say(N_("The names stand in the vault alone.")),
        told=fault or screen.say(N_("It is asked for once, kept while the app runs, and written nowhere.")),
        secret=True,
    )
    screen.desk.ask(window, given)
