"""History: what was done by whom, and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.storage.ledger import Step, history
from qualcode.storage.undoing import redo, undo
from qualcode.usecases.project import Project
from qualcode.usecases.step_files import files_of_step
from qualcode.usecases.vault_keeping import open_vault

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Vault

ACTIONS = {
    "import": N_("import"),
    "describe": N_("say what documents belong to"),
    "accept": N_("accept suggestions"),
    "reject": N_("reject suggestions"),
    "change": N_("accept with a change"),
    "code": N_("code a passage"),
    "uncode": N_("take codings away"),
    "recode": N_("change a coding"),
    "split": N_("split a coding"),
    "memo": N_("write a memo"),
    "read": N_("mark as read"),
    "unread": N_("mark as unread"),
    "judge": N_("judge"),
    "settle": N_("agree on a cell"),
    "review": N_("review names"),
    "accept-names": N_("accept hidden names"),
    "release-names": N_("release hidden words"),
    "change-names": N_("change what hides names"),
    "hide-name": N_("hide a name found late"),
    "erase": N_("erase a person"),
    "waive": N_("waive a leak"),
    "unwaive": N_("take back a waiver"),
    "restore": N_("restore a snapshot"),
    "merge": N_("merge another coder's work"),
    "place": N_("place codings in a corrected version"),
    "unplace": N_("turn places down"),
    "rename-code": N_("rename a code"),
    "follow-codes": N_("let codings follow the codebook"),
    "move-code": N_("move a code"),
    "merge-codes": N_("merge codes"),
    "split-code": N_("split a code"),
    "retire-code": N_("retire a code"),
    "restore-code": N_("take a retired code up again"),
    "edit-code": N_("edit a code"),
    "add-code": N_("add a code"),
    "import-codes": N_("import codes"),
}
"""The verbs of the ledger, in words."""

STATES = {
    "done": "",
    "undone": N_("undone"),
    "dropped": N_("undone, then passed over"),
    "final": N_("cannot be undone"),
}
"""What became of a step, in words."""

SHAPING = frozenset(
    {
        "rename-code",
        "move-code",
        "merge-codes",
        "split-code",
        "retire-code",
        "restore-code",
        "edit-code",
        "add-code",
        "import-codes",
    }
)
"""The verbs that change the codebook's file."""
_EXCHANGING = frozenset({"release-names", "change-names", "hide-name"})


class NothingToUndoError(QualcodeError):
    """The coder has no step left to undo."""

    sentence = N_("{coder} has nothing to undo.")


class NothingToRedoError(QualcodeError):
    """The coder has undone nothing since the last change."""

    sentence = N_("{coder} has nothing to redo.")


_LOOKED_AT = 500
"""Steps; who has undone more than that in a row knows what is going on."""


def steps(project: Project, *, coder: str | None = None, limit: int | None = None) -> list[Step]:
    """Give the steps of the project, newest first."""
    return history(project.store, coder=coder, limit=limit)


def to_take_back(project: Project) -> Step | None:
    """Give the coder's latest step that stands, which ``take_back`` would undo; None when there is none."""
    latest = steps(project, coder=project.coder, limit=_LOOKED_AT)
    return next((step for step in latest if step.state == "done"), None)


def take_back(project: Project, count: int = 1, *, passphrase: str | None = None) -> list[Step]:
    """Undo this coder's latest steps; those that exchanged names need the vault, where alone their words are.

    Raises:
        NothingToUndoError, UndoConflictError, OriginalNeededError, WordsChangedError, FileEditedError; WrongPassphraseError.
    """
    done = _turned(project, undo, count, passphrase)
    if not done:
        raise NothingToUndoError(coder=project.coder)
    return done


def do_again(project: Project, count: int = 1, *, passphrase: str | None = None) -> list[Step]:
    """Redo what this coder undid last.

    Raises:
        NothingToRedoError, and as ``take_back``.
    """
    done = _turned(project, redo, count, passphrase)
    if not done:
        raise NothingToRedoError(coder=project.coder)
    return done


def _turned(project: Project, turn: Callable[..., list[Step]], count: int, passphrase: str | None) -> list[Step]:
    """Take steps back, or do them again, with the files and words that they changed; empty when there was none."""
    with files_of_step(project.folder) as files:
        done = turn(project.store, project.coder, count, originals=_originals(project, passphrase), files=files.turn)
    if done:
        _clear(project, done)
    if any(step.action in SHAPING for step in done):
        project.forget_codebook()
    return done


def _originals(project: Project, passphrase: str | None) -> Callable[[str], str | None] | None:
    if passphrase is None or not project.vault_path.exists():
        return None

    @cache
    def vault() -> Vault | None:
        return open_vault(project, passphrase)

    def give(vault_id: str) -> str | None:
        opened = vault()
        held = opened.get(vault_id) if opened else None
        return held.text if held else None

    return give


def _clear(project: Project, steps: Iterable[Step]) -> None:
    """Leave no byte of words that a step has hidden (again)."""
    if any(step.action in _EXCHANGING for step in steps):
        project.store.compact()
