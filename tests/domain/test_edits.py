"""Edits: the new text, and where a span lies before and after."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.edits import Edit, Edits
from qualcode.domain.spans import Span

TEXT = "Anna ringde Bo om Bos plan."


def test_edits_apply_wherever_they_come_in_the_list() -> None:
    edits = Edits.of([Edit(18, 21, "hans"), Edit(0, 4, "samordnaren"), Edit(12, 14, "en deltagare")])
    assert edits.apply(TEXT) == "samordnaren ringde en deltagare om hans plan."
    assert [s.of(edits.apply(TEXT)) for s in edits.new_positions()] == ["samordnaren", "en deltagare", "hans"]


def test_edits_that_overlap_are_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Edits.of([Edit(0, 4, "x"), Edit(3, 5, "y")])


def test_neighbouring_edits_are_no_overlap() -> None:
    assert Edits.of([Edit(0, 4, "x"), Edit(4, 5, "y")]).apply("abcdefg") == "xyfg"


def test_a_border_inside_an_edit_moves_out_to_the_edits_own() -> None:
    edits = Edits.of([Edit(12, 14, "en deltagare")])
    new = edits.apply(TEXT)
    assert edits.forward(Span(13, 17)).of(new) == "en deltagare om"
    assert edits.backward(Span(15, 27)).of(TEXT) == "Bo om"


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, Edits]:
    text = draw(st.text("abcåäö 😀\n", min_size=1, max_size=40))
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(borders[::2], borders[1::2], strict=False))
    return text, Edits.of([Edit(a, b, draw(st.text("XYZ", max_size=5))) for a, b in pairs])


@given(edited(), st.data())
def test_a_span_apart_from_all_edits_covers_the_same_words_after_and_before(
    made: tuple[str, Edits], data: st.DataObject
) -> None:
    text, edits = made
    free = [Span(a, b) for a in range(len(text)) for b in range(a + 1, len(text) + 1)]
    free = [s for s in free if not any(e.start < s.end and s.start < e.end for e in edits.edits)]
    if not free:
        return
    span = data.draw(st.sampled_from(free))
    there = edits.forward(span)
    assert there.of(edits.apply(text)) == span.of(text)
    # Beside words that were taken out whole the way back may lead over them; never to fewer words.
    assert edits.backward(there).contains(span)
    if all(e.replacement for e in edits.edits):
        assert edits.backward(there) == span


@given(edited())
def test_every_replacement_stands_where_it_is_said_to(made: tuple[str, Edits]) -> None:
    text, edits = made
    new = edits.apply(text)
    assert [s.of(new) for s in edits.new_positions()] == [e.replacement for e in edits.edits]


@given(edited())
def test_an_edited_place_leads_to_its_replacement(made: tuple[str, Edits]) -> None:
    _, edits = made
    for edit, new in zip(edits.edits, edits.new_positions(), strict=True):
        assert edits.forward(Span(edit.start, edit.end)) == new
