from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.guide import QuestionGuide
from qualcode.domain.minutes import Block, BlockKind, SegmentKind
from qualcode.domain.spans import Span
from qualcode.engine.segmenting import focus_of, segment

MINUTES = """MINNESANTECKNINGAR

Deltagare: en samordnare

BEHOV OCH PLANER

Samtalsledaren: Har ni en plan? Hur ser den ut?
Länssamordnaren: Ja, sedan i våras.
AL: Den är kort.

Suicidprevention
----------------
- Utbildning, bl.a. för chefer
- Nätverk. Det träffas ofta.

1. ÖNSKEMÅL OM STÖD
Fråga: Vad behövs?
Svar: Tid.
"""


def cut(text: str, kind: SegmentKind) -> list[str]:
    return [s.span.of(text) for s in segment(text) if s.kind is kind]


def test_headings_of_typed_text_make_sections_with_focus_areas() -> None:
    sections = [(s.label, s.focus) for s in segment(MINUTES) if s.kind is SegmentKind.SECTION]
    assert sections == [
        ("BEHOV OCH PLANER", "needs-analysis/action-plans"),
        ("Suicidprevention", "suicide-prevention"),
        ("ÖNSKEMÅL OM STÖD", "support-needs"),
    ]


def test_turns_know_the_moderator_by_function() -> None:
    turns = [(s.label, s.moderator) for s in segment(MINUTES) if s.kind is SegmentKind.TURN]
    assert turns == [
        ("Samtalsledaren", True),
        ("Länssamordnaren", False),
        ("AL", False),
        ("Fråga", True),
        ("Svar", False),
    ]


def test_sentences_leave_out_bullets_and_labels() -> None:
    found = cut(MINUTES, SegmentKind.SENTENCE)
    assert "Har ni en plan?" in found
    assert "Ja, sedan i våras." in found
    assert "Utbildning, bl.a. för chefer" in found
    assert "Det träffas ofta." in found
    assert not any(s.startswith(("-", "AL")) for s in found)
    assert not any("---" in s for s in found)


@pytest.mark.parametrize(
    "line", ["Handlingsplan: saknas", "Önskemål: mer tid", "Följande saknas i länet: ett forum", "Mötet – en översikt"]
)
def test_what_is_no_speaker_makes_no_turn(line: str) -> None:
    assert cut(f"Dialog\n\n{line}", SegmentKind.TURN) == []


def test_a_name_that_opens_several_lines_is_a_speaker() -> None:
    text = "Dialog\n\n**Ada Frost:** Ja.\n\n**Bo Lind:** Nej.\n\n**Ada Frost:** Jo.\n\n**Bo Lind:** Nå."
    assert cut(text, SegmentKind.SENTENCE) == ["Dialog", "Ja.", "Nej.", "Jo.", "Nå."]


def test_wrapped_lines_are_one_paragraph_and_labels_begin_anew() -> None:
    text = (
        "Vi har i länet en plan som alla kommuner och regionen har ställt sig bakom under\n"
        "våren, och den gäller i tre år från och med nu för alla som arbetar med frågan i\nlänet."
    )
    assert len(cut(text, SegmentKind.SENTENCE)) == 1
    assert len(cut("Samordnaren: En sak\nChefen: En annan", SegmentKind.SENTENCE)) == 2


def test_blocks_of_a_reader_are_believed() -> None:
    text = "Dialog\nPlaner\nVi har en.\nLänsnätverk\tfinns"
    blocks = (
        Block(BlockKind.TITLE, Span(0, 6)),
        Block(BlockKind.HEADING, Span(7, 13), 1),
        Block(BlockKind.PARAGRAPH, Span(14, 24)),
        Block(BlockKind.TABLE_ROW, Span(25, 42)),
    )
    found = segment(text, blocks)
    assert [s.label for s in found if s.kind is SegmentKind.SECTION] == ["Planer"]
    assert [s.span.of(text) for s in found if s.kind is SegmentKind.SENTENCE] == ["Vi har en.", "Länsnätverk\tfinns"]


def test_a_subheading_without_known_words_inherits_the_focus_above() -> None:
    text = "Dialog\nSuicidprevention\nAnnat\nText."
    blocks = (
        Block(BlockKind.TITLE, Span(0, 6)),
        Block(BlockKind.HEADING, Span(7, 23), 1),
        Block(BlockKind.HEADING, Span(24, 29), 2),
        Block(BlockKind.PARAGRAPH, Span(30, 35)),
    )
    assert [s.focus for s in segment(text, blocks) if s.kind is SegmentKind.SECTION] == [
        "suicide-prevention",
        "suicide-prevention",
    ]


def test_the_roster_has_no_sentences() -> None:
    text = "Dialog\n\nAda Frost, samordnare.\n\nVi har en plan."
    found = segment(text, roster=(Span(8, 30),))
    assert [s.span.of(text) for s in found if s.kind is SegmentKind.SENTENCE] == ["Dialog", "Vi har en plan."]
    assert sum(s.kind is SegmentKind.ROSTER for s in found) == 1


@pytest.mark.parametrize(
    ("heading", "focus"),
    [
        ("Ledning och styrning", "governance"),
        ("Ändringar i överenskommelsen 2024", "agreement-changes"),
        ("Den nationella strategin och önskemål om stöd", "national-strategy/support-needs"),
        ("Övrigt", ""),
        ("Suicidprev.", "suicide-prevention"),
    ],
)
def test_headings_point_to_focus_areas(heading: str, focus: str) -> None:
    assert focus_of(heading) == focus


@given(st.text(alphabet="aB å.?:-\n#|\t1*”", max_size=120))
def test_every_text_is_cut_and_every_span_lies_in_it(text: str) -> None:
    found = segment(text)
    sentences = [s.span for s in found if s.kind is SegmentKind.SENTENCE]
    assert all(s.span.end <= len(text) for s in found)
    assert all(one.end <= two.start for one, two in pairwise(sentences))


def test_a_heading_of_a_hundred_thousand_figures_is_compared_at_once() -> None:
    guide = QuestionGuide(headings={"action-plans": ("Planer", "9" * 100_000)})
    assert focus_of("3.2 Fråga 4: Planer?", guide) == "action-plans"
    assert focus_of("9" * 100_000 + " planer", guide) == "action-plans"


def test_a_guide_maps_headings_to_areas_before_the_default_list() -> None:
    guide = QuestionGuide(
        headings={"plans": ("Vad har ni skrivit ner?",), "needs": ("Läget i dag",)},
        words={"support": ("hjälp*", "råd")},
    )
    asked = {
        "Vad har ni skrivit ner?": "plans",
        "3.2 Vad har ni skrivit ner": "plans",
        "Fråga 4: Vad har ni skrivt ned?": "plans",
        "VI. Läget idag": "needs",
        "Vilken hjälp vill ni ha, och vilka råd?": "support",
        "Rådet": "",
        "Handlingsplaner": "action-plans",
    }
    assert {heading: focus_of(heading, guide) for heading in asked} == asked
    assert focus_of("Handlingsplaner", QuestionGuide(defaults=False)) == ""
    text = "Dialog\n\nLäget i dag:\nMånga mår bra.\n"
    [section] = [s for s in segment(text, guide=guide) if s.kind.value == "section"]
    assert section.focus == "needs"


TALK = """Vi: Har länet en plan?
Utredaren: Ja, sedan i våras.
Vi: Och ett nätverk?
Utredaren: Det träffas ofta.
Vi: Vem leder det?
Utredaren: Jag gör det.
"""


def test_who_asks_leads_the_talk_by_whatever_label() -> None:
    turns = {s.label: s.moderator for s in segment(TALK) if s.kind is SegmentKind.TURN}
    assert turns == {"Vi": True, "Utredaren": False}


def test_an_investigator_who_asks_or_says_little_is_the_moderator() -> None:
    text = "Utredaren: Har ni en plan?\nLänssamordnaren: Ja.\nUtredaren: Tack.\nLänssamordnaren: Varsågod.\n"
    turns = {s.label: s.moderator for s in segment(text) if s.kind is SegmentKind.TURN}
    assert turns == {"Utredaren": True, "Länssamordnaren": False}


def test_a_moderator_who_only_tells_stays_one() -> None:
    text = "".join(f"Samtalsledaren: Då går vi till punkt {n}.\nLänssamordnaren: Ja.\n" for n in range(4))
    assert {s.label for s in segment(text) if s.moderator and s.kind is SegmentKind.TURN} == {"Samtalsledaren"}


def test_lines_that_begin_with_a_capital_are_joined_only_where_lines_are_wrapped() -> None:
    title = "Minnesanteckningar från dialogen i Kalmar län den 8 oktober 2024"
    finding = "Det finns en länsgemensam handlingsplan som antogs i våras."
    apart = segment(f"{title}\n{finding}\nNästa möte hålls i mars.")
    assert [s.span for s in apart if s.kind is SegmentKind.SENTENCE][1].start == len(title) + 1
    cut = (
        "Handlingsplanen gäller till och med 2027 och skrevs av kommunerna i\n"
        "Kalmar län. Den följs upp varje år av en grupp som\nregionen leder."
    )
    assert len([s for s in segment(cut) if s.kind is SegmentKind.SENTENCE]) == 2
