"""How much work is done, counted and never timed: what is done once must not be done again for every text, word or sentence."""

from __future__ import annotations

import gc
from collections import Counter
from typing import Any

import pytest
import regex

from qualcode.domain.codebook import Indicator, Kind
from qualcode.engine import cue_finding, lines, matching, suggesting, tone_facts
from qualcode.engine.collecting import collecting_little
from qualcode.engine.indicators import compile_codebook
from qualcode.engine.line import Line
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest

TEXT = "Vi har en plan.\n\n" + "Bussen gick sent. Regnet föll över torget.\n\n" * 20


def counting(calls: Counter[str], name: str, real: Any) -> Any:
    def counted(*args: Any, **options: Any) -> Any:
        calls[name] += 1
        return real(*args, **options)

    return counted


def test_a_document_is_cut_into_words_once(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(lines, "placed_words", counting(calls, "words", lines.placed_words))
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"]))))
    assert len(suggest(TEXT, segment(TEXT), compiled)) == 1
    assert calls["words"] == 1


def test_expressions_are_compiled_with_the_codebook_and_not_again(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(regex, "compile", counting(calls, "compiled", regex.compile))
    rules = [Indicator(id=f"a#{n}", regex=rf"\b{word}\w*\b", line=n) for n, word in enumerate(("plan", "buss"))]
    compiled = compile_codebook(make.book(make.code("a", *rules)))
    for _ in range(3):
        suggest(TEXT, segment(TEXT), compiled)
    assert calls["compiled"] == 2


def test_only_sentences_that_may_say_something_are_read(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(suggesting, "Reading", counting(calls, "read", suggesting.Reading))
    monkeypatch.setattr(lines, "Line", counting(calls, "made", lines.Line))
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"]))))
    suggest(TEXT, segment(TEXT), compiled)
    assert calls["read"] <= 2
    assert calls["made"] <= 2


def test_a_word_is_looked_up_once(make: Any) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"]))))
    suggest(TEXT, segment(TEXT), compiled)
    sieve, view = compiled.sieve("sv"), compiled.lexicon.view("sv")
    known = len(sieve), len(view)
    suggest(TEXT * 3, segment(TEXT * 3), compiled)
    assert (len(sieve), len(view)) == known


def test_a_term_of_several_words_asks_for_its_neighbour(make: Any) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["gemensam plan"]))))
    text = "Vi har en plan. Vi har en gemensam plan. Det gemensamma kom först."
    chosen = compiled.sieve("sv").sift(lines.Lines(text, segment(text), compiled.lexicon, "sv"))
    assert chosen == {1: (0,)}


def test_a_term_with_a_gap_is_followed_only_where_its_other_words_stand(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(matching, "follow", counting(calls, "followed", matching.follow))
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan … antagen"]))))
    assert suggest("Vi har en plan. Planen är bra.", segment("Vi har en plan. Planen är bra."), compiled) == ()
    assert calls["followed"] == 0
    text = "Vi har en plan som är antagen."
    assert len(suggest(text, segment(text), compiled)) == 1
    assert calls["followed"] > 0


def test_places_of_a_word_are_looked_for_only_where_a_term_may_go_on(
    make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(Line, "where", counting(calls, "where", Line.where))
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan … antagen", "plan … beslutad"]))))
    for met, text in enumerate(("Budgeten är antagen.", "Vi har en plan som är antagen.")):
        line = lines.Lines(text, segment(text), compiled.lexicon, "sv")[0]
        assert len(matching.matches(line, 0, compiled)) == calls["where"] == met


def test_words_of_a_sentence_are_told_once_for_all_its_codes(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(tone_facts, "_edges", counting(calls, "edges", tone_facts._edges))  # noqa: SLF001
    codes = [make.code(name, make.rule(f"{name}#1", [name])) for name in ("plan", "analys")]
    text = "Vi har en plan och en analys."
    found, run = suggesting.findings(text, segment(text), compile_codebook(make.book(*codes)))
    setting = run.setting(found, run.limits)
    told = [tone_facts.facts_of(one, "a", Kind.FINDING, setting, setting.own_of(one)) for one in found]
    assert len(told) == 2
    assert calls["edges"] == 1


def test_the_words_of_a_sentence_without_cues_are_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: Counter[str] = Counter()
    monkeypatch.setattr(cue_finding, "follow", counting(calls, "followed", cue_finding.follow))
    assert cue_finding.find(["Bussen", "gick", "sent"], "sv") == ([], [])
    assert calls["followed"] == 0


def test_nothing_looks_for_rubbish_while_a_document_is_read(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    collecting: list[bool] = []
    real = suggesting.joined
    monkeypatch.setattr(suggesting, "joined", lambda *told: (collecting.append(gc.isenabled()), real(*told))[1])
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"]))))
    assert gc.isenabled()
    suggest(TEXT, segment(TEXT), compiled)
    assert gc.isenabled()
    with collecting_little():
        suggest(TEXT, segment(TEXT), compiled)
        assert not gc.isenabled()
    assert gc.isenabled()
    assert collecting == [False, False]


def test_a_fault_lets_the_collector_go_on(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(suggesting, "joined", broken)
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan"]))))
    with pytest.raises(KeyboardInterrupt):
        suggest(TEXT, segment(TEXT), compiled)
    assert gc.isenabled()


def test_a_document_leaves_no_rubbish_behind(make: Any) -> None:
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["plan", "nätverk"]))))
    text = "## Planer\n\nI Kalmar finns en plan. De har ett nätverk. Planen gäller inte här.\n\nVi saknar:\n\n- en plan\n- ett nätverk"
    told = segment(text)
    suggest(text, told, compiled, case="Örebro", places={"Kalmar": "Kalmar"}.get)
    gc.collect()
    with collecting_little():
        assert len(suggest(text, told, compiled, case="Örebro", places={"Kalmar": "Kalmar"}.get)) > 2
        # What knows each other in a ring stays until somebody looks, which a long run hardly ever does.
        assert gc.collect() == 0
