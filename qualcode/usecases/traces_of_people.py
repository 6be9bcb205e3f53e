"""What the vault and the hits hold of one person: forms of the name, and contact details that belong to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.finding import HitType, StoredHit
from qualcode.domain.minutes import Document
from qualcode.storage.document_rows import documents, every_hit, every_id
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.anonymise.late_names import LateName
    from qualcode.anonymise.register import Known
    from qualcode.anonymise.vault import Original, Vault

_CONTACTS = frozenset({HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER, HitType.ADDRESS, HitType.URL})


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of a person.

    ``hits`` hide the person, ``documents`` speak of the person, ``forgotten`` are ids of the vault that nobody else needs, ``contacts`` the
    words of contact details among them.
    """

    hits: tuple[StoredHit, ...]
    documents: frozenset[str]
    forgotten: frozenset[str]
    contacts: tuple[str, ...]


def traces_of(project: Project, name: LateName, case: str, vault: Vault | None) -> Traces:
    """Find what belongs to a person.

    What only this person is called counts in every document; a given name or initials that others share count in the documents that
    name the person in full, and in those of ``case``; contact details when they spell the name or stand on a line with nobody else.
    """
    originals = {o.id: o for o in vault.originals()} if vault is not None else {}
    others = [k for k in vault.register.everyone() if k.name != name.text] if vault is not None else []
    own, shared = _forms(originals.values(), name, others)
    everything = [h for h in every_hit(project.store) if h.vault_id]
    shelf = {d.id: d for d in documents(project.store, ids=every_id(project.store), segments=False)}
    here = {h.document for h in everything if h.vault_id in own}
    here |= {
        h.document for h in everything if h.vault_id in shared and case and shelf[h.document].metadata.case == case
    }
    mine = [h for h in everything if h.vault_id in own or (h.vault_id in shared and h.document in here)]
    mine += _beside(shelf, everything, {h.id for h in mine})
    ids = own | {h.vault_id for h in mine}
    taken = {h.id for h in mine}
    forgotten = frozenset(ids - {h.vault_id for h in everything if h.id not in taken})
    contacts = (originals[i] for i in forgotten if i in originals and originals[i].type in _CONTACTS)
    return Traces(tuple(mine), frozenset(here), forgotten, tuple(sorted(o.text for o in contacts)))


def _forms(
    originals: Iterable[Original], name: LateName, others: Sequence[Known]
) -> tuple[frozenset[str], frozenset[str]]:
    """Give the ids of what only this person is called, and of what others may be called as well."""
    from qualcode.anonymise.late_names import LateName, is_form_of, is_given_alone, tells_name

    own: set[str] = set()
    shared: set[str] = set()
    for original in originals:
        if original.type in (HitType.EMAIL, HitType.URL):
            if tells_name(original.text, name):
                own.add(original.id)
        elif original.type is HitType.PERSON and is_form_of(original.text, name):
            alone = is_given_alone(original.text, name)
            also = any(is_form_of(original.text, LateName(k.name)) for k in others)
            (shared if alone or also else own).add(original.id)
    return frozenset(own), frozenset(shared)


def _beside(shelf: Mapping[str, Document], everything: Iterable[StoredHit], mine: set[str]) -> list[StoredHit]:
    """Give contact details on lines that name this person and no other."""
    lines: dict[tuple[str, int], list[StoredHit]] = defaultdict(list)
    for hit in everything:
        lines[hit.document, shelf[hit.document].text.rfind("\n", 0, hit.start)].append(hit)
    found: list[StoredHit] = []
    for ones in lines.values():
        people = [h for h in ones if h.type is HitType.PERSON]
        if people and all(h.id in mine for h in people):
            found += [h for h in ones if h.type in _CONTACTS and h.id not in mine]
    return found
