"""What a changed policy would do to the project: counted and shown by document, nothing written."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from qualcode.domain.finding import Level, StoredHit
from qualcode.domain.minutes import Document
from qualcode.storage.document_rows import documents, hits
from qualcode.usecases.hiding import policy_of, with_policy
from qualcode.usecases.hit_states import Standing, standing
from qualcode.usecases.project import Project

_CONTEXT = 30


@dataclass(frozen=True, slots=True)
class Example:
    """A hit that would be treated otherwise: the words around it, what stands there, and what would."""

    id: str
    before: str
    now: str
    then: str
    after: str


@dataclass(frozen=True, slots=True)
class PolicyEffect:
    """What the change does to one type in one document at one level: ``number`` hits would be replaced or kept (``becomes``)."""

    document: str
    level: str
    type: str
    becomes: str
    number: int
    examples: tuple[Example, ...]


def preview_policy(project: Project, changes: Sequence[str], *, examples: int = 3) -> tuple[PolicyEffect, ...]:
    """Give what a changed policy would do, by document, level and type.

    The stored level of documents that are already in takes effect when they are imported anew; the published level at once.

    Raises:
        BadPolicyError: for a change that is not understood.
    """
    now, then = policy_of(project.settings), policy_of(with_policy(project.settings, changes))
    effects: list[PolicyEffect] = []
    for document in documents(project.store, segments=False):
        found: Counter[tuple[Level, str]] = Counter()
        shown: dict[tuple[Level, str], list[Example]] = defaultdict(list)
        for hit in hits(project.store, document.id):
            state = standing(document.text, hit)
            if hit.doubt or state is Standing.RELEASED:
                # Doubts are masked whatever the policy says, and what a person released stays.
                continue
            for level in Level:
                if now.replaces(hit.type, level) != then.replaces(hit.type, level):
                    key = (level, hit.type.value)
                    found[key] += 1
                    if len(shown[key]) < examples:
                        hides = then.replaces(hit.type, level)
                        shown[key].append(_example(document, hit, hides=hides, masked=state is Standing.MASKED))
        for (level, kind), number in sorted(found.items()):
            becomes = next(then.action(h, level).value for h in then.table[level] if h.value == kind)
            effects.append(PolicyEffect(document.id, level.value, kind, becomes, number, tuple(shown[level, kind])))
    return tuple(effects)


def _example(document: Document, hit: StoredHit, *, hides: bool, masked: bool) -> Example:
    text = document.text
    stands = text[hit.start : hit.end]
    # What is masked would stand in clear again; only the vault knows it, and a preview does not ask.
    then = hit.replacement if hides else "…" if masked else stands
    return Example(
        id=hit.id,
        before=" ".join(text[max(0, hit.start - _CONTEXT) : hit.start].split()),
        now=hit.replacement if not hides else stands,
        then=then,
        after=" ".join(text[hit.end : hit.end + _CONTEXT].split()),
    )
