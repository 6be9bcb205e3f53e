"""What several matches of one code in a sentence come to (`engine.judging`): one finding with score and reason, or two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.engine.cue_finding import Cue
from qualcode.engine.decisions import Decision
from qualcode.engine.follow_ups import Found
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.judging import Judged, chosen
from qualcode.engine.lines import Lines
from qualcode.engine.matching import Match
from qualcode.engine.readings import Reading
from qualcode.engine.segmenting import segment
from qualcode.language.cues import CueKind

TEXT = "Länet har en handlingsplan men kommunen saknar ett nätverk och vi har kurser."
LACK = (Cue(CueKind.LACK, (6,)),)


@dataclass
class Sentence:
    """A sentence read, and matches in it made by hand."""

    line: Lines
    reading: Reading

    def judged(
        self,
        status: Status,
        *places: int,
        weight: float = 0.8,
        cues: tuple[Cue, ...] = (),
        rule: str = "plain",
        certainty: float = 1.0,
        explicit: bool = False,
        indicator: int = 0,
        beyond: tuple[Span, ...] = (),
    ) -> Judged:
        """Give a match of an indicator at words of the sentence, with a status."""
        match = Match(indicator, places, beyond)
        return Judged(
            match, Decision(status, rule, cues, certainty), weight, self.reading, explicit, f"code#{indicator}"
        )

    def chosen(self, *judged: Judged) -> list[Found]:
        """Give what they come to, as of code 7 in sentence 3."""
        return list(chosen(3, self.line[0], 7, judged))


@pytest.fixture(scope="module")
def read(compiled: CompiledCodebook) -> Callable[[str], Sentence]:
    def run(text: str) -> Sentence:
        lines = Lines(text, segment(text), compiled.lexicon, "sv")
        return Sentence(lines, Reading(text, lines[0], "sv"))

    return run


@pytest.fixture(scope="module")
def sentence(read: Callable[[str], Sentence]) -> Sentence:
    return read(TEXT)


def _words(found: Found, text: str = TEXT) -> list[str]:
    return [span.of(text) for span in found.why.matched]


def test_one_match_is_one_finding_with_its_reason(sentence: Sentence) -> None:
    [found] = sentence.chosen(sentence.judged(Status.ABSENT, 8, cues=LACK, rule="lack", certainty=0.9))
    assert (found.first, found.last, found.code, found.status) == (3, 3, 7, Status.ABSENT)
    assert (found.score, found.places) == (0.72, (8,))
    assert _words(found) == ["nätverk"]
    assert (found.why.indicator, found.why.rule) == ("code#0", "lack")
    assert [span.of(TEXT) for span in found.why.cues] == ["saknar"]


def test_the_cues_of_a_lead_in_stand_in_another_sentence_and_are_not_shown_here(sentence: Sentence) -> None:
    [found] = sentence.chosen(sentence.judged(Status.ABSENT, 8, cues=LACK, rule="lead-in"))
    assert found.why.cues == ()


def test_indicators_that_agree_raise_the_score_as_independent_witnesses(sentence: Sentence) -> None:
    one = sentence.judged(Status.PRESENT, 3, weight=0.6)
    two = sentence.judged(Status.PRESENT, 12, weight=0.5, indicator=1)
    [found] = sentence.chosen(one, two)
    assert found.score == 0.8
    assert _words(found) == ["handlingsplan", "kurser"]
    assert found.places == (3,)


def test_an_indicator_met_twice_is_one_witness_with_its_best_weight(sentence: Sentence) -> None:
    [found] = sentence.chosen(
        sentence.judged(Status.PRESENT, 3, weight=0.4), sentence.judged(Status.PRESENT, 12, weight=0.6)
    )
    assert found.score == 0.6


def test_what_says_something_else_lends_no_weight_and_no_words(sentence: Sentence) -> None:
    [found] = sentence.chosen(
        sentence.judged(Status.PRESENT, 3, weight=0.6), sentence.judged(Status.PLANNED, 12, weight=0.5, indicator=1)
    )
    assert (found.status, found.score, _words(found)) == (Status.PRESENT, 0.6, ["handlingsplan"])


def test_no_certainty_is_beyond_one(sentence: Sentence) -> None:
    [found] = sentence.chosen(
        sentence.judged(Status.PRESENT, 3, weight=1.4, certainty=0.9),
        sentence.judged(Status.PRESENT, 12, weight=0.5, indicator=1, certainty=0.9),
    )
    assert found.score == 0.9


def test_words_elsewhere_in_the_paragraph_are_shown_in_the_order_of_the_text(sentence: Sentence) -> None:
    [found] = sentence.chosen(sentence.judged(Status.PRESENT, 12, beyond=(Span(0, 5),)))
    assert _words(found) == ["Länet", "kurser"]


WEAK, STRONG = 0.3, 0.95


def _better(sentence: Sentence) -> dict[str, tuple[Judged, Judged]]:
    """Give pairs in which the first is the better reasoned by one thing, and the second by all that comes after it."""
    plain = sentence.judged(Status.PLANNED, 3, weight=WEAK)
    strong = sentence.judged(Status.PAST, 11, 12, weight=STRONG, indicator=1)
    nothing = Decision(Status.NOT_ASSERTED, "question", LACK)
    same = replace_weight(strong, WEAK)
    return {
        "what asserts something": (plain, strong._replace(decision=nothing, explicit=True)),
        "a rule that says its status outright": (plain._replace(explicit=True), _cued(strong)),
        "a cue": (_cued(plain), strong),
        "weight": (replace_weight(plain, 0.4), same),
        "length": (plain._replace(match=Match(0, (2, 3))), same._replace(match=Match(1, (12,)))),
        "the later clause": (same._replace(match=Match(1, (12,))), plain),
    }


def replace_weight(judged: Judged, weight: float) -> Judged:
    return judged._replace(weight=weight)


def _cued(judged: Judged) -> Judged:
    return judged._replace(decision=replace(judged.decision, cues=LACK))


@pytest.mark.parametrize("turned", [False, True], ids=["first", "last"])
@pytest.mark.parametrize(
    "by",
    ["what asserts something", "a rule that says its status outright", "a cue", "weight", "length", "the later clause"],
)
def test_the_best_reasoned_is_chosen_wherever_it_stands(sentence: Sentence, by: str, turned: bool) -> None:
    better, worse = _better(sentence)[by]
    [found] = sentence.chosen(*((worse, better) if turned else (better, worse)))
    assert found.status is better.decision.status


def test_some_have_and_others_have_not_gives_two(sentence: Sentence) -> None:
    present = sentence.judged(Status.PRESENT, 3)
    absent = sentence.judged(Status.ABSENT, 8, cues=LACK, indicator=1)
    found = sentence.chosen(present, absent)
    assert [(f.status, _words(f)) for f in found] == [
        (Status.ABSENT, ["nätverk"]),
        (Status.PRESENT, ["handlingsplan"]),
    ]


def test_without_a_but_between_them_there_is_one(read: Callable[[str], Sentence]) -> None:
    text = "Länet har en handlingsplan, och kommunen saknar ett nätverk."
    sentence = read(text)
    present = sentence.judged(Status.PRESENT, 3)
    absent = sentence.judged(Status.ABSENT, 8, cues=LACK, indicator=1)
    assert present.clause != absent.clause
    assert [f.status for f in sentence.chosen(present, absent)] == [Status.ABSENT]


def test_in_one_clause_there_is_one(sentence: Sentence) -> None:
    present = sentence.judged(Status.PRESENT, 5)
    absent = sentence.judged(Status.ABSENT, 8, cues=LACK, indicator=1)
    assert present.clause == absent.clause
    assert [f.status for f in sentence.chosen(present, absent)] == [Status.ABSENT]


def test_the_same_words_cannot_say_both(sentence: Sentence) -> None:
    present = sentence.judged(Status.PRESENT, 3)
    absent = sentence.judged(Status.ABSENT, 3, 8, cues=LACK, indicator=1)
    assert present.clause != absent.clause
    assert [f.status for f in sentence.chosen(present, absent)] == [Status.ABSENT]


@pytest.mark.parametrize("other", [Status.PLANNED, Status.PAST, Status.POSSIBLE, Status.NOT_ASSERTED])
def test_only_present_and_absent_stand_beside_each_other(sentence: Sentence, other: Status) -> None:
    absent = sentence.judged(Status.ABSENT, 8, cues=LACK, indicator=1)
    assert [f.status for f in sentence.chosen(sentence.judged(other, 3), absent)] == [Status.ABSENT]
