"""Stripes in the margin: what is changed of them is laid out as if all were laid out from the beginning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.coding import Coding, Status, StoredSuggestion, Suggestion, Why
from qualcode.domain.minutes import Document, Metadata
from qualcode.domain.spans import Span
from qualcode.engine.segmenting import segment
from qualcode.tui.pieces import pieces
from qualcode.tui.stripes import Stripe, Stripes
from qualcode.tui.wrapping import Layout
from qualcode.usecases.viewing import Mark, Reading, in_order

TEXT = "Rubrik\n\n" + "\n\n".join(
    f"- Rådet leder arbetet i del {n}. Skolan sitter med, och det är bra. Planen är klar." for n in range(12)
)
DOCUMENT = Document("d1", "x.txt", Metadata("X"), TEXT, "0", segment(TEXT))
LAYOUT = Layout(TEXT, pieces(DOCUMENT), 30)
SPANS = st.integers(0, len(TEXT) - 2).flatmap(
    lambda start: st.integers(start + 1, min(len(TEXT), start + 150)).map(lambda end: Span(start, end))
)


def mark(number: int, span: Span, *, coded: bool) -> Mark:
    code = f"tema/k{number % 3}"
    if coded:
        return Mark(coding=Coding(f"k{number}", "d1", code, span, Status.PRESENT, "kodare-1"))
    return Mark(
        suggestion=StoredSuggestion(
            f"s{number}", "d1", Suggestion(code, span, Status.PRESENT, 0.8, Why("i", (span,), "plain"))
        )
    )


MARKS = st.lists(st.tuples(SPANS, st.booleans()), min_size=2, max_size=30).map(
    lambda told: [mark(n, span, coded=coded) for n, (span, coded) in enumerate(told)]
)


def rows(stripes: Stripes) -> list[tuple[Stripe, ...]]:
    return [tuple(stripes.on(row)) for row in range(len(LAYOUT.rows))]


@given(MARKS, st.data())
def test_a_change_lays_out_what_a_new_beginning_would(marks: list[Mark], data: st.DataObject) -> None:
    before = data.draw(st.lists(st.sampled_from(marks), unique_by=lambda m: m.id))
    gone = data.draw(st.lists(st.sampled_from(before), unique_by=lambda m: m.id)) if before else []
    come = [m for m in marks if m not in before]
    if not gone and not come:
        return
    reading = Reading(DOCUMENT, tuple(sorted(before, key=in_order)))
    stripes = Stripes(LAYOUT, reading.marks)
    as_it_was = rows(stripes)
    touched = stripes.change(gone, come)
    after = reading.changed(gone, come)
    assert after.marks == tuple(sorted((m for m in [*before, *come] if m not in gone), key=in_order))
    assert rows(stripes) == rows(Stripes(LAYOUT, after.marks))
    assert all(as_it_was[row] == now for row, now in enumerate(rows(stripes)) if row not in touched)


def test_a_suggestion_that_becomes_a_coding_touches_its_paragraph_alone() -> None:
    there = [mark(n, Span(start, start + 20), coded=False) for n in range(12) if (start := TEXT.index(f"del {n}."))]
    stripes = Stripes(LAYOUT, there)
    made = Mark(coding=Coding("k1", "d1", there[5].code, there[5].span, Status.PRESENT, "kodare-1"))
    touched = stripes.change([there[5]], [made])
    assert len(touched) <= 2
    assert [s.mark for s in stripes.on(touched.start)] == [made]


def test_a_mark_that_is_not_there_cannot_go() -> None:
    one, other = mark(1, Span(0, 5), coded=True), mark(2, Span(0, 5), coded=True)
    with pytest.raises(LookupError, match="k2"):
        Reading(DOCUMENT, (one,)).changed([other], [])
