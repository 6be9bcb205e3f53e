"""Conflicts of a merge, put so that a person finds the passage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from qualcode.domain.errors import N_
from qualcode.domain.snapshot import Record, Snapshot
from qualcode.domain.snapshot_merging import Conflict
from qualcode.domain.spans import Span

CONFLICT = N_("{kind}: {where} {words}\n    before: {base} | ours: {ours} | theirs: {theirs}")
KINDS = {
    "documents": N_("documents"),
    "codings": N_("codings"),
    "decisions": N_("decisions on suggestions"),
    "judgements": N_("judgements"),
    "memos": N_("memos"),
    "readings": N_("marks of reading"),
    "placements": N_("places that wait"),
    "names": N_("reviews of names"),
    "segments": N_("segments of texts"),
    "hits": N_("hidden names"),
    "codebooks": N_("codebooks"),
}
"""The kinds of records in words."""


@dataclass(frozen=True, slots=True)
class ConflictAt:
    """A conflict as a person sees it: what kind of thing, where, the words of the passage, and what each side says."""

    kind: str
    where: str
    words: str
    base: str
    ours: str
    theirs: str

    def as_json(self) -> dict[str, Any]:
        """Give it for machines."""
        return asdict(self)


def conflict_at(conflict: Conflict, texts: Mapping[str, str], names: Mapping[str, str]) -> ConflictAt:
    """Put a conflict so that a person finds the passage."""
    record = conflict.any_side
    key = str(record.get("document", ""))
    words = ""
    if key in texts and "start" in record:
        words = " ".join(Span(record["start"], record["end"]).of(texts[key]).split())
    place = [names.get(key, key)] if key else []
    if "start" in record:
        place.append(f"{record['start']}-{record['end']}")
    place += [str(record[name]) for name in ("case", "wave", "target", "code", "coder", "codebook") if record.get(name)]
    sides = (conflict.base, conflict.ours, conflict.theirs)
    return ConflictAt(conflict.kind, ", ".join(place), words, *(_said(side, record) for side in sides))


def _said(side: Record | None, where: Record) -> str:
    if side is None:
        return "–"
    shown = ("status", "verdict", "summary", "text", "review", "case", "wave", "state")
    told = [str(side[name]) for name in shown if side.get(name) and (name not in where or name not in ("case", "wave"))]
    return ": ".join(told) or "+"


def document_names(snapshot: Snapshot) -> dict[str, str]:
    """Give the documents' names with their cases, by key."""
    return {r["document"]: f"{r['name']} ({r['case']})" for r in snapshot.of("documents")}
