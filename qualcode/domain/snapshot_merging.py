"""Merging snapshots three ways: what one side changed is taken, what both changed differently is a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

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
    codings, conflicts, taken = _merge_kind("codings", base, ours, theirs, prefer)
    left, refs = _counted(in_order("codings", codings))
    gone = _gone_from(base, codings)
    before, here, there = (_hung(side, refs, gone) for side in (base, ours, theirs))
    records = {"codings": left}
    for kind in (kind for kind in IDENTITIES if kind != "codings"):
        found, clashes, number = _merge_kind(kind, before, here, there, prefer)
        records[kind] = in_order(kind, found)
        conflicts += clashes
        taken += number
    codebooks, clashes = _merge_codebooks(base.codebooks, ours.codebooks, theirs.codebooks, prefer)
    snapshot = Snapshot(records, ours.about, codebooks, {**theirs.texts, **ours.texts})
    return Merged(snapshot, (*conflicts, *clashes), taken)


def _counted(codings: Iterable[Record]) -> tuple[tuple[Record, ...], dict[str, str]]:
    """Count those of the codings left that are alike anew, and give them with their names by those that they had."""
    refs: dict[str, str] = {}
    kept: list[Record] = []
    times: dict[Key, int] = {}
    for record in codings:
        alike = identity("codings", record)[:-1]
        times[alike] = times.get(alike, 0) + 1
        known = {name: record[name] for name in IDENTITIES["codings"] if name != "n"}
        number = {"n": times[alike]} if times[alike] > 1 else {}
        # In the order in which a project writes it, so that a merge leaves no other line than a change does.
        counted = {**known, **number, **{name: value for name, value in record.items() if name != "n"}}
        refs[coding_ref(record)] = coding_ref(counted)
        kept.append(counted)
    return in_order("codings", kept), refs


def _gone_from(base: Snapshot, codings: Iterable[Record]) -> dict[str, str]:
    """Give what the codings that a merge takes away are called once they are gone, by their names; only the base has such."""
    left = {identity("codings", record) for record in codings}
    gone = (record for record in base.of("codings") if identity("codings", record) not in left)
    return {coding_ref(record): str(record.get("id", "")) for record in gone}


def _hung(side: Snapshot, refs: Mapping[str, str], gone: Mapping[str, str]) -> Snapshot:
    """Hang what a side hangs on codings on those that are left: a place goes with its coding, a decision and a memo say that it is gone.

    All sides are put so before they are compared, since what cannot land must not count as taken, nor as a conflict.
    """

    def target(said: str) -> str:
        kind, _, ref = said.partition("=")
        if kind != "coding":
            return said
        # What is gone is called as a project calls it where the coding was taken away by hand.
        last = f"{GONE}coding:{gone[ref]}" if gone.get(ref) else f"{GONE}{said}"
        return f"coding={refs[ref]}" if ref in refs else last

    def coding(ref: str) -> str:
        return ref if not ref or ref.startswith(GONE) else refs.get(ref) or f"{GONE}{gone.get(ref) or ref}"

    memos = tuple({**r, "target": target(r["target"])} for r in side.of("memos"))
    decisions = tuple({**r, "coding": coding(r["coding"])} for r in side.of("decisions"))
    places = tuple({**r, "coding": refs[r["coding"]]} for r in side.of("placements") if r["coding"] in refs)
    hung = {"memos": memos, "decisions": decisions, "placements": places}
    return replace(side, records={**side.records, **hung})


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
