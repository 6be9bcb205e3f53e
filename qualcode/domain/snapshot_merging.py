"""Merging snapshots three ways: what one side changed is taken, what both changed differently is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualcode.domain.snapshot import GONE, IDENTITIES, Key, Record, Snapshot, coding_ref, identity, in_order, says

OURS, THEIRS = "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that both sides changed differently; None where a side, or the base, has none."""

    kind: str
    base: Record | None
    ours: Record | None
    theirs: Record | None

    @property
    def any_side(self) -> Record:
        """A record that says where the conflict is."""
        return self.ours or self.theirs or self.base or {}


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of a merge; where there are ``conflicts`` the snapshot holds the preferred side, else ours.

    ``taken`` counts the records that came, changed or went because of the other side.
    """

    snapshot: Snapshot
    conflicts: tuple[Conflict, ...]
    taken: int


def merge(base: Snapshot, ours: Snapshot, theirs: Snapshot, *, prefer: str = OURS) -> Merged:
    """Merge two snapshots that began as ``base`` (an empty one when it is not known: then nothing that is missing counts as taken away)."""
    conflicts: list[Conflict] = []
    records = {}
    taken = 0
    for kind in IDENTITIES:
        found, clashes, number = _merge_kind(kind, base, ours, theirs, prefer)
        records[kind] = in_order(kind, found)
        conflicts += clashes
        taken += number
    codebooks, clashes = _merge_codebooks(base.codebooks, ours.codebooks, theirs.codebooks, prefer)
    snapshot = Snapshot(_consistent(records), ours.about, codebooks, {**theirs.texts, **ours.texts})
    return Merged(snapshot, (*conflicts, *clashes), taken)


def _consistent(records: Mapping[str, tuple[Record, ...]]) -> dict[str, tuple[Record, ...]]:
    """See that what hangs on codings hangs on those that are left: alike ones are counted anew, and a place goes with its coding."""
    refs: dict[str, str] = {}
    codings: list[Record] = []
    times: dict[Key, int] = {}
    for record in records["codings"]:
        alike = identity("codings", record)[:-1]
        times[alike] = times.get(alike, 0) + 1
        known = {name: record[name] for name in IDENTITIES["codings"] if name != "n"}
        number = {"n": times[alike]} if times[alike] > 1 else {}
        # In the order in which a project writes it, so that a merge leaves no other line than a change does.
        counted = {**known, **number, **{name: value for name, value in record.items() if name != "n"}}
        refs[coding_ref(record)] = coding_ref(counted)
        codings.append(counted)
    memos = []
    for memo in records["memos"]:
        kind, _, ref = memo["target"].partition("=")
        target = memo["target"] if kind != "coding" else f"coding={refs[ref]}" if ref in refs else f"{GONE}{kind}={ref}"
        memos.append({**memo, "target": target})
    decisions = (
        {**r, "coding": r["coding"] if r["coding"].startswith(GONE) else refs.get(r["coding"], "")}
        for r in records["decisions"]
    )
    places = ({**r, "coding": refs[r["coding"]]} for r in records["placements"] if r["coding"] in refs)
    found: dict[str, Iterable[Record]] = {
        "codings": codings,
        "memos": memos,
        "decisions": decisions,
        "placements": places,
    }
    return {**records, **{kind: in_order(kind, some) for kind, some in found.items()}}


def _merge_kind(
    kind: str, base: Snapshot, ours: Snapshot, theirs: Snapshot, prefer: str
) -> tuple[list[Record], list[Conflict], int]:
    before, here, there = (_by_identity(kind, side) for side in (base, ours, theirs))
    kept: list[Record] = []
    conflicts = []
    taken = 0
    for key in dict.fromkeys((*here, *there)):
        was, our, their = before.get(key), here.get(key), there.get(key)
        if says(our) == says(their) or says(their) == says(was):
            chosen = our
        elif says(our) == says(was):
            chosen = their
            taken += 1
        else:
            conflicts.append(Conflict(kind, was, our, their))
            chosen = our if prefer == OURS else their
        if chosen is not None:
            kept.append(chosen)
    return kept, conflicts, taken


def _by_identity(kind: str, side: Snapshot) -> dict[Key, Record]:
    return {identity(kind, record): record for record in side.of(kind)}


def _merge_codebooks(
    base: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str], prefer: str
) -> tuple[dict[str, str], list[Conflict]]:
    kept: dict[str, str] = {}
    conflicts = []
    for name in dict.fromkeys((*ours, *theirs)):
        was, our, their = base.get(name), ours.get(name), theirs.get(name)
        if their in (our, was):
            chosen = our
        elif our == was:
            chosen = their
        else:
            sides = ({"codebook": name} if text is not None else None for text in (was, our, their))
            conflicts.append(Conflict("codebooks", *sides))
            chosen = our if prefer == OURS else their
        if chosen is not None:
            kept[name] = chosen
    return kept, conflicts
