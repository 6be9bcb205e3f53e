"""History: what was done by whom, and taking it back."""

from __future__ import annotations

from qualcode.domain.errors import N_, QualcodeError
from qualcode.storage.ledger import Step, history, redo, undo
from qualcode.usecases.project import Project

ACTIONS = {
    "import": N_("import"),
    "accept": N_("accept suggestions"),
    "reject": N_("reject suggestions"),
    "change": N_("accept with a change"),
    "code": N_("code a passage"),
    "uncode": N_("take codings away"),
    "recode": N_("change a coding"),
    "memo": N_("write a memo"),
    "read": N_("mark as read"),
    "unread": N_("mark as unread"),
    "judge": N_("judge"),
    "settle": N_("agree on a cell"),
    "review": N_("review names"),
}
"""The verbs of the ledger, in words."""


class NothingToUndoError(QualcodeError):
    """The coder has no step left to undo."""

    sentence = N_("{coder} has nothing to undo.")


class NothingToRedoError(QualcodeError):
    """The coder has undone nothing since the last change."""

    sentence = N_("{coder} has nothing to redo.")


def steps(project: Project, *, coder: str | None = None, limit: int | None = None) -> list[Step]:
    """Give the steps of the project, newest first."""
    return history(project.store, coder=coder, limit=limit)


def take_back(project: Project, count: int = 1) -> list[Step]:
    """Undo this coder's latest steps.

    Raises:
        NothingToUndoError, UndoConflictError.
    """
    done = undo(project.store, project.coder, count)
    if not done:
        raise NothingToUndoError(coder=project.coder)
    return done


def do_again(project: Project, count: int = 1) -> list[Step]:
    """Redo what this coder undid last.

    Raises:
        NothingToRedoError, UndoConflictError.
    """
    done = redo(project.store, project.coder, count)
    if not done:
        raise NothingToRedoError(coder=project.coder)
    return done
