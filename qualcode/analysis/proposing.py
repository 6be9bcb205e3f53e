"""How the passages of a cell add up to a proposed status.

The rule, in order (docs/status.md tells it with examples):

1. An explicit correction beats the claims it corrects: where passages correct, only they count.
2. A passage that scores clearly lower than the best one of another status gives way: a suggestion, or one accepted in bulk. A coding
   that a person made one by one scores 1 and never does.
3. Firm beats unsure: `possible` stands only alone.
4. Specific beats general: planned or past says more than absent; planned more than past; what is there now (present)
   more than what was (past) or what is to come besides (planned).
5. Present against absent is a conflict: `mixed`, with the passages of both.

The order in the text decides nothing, since minutes follow the question guide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qualcode.domain.coding import CellStatus, Status

GIVES_WAY = 0.2
"""How much lower a suggestion must score than the best passage of another status to give way."""
_AS_SAID: dict[Status, CellStatus] = {s: CellStatus(s.value) for s in Status if s is not Status.NOT_ASSERTED}


@dataclass(frozen=True, slots=True)
class Passage:
    """One coding or open suggestion of a cell. ``score`` is 1 for codings made one by one; those accepted in bulk keep theirs.

    ``number`` is how many it stands for: passages that are alike but for their place may be added up, and have no id then.
    """

    id: str
    document: str
    code: str
    status: Status
    score: float = 1.0
    corrects: bool = False
    start: int = 0
    end: int = 0
    number: int = 1


def propose(passages: Iterable[Passage]) -> CellStatus | None:
    """Give the status that passages of one cell propose, or None when there is nothing to go by."""
    said = [p for p in passages if p.status is not Status.NOT_ASSERTED]
    if len(said) == 1 or (said and all(p.status is said[0].status for p in said)):
        # Where all say the same there is nothing to weigh, and so it is in most cells.
        return _AS_SAID[said[0].status]
    said = [p for p in said if p.corrects] or said
    best = {s: max(p.score for p in said if p.status is s) for s in {p.status for p in said}}
    if not best:
        return None
    top = max(best.values())
    # Rounded, since 0.41 - 0.21 is a little less than 0.2 in binary fractions and a margin must not depend on where it lies.
    left = {s for s, score in best.items() if round(top - score, 9) < GIVES_WAY}
    if len(left) > 1:
        left.discard(Status.POSSIBLE)
    if {Status.PRESENT, Status.ABSENT} <= left:
        return CellStatus.MIXED
    for status in (Status.PRESENT, Status.PLANNED, Status.PAST, Status.ABSENT, Status.POSSIBLE):
        if status in left:
            return CellStatus(status.value)
    return None
