"""The document as it reads: marks of the file are gone, every word is there."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.domain.minutes import Document, Metadata, Segment, SegmentKind
from qualcode.domain.spans import Span
from qualcode.engine.segmenting import segment
from qualcode.tui.pieces import PieceKind, pieces

LINES = st.lists(
    st.sampled_from(
        ["# Rubrik", "- en punkt", "  * under", "1. första", "Samordnaren: ja.", "", "---", "Text här. Mer."]
    ),
    max_size=12,
)


def document(text: str, segments: tuple[Segment, ...] | None = None) -> Document:
    return Document("d1", "x", Metadata("X"), text, "0", segment(text) if segments is None else segments)


@settings(deadline=None)
@given(LINES)
def test_every_word_lies_in_a_piece_and_pieces_stand_apart(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = pieces(document(text))
    ends = 0
    covered = set()
    for piece in found:
        assert piece.span.start >= ends
        ends = piece.span.end
        covered |= set(range(piece.span.start, piece.span.end))
    words = {i for i, c in enumerate(text) if c.isalpha()}
    assert words <= covered


def test_headings_bullets_and_turns_are_told_apart() -> None:
    text = "# Dialog\n\n## Ledning\n- Rådet leder.\n  - Två nivåer.\n1. Först.\n\nSamordnaren: Ja, så är det.\n"
    found = [(p.kind.value, p.lead, p.span.of(text)) for p in pieces(document(text)) if p.kind is not PieceKind.BLANK]
    assert found[0] == ("title", "", "Dialog")
    assert found[1] == ("heading", "", "Ledning")
    assert found[2] == ("bullet", "• ", "Rådet leder.")
    assert found[3] == ("bullet", "  • ", "Två nivåer.")
    assert found[4] == ("bullet", "1. ", "Först.")
    turn = pieces(document(text))[-1 if pieces(document(text))[-1].label_end else -2]
    assert text[turn.span.start : turn.label_end] == "Samordnaren: "


def test_a_document_without_segments_is_shown_line_by_line() -> None:
    found = pieces(document("en rad\n\nen till", ()))
    assert [p.kind for p in found] == [PieceKind.ASIDE, PieceKind.BLANK, PieceKind.ASIDE]


def test_the_roster_is_shown_by_its_lines() -> None:
    text = "Med: samordnaren\nskolchefen\nSlut."
    roster = (Segment(SegmentKind.ROSTER, Span(0, 27)),)
    found = pieces(document(text, roster))
    assert [p.span.of(text) for p in found if p.kind is PieceKind.ROSTER] == ["Med: samordnaren", "skolchefen"]
