from __future__ import annotations

from types import SimpleNamespace

import pytest

from qualcode.domain.codebook import Indicator, Scope
from qualcode.domain.minutes import Block, BlockKind
from qualcode.domain.spans import Span
from qualcode.engine.indicators import compile_codebook
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest


def met(make: SimpleNamespace, rule: Indicator, text: str, **options: object) -> list[str]:
    compiled = compile_codebook(make.book(make.code("a", rule, **options)))
    return [" ".join(span.of(text) for span in s.why.matched) for s in suggest(text, segment(text), compiled)]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("handlingsplan", "Handlingsplanernas innehåll", ["Handlingsplanernas"]),
        ("*plan", "Länshandlingsplanerna gäller", ["Länshandlingsplanerna"]),
        ("suicid*", "Det suicidpreventiva arbetet", ["suicidpreventiva"]),
        ("*suicid*", "Vårt antisuicidala arbete", ["antisuicidala"]),
        ("=BUP", "BUP:s chef", ["BUP:s"]),
        ("=BUP", "bup är med", []),
        ("~efterlevandestöd", "Efterlevnadestöd ges", ["Efterlevnadestöd"]),
        ("behovsanalys", "Behovs- och riskanalyser görs", ["Behovs-"]),
        ("riskanalys", "Behovs- och riskanalyser görs", ["riskanalyser"]),
        ("kommunnivå", "På kommun- och länsnivå", ["kommun-"]),
        ("alkoholplan", "Alkohol-, narkotika- och spelplaner", ["Alkohol-"]),
        ("god och nära vård", "Arbetet med god och nära vård", ["god och nära vård"]),
        ("ta|tog fram en plan", "Vi tog fram en plan", ["tog fram en plan"]),
        ("ta … fram", "Vi tar nu tillsammans fram den", ["tar fram"]),
        ("ta … fram", "Vi tar ett två tre fyra fem fram", []),
        ("följa upp", "Planen följs inte upp", ["följs upp"]),
        ("en _ plan", "En gemensam plan finns", ["En plan"]),
        ("plan", "Flygplanet landar", []),
        ("skola", "De skulle komma", []),
    ],
)
def test_terms_meet_the_forms_they_mean(make: SimpleNamespace, term: str, text: str, words: list[str]) -> None:
    assert met(make, make.rule("a#1", [term]), text) == words


def test_near_asks_for_every_list_within_the_distance(make: SimpleNamespace) -> None:
    near = make.rule("a#1", ["plan"], ["suicid*"], scope=Scope.WORDS, within=3)
    assert met(make, near, "En suicidpreventiv gemensam plan gäller") == ["suicidpreventiv plan"]
    assert met(make, near, "Suicid är ett ämne som tas upp i årets plan") == []
    assert met(make, near, "Planen gäller") == []


def test_one_word_may_meet_two_lists(make: SimpleNamespace) -> None:
    assert met(make, make.rule("a#1", ["*plan"], ["suicid*"]), "Suicidplanen gäller") == ["Suicidplanen"]


def test_paragraph_reaches_over_sentences_and_gives_the_first_lists_sentence(make: SimpleNamespace) -> None:
    rule = make.rule("a#1", ["nätverk"], ["suicid*"], scope=Scope.PARAGRAPH)
    text = "Suicid är ett tema. Nätverket möts ofta.\n\nNätverket för idrott möts."
    compiled = compile_codebook(make.book(make.code("a", rule)))
    (found,) = suggest(text, segment(text), compiled)
    assert found.span.of(text) == "Nätverket möts ofta."


def test_what_a_paragraph_gathers_counts_only_where_no_sentence_says_it_by_itself(make: SimpleNamespace) -> None:
    gathered = make.rule("a#1", ["förlängd", "utgången"], ["suicid*"], scope=Scope.PARAGRAPH)
    itself = make.rule("a#2", ["suicidplan"])
    compiled = compile_codebook(make.book(make.code("a", gathered, itself)))

    def found(text: str) -> list[str]:
        return [one.span.of(text) for one in suggest(text, segment(text), compiled)]

    assert found("Den är förlängd. Det gäller suicid.") == ["Den är förlängd."]
    assert found("Länets plan är förlängd. Suicidplan finns.") == ["Suicidplan finns."]
    assert found("Den är förlängd. Det gäller suicid.\n\nSuicidplan finns.") == [
        "Den är förlängd.",
        "Suicidplan finns.",
    ]
    # A question says nothing.
    assert found("Finns det en suicidplan? Den är förlängd.")[-1] == "Den är förlängd."


def test_unless_and_exclude_keep_a_sentence_out(make: SimpleNamespace) -> None:
    rule = make.rule("a#1", ["plan"], unless=("*skola",))
    assert met(make, rule, "Planen för förskolan gäller") == []
    assert met(make, rule, "Planen gäller") == ["Planen"]
    assert met(make, make.rule("a#1", ["plan"]), "Planen för IT gäller", exclude=("=IT",)) == []


def test_sections_limit_where_headings_are_known(make: SimpleNamespace) -> None:
    rule = make.rule("a#1", ["kurs"], sections=("suicide-prevention",))
    text = "Minnesanteckningar\n\nSUICIDPREVENTION\n\nKurser ges.\n\nIDROTT\n\nKurser ges också."
    compiled = compile_codebook(make.book(make.code("a", rule)))
    assert [s.span.of(text) for s in suggest(text, segment(text), compiled)] == ["Kurser ges."]
    assert met(make, rule, "Kurser ges.") == ["Kurser"]


def test_sections_may_be_heading_words(make: SimpleNamespace) -> None:
    text = "Dialog\n\nFRITID OCH SUICID\n\nKurser ges."
    rule = make.rule("a#1", ["kurs"], sections=("fritid",))
    assert met(make, rule, text) == ["Kurser"]


def test_regex_fuzzy_and_token_indicators(make: SimpleNamespace) -> None:
    assert met(make, Indicator(id="a#1", regex=r"\bplan(en)?\s+för\b"), "Planen för länet. En plan utan namn.") == [
        "Planen för"
    ]
    assert met(make, Indicator(id="a#1", regex=r"^Planen"), "Vi har den. Planen gäller.") == ["Planen"]
    assert met(make, make.rule("a#1", ["efterlevandestöd"], fuzzy=85), "Efterlevandestöden") == ["Efterlevandestöden"]
    assert met(make, Indicator(id="a#1", patterns=({"LOWER": "plan"}, {"LOWER": "mot"})), "En plan mot suicid") == [
        "plan mot"
    ]


def test_table_rows_are_read_label_with_value(make: SimpleNamespace) -> None:
    text = "Länsnätverk\tfinns ej"
    blocks = (Block(BlockKind.TABLE_ROW, Span(0, len(text))),)
    compiled = compile_codebook(make.book(make.code("a", make.rule("a#1", ["länsnätverk"]))))
    (found,) = suggest(text, segment(text, blocks), compiled)
    assert found.status.value == "absent"
