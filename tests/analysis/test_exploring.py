"""Keyword in context, co-occurrence, saturation and queries, on values."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualcode.analysis.cooccurrence import Pair, cooccurrences
from qualcode.analysis.keywords import EmptyTermError, in_context
from qualcode.analysis.proposing import Passage
from qualcode.analysis.querying import query_all
from qualcode.analysis.saturation import WholePopulationError, saturation
from qualcode.domain.coding import Coding, Status
from qualcode.domain.minutes import Document, Metadata, Segment, SegmentKind
from qualcode.domain.queries import parse_query
from qualcode.domain.spans import Span

TEXT = "Vi har en plan. Chefen är nöjd.\nÄn finns ingen budget för arbetet i länet."


def minutes(key: str, case: str, text: str = TEXT, date: str = "2024-01-01") -> Document:
    cut = text.find("\n") if "\n" in text else len(text)
    paragraphs = [Span(0, cut), *([Span(cut + 1, len(text))] if cut < len(text) else [])]
    point = text.find(". ")
    sentences = [Span(0, point + 1), Span(point + 2, cut), *paragraphs[1:]] if point > 0 else paragraphs
    segments = [Segment(SegmentKind.SECTION, Span(0, len(text)), focus="plans")]
    segments += [Segment(SegmentKind.PARAGRAPH, p) for p in paragraphs]
    segments += [Segment(SegmentKind.SENTENCE, s) for s in sentences]
    return Document(
        key, f"{key}.md", Metadata(case, "2024", date, attributes={"storlek": "Stor"}), text, "", tuple(segments)
    )


ONE, TWO = minutes("d1", "Gotlands län"), minutes("d2", "Dalarnas län", date="")
PLAN = Coding("k1", "d1", "plans/plan", Span(0, 15), Status.PRESENT, "Åsa")
BUDGET = Coding("k2", "d1", "plans/budget", Span(35, 52), Status.ABSENT, "Bo")
OTHER = Coding("k3", "d2", "plans/plan", Span(7, 15), Status.PLANNED, "Åsa")
CODINGS = (PLAN, BUDGET, OTHER)


def found(expression: str) -> list[tuple[str, str]]:
    texts = {"d1": ONE.text, "d2": TWO.text}
    return [(m.document, m.span.of(texts[m.document])) for m in query_all(parse_query(expression), (ONE, TWO), CODINGS)]


FIRST, SECOND = TEXT.split("\n")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("plans/plan", [("d1", FIRST), ("d2", FIRST)]),
        ("plans", [("d1", FIRST), ("d1", SECOND), ("d2", FIRST)]),
        ("plans/plan[planned]", [("d2", FIRST)]),
        ("plans/plan within sentence", [("d1", "Vi har en plan."), ("d2", "Vi har en plan.")]),
        ('plans/plan and "chef*" within sentence', []),
        ('plans/plan and "CHEF*"', [("d1", FIRST), ("d2", FIRST)]),
        ('"ingen  budget" and not plans', [("d2", SECOND)]),
        ("plans/plan and not plans/budget within document", [("d2", TEXT)]),
        ("plans/plan and plans/budget within case", [("d1", TEXT)]),
        ("plans/plan near[2] plans/budget", []),
        ("plans/plan near[5] plans/budget", [("d1", FIRST)]),
        ("plans/budget near[5] plans/plan", [("d1", SECOND)]),
        ('"plan" near[0] "chefen"', [("d1", FIRST), ("d2", FIRST)]),
        ("coder=bo", [("d1", SECOND)]),
        ('case="gotlands län" and storlek=stor within document', [("d1", TEXT)]),
        ("focus=plans within section", [("d1", TEXT), ("d2", TEXT)]),
        ("focus=money or wave=2023", []),
    ],
)
def test_a_query_holds_where_it_should(expression: str, expected: list[tuple[str, str]]) -> None:
    assert found(expression) == expected


def test_only_codings_that_were_asked_for_come_with_a_place() -> None:
    [met, _] = query_all(parse_query("plans/plan within document"), (ONE, TWO), CODINGS)
    assert met.codings == (PLAN,)


def test_keyword_in_context_finds_whole_words_in_any_case_with_their_surroundings() -> None:
    [one] = in_context([ONE], "BUDGET", around=11)
    assert (one.left, one.term, one.right) == ("inns ingen", "budget", "för arbete")
    assert [m.term for m in in_context([ONE], "b*")] == ["budget"]
    assert not list(in_context([ONE], "budge"))
    assert [m.term for m in in_context([replace(ONE, text="en plan\nför länet")], "plan för")] == ["plan för"]
    with pytest.raises(EmptyTermError):
        list(in_context([ONE], " * "))


def passage(code: str, start: int, end: int, document: str = "d1") -> Passage:
    return Passage(f"{code}{start}", document, code, Status.PRESENT, start=start, end=end)


def test_overlapping_passages_and_the_coefficient() -> None:
    passages = [
        passage("a", 0, 10),
        passage("b", 5, 20),
        passage("b", 30, 40),
        passage("a", 40, 50),
        passage("c", 9, 35),
    ]
    pairs = cooccurrences(passages, [ONE], "overlap")
    assert pairs == (Pair("b", "c", 2, 1, 2), Pair("a", "b", 2, 2, 1), Pair("a", "c", 2, 1, 1))
    assert [p.coefficient for p in pairs] == [1.0, pytest.approx(1 / 3), pytest.approx(1 / 2)]


def test_codes_that_meet_in_a_sentence_section_document_or_case() -> None:
    passages = [passage("a", 0, 15), passage("b", 16, 31), passage("b", 35, 40), passage("a", 0, 3, "d2")]
    assert cooccurrences(passages, [ONE, TWO], "sentence") == ()
    for place in ("section", "document", "case"):
        [pair] = cooccurrences(passages, [ONE, TWO], place)
        assert pair == Pair("a", "b", 2, 1, 1)
        assert pair.coefficient == pytest.approx(1 / 2)
    assert cooccurrences([passage("a", 0, 20), passage("b", 16, 31)], [ONE], "sentence") == (Pair("a", "b", 2, 1, 1),)


def test_saturation_goes_by_date_and_undated_minutes_come_last() -> None:
    late = minutes("d0", "Kalmar län", date="2025-02-01")
    steps = saturation((late, TWO, ONE), [("d1", "a"), ("d0", "a"), ("d0", "b"), ("d2", "c"), ("d9", "z")])
    assert [(s.document, s.new, s.seen) for s in steps] == [("d1", ("a",), 1), ("d0", ("b",), 2), ("d2", ("c",), 3)]


def test_saturation_is_refused_where_everybody_was_asked() -> None:
    with pytest.raises(WholePopulationError):
        saturation((ONE, TWO), [], ("Gotlands län", "Dalarnas län"))
    assert saturation((ONE,), [], ("Gotlands län", "Dalarnas län"))
