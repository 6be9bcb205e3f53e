"""What is anchored in a stored text moves along when words in it are exchanged: rows, and their places in history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, select, update

from qualcode.domain.edits import Edits
from qualcode.domain.minutes import SegmentKind
from qualcode.domain.spans import Span
from qualcode.storage.suggestion_ids import suggestion_id
from qualcode.storage.tables import CODING, DECISION, EVENT, HIT, PLACEMENT, SEGMENT, SUGGESTION

Moved = list[Any]
"""A border that lay inside words that were exchanged: [holder, "start" or "end", number of the edit, code points into it]."""

_ANCHORED = {"coding": CODING, "hit": HIT, "placement": PLACEMENT}
_LABELLED = {SegmentKind.HEADING.value, SegmentKind.SECTION.value, SegmentKind.TURN.value}


class Shift:
    """Edits of one text as a mover of spans; ``moved`` collects the borders that edits pushed out."""

    def __init__(self, edits: Edits) -> None:
        self.edits = edits
        self.moved: list[Moved] = []
        self.forward = edits.mover()

    def span(self, holder: str, start: int, end: int) -> Span:
        """Give where a span lies now, and note what arithmetic alone could not bring back."""
        for side, at in (("start", start), ("end", end)):
            number = self.edits.around(at)
            if number is not None:
                self.moved.append([holder, side, number, at - self.edits.edits[number].start])
        return self.forward(Span(start, end))


def shift_document(connection: Connection, document: str, old_text: str, shift: Shift) -> None:
    """Move everything that is anchored in a document's text."""
    _shift_rows(connection, document, shift)
    _shift_segments(connection, document, old_text, shift)
    renamed = _shift_suggestions(connection, document, shift)
    _shift_history(connection, document, shift, renamed)


def move_back(connection: Connection, moved: Iterable[Moved], places: list[Span]) -> None:
    """Put borders that an exchange had pushed out back inside the words that stand there again, at ``places``.

    A border that has been set elsewhere since stays where it is.
    """
    for holder, side, number, into in moved:
        edge = places[number].start if side == "start" else places[number].end
        _set_border(connection, holder, side, edge, places[number].start + into)


def _shift_rows(connection: Connection, document: str, shift: Shift) -> None:
    for name, table in _ANCHORED.items():
        rows = connection.execute(select(table.c.id, table.c.start, table.c.end).where(table.c.document == document))
        for key, start, end in rows.all():
            span = shift.span(f"{name} {key}", start, end)
            if (span.start, span.end) != (start, end):
                connection.execute(update(table).where(table.c.id == key).values(start=span.start, end=span.end))


def _shift_segments(connection: Connection, document: str, old_text: str, shift: Shift) -> None:
    new_text = shift.edits.apply(old_text)
    rows = connection.execute(select(SEGMENT).where(SEGMENT.c.document == document)).mappings().all()
    for row in rows:
        start, end = row["start"], row["end"]
        span = shift.span(f"segment {document} {row['position']}", start, end)
        label = row["label"]
        if label and row["kind"] in _LABELLED:
            # A label is words of the text: what becomes of those becomes of it.
            at = old_text.find(label, start, end)
            label = shift.forward(Span(at, at + len(label))).of(new_text) if at >= 0 else ""
        if (span.start, span.end, label) != (start, end, row["label"]):
            here = (SEGMENT.c.document == document) & (SEGMENT.c.position == row["position"])
            connection.execute(update(SEGMENT).where(here).values(start=span.start, end=span.end, label=label))


def _shift_suggestions(connection: Connection, document: str, shift: Shift) -> dict[str, str]:
    """Move suggestions and give their new ids by the old ones: an id is made of the place."""
    rows = [
        dict(row) for row in connection.execute(select(SUGGESTION).where(SUGGESTION.c.document == document)).mappings()
    ]
    renamed: dict[str, str] = {}
    moved: dict[str, dict[str, Any]] = {}
    for row in rows:
        span = shift.forward(Span(row["start"], row["end"]))
        old = row["id"]
        row |= {"start": span.start, "end": span.end}
        for name in ("matched", "cues"):
            spans = (shift.forward(Span(a, b)) for a, b in row[name])
            row[name] = [[s.start, s.end] for s in spans]
        renamed[old] = row["id"] = suggestion_id(row)
        moved.setdefault(row["id"], row)
    connection.execute(delete(SUGGESTION).where(SUGGESTION.c.document == document))
    if moved:
        connection.execute(SUGGESTION.insert(), list(moved.values()))
    changed = {old: new for old, new in renamed.items() if old != new}
    decided = [
        dict(row) for row in connection.execute(select(DECISION).where(DECISION.c.document == document)).mappings()
    ]
    fresh = [_shifted_decision(row, shift, changed) for row in decided]
    if fresh != decided:
        connection.execute(delete(DECISION).where(DECISION.c.document == document))
        connection.execute(DECISION.insert(), list({row["suggestion"]: row for row in fresh}.values()))
    return changed


def _shifted_decision(row: dict[str, Any], shift: Shift, renamed: dict[str, str]) -> dict[str, Any]:
    if not row.get("code"):
        # From before decisions said what they were about: only their suggestion knows where it stands.
        return row | {"suggestion": renamed.get(row["suggestion"], row["suggestion"])}
    span = shift.forward(Span(row["start"], row["end"]))
    moved = row | {"start": span.start, "end": span.end}
    return moved | {"suggestion": suggestion_id(moved)}


def _shift_history(connection: Connection, document: str, shift: Shift, renamed: dict[str, str]) -> None:
    """Move what history tells of the document's spans, so that other coders' steps can still be taken back."""
    events = select(EVENT)
    told = (EVENT.c.before["document"].as_string() == document) | (EVENT.c.after["document"].as_string() == document)
    for line in connection.execute(events.where(EVENT.c.row == "decision", told)).mappings().all():
        _shift_decision_line(connection, line, shift, renamed)
    for name, table in _ANCHORED.items():
        here = select(table.c.id).where(table.c.document == document)
        once = select(EVENT.c.key).where(EVENT.c.row == name, told)
        lines = events.where(EVENT.c.row == name, EVENT.c.key.in_(here.union(once)))
        for line in connection.execute(lines).mappings().all():
            _shift_line(connection, line, document, shift)


def _shift_line(connection: Connection, line: Any, document: str, shift: Shift) -> None:  # noqa: ANN401 - a row
    told: dict[str, Any] = {}
    for side in ("before", "after"):
        row = line[side]
        if row is None or row.get("start") is None or row.get("end") is None:
            continue
        if row.get("document", document) != document:
            # A coding that has moved to a corrected version: this side stands in another text.
            continue
        span = shift.span(f"event {line['step']} {line['position']} {side}", row["start"], row["end"])
        if (span.start, span.end) != (row["start"], row["end"]):
            told[side] = {**row, "start": span.start, "end": span.end}
    if told:
        connection.execute(update(EVENT).where(*_line(line["step"], line["position"])).values(told))


def _shift_decision_line(connection: Connection, line: Any, shift: Shift, renamed: dict[str, str]) -> None:  # noqa: ANN401 - a row
    sides = {
        side: _shifted_decision(row, shift, renamed)
        for side in ("before", "after")
        if (row := line[side]) is not None and "suggestion" in row
    }
    key = next((row["suggestion"] for row in sides.values()), line["key"])
    if key != line["key"] or any(line[side] != row for side, row in sides.items()):
        connection.execute(update(EVENT).where(*_line(line["step"], line["position"])).values(key=key, **sides))


def _set_border(connection: Connection, holder: str, side: str, edge: int, at: int) -> None:
    kind, _, key = holder.partition(" ")
    if kind == "event":
        step, position, which = key.split()
        here = _line(int(step), int(position))
        row = connection.execute(select(EVENT.c[which]).where(*here)).scalar()
        if row is not None and row.get(side) == edge:
            connection.execute(update(EVENT).where(*here).values({which: {**row, side: at}}))
        return
    if kind == "segment":
        document, position = key.split()
        where: list[Any] = [SEGMENT.c.document == document, SEGMENT.c.position == int(position)]
        table = SEGMENT
    else:
        table = _ANCHORED[kind]
        where = [table.c.id == key]
    connection.execute(update(table).where(*where, table.c[side] == edge).values({side: at}))


def _line(step: int, position: int) -> tuple[Any, Any]:
    return EVENT.c.step == step, EVENT.c.position == position
