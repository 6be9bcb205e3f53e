"""Words, sentences and paragraphs: what a selection grows and shrinks by."""

from __future__ import annotations

import pytest

from qualcode.domain.minutes import Document, Metadata
from qualcode.domain.spans import Span
from qualcode.engine.segmenting import segment
from qualcode.tui.pieces import pieces
from qualcode.tui.units import Unit, Units

TEXT = "Rubrik\n\n- Länsrådet leder t.ex. skolan. Planen gick ut.\n- Behovs- och riskanalys görs.\n"


@pytest.fixture
def units() -> Units:
    document = Document("d1", "x", Metadata("X"), TEXT, "0", segment(TEXT))
    return Units(document, pieces(document))


def test_the_unit_around_a_place(units: Units) -> None:
    here = Span(TEXT.index("leder"), TEXT.index("leder") + 1)
    words = {unit: found.of(TEXT) for unit in Unit if (found := units.around(unit, here))}
    assert words == {
        Unit.WORD: "leder",
        Unit.SENTENCE: "Länsrådet leder t.ex. skolan.",
        Unit.PARAGRAPH: "Länsrådet leder t.ex. skolan. Planen gick ut.",
    }


def test_between_units_the_next_is_meant(units: Units) -> None:
    gap = TEXT.index("- Länsrådet")
    found = units.around(Unit.WORD, Span(gap, gap + 1))
    assert found is not None
    assert found.of(TEXT) == "Länsrådet"


def test_a_selection_grows_and_shrinks_at_both_ends(units: Units) -> None:
    start = TEXT.index("Planen")
    one = Span(start, start + len("Planen gick ut."))
    more = units.reach(Unit.SENTENCE, one, right=1)
    assert more.of(TEXT).endswith("riskanalys görs.")
    both = units.reach(Unit.SENTENCE, more, left=-1)
    assert both.of(TEXT).startswith("Länsrådet")
    assert units.reach(Unit.SENTENCE, both, right=-1).of(TEXT).endswith("Planen gick ut.")
    assert units.reach(Unit.SENTENCE, more, left=1).of(TEXT) == "Behovs- och riskanalys görs."


def test_one_unit_stays(units: Units) -> None:
    start = TEXT.index("Planen")
    one = Span(start, start + len("Planen gick ut."))
    assert units.reach(Unit.SENTENCE, one, right=-1) == one


def test_a_heading_counts_as_a_sentence(units: Units) -> None:
    assert units.spans(Unit.SENTENCE)[0].of(TEXT) == "Rubrik"


def test_an_empty_document_has_no_units() -> None:
    document = Document("d1", "x", Metadata("X"), "", "0")
    none = Units(document, ())
    assert none.around(Unit.WORD, Span(0, 1)) is None
    assert none.reach(Unit.WORD, Span(0, 0), right=1) == Span(0, 0)
