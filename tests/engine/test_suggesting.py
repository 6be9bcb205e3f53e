from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qualcode.domain.coding import Suggestion
from qualcode.domain.spans import Span
from qualcode.engine.indicators import CompiledCodebook, compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest

Proposed = Callable[..., tuple[Suggestion, ...]]
COUNTIES = {"Dalarna": "Dalarnas län", "Falun": "Dalarnas län", "Visby": "Gotlands län", "Gotland": "Gotlands län"}


def test_why_tells_rule_words_and_cues(proposed: Proposed) -> None:
    text = "Någon handlingsplan finns inte."
    (found,) = proposed(text)
    assert found.why.indicator == "plan#1"
    assert [s.of(text) for s in found.why.matched] == ["handlingsplan"]
    assert found.why.rule == "negation"
    assert [s.of(text) for s in found.why.cues] == ["finns inte"]
    assert 0 < found.score <= 1


def test_weights_join_as_noisy_or_and_the_threshold_cuts(make: SimpleNamespace) -> None:
    weak = [make.rule("a#1", ["plan"], weight=0.3), make.rule("a#2", ["länet"], weight=0.3)]
    compiled = compile_codebook(make.book(make.code("a", *weak), make.code("b", weak[0])))
    text = "Planen finns i länet."
    (found,) = suggest(text, segment(text), compiled)
    assert found.code == "a"
    assert found.score == pytest.approx(0.51)


def test_neighbours_of_one_code_and_status_are_one_suggestion(proposed: Proposed) -> None:
    text = "Handlingsplanen antogs i mars. Handlingsplanen gäller i tre år. Vädret är fint. Handlingsplanen är bra."
    assert [s.span.of(text) for s in proposed(text)] == [
        "Handlingsplanen antogs i mars. Handlingsplanen gäller i tre år.",
        "Handlingsplanen är bra.",
    ]


def test_some_have_and_others_have_not_gives_both(proposed: Proposed) -> None:
    text = "De stora kommunerna har en handlingsplan, men de små kommunerna har ingen handlingsplan."
    assert {s.status.value for s in proposed(text)} == {"present", "absent"}


def test_other_counties_are_not_this_one(proposed: Proposed) -> None:
    def statuses(text: str, case: str = "Gotlands län") -> set[str]:
        return {s.status.value for s in proposed(text, case=case, places=COUNTIES.get)}

    assert statuses("I Dalarna finns en handlingsplan.") == {"not-asserted"}
    assert statuses("I Visby finns en handlingsplan.") == {"present"}
    assert statuses("I Dalarna finns en handlingsplan.", case="Dalarnas län") == {"present"}
    assert statuses("Vi har tittat på den i Dalarna och har en handlingsplan.") == {"present"}
    assert statuses("I Dalarna har de en handlingsplan, men vi har ingen handlingsplan.") == {"absent"}
    assert statuses("I Dalarna har de en handlingsplan.", case="") == {"not-asserted"}


def test_a_correction_takes_the_claim_back(proposed: Proposed) -> None:
    text = "Vi har ett länsnätverk. Nej, det var fel: länsnätverket lades ned i våras."
    (found,) = [s for s in proposed(text) if s.code == "network"]
    assert found.status.value == "past"
    assert found.why.corrects


def test_a_question_is_answered_by_the_next_turn(proposed: Proposed) -> None:
    text = "Dialog\n\nFråga: Har ni ett länsnätverk?\n\nSvar: Nej, det har aldrig blivit av."
    found = [s for s in proposed(text) if s.code == "network"]
    assert [(s.status.value, s.why.rule) for s in found] == [("not-asserted", "question"), ("absent", "answer")]
    assert found[1].span.of(text).startswith("Nej")


def test_an_unclear_answer_asserts_nothing(proposed: Proposed) -> None:
    text = "Dialog\n\nFråga: Har ni ett länsnätverk?\n\nSvar: Ja, det vet jag faktiskt inte."
    assert {s.status.value for s in proposed(text)} == {"not-asserted"}


def test_lists_take_the_status_of_what_introduces_them(proposed: Proposed) -> None:
    text = "Dialog\n\nDet här har vi inte i länet:\n- handlingsplan\n- länsnätverk\n\nVädret var fint."
    assert {(s.code, s.status.value) for s in proposed(text)} == {("plan", "absent"), ("network", "absent")}
    text = "Dialog\n\nPÅ GÅNG\n\n- handlingsplan\n- kurser finns inte\n"
    assert {(s.code, s.status.value) for s in proposed(text)} == {("plan", "planned"), ("training", "absent")}


def test_headings_and_roster_give_nothing(compiled: CompiledCodebook) -> None:
    text = "HANDLINGSPLAN\n\nNÄTVERK\n\nDeltagare: handlingsplanens ägare.\n\nVi ses."
    assert suggest(text, segment(text, roster=(Span(24, 58),)), compiled) == ()


def test_fixed_indicators_keep_their_status_but_questions_assert_nothing(make: SimpleNamespace) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["avvakta"], fixed=True))))
    for text, status in [("Vi avvaktar inte.", "present"), ("Avvaktar ni?", "not-asserted")]:
        (found,) = suggest(text, segment(text), compiled)
        assert found.status.value == status


def test_an_indicator_may_say_absent_and_negation_turns_it(make: SimpleNamespace) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["parallella spår"], says="absent"))))
    for text, status in [("Det är parallella spår.", "absent"), ("Det är inte parallella spår.", "present")]:
        (found,) = suggest(text, segment(text), compiled)
        assert found.status.value == status


def test_cues_inside_the_match_belong_to_the_indicator(make: SimpleNamespace) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["lägga ned", "inte med"]))))
    for text in ("Verksamheten lades ned.", "Skolan är inte med."):
        (found,) = suggest(text, segment(text), compiled)
        assert found.status.value == "present"


def test_a_half_matched_cue_still_counts(make: SimpleNamespace) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"], ["finns"]))))
    text = "Planen finns inte."
    (found,) = suggest(text, segment(text), compiled)
    assert found.status.value == "absent"


def test_cues_in_a_short_quotation_are_titles(proposed: Proposed) -> None:
    text = "Vi ger kursen ”Du är inte ensam” i hela länet."
    (found,) = proposed(text)
    assert found.status.value == "present"


@given(
    st.text(alphabet="aåin elutr.,:?\n-–()”", max_size=60),
    st.sampled_from(["handlingsplan", "nätverk inte", "oro ska", "om planen var", "kurs?"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
def test_every_text_gives_the_same_twice_and_spans_inside(compiled: CompiledCodebook, noise: str, words: str) -> None:
    text = f"{noise} {words} {noise}"
    segments = segment(text)
    first, second = suggest(text, segments, compiled), suggest(text, segments, compiled)
    assert first == second
    for found in first:
        assert found.span.of(text).strip() == found.span.of(text)
        assert (
            all(found.span.start <= s.start and s.end <= found.span.end for s in found.why.matched)
            or found.why.rule == "answer"
        )
        assert 0 < found.score <= 1


def test_another_speaker_takes_a_claim_back(proposed: Proposed) -> None:
    text = "Dialog\n\nAL: Vi har ju en handlingsplan till 2025.\n\nBK: Nej, den gick ut."
    (found,) = proposed(text)
    assert found.status.value == "past"
    assert found.why.corrects


def test_a_claim_that_somebody_first_made_is_not_asserted(proposed: Proposed) -> None:
    found = proposed("Chefen sa först att det finns en handlingsplan.")
    assert {s.status.value for s in found} == {"not-asserted"}


def test_an_english_text_is_read_by_english_rules(proposed: Proposed) -> None:
    (found,) = proposed("The county has no network and is waiting for the others.", language="en")
    assert (found.code, found.status.value) == ("network", "absent")
