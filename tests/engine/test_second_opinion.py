"""The second opinion: what it adds, what it weighs down, how it explains itself, and what is learnt of it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from qualcode.domain.codebook import Codebook
from qualcode.domain.coding import Status, Suggestion
from qualcode.domain.opinion import FACTS, SecondOpinion
from qualcode.engine.combining import OPINION
from qualcode.engine.examples import Example
from qualcode.engine.indicators import CompiledCodebook, compile_codebook
from qualcode.engine.learning import TooFewPassagesError, learn
from qualcode.engine.lines import Lines
from qualcode.engine.opining import Speaker, borrowed, give_back
from qualcode.engine.segmenting import segment
from qualcode.engine.stretches import stretches
from qualcode.engine.suggesting import suggest
from qualcode.engine.tone import LEARNT
from qualcode.engine.word_parts import parts_of

Make = SimpleNamespace

PLAIN_VOICE = (1.0, 2.0, 1.0, *(0.0,) * (FACTS - 3), -3.0)
"""An opinion's score of 3 is even odds; an indicator of full weight makes up for all of it."""

NO_VOICE = (0.0,) * (FACTS + 1)


def opinion(of_words: dict[str, float], **more: object) -> SecondOpinion:
    """An opinion on the code t/a that goes by whole words."""
    parts = tuple(sorted(f"={word}" for word in of_words))
    table = np.array([[of_words[part[1:]], 0.0] for part in parts], np.float32)
    made = SecondOpinion(
        codes=("t/a",),
        parts=parts,
        rarity=np.ones(len(parts), np.float32),
        weights=table,
        bias=np.zeros(2, np.float32),
        voice=np.array([PLAIN_VOICE, NO_VOICE], np.float32),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def compiled(make: Make, told: SecondOpinion | None, *terms: str) -> CompiledCodebook:
    book: Codebook = make.book(make.code("t/a", make.rule("a#1", list(terms or ["finnsej"]))))
    return compile_codebook(replace(book, opinion=told))


def found(text: str, book: CompiledCodebook) -> tuple[Suggestion, ...]:
    return suggest(text, segment(text), book)


def test_parts_of_a_word_share_its_stem_and_forget_which_number() -> None:
    assert parts_of("Plan") == parts_of("plan")
    assert "=plan" in parts_of("plan")
    assert {"^pla", "plan", "lan$"} <= set(parts_of("plan"))
    assert "plan" in parts_of("länsplanerna")
    assert parts_of("2024") == parts_of("7") == ["=0"]


def test_an_opinion_suggests_what_no_indicator_meets_and_shows_its_words(make: Make) -> None:
    text = "Vi dricker kaffe. Måsen landar på taket."
    told = found(text, compiled(make, opinion({"måsen": 9.0, "landar": 2.0})))
    assert [(s.code, s.status, s.span.of(text)) for s in told] == [("t/a", Status.PRESENT, "Måsen landar på taket.")]
    assert told[0].why.indicator == OPINION
    assert [m.of(text) for m in told[0].why.matched] == ["Måsen", "landar"]


def test_an_opinion_weighs_an_indicator_up_and_down(make: Make) -> None:
    text = "Planen gäller i hela länet."
    alone = found(text, compiled(make, None, "planen"))
    up = found(text, compiled(make, opinion({"länet": 4.0}), "planen"))
    down = found(text, compiled(make, opinion({"länet": -4.0}), "planen"))
    assert len(alone) == len(up) == 1
    assert up[0].score > alone[0].score > 0.5
    assert down == ()


def test_a_code_that_the_opinion_does_not_know_keeps_what_its_indicators_say(make: Make) -> None:
    text = "Planen gäller i hela länet."
    other = replace(opinion({"länet": -9.0}), codes=("t/other",))
    assert found(text, compiled(make, other, "planen")) == found(text, compiled(make, None, "planen"))


def test_status_rules_hold_for_what_only_the_opinion_found(make: Make) -> None:
    told = opinion({"måsen": 9.0})
    for text, status in (
        ("Någon måsen finns inte.", Status.ABSENT),
        ("Kanske finns måsen.", Status.POSSIBLE),
        ("Har ni måsen i länet?", Status.NOT_ASSERTED),
    ):
        assert [s.status for s in found(text, compiled(make, told))] == [status], text


def test_a_question_gives_the_finding_to_its_answer(make: Make) -> None:
    text = "Har ni måsen?\n\nMåsen kom hit i fjol."
    told = [s for s in found(text, compiled(make, opinion({"måsen": 9.0}))) if s.status is not Status.NOT_ASSERTED]
    assert [s.span.of(text) for s in told] == ["Måsen kom hit i fjol."]


def test_what_neither_speaks_of_the_question_nor_answers_it_leaves_it_open(make: Make) -> None:
    book = compiled(make, opinion({"måsen": 9.0}))
    for answer, said in (
        ("Ljudet bröts.", []),
        ("Det vet chefen.", []),
        ("Det är en stor fråga.", []),
        ("Ja, sedan i våras.", ["present"]),
        ("Det har vi inte.", ["absent"]),
    ):
        told = [s.status.value for s in found(f"Har ni måsen?\n\n{answer}", book)]
        assert [status for status in told if status != "not-asserted"] == said, answer


def test_what_only_tells_of_the_question_is_no_answer(make: Make) -> None:
    book = compiled(make, opinion({"plan": 3.0, "bordet": 1.5}))
    (asked,) = found("Finns det en plan? Frågan låg kvar på bordet.", book)
    assert asked.status is Status.NOT_ASSERTED


def test_a_theme_spoken_of_without_a_finding_is_kept_apart(make: Make) -> None:
    about = opinion(
        {"fåglar": 1.0},
        themes=("t",),
        weights=np.array([[-9.0, 9.0, 0.0]], np.float32),
        bias=np.zeros(3, np.float32),
        voice=np.array([PLAIN_VOICE, PLAIN_VOICE, NO_VOICE], np.float32),
    )
    text = "Det pratades om fåglar."
    told = found(text, compiled(make, about))
    assert [(s.code, s.status, s.why.rule) for s in told] == [("t/a", Status.NOT_ASSERTED, "spoken-of")]


def test_a_theme_is_not_spoken_of_where_nothing_is_stated_at_all(make: Make) -> None:
    about = opinion(
        {"fåglar": 1.0},
        themes=("t",),
        weights=np.array([[-9.0, 9.0, -2.0]], np.float32),
        bias=np.zeros(3, np.float32),
        voice=np.array([PLAIN_VOICE, PLAIN_VOICE, NO_VOICE], np.float32),
    )
    assert found("Det pratades om fåglar.", compiled(make, about)) == ()


def test_what_one_sentence_says_is_not_drowned_by_what_the_others_say(make: Make) -> None:
    about = opinion(
        {"måsen": 9.0, "kaffe": 0.0, "solen": 0.0, "taket": 0.0},
        voice=np.array([(*(0.0,) * 8, 1.0, *(0.0,) * (FACTS - 9), -3.0), NO_VOICE], np.float32),
    )
    book = compiled(make, about)
    others = "Vi dricker kaffe ute. Solen skiner på taket."
    # This opinion goes by nothing but how much more the best sentence says alone than the paragraph does.
    assert found("Måsen landar.", book) == ()
    text = f"{others} Måsen landar."
    assert [s.span.of(text) for s in found(text, book)] == ["Måsen landar."]
    assert found(others, book) == ()


def test_short_statements_on_matters_of_their_own_do_not_drown_each_other(make: Make) -> None:
    words = {"måsen": 7.0, **dict.fromkeys(("kaffe", "solen", "taket", "bussen", "torget", "regnet"), 1e-6)}
    book = compiled(make, opinion(words))
    others = "Kaffe dricks på torget. Solen och regnet möts på taket. Bussen går."
    assert [s.span.of(f"{others} Måsen landar nu här.") for s in found(f"{others} Måsen landar nu här.", book)] == [
        "Måsen landar nu här."
    ]
    # A few words lean on what stands around them.
    assert found(f"{others} Måsen.", book) == ()


def test_a_single_word_is_no_finding_for_the_opinion(make: Make) -> None:
    told = opinion({"måsen": 9.0})
    text = "Måsen\n\nVi dricker kaffe."
    assert found(text, compiled(make, told)) == ()
    assert len(found("Måsen landar.", compiled(make, told))) == 1
    # A heading finds nothing, whoever knows its words; an item of a list may be short.
    assert found(text, compiled(make, told, "måsen")) == ()
    assert len(found("- Måsen\n\nVi dricker kaffe.", compiled(make, told, "måsen"))) == 1


def test_a_certain_opinion_does_not_overflow(make: Make) -> None:
    with np.errstate(all="raise"):
        assert found("Måsen landar.", compiled(make, opinion({"måsen": -900.0}))) == ()


def test_a_learnt_status_names_itself_and_its_words(make: Make) -> None:
    toned = opinion(
        {"måsen": 9.0, "flytt": 0.0},
        weights=np.array([[0.0, 0.0, 0.0, 8.0], [9.0, 0.0, 0.0, 0.0]], np.float32),
        bias=np.zeros(4, np.float32),
        statuses=("present", "planned"),
        facts=("status present",),
        fact_weights=np.array([[1.0, 0.0]], np.float32),
    )
    text = "Måsen, flytt."
    told = found(text, compiled(make, toned))
    assert [(s.status, s.why.rule, s.why.rules_said) for s in told] == [(Status.PLANNED, LEARNT, Status.PRESENT)]
    assert [c.of(text) for c in told[0].why.cues] == ["flytt"]
    plain = found("Måsen landar.", compiled(make, toned))
    assert [(s.status, s.why.rule, s.why.rules_said) for s in plain] == [(Status.PRESENT, "plain", None)]


def toned_by(fact: str, weight: float, *statuses: str) -> SecondOpinion:
    """An opinion that finds the gull and whose second status is spoken for by one fact."""
    table = np.zeros((1, 2 + len(statuses)), np.float32)
    table[0, 0] = 9.0
    return opinion(
        {"måsen": 9.0},
        weights=table,
        bias=np.zeros(2 + len(statuses), np.float32),
        statuses=statuses,
        facts=tuple(sorted((fact, f"status {statuses[0]}"))),
        fact_weights=np.array(
            [[0.0, weight] if one == fact else [1.0, 0.0] for one in sorted((fact, f"status {statuses[0]}"))],
            np.float32,
        ),
    )


def test_words_of_the_next_sentence_weigh_in_unless_it_is_about_another_code_of_the_theme(make: Make) -> None:
    told = toned_by("next says vingarna", 5.0, "present", "past")
    for text, status in (
        ("Måsen landar. Sedan bröts vingarna.", Status.PAST),
        ("Måsen landar.", Status.PRESENT),
        ("Måsen landar.\n\nSedan bröts vingarna.", Status.PRESENT),
    ):
        assert [s.status for s in found(text, compiled(make, told))] == [status], text
    book = make.book(make.code("t/a", make.rule("a#1", ["måsen"])), make.code("t/b", make.rule("b#1", ["bröts"])))
    apart = make.book(make.code("t/a", make.rule("a#1", ["måsen"])), make.code("u/b", make.rule("b#1", ["bröts"])))
    both = found("Måsen landar. Sedan bröts vingarna.", compile_codebook(replace(book, opinion=told)))
    assert [(s.code, s.status) for s in both] == [("t/a", Status.PRESENT), ("t/b", Status.PRESENT)]
    # A code of another theme changes nothing: each theme may be scanned alone.
    both = found("Måsen landar. Sedan bröts vingarna.", compile_codebook(replace(apart, opinion=told)))
    assert [(s.code, s.status) for s in both] == [("t/a", Status.PAST), ("u/b", Status.PRESENT)]


def test_what_speaks_of_counties_may_come_to_assert_nothing(make: Make) -> None:
    told = toned_by("around länen", 5.0, "present", "not-asserted")
    for text, status in (
        ("Länen är olika. Måsen landar.", Status.NOT_ASSERTED),
        ("Länen är olika.\n\nMåsen landar.", Status.PRESENT),
    ):
        assert [s.status for s in found(text, compiled(make, told))] == [status], text


def test_minutes_of_one_county_take_more_to_speak_of_counties_in_general(make: Make) -> None:
    text = "Länen är olika. Måsen landar."
    for weight, case, status in (
        (1.5, "", Status.NOT_ASSERTED),
        (1.5, "Hallands län", Status.PRESENT),
        (5.0, "Hallands län", Status.NOT_ASSERTED),
    ):
        book = compiled(make, toned_by("around länen", weight, "present", "not-asserted"))
        assert [s.status for s in suggest(text, segment(text), book, case=case)] == [status], (weight, case)


def test_what_nothing_denies_takes_more_to_be_absent(make: Make) -> None:
    for weight, other, status in (
        (1.2, "absent", Status.PRESENT),
        (1.4, "absent", Status.ABSENT),
        (1.2, "past", Status.PAST),
    ):
        told = toned_by("code t/a", weight, "present", other)
        assert [s.status for s in found("Måsen landar.", compiled(make, told))] == [status], (weight, other)


def test_a_denial_and_an_afterthought_take_more_to_be_overruled(make: Make) -> None:
    for text, rules, weight in (
        ("Någon måsen finns inte.", "absent", 1.2),
        ("Måsen finns här. Den lades ned i fjol.", "past", 1.4),
    ):
        for more, status in ((0.0, Status(rules)), (0.4, Status.PRESENT)):
            told = toned_by("code t/a", weight + more, rules, "present")
            assert [s.status for s in found(text, compiled(make, told))] == [status], (text, more)


def test_two_words_together_say_what_neither_says_alone(make: Make) -> None:
    paired = opinion(
        {"x": 0.0},
        pairs=("måse land",),
        pair_rarity=np.ones(1, np.float32),
        pair_weights=np.array([[9.0, 0.0]], np.float32),
    )
    book = compiled(make, paired)
    assert [len(found(text, book)) for text in ("Måsen landar.", "Måsen ofta landar.")] == [1, 1]
    for text in ("Landar måsen?", "Måsen ser hur den landar.", "Måsen sov.\n\nLandar gjorde ingen."):
        assert found(text, book) == (), text
    told = found("Kaffet kom. Måsen landar.", book)
    assert [m.of("Kaffet kom. Måsen landar.") for m in told[0].why.matched] == ["Måsen", "landar"]


def test_long_paragraphs_are_cut_and_questions_join_their_answers(make: Make) -> None:
    book = compiled(make, None)
    long, short = (" ".join(f"Mening nummer {n} är kort." for n in range(size)) for size in (5, 4))
    text = f"{long}\n\n{short}\n\nFråga?\n\nSvar ett. Svar två."
    lines = Lines(text, segment(text), book.lexicon, "sv")
    parts = stretches(lines, lambda n: lines[n].span.of(text).endswith("?"))
    assert [(p.first, p.last) for p in parts] == [(0, 1), (2, 3), (4, 4), (5, 8), (9, 11)]


def test_the_table_of_words_stays_within_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.engine.opining.LARGEST_TABLE", 5)
    speaker = Speaker(opinion({"måsen": 9.0}))
    for start in range(0, 40, 4):
        heard = speaker.hear(speaker.rows([*(f"ord{n}" for n in range(start, start + 4)), "måsen"]), [0])
        assert heard.scores[0, 0] == pytest.approx(9.0)
        assert len(speaker) <= 10


def examples() -> list[Example]:
    birds = ("måsen", "tärnan", "svanen", "ugglan", "sparven")
    verbs = ("landar", "flyger", "ropar", "häckar", "sover", "simmar")
    told = []
    for number in range(240):
        bird, verb = birds[number % 5], verbs[number % 6]
        kind = number % 3
        text = {0: f"I viken {verb} {bird} nu.", 1: f"Någon {bird} {verb} inte här.", 2: f"Bussen {verb} vid torget."}[
            kind
        ]
        codes = {0: {"t/a": "present"}, 1: {"t/a": "absent"}, 2: {}}[kind]
        told.append(Example(text, codes, f"writer {number % 7}"))
    return told


def test_learning_finds_codes_and_statuses_of_writers_it_has_not_read(make: Make) -> None:
    book = compiled(make, None)
    learnt = learn(examples(), book)
    assert learnt.f1_indicators == 0
    assert learnt.f1_opinion > 0.9
    assert learnt.f1_joint > 0.9
    whole = compile_codebook(replace(book.codebook, opinion=learnt.opinion))
    text = "I viken sover svanen nu.\n\nBussen ropar vid torget."
    assert [(s.code, s.status, s.span.of(text)) for s in found(text, whole)] == [
        ("t/a", Status.PRESENT, "I viken sover svanen nu.")
    ]


def test_a_theme_that_another_coder_might_add_teaches_neither_way(make: Make) -> None:
    def heard_of_theme(also: frozenset[str]) -> float:
        others = [Example(f"Stolen {n} står i hallen.", {}, f"writer {n % 7}", frozenset()) for n in range(80)]
        buses = [e for e in examples() if not e.codes]
        half = [replace(e, themes=frozenset({"t"})) for e in buses[::2]]
        rest = [replace(e, themes=frozenset(), also=also) for e in buses[1::2]]
        coded = [e for e in examples() if e.codes]
        speaker = Speaker(learn([*coded, *others, *half, *rest], compiled(make, None)).opinion)
        return float(speaker.hear(speaker.rows(["bussen", "vid", "torget"]), [0]).scores[0, 1])

    assert heard_of_theme(frozenset({"t"})) > heard_of_theme(frozenset())


def test_what_nobody_coded_teaches_its_theme_and_not_that_its_codes_are_missing(make: Make) -> None:
    def heard(*, coded: bool) -> tuple[float, float]:
        herons = [
            Example("Hägern vadar vid stranden.", {}, f"writer {n % 7}", frozenset({"t"}), coded=coded)
            for n in range(60)
        ]
        others = [Example(f"Stolen {n} står i hallen.", {}, f"writer {n % 7}", frozenset()) for n in range(60)]
        speaker = Speaker(learn([*examples(), *herons, *others], compiled(make, None)).opinion)
        scores = speaker.hear(speaker.rows(["hägern", "vadar"]), [0]).scores[0]
        return float(scores[0]), float(scores[1])

    (code, theme), (code_denied, theme_too) = heard(coded=False), heard(coded=True)
    assert code > code_denied
    assert min(theme, theme_too) > 0


def test_learning_the_same_twice_gives_the_same(make: Make) -> None:
    one, two = (learn(examples(), compiled(make, None)).opinion for _ in range(2))
    assert one.parts == two.parts
    assert np.array_equal(one.weights, two.weights)
    assert np.array_equal(one.voice, two.voice)


def test_too_little_is_not_learnt_from(make: Make) -> None:
    with pytest.raises(TooFewPassagesError):
        learn(examples()[:50], compiled(make, None))
    with pytest.raises(TooFewPassagesError):
        learn([Example("Ingenting.", {}) for _ in range(90)], compiled(make, None))


def test_who_knows_the_words_is_borrowed_by_one_at_a_time_and_speaks_for_its_own_opinion_only() -> None:
    told = opinion({"måsen": 9.0})
    first = borrowed(told)
    first.rows(["måsen"])
    second = borrowed(told)
    assert second is not first
    give_back(second)
    give_back(first)
    again = borrowed(told)
    assert again is first
    assert "måsen" in again
    give_back(again)
    assert borrowed(replace(told, codes=("t/b",))) is not again
    assert borrowed(told) is not again


def test_pieces_are_heard_as_sentences_of_their_own_would_be() -> None:
    told = replace(
        opinion({"måsen": 9.0, "landar": 2.0, "kaffe": -1.0}),
        pairs=("måse land",),
        pair_rarity=np.array([1.5], np.float32),
        pair_weights=np.array([[4.0]], np.float32),
    )
    words = ["vi", "dricker", "kaffe", "och", "måsen", "landar", "sen"]

    def heard(said: list[str], *cut: tuple[int, int]) -> np.ndarray:
        speaker = Speaker(told)
        whole = speaker.hear(speaker.rows(said), [0])
        if not cut:
            return whole.alone
        firsts, lasts = np.array(cut, np.intp).T
        return whole.pieces(firsts, lasts)

    cut = [(0, 3), (3, 7), (4, 6)]
    apart = np.concatenate([heard(words[a:b]) for a, b in cut])
    assert np.allclose(heard(words, *cut[:2]), apart[:2])
    assert np.allclose(heard(words, cut[2]), apart[2:])
