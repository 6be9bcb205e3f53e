"""What came nearest to a code that was missed: each thing that can stop an indicator is told, and only that."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from qualcode.domain.codebook import Codebook, Scope
from qualcode.domain.opinion import FACTS, SecondOpinion
from qualcode.domain.spans import Span
from qualcode.engine.indicators import compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.why_not import Looking, Nearest, Stop

Make = SimpleNamespace


def nearest(book: Codebook, text: str, code: str = "t/a", window: Span | None = None) -> Nearest:
    return Looking(text, segment(text), compile_codebook(book)).nearest([code], window)


def words(text: str, spans: tuple[Span, ...]) -> list[str]:
    return [span.of(text) for span in spans]


def test_the_list_that_failed_is_told_with_its_terms_and_what_was_met(make: Make) -> None:
    rule = make.rule("a#1", ["plan"], ["antagen", "beslutad"], ["skolan"], line=7)
    text = "Planen är ny. Skolan har en plan."
    told = nearest(make.book(make.code("t/a", rule)), text)
    assert (told.stop, told.indicator, told.line) == (Stop.LIST, "a#1", 7)
    assert words(text, told.met) == ["Skolan", "plan"]
    assert (told.failed, told.lists, told.terms) == ((2,), 3, ("antagen", "beslutad"))
    assert told.others == ()


def test_a_failed_list_that_stands_in_another_sentence_is_pointed_out(make: Make) -> None:
    text = "Vi har en plan. Den är antagen."
    told = nearest(make.book(make.code("t/a", make.rule("a#1", ["plan"], ["antagen"]))), text)
    # Of two sentences with one list each, the one with the rarer word is the nearer.
    assert (told.stop, words(text, told.met), words(text, told.others)) == (Stop.LIST, ["antagen"], ["plan"])
    assert (told.failed, told.terms) == ((1,), ("plan",))


def test_a_paragraph_indicator_looks_at_the_other_sentences_itself(make: Make) -> None:
    rule = make.rule("a#1", ["plan"], ["antagen"], ["pengar"], scope=Scope.PARAGRAPH)
    text = "Vi har en plan. Den är antagen."
    told = nearest(make.book(make.code("t/a", rule)), text)
    assert (words(text, told.met), told.failed) == (["plan", "antagen"], (3,))


@pytest.mark.parametrize(
    ("stop", "options", "text", "others"),
    [
        (Stop.UNLESS, {"unless": ("väder",)}, "Planen är antagen trots väder.", ["väder"]),
        (Stop.APART, {"scope": Scope.WORDS, "within": 2}, "Planen är efter mycket om och men antagen.", []),
        (Stop.SECTION, {"sections": ("stöd",)}, "# Dialog\n\n## Handlingsplaner\n\nPlanen är antagen.", []),
    ],
)
def test_what_stopped_an_indicator_that_met_all(
    make: Make, stop: Stop, options: dict[str, object], text: str, others: list[str]
) -> None:
    free = make.book(make.code("t/a", make.rule("a#1", ["plan"], ["antagen"])))
    assert nearest(free, text).stop is Stop.FOUND
    told = nearest(make.book(make.code("t/a", make.rule("a#1", ["plan"], ["antagen"], **options))), text)
    assert (told.stop, words(text, told.met)) == (stop, ["Planen", "antagen"])
    assert words(text, told.others) == others


def test_a_term_that_the_code_excludes(make: Make) -> None:
    text = "Planen gäller vägar."
    told = nearest(make.book(make.code("t/a", make.rule("a#1", ["plan"]), exclude=("vägar",))), text)
    assert (told.stop, words(text, told.others)) == (Stop.EXCLUDED, ["vägar"])


def test_a_regular_expression_is_told_when_barred_and_never_half_met(make: Make) -> None:
    rule = make.rule("a#1", regex=r"\d+ kurser", unless=("inställda",))
    book = make.book(make.code("t/a", rule))
    text = "Det blev 34 kurser, alla inställda."
    told = nearest(book, text)
    assert (told.stop, words(text, told.met)) == (Stop.UNLESS, ["34", "kurser"])
    assert nearest(book, "Det blev kurser.").stop is Stop.NOTHING


def test_a_score_below_the_threshold(make: Make) -> None:
    book = make.book(make.code("t/a", make.rule("a#1", ["plan"], weight=0.3), threshold=0.5))
    told = nearest(book, "Planen är antagen.")
    assert (told.stop, told.indicator, told.score, told.threshold) == (Stop.SCORE, "a#1", 0.3, 0.5)


def test_what_stopped_a_whole_indicator_outdoes_one_half_met(make: Make) -> None:
    half = make.rule("a#1", ["plan"], ["antagen"], ["saknad"])
    whole = make.rule("a#2", ["plan"], unless=("antagen",))
    assert nearest(make.book(make.code("t/a", half, whole)), "Planen är antagen.").indicator == "a#2"


def test_more_of_the_lists_is_nearer(make: Make) -> None:
    one = make.rule("a#1", ["plan"], ["saknad"])
    two = make.rule("a#2", ["plan"], ["antagen"], ["borta"])
    assert nearest(make.book(make.code("t/a", one, two)), "Planen är antagen.").indicator == "a#2"


def test_nothing_near_and_a_code_without_indicators(make: Make) -> None:
    book = make.book(make.code("t/a", make.rule("a#1", ["plan"])), make.code("t/b"))
    for code in ("t/a", "t/b"):
        told = nearest(book, "Vi talade om annat.", code)
        assert (told.stop, told.code, told.met, told.score) == (Stop.NOTHING, code, (), None)
    assert nearest(book, "").stop is Stop.NOTHING


def test_only_the_sentences_of_the_window_count(make: Make) -> None:
    book = make.book(make.code("t/a", make.rule("a#1", ["plan"], ["antagen"])))
    text = "Planen är ny.\n\nDen gamla är antagen. Allt är väl. Planen är antagen."
    first = Span(0, 13)
    assert words(text, nearest(book, text, window=first).met) == ["Planen"]
    middle = Span(text.index("Allt"), text.index("väl"))
    beside = nearest(book, text, window=middle)
    assert (beside.stop, words(text, beside.met)) == (Stop.BESIDE, ["Planen", "antagen"])


def spoken(make: Make, word: str, weight: float, *rules: object) -> Codebook:
    from dataclasses import replace

    opinion = SecondOpinion(
        codes=("t/a",),
        parts=(f"={word}",),
        rarity=np.ones(1, np.float32),
        weights=np.array([[weight, 0.0]], np.float32),
        bias=np.zeros(2, np.float32),
        voice=np.array([(1.0, 2.0, 1.0, *(0.0,) * (FACTS - 3), -3.0), (0.0,) * (FACTS + 1)], np.float32),
    )
    book: Codebook = make.book(make.code("t/a", *(rules or (make.rule("a#1", ["plan"]),))))
    return replace(book, opinion=opinion)


def test_the_second_opinions_score_is_told_with_its_words(make: Make) -> None:
    text = "Vi tänker på vatten."
    told = nearest(spoken(make, "vatten", 2.0), text)
    assert (told.stop, told.indicator, words(text, told.met)) == (Stop.SCORE, "second-opinion", ["vatten"])
    assert told.score == pytest.approx(1 / (1 + np.exp(1.0)), abs=0.001)


def test_a_half_met_indicator_comes_with_the_joint_score(make: Make) -> None:
    text = "Planen nämner vatten."
    told = nearest(spoken(make, "vatten", 2.0, make.rule("a#1", ["plan"], ["antagen"])), text)
    assert (told.stop, told.indicator) == (Stop.LIST, "a#1")
    assert told.score == pytest.approx(1 / (1 + np.exp(1.0)), abs=0.001)


def test_an_indicator_met_but_weighed_down_is_a_matter_of_score(make: Make) -> None:
    told = nearest(spoken(make, "vatten", -3.0), "Planen nämner vatten.")
    assert (told.stop, told.indicator) == (Stop.SCORE, "a#1")
    assert told.score is not None
    assert told.score < told.threshold


def test_of_a_themes_codes_the_nearest_speaks(make: Make) -> None:
    book = make.book(
        make.code("t/a", make.rule("a#1", ["plan"], ["antagen"], ["saknad"])),
        make.code("t/b", make.rule("b#1", ["plan"], ["antagen"], unless=("vägar",))),
    )
    text = "Planen för vägar är antagen."
    told = Looking(text, segment(text), compile_codebook(book)).nearest(["t/a", "t/b"])
    assert (told.code, told.indicator) == ("t/b", "b#1")
