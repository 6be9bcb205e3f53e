"""Rows: nothing is lost, nothing is wider than the row, no sign is divided."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from qualcode.domain.spans import Span
from qualcode.tui.pieces import Piece, PieceKind
from qualcode.tui.wrapping import Layout

SIGNS = st.text(alphabet="aåö-– /\n\t漢字😀e\u0301\u200d👩👧ﬁ\u00ad\ufe0f", min_size=1, max_size=90)


def laid(text: str, width: int, lead: str = "") -> Layout:
    return Layout(text, [Piece(PieceKind.TEXT, Span(0, len(text)), lead)], width)


@settings(deadline=None)
@given(SIGNS, st.integers(8, 30))
@example("a \u200daaaaa👧👧", 8)
def test_every_code_point_is_shown_once_and_no_row_is_too_wide(text: str, width: int) -> None:
    layout = laid(text, width)
    shown = [i for row in layout.rows for i in range(row.start, row.end)]
    assert shown == sorted(set(shown))
    assert all(text[i].isspace() for i in set(range(len(text))) - set(shown))
    for number, row in enumerate(layout.rows):
        signs = layout.clusters(number)
        assert [s.start for s in signs] == [row.start, *(s.end for s in signs)][: len(signs)]
        assert sum(s.width for s in signs) <= width


@settings(deadline=None)
@given(SIGNS, st.integers(8, 30))
def test_cells_and_code_points_find_back_to_each_other(text: str, width: int) -> None:
    layout = laid(text, width)
    for number in range(len(layout.rows)):
        for sign in layout.clusters(number):
            if sign.width:
                x = layout.x_of(number, sign.start)
                assert layout.offset_at(number, x) == sign.start
                assert layout.offset_at(number, x + sign.width - 1) == sign.start
            if layout.row_of(sign.start) == number:
                assert layout.x_of(number, sign.start) == sign.x


@settings(deadline=None)
@given(SIGNS)
def test_stepping_right_and_left_meets_every_sign(text: str) -> None:
    layout = laid(text, 12)
    borders = [s.start for number in range(len(layout.rows)) for s in layout.clusters(number)]
    if not borders:
        return
    at = borders[0]
    for border in borders[1:]:
        at = layout.step(at, 1)
        assert at == border
    for border in reversed(borders[:-1]):
        at = layout.step(at, -1)
        assert at == border


def test_a_wide_sign_takes_two_cells() -> None:
    layout = laid("漢字 är kinesiska", 30)
    assert layout.x_of(0, 1) == 2
    assert layout.offset_at(0, 3) == 1


def test_a_combining_mark_is_one_with_its_letter() -> None:
    layout = laid("cafe\u0301 au lait", 30)
    assert layout.offset_at(0, 3) == 3
    assert layout.step(3, 1) == 5


def test_a_lead_indents_the_rows_below() -> None:
    layout = laid("ett två tre fyra fem sex", 14, lead="• ")
    assert [(r.lead, layout.text[r.start : r.end]) for r in layout.rows] == [
        ("• ", "ett två tre"),
        ("  ", "fyra fem sex"),
    ]


@pytest.mark.parametrize(("text", "rows"), [("länshandlingsplanerna" * 2, 3), ("behovs-och riskanalys", 2)])
def test_long_words_are_broken_where_they_must(text: str, rows: int) -> None:
    layout = laid(text, 15)
    assert len(layout.rows) == rows
    assert all(cell_len(text[r.start : r.end]) <= 15 for r in layout.rows)


def test_cells_of_a_table_stand_apart() -> None:
    assert [s.shown for s in laid("a\tb", 20).clusters(0)] == ["a", " │ ", "b"]


def test_a_text_without_words_has_a_row() -> None:
    assert len(Layout("", [], 20).rows) == 1
