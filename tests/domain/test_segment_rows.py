"""Segments as stored rows are the same segments."""

from __future__ import annotations

from qualcode.domain.minutes import Segment, SegmentKind, SegmentRows, rows_by_kind
from qualcode.domain.spans import Span

ROWS = [
    ("section", 0, 40, "Planer", "plans", False),
    ("paragraph", 8, 30, "", "", True),
    ("sentence", 8, 18, "", "", True),
    ("sentence", 19, 30, "", "", True),
]
SEGMENTS = tuple(Segment(SegmentKind(k), Span(a, b), label, focus, asks) for k, a, b, label, focus, asks in ROWS)


def test_each_row_is_its_segment() -> None:
    assert tuple(SegmentRows(ROWS)) == SEGMENTS
    assert tuple(SegmentRows(ROWS)[1:3]) == SEGMENTS[1:3]


def test_a_row_of_the_database_is_the_same_segment() -> None:
    # The driver knows no truth values.
    plain = SegmentRows([(*row[:5], int(row[5])) for row in ROWS])
    assert tuple(plain) == SEGMENTS
    assert [one.moderator for one in plain] == [one.moderator for one in SEGMENTS]
    assert all(isinstance(one.moderator, bool) for one in plain)


def test_rows_of_a_part_are_the_same_however_they_are_kept() -> None:
    part = Span(0, 19)
    found = rows_by_kind(SegmentRows(ROWS), part)
    assert found == rows_by_kind(SEGMENTS, part)
    assert found["sentence"] == [ROWS[2]]
    assert found["section"] == [ROWS[0]]
