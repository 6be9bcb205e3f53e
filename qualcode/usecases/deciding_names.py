"""Deciding about hits: right, innocent, or to be called something else; one, or all occurrences of the same words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.domain.finding import HitType, Level, StoredHit
from qualcode.domain.minutes import Document
from qualcode.storage.document_rows import documents, hits
from qualcode.storage.event_rows import events
from qualcode.storage.ledger import change
from qualcode.storage.rewording import reword_document
from qualcode.usecases.hiding import policy_of, stored_words
from qualcode.usecases.hit_states import Decision, ErasedHitError, Standing, accepted, changed, rejected, standing
from qualcode.usecases.project import Project
from qualcode.usecases.vault_keeping import PassphraseNeededError, open_vault

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Vault

_LONGEST = 80
_TOLD = 20
"""So many ids of hits a step's line in history names."""


class UnknownHitError(QualcodeError):
    """A hit's id that the project does not hold."""

    sentence = N_("There is no hit {id}; `qualcode anonymise list DOC` shows them.")


class SameWhereError(QualcodeError):
    """All occurrences are wanted of words that nobody kept."""

    sentence = N_(
        "Which other hits are the same as {hit} cannot be told, since its words are kept nowhere; decide them one by one."
    )


class BadReplacementError(UsageError):
    """A replacement that cannot stand in the texts."""

    sentence = N_(
        "A replacement is one line of at most {longest} characters without names; choose a function or a plain word."
    )


class NothingToChangeError(UsageError):
    """A change that says nothing."""

    sentence = N_("Say what to change: --replacement TEXT, --type TYPE, or both.")


@dataclass(frozen=True, slots=True)
class Decided:
    """How many hits were decided, in which documents, and which of those have now been looked at wholly.

    ``cleared`` is False when bytes of words that were hidden may still lie in the database's log, since another program reads it.
    """

    hits: int
    documents: tuple[str, ...]
    reviewed: tuple[str, ...]
    cleared: bool = True


def accept_hits(
    project: Project, ids: Iterable[str], *, everywhere: bool = False, passphrase: str | None = None
) -> Decided:
    """Record that hits are right; with ``everywhere`` all occurrences of the same words.

    Raises:
        UnknownHitError, SameWhereError: nothing is then recorded.
    """
    vault = _vault(project, passphrase)
    return _decide(project, "accept-names", ids, accepted, everywhere=everywhere, vault=vault)


def reject_hits(
    project: Project, ids: Iterable[str], *, everywhere: bool = False, passphrase: str | None = None
) -> Decided:
    """Record that hits are innocent: their own words come back from the vault, and codings keep their places.

    Raises:
        UnknownHitError, SameWhereError, OriginalNowhereError, ErasedHitError: nothing is then recorded.
        PassphraseNeededError: when words are in the vault.
    """
    vault = _vault(project, passphrase)

    def decision(text: str, hit: StoredHit) -> Decision:
        if not hit.vault_id and standing(text, hit) is Standing.MASKED and (step := _erased_in(project, hit)):
            raise ErasedHitError(hit=hit.id, step=step)
        if vault is None and project.vault_path.exists() and standing(text, hit) is Standing.MASKED:
            raise PassphraseNeededError
        return rejected(text, hit, vault)

    return _decide(project, "release-names", ids, decision, everywhere=everywhere, vault=vault)


def _erased_in(project: Project, hit: StoredHit) -> int:
    """Give the step that erased the person of a hit, or 0."""
    return next((one.step for one in events(project.store, of=hit.id) if one.action == "erase"), 0)


def change_hits(
    project: Project,
    ids: Iterable[str],
    *,
    replacement: str | None = None,
    kind: HitType | None = None,
    everywhere: bool = False,
    passphrase: str | None = None,
) -> Decided:
    """Give hits another replacement or type; genitives and capitals of the old replacement are kept in the new.

    A type that the stored level does not hide lets the words stand again; one that it does hide takes them away.

    Raises:
        NothingToChangeError, BadReplacementError, UnknownHitError, SameWhereError, OriginalNowhereError, PassphraseNeededError.
    """
    if replacement is None and kind is None:
        raise NothingToChangeError
    vault = _vault(project, passphrase)
    words = None if replacement is None else checked_replacement(project, replacement, vault)
    policy = policy_of(project.settings)
    wanted = list(ids)
    first = {h.replacement for h in hits(project.store) if h.id in set(wanted)}

    def decision(text: str, hit: StoredHit) -> Decision:
        new_kind = kind or hit.type
        hides = policy.replaces(new_kind, Level.STORED)
        turns = (standing(text, hit) is Standing.MASKED) != hides
        if vault is None and project.vault_path.exists() and (turns or new_kind is not hit.type):
            raise PassphraseNeededError
        told = plain_words(new_kind) if words is None and new_kind is not hit.type else words
        new = (hit.replacement or plain_words(new_kind)) if told is None else fitted(told, hit.replacement, first)
        return changed(text, hit, vault, kind=new_kind, replacement=new, hides=hides)

    return _decide(project, "change-names", wanted, decision, everywhere=everywhere, vault=vault)


def checked_replacement(project: Project, words: str, vault: Vault | None = None) -> str:
    """Give a replacement that may stand in a text; with the ``vault``, one that names nobody whom it knows.

    Raises:
        BadReplacementError: when it is empty, long, of several lines, or names somebody.
    """
    told = " ".join(words.split())
    if not told or len(told) > _LONGEST or "\n" in words or stored_words(told, project.settings, vault) != told:
        raise BadReplacementError(longest=_LONGEST)
    return told


def plain_words(kind: HitType) -> str:
    """Give the words that stand for a type when nothing more is known."""
    from qualcode.anonymise.replacements import LABELS

    plain = {
        HitType.PERSON: "en person",
        HitType.GROUP: "gruppen",
        HitType.PLACE: "en ort",
        HitType.COUNTY: "länet",
        HitType.ORGANISATION: "verksamheten",
    }
    return plain.get(kind) or LABELS[kind]


def fitted(words: str, old: str, base: Iterable[str]) -> str:
    """Give a replacement the capital and the genitive that the old one had beside the plain form of its fellows."""
    from qualcode.anonymise.replacements import genitive

    plain = {one.casefold() for one in base if one}
    if old.casefold() not in plain and any(old.casefold() == genitive(one) for one in plain):
        words = genitive(words)
    if old[:1].isupper() and not any(one[:1].isupper() for one in base):
        words = words[:1].upper() + words[1:]
    return words


def _decide(
    project: Project,
    action: str,
    ids: Iterable[str],
    decision: Callable[[str, StoredHit], Decision],
    *,
    everywhere: bool,
    vault: Vault | None,
) -> Decided:
    named = list(dict.fromkeys(ids))
    wanted = _wanted(project, named, vault) if everywhere else _named(project, named)
    shelf = {d.id: d for d in documents(project.store, ids={h.document for h in wanted}, segments=False)}
    decided = [decision(shelf[h.document].text, h) for h in wanted]
    # Before the project: words that leave the text must be somewhere first.
    if vault is not None:
        vault.save()
    by_document: dict[str, list[Decision]] = defaultdict(list)
    for one in decided:
        by_document[one.hit.document].append(one)
    with change(project.store, project.coder, action, hits=[h.id for h in wanted[:_TOLD]], number=len(wanted)) as step:
        for key, ones in by_document.items():
            exchanges = [one.rewording for one in ones if one.rewording]
            if exchanges:
                reword_document(step, key, exchanges)
            for one in ones:
                step.update("hit", one.hit.id, **one.columns)
        done = _looked_at(project, shelf, {h.id for h in wanted})
        for key in done:
            step.update("document", key, names_reviewed=True)
    hid = any(one.rewording and one.rewording.before.secret for one in decided)
    return Decided(len(wanted), tuple(by_document), done, project.store.compact() if hid else True)


def _named(project: Project, ids: Sequence[str]) -> list[StoredHit]:
    held = {h.id: h for h in hits(project.store)}
    for key in ids:
        if key not in held:
            raise UnknownHitError(id=key)
    return [held[key] for key in ids]


def _wanted(project: Project, ids: Sequence[str], vault: Vault | None) -> list[StoredHit]:
    """Give the hits with the same words as those named, in any form of them, in the whole project."""
    texts = {d.id: d.text for d in documents(project.store, segments=False)}
    everything = hits(project.store)
    forms = {h.id: _forms(texts[h.document], h, vault) for h in everything}
    found: dict[str, StoredHit] = {}
    for one in _named(project, ids):
        if not forms[one.id]:
            raise SameWhereError(hit=one.id)
        same = (h for h in everything if h.type is one.type and forms[h.id] & forms[one.id])
        found |= {h.id: h for h in same}
    return list(found.values())


def _forms(text: str, hit: StoredHit, vault: Vault | None) -> frozenset[str]:
    """Give what a hit's words may be forms of; without the vault only the vault's id, which the same words share."""
    from qualcode.anonymise.name_lists import bare

    held = vault.get(hit.vault_id) if vault is not None and hit.vault_id else None
    words = held.text if held else "" if standing(text, hit) is Standing.MASKED else text[hit.start : hit.end]
    known = {f"id {hit.vault_id}"} if hit.vault_id else set()
    return frozenset(known | {form.casefold() for form in bare(words) if form})


def _looked_at(project: Project, shelf: dict[str, Document], decided: set[str]) -> tuple[str, ...]:
    """Give the documents where nothing is left to look at once these hits are decided."""
    left = {h.document for h in hits(project.store) if not h.review and h.id not in decided}
    return tuple(key for key, d in shelf.items() if key not in left and not d.names_reviewed)


def _vault(project: Project, passphrase: str | None) -> Vault | None:
    return None if passphrase is None else open_vault(project, passphrase)
