"""Erasing a person: from the vault, the texts and the history; codings stay, and a certificate tells what was done."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.edits import Edit, Edits
from qualcode.domain.erasure import Erasure
from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.domain.finding import HitType
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents, every_hit, every_id
from qualcode.storage.ledger import change
from qualcode.storage.rewording import forget_words
from qualcode.usecases.drafting import drop_drafts
from qualcode.usecases.erasures_left import (
    ERASED,
    Left,
    UnfinishedErasureError,
    erasures_left,
    leave_vault,
    note_down,
)
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.hiding import stored_words
from qualcode.usecases.hiding_late import Sweep, clear_forms, mask_document, mask_elsewhere, one_name
from qualcode.usecases.names_in_files import FilesSearched, search_files, without_own_copies
from qualcode.usecases.project import Project
from qualcode.usecases.traces_of_people import traces_of
from qualcode.usecases.vault_keeping import NoVaultError, open_vault

if TYPE_CHECKING:
    from qualcode.anonymise.late_names import LateName
    from qualcode.anonymise.vault import Vault


class Ground(StrEnum):
    """Why a person is erased."""

    CONSENT_WITHDRAWN = "consent-withdrawn"
    DISPOSAL = "gallring"
    OTHER = "other"


class UnknownPersonError(QualcodeError):
    """An id that belongs to no person of the project."""

    sentence = N_(
        "There is nobody with the id {id}; give the id of a hit (`qualcode anonymise list`) or the name on standard input."
    )


class NobodyFoundError(QualcodeError):
    """A name that nothing in the project holds."""

    sentence = N_(
        "Nobody called that was found in the texts, notes, history or vault: nothing was changed and no certificate written; check "
        "the spelling, or give the id of a hit (`qualcode anonymise list`)."
    )


class AmbiguousPersonError(UsageError):
    """A name that several people have."""

    sentence = N_("Several people are called that: {people}; say which by the id in front.")


class NoGroundError(UsageError):
    """`other` without words."""

    sentence = N_("The ground `other` needs words: --ground other --reason TEXT.")


@dataclass(frozen=True, slots=True)
class Target:
    """Whom to erase: the name that stands for the person, and how often the person is met, for a question before it is done."""

    name: LateName
    case: str
    hits: int
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: the certificate's content and paths, the files that still name the person, and whether no byte is left.

    ``finished`` are earlier ones that had been broken off and were finished with it.
    """

    erasure: Erasure
    certificate: tuple[str, ...]
    files: FilesSearched
    cleared: bool
    finished: tuple[Erased, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was said of an erasure: the ground, in words as well, further folders to search, and when it is (by default now)."""

    ground: Ground
    reason: str
    also: tuple[Path, ...]
    now: datetime | None


def find_person(
    project: Project, words: str | None, *, key: str | None = None, passphrase: str | None = None
) -> Target:
    """Tell whom a name, a hit's id ("d1-h3") or a person's id ("p4") means, and how often the person is met.

    Raises:
        PassphraseNeededError: when there is a vault; NoVaultError: for an id without one; UnknownPersonError, AmbiguousPersonError,
        BadNameError.
    """
    vault = open_vault(project, passphrase)
    name, case = _meant(project, words, key, vault)
    traces = traces_of(project, name, case, vault)
    return Target(name, case, len(traces.hits), tuple(sorted(traces.documents)))


def erase(
    project: Project,
    words: str | None,
    *,
    key: str | None = None,
    ground: Ground,
    reason: str = "",
    also: Iterable[Path] = (),
    passphrase: str | None = None,
    now: datetime | None = None,
) -> Erased:
    """Erase a person in all the forms that the project knows: name, surname, nickname, initials, contact details beside them.

    Hits stay as masks that nobody can turn back; clear forms that were never hidden are masked; history keeps no way back. Codings
    stay. ``also`` are further folders to search for files that still name the person. The step cannot be undone.

    What an earlier run began and did not end is finished as well: whom it erased leaves the vault, and gets the certificate.

    Raises:
        NoGroundError, NobodyFoundError, and as ``find_person``; FolderReadOnlyError: when no certificate can be written. Nothing is
        then changed. UnfinishedErasureError: when an earlier erasure cannot be finished without the name.
    """
    if ground is Ground.OTHER and not reason.strip():
        raise NoGroundError
    vault = open_vault(project, passphrase)
    left = [(one, leave_vault(vault, one)) for one in erasures_left(project)]
    try:
        done = _erased(project, *_meant(project, words, key, vault), vault, Wanted(ground, reason, tuple(also), now))
    except (NobodyFoundError, UnknownPersonError):
        if not left:
            raise
        # Whoever is meant is gone already: what was broken off is finished.
        done = None
    finished = []
    for one, called in left:
        name = called.name or (one_name(words) if done is None and words else "")
        if name:
            finished.append(_finished(project, one, name, called.contacts, also))
    if done is None:
        if not finished:
            raise UnfinishedErasureError(step=left[-1][0].erasure.step)
        *finished, done = finished
    return replace(done, finished=tuple(finished))


def _erased(project: Project, name: LateName, case: str, vault: Vault | None, wanted: Wanted) -> Erased:
    from qualcode.anonymise.late_names import matching_people
    from qualcode.anonymise.register import Register

    told = "" if not wanted.reason.strip() else stored_words(wanted.reason, project.settings, vault)
    traces = traces_of(project, name, case, vault)
    register = vault.register if vault is not None else Register()
    sweep = Sweep(project, name, register, None, HitType.PERSON)
    told = _without(sweep, told)
    at = (wanted.now or datetime.now(UTC)).isoformat(timespec="seconds")
    ground = wanted.ground.value
    shelf = documents(project.store, ids=every_id(project.store))
    found = {d.id: clear_forms(sweep, d, own=d.id in traces.documents) for d in shelf}
    masked = sum(map(len, found.values()))
    kept = len(codings(project.store))
    with change(project.store, project.coder, "erase", ground=ground, reason=told, hits=len(traces.hits)) as step:
        for hit in traces.hits:
            step.update("hit", hit.id, vault_id="")
        for document in shelf:
            if found[document.id]:
                mask_document(step, sweep, document, found[document.id], keep=False)
        elsewhere = mask_elsewhere(step, sweep, keep=False)
        if not (traces.hits or masked or elsewhere or traces.forgotten or any(matching_people(name.text, register))):
            # Nothing of the step lands: a certificate that somebody was removed would not be true.
            raise NobodyFoundError
        forget_words(step.connection, traces.forgotten)
        step.note(ERASED, at, {}, {"ground": ground})
        step.final = True
        erasure = Erasure(
            project=project.settings.project_id,
            step=step.step,
            at=at,
            coder=project.coder,
            ground=ground,
            reason=told,
            hits=len(traces.hits),
            masked=masked,
            elsewhere=elsewhere,
            originals=0 if vault is None else sum(vault.get(one) is not None for one in traces.forgotten),
            documents=tuple(sorted({*traces.documents, *(key for key, hits in found.items() if hits)})),
            codings_kept=kept,
            database_sha256="",
        )
        people = [(k.key, k.case, k.function) for k in register.everyone() if k.name == name.text]
        left = note_down(project, erasure, sorted(traces.forgotten), people)
    leave_vault(vault, left, name=name.text)
    return _finished(project, left, name.text, traces.contacts, wanted.also)


def _finished(project: Project, left: Left, name: str, contacts: Iterable[str], also: Iterable[Path]) -> Erased:
    """Clear the database's free pages, search the files, and certify what was done; then it is whole, and its note goes."""
    # Sealed, and so not to be searched; what somebody is writing just now is kept anew at the next letter.
    drop_drafts(project)
    cleared = project.store.compact()
    digest = hashlib.sha256(project.store.path.read_bytes()).hexdigest()
    erasure = replace(left.erasure, database_sha256=digest)
    files = without_own_copies(project, search_files(project, name, HitType.PERSON, also=also, words=contacts))
    done = Erased(erasure, _certify(project, left, erasure, files), files, cleared)
    left.note.unlink(missing_ok=True)
    return done


def _meant(project: Project, words: str | None, key: str | None, vault: Vault | None) -> tuple[LateName, str]:
    from qualcode.anonymise.late_names import LateName, matching_people, plain_name

    if key is not None:
        if vault is None:
            raise NoVaultError
        known = vault.register.get(key)
        if known is not None:
            return LateName(known.name, HitType.PERSON, known.key), known.case
        hit = next((h for h in every_hit(project.store) if h.id == key), None)
        held = vault.get(hit.vault_id) if hit and hit.vault_id else None
        if hit is None or held is None:
            raise UnknownPersonError(id=key)
        case = documents(project.store, ids=[hit.document], segments=False)[0].metadata.case
        people = [k for k in matching_people(held.text, vault.register) if k.agency or k.case == case]
        if len(people) == 1:
            return LateName(people[0].name, HitType.PERSON, people[0].key), people[0].case
        return LateName(plain_name(held.text)), case
    told = one_name(words or "")
    people = list(matching_people(told, vault.register)) if vault is not None else []
    if len({k.name.casefold() for k in people}) > 1:
        raise AmbiguousPersonError(
            people=", ".join(f"{k.key} ({k.function} {k.letter}".rstrip() + f", {k.case})" for k in people)
        )
    if people:
        return LateName(people[0].name, HitType.PERSON, people[0].key), people[0].case if len(people) == 1 else ""
    return LateName(plain_name(told)), ""


def _certify(project: Project, left: Left, erasure: Erasure, files: FilesSearched) -> tuple[str, ...]:
    from qualcode.exchange.erasure_certificate import as_json, as_markdown

    made = {
        ".md": as_markdown(erasure, naming=len(files.naming), lang=project.language),
        ".json": as_json(erasure, naming=len(files.naming)),
    }
    return tuple(
        str(keep_bytes(left.note.with_name(f"{left.certificate}{ending}"), text.encode()))
        for ending, text in made.items()
    )


def _without(sweep: Sweep, words: str) -> str:
    hits = sweep.found(words, case="", own=True)
    return Edits.of([Edit(h.start, h.end, h.replacement) for h in hits]).apply(words)
