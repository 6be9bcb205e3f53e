"""How a hit stands in the stored text, and the exchanges of words that a decision about it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import HitType, StoredHit
from qualcode.domain.rewording import Rewording, Wording
from qualcode.storage.document_rows import every_hit
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Original, Vault

REJECTED = "rejected"


TYPE_WORDS = {
    HitType.PERSON: N_("person"),
    HitType.PHONE: N_("telephone"),
    HitType.EMAIL: N_("e-mail"),
    HitType.PERSONNUMMER: N_("personal number"),
    HitType.ADDRESS: N_("address"),
    HitType.URL: N_("web address"),
    HitType.GROUP: N_("group"),
    HitType.PLACE: N_("place"),
    HitType.COUNTY: N_("county"),
    HitType.ORGANISATION: N_("organisation"),
}
"""Types of hits in words."""
REVIEW_WORDS = {
    "open": N_("waits"),
    "accepted": N_("accepted: it stays hidden"),
    "rejected": N_("innocent: the words stand again"),
    "changed": N_("changed"),
}
"""What a person has said of a hit, in words."""


class ErasedHitError(QualcodeError):
    """A hit of somebody who was erased."""

    sentence = N_(
        "The words of {hit} were erased in step {step} and come back from nowhere: accept the hit as it is, or change its replacement."
    )


class OriginalNowhereError(QualcodeError):
    """A hit whose words nobody kept."""

    sentence = N_(
        "The words of {hit} are kept nowhere (no vault held them when the minutes came in): import the minutes again, the word "
        "among `never` in qualcode.toml."
    )


class Standing(StrEnum):
    """MASKED: a replacement stands in the stored text; KEPT: the words stand, and are replaced when published; RELEASED: they stay."""

    MASKED = "masked"
    KEPT = "kept"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one hit: the columns that change, and the exchange of words in the stored text, if there is one."""

    hit: StoredHit
    columns: dict[str, str]
    rewording: Rewording | None = None


def standing(text: str, hit: StoredHit) -> Standing:
    """Tell how a hit stands in its document's text."""
    from qualcode.anonymise.replacements import DOUBT_MASK

    if hit.review == REJECTED:
        return Standing.RELEASED
    words = text[hit.start : hit.end]
    return Standing.MASKED if words == (hit.replacement or (DOUBT_MASK if hit.doubt else "")) else Standing.KEPT


def accepted(text: str, hit: StoredHit) -> Decision:
    """Say that a hit is right; a doubt then stands as a name that is hidden, no longer as one that may be."""
    from qualcode.anonymise.replacements import DOUBT_MASK, NAME_MASK

    words = text[hit.start : hit.end]
    if words != DOUBT_MASK:
        return Decision(hit, {"review": "accepted"})
    exchange = Rewording(hit.start, hit.end, Wording(words), Wording(NAME_MASK))
    return Decision(hit, {"review": "accepted", "replacement": NAME_MASK}, exchange)


def rejected(text: str, hit: StoredHit, vault: Vault | None) -> Decision:
    """Say that a hit was innocent: its own words stand again, and stay when published.

    Raises:
        OriginalNowhereError.
    """
    columns = {"review": REJECTED}
    if standing(text, hit) is not Standing.MASKED:
        return Decision(hit, columns)
    return Decision(hit, columns, _restored(text, hit, vault))


def changed(
    text: str, hit: StoredHit, vault: Vault | None, *, kind: HitType, replacement: str, hides: bool
) -> Decision:
    """Give a hit another type or replacement; ``hides`` tells whether the stored level hides that type.

    Raises:
        OriginalNowhereError: when the words must stand again and nobody kept them.
    """
    words = text[hit.start : hit.end]
    columns = {"review": "changed", "type": kind.value, "replacement": replacement}
    if standing(text, hit) is Standing.MASKED:
        if not hides:
            return Decision(hit, columns, _restored(text, hit, vault))
        if vault is not None and hit.vault_id and kind is not hit.type and (held := vault.get(hit.vault_id)):
            columns["vault_id"] = vault.put(held.text, kind)
        if words == replacement:
            return Decision(hit, columns)
        return Decision(hit, columns, Rewording(hit.start, hit.end, Wording(words), Wording(replacement)))
    if not hides:
        return Decision(hit, columns)
    vault_id = vault.put(words, kind) if vault is not None else ""
    exchange = Rewording(hit.start, hit.end, Wording(words, secret=True, vault_id=vault_id), Wording(replacement))
    return Decision(hit, {**columns, "vault_id": vault_id}, exchange)


def hidden_originals(project: Project, vault: Vault) -> tuple[Original, ...]:
    """Give the originals that nobody may read: all but those that were released wherever they stood."""
    found = [h for h in every_hit(project.store) if h.vault_id]
    hidden = {h.vault_id for h in found if h.review != REJECTED}
    released = {h.vault_id for h in found} - hidden
    return tuple(o for o in vault.originals() if o.id not in released)


def _restored(text: str, hit: StoredHit, vault: Vault | None) -> Rewording:
    held = vault.get(hit.vault_id) if vault is not None and hit.vault_id else None
    if held is None:
        raise OriginalNowhereError(hit=hit.id)
    mask = text[hit.start : hit.end]
    return Rewording(hit.start, hit.end, Wording(mask), Wording(held.text, secret=True, vault_id=hit.vault_id))
