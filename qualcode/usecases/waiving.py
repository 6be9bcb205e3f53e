"""Waiving a leak: somebody looks at what the check found, says why it may stay, and the ledger keeps both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.domain.coding import Memo
from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.storage.coding_rows import add_memo, memos
from qualcode.storage.ledger import change
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import kept_words

_ID = re.compile(r"leak-[0-9a-f]{12}")


class NoLeakIdError(UsageError):
    """What was given is no leak's id."""

    sentence = N_("{id} is no leak's id; `qualcode leakcheck FILE` lists them (leak-…).")


class EmptyReasonError(UsageError):
    """A waiver without a reason."""

    sentence = N_("A leak is waived for a reason: say it with --reason TEXT.")


class NotWaivedError(QualcodeError):
    """There is no such waiver."""

    sentence = N_("{id} is not waived; `qualcode leakcheck --waivers` lists what is.")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A leak that may stay: its id, why, and who said so."""

    id: str
    reason: str
    coder: str


def waive(project: Project, ids: Iterable[str], reason: str, *, passphrase: str | None = None) -> tuple[Waiver, ...]:
    """Record that leaks may stay; names in the reason are hidden. What is waived already gets the new reason.

    Raises:
        NoLeakIdError, EmptyReasonError: and nothing is recorded.
    """
    wanted = list(dict.fromkeys(ids))
    for one in wanted:
        if not _ID.fullmatch(one):
            raise NoLeakIdError(id=one)
    if not reason.strip():
        raise EmptyReasonError
    words = kept_words(project, reason, passphrase)
    held = _held(project)
    with change(project.store, project.coder, "waive", leaks=wanted) as step:
        step.delete("memo", [held[one].id for one in wanted if one in held])
        for one in wanted:
            # A waiver is a note on a leak: undo, history and snapshots know notes already.
            add_memo(step, Memo("", one, words, project.coder))
    return tuple(Waiver(one, words, project.coder) for one in wanted)


def unwaive(project: Project, ids: Iterable[str]) -> int:
    """Take waivers back and give their number.

    Raises:
        NotWaivedError: when one of them is none; nothing is then taken back.
    """
    held = _held(project)
    wanted = list(dict.fromkeys(ids))
    for one in wanted:
        if one not in held:
            raise NotWaivedError(id=one)
    with change(project.store, project.coder, "unwaive", leaks=wanted) as step:
        step.delete("memo", [held[one].id for one in wanted])
    return len(wanted)


def waivers(project: Project) -> tuple[Waiver, ...]:
    """Give the waivers of a project, oldest first."""
    return tuple(Waiver(memo.target, memo.text, memo.coder) for memo in _held(project).values())


def _held(project: Project) -> dict[str, Memo]:
    return {memo.target: memo for memo in memos(project.store) if _ID.fullmatch(memo.target)}
