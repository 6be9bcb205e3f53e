"""Erasures that were broken off: noted beside the certificates before the texts change, so that the next run can finish them.

The texts change first and in one transaction; the vault, the database's free pages, the files and the certificate follow. A program killed
in between leaves the note. It holds ids, counts and the ground, and nothing that the person is called.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.erasure import Erasure
from qualcode.domain.errors import N_, FolderReadOnlyError, QualcodeError
from qualcode.domain.finding import HitType
from qualcode.storage.event_rows import has_event
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Vault

CERTIFICATES = "certificates"
ERASED = "erased"
"""The row of the event that tells of an erasure; its key is when it was done."""
BROKEN_OFF = N_(
    "The erasure of step {step} was broken off: the texts are done, the vault may still hold the person; run `qualcode erase` again with "
    "the same name."
)
_NOTES = ".unfinished-*.json"


class UnfinishedErasureError(QualcodeError):
    """An erasure that was broken off, of somebody whom only the analyst can name by now."""

    sentence = N_(
        "Step {step} erased a person and was broken off before files were searched for the name: give that name on standard input, and "
        "it is finished."
    )


@dataclass(frozen=True, slots=True)
class Left:
    """An erasure whose texts are changed already.

    ``ids`` are the vault's of what has to go from it, ``people`` the keys there of who has to go, each with case and function;
    ``certificate`` is what its certificate is to be called, ``note`` the file that tells of it.
    """

    erasure: Erasure
    ids: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    certificate: str
    note: Path


@dataclass(frozen=True, slots=True)
class Called:
    """What the vault still held of a person whose erasure was broken off: the name ("" when it held none), and contact details."""

    name: str = ""
    contacts: tuple[str, ...] = ()


def certificates_of(project: Project) -> Path:
    """Give the folder of certificates, made when it is not there.

    Raises:
        FolderReadOnlyError.
    """
    own = project.folder / CERTIFICATES
    try:
        own.mkdir(exist_ok=True)
    except OSError as fault:
        raise FolderReadOnlyError(path=own) from fault
    return own


def note_down(project: Project, erasure: Erasure, ids: Sequence[str], people: Sequence[tuple[str, str, str]]) -> Left:
    """Note an erasure down before its step lands."""
    own = certificates_of(project)
    # A backup that was put back counts its steps anew; an earlier certificate stays what it is.
    base = f"erasure-{erasure.at[:10]}-{erasure.step}"
    names = chain([base], (f"{base}-{n}" for n in count(2)))
    name = next(one for one in names if not (own / f"{one}.json").exists())
    note = own / _NOTES.replace("*", str(erasure.step))
    told = {"erasure": asdict(erasure), "ids": [*ids], "people": [*people], "certificate": name}
    keep_bytes(note, json.dumps(told, ensure_ascii=False).encode(), private=True)
    return Left(erasure, tuple(ids), tuple(people), name, note)


def erasures_left(project: Project) -> tuple[Left, ...]:
    """Give the erasures that were broken off; a note of a step that never landed is taken away."""
    found = []
    for note in sorted((project.folder / CERTIFICATES).glob(_NOTES)):
        try:
            told = json.loads(note.read_text(encoding="utf-8"))
            erasure = Erasure(**{**told["erasure"], "documents": tuple(told["erasure"]["documents"])})
            left = Left(
                erasure,
                tuple(told["ids"]),
                tuple((k, c, f) for k, c, f in told["people"]),
                str(told["certificate"]),
                note,
            )
        except (OSError, ValueError, KeyError, TypeError):
            # Notes are written whole, so this is none of ours.
            continue
        if has_event(project.store, erasure.step, ERASED, erasure.at):
            found.append(left)
        else:
            with suppress(OSError):
                note.unlink()
    return tuple(found)


def leave_vault(vault: Vault | None, left: Left, *, name: str = "") -> Called:
    """Take out of the vault whoever has to go, as far as that is not done, and give what the person was called there.

    ``name`` is the person's where it is known, as it is unless the erasure was broken off.
    """
    if vault is None:
        return Called()
    held = [original for original in map(vault.get, left.ids) if original is not None]
    if left.ids and not held and not name:
        # That was done before it was broken off, and a key may be another's by now.
        return Called()
    people = [known for known in map(vault.register.get, (key for key, *_ in left.people)) if known is not None]
    names = {known.name for known in people if (known.key, known.case, known.function) in left.people} | {name} - {""}
    for vault_id in left.ids:
        vault.forget(vault_id)
    for one in names:
        vault.forget_person(one)
    vault.save()
    forms = sorted((o.text for o in held if o.type is HitType.PERSON), key=len)
    return Called(
        next(iter(sorted(names)), forms[-1] if forms else ""),
        tuple(sorted(o.text for o in held if o.type is not HitType.PERSON)),
    )
