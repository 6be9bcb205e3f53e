"""Faults of the query language say what is wrong, where, and what to write instead, with the values there are."""

from __future__ import annotations

import shlex

import pytest

from qualcode.domain.boolean_words import BadExpressionError
from qualcode.domain.queries import parse_query
from tests.conftest import Desk


@pytest.mark.parametrize(
    ("query", "at", "said"),
    [
        ("plan[borta]", 6, "borta is no status; there are present (finns), absent (saknas), planned (planeras), past"),
        ("plan[finns, borta]", 13, "borta is no status"),
        ("plan and", 9, "a code, words in quotation marks or an attribute is expected"),
        ("nätverk*", 8, "`qualcode query '\"nätverk*\"'`"),
        ("plan and *verk", 10, "`qualcode query '\"*verk\"'`"),
        ("plan[finns", 5, "the bracket [ is not closed by ]"),
        ('plan and "öppet', 10, "the quotation mark is not closed"),
        ("(plan or mål", 13, "the bracket ( is not closed by )"),
        ("plan)", 5, "the bracket ) closes none"),
        ("plan & mål", 6, "the sign & means nothing here; codes are joined by and, or, not"),
        ("plan mål", 6, "mål is joined to nothing; write and or or before it"),
        ("wave=", 5, "an attribute is written as case=Gotland"),
        ("plan near[många] mål", 6, "near takes the number of words in its brackets, as near[20]"),
        ("plan within section and mål", 21, "within stands last, outside all brackets"),
        ("(plan within section) and mål", 7, "within stands last, outside all brackets"),
        ("plan within kapitel", 13, "within is followed by sentence, paragraph, section, document or case"),
        ("(" * 60 + "plan", 51, "at most 50 levels"),
    ],
)  # fmt: skip
def test_what_where_and_what_to_write(query: str, at: int, said: str) -> None:
    with pytest.raises(BadExpressionError) as told:
        parse_query(query)
    assert f"at character {at}: " in str(told.value)
    assert said in str(told.value)


def test_words_that_join_may_be_written_large() -> None:
    assert parse_query("plan AND NOT mål WITHIN section") == parse_query("plan and not mål within section")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("status=klar", "draft (utkast), sent (skickad), approved (godkänd)"),
        ("language=fr", "possible: sv, en"),
        ("wave=2019", "possible: 2024"),
        ("document=d99", "d1, d2, d3"),
        ("wavee=2024", "There is no attribute wavee to ask for; there are case, wave, date, status, language, focus, coder, name"),
        ("plans/budget[borta]", "borta is no status"),
    ],
)  # fmt: skip
def test_an_attribute_or_value_that_is_none_is_told_with_those_there_are(study: Desk, query: str, said: str) -> None:
    told = study.run("query", query)
    assert (told.code, told.out) == (2, "")
    assert said in told.err


@pytest.mark.parametrize(
    "query", ["status=godkänd", "status=APPROVED", "wave=2024", "omgång=2024", "språk=sv", "focus=plans", "date=x"]
)
def test_what_may_be_asked_for_is_asked_for(study: Desk, query: str) -> None:
    assert study.run("query", query).code == 0


def test_a_word_that_is_no_code_is_told_how_to_be_looked_for(study: Desk) -> None:
    told = study.run("query", "kommunen")
    assert told.code == 1
    again = told.err.partition("`")[2].partition("`")[0]
    words = shlex.split(again)
    assert words == ["qualcode", "query", '"kommunen"']
    assert study.run(*words[1:]).code == 0


def test_a_query_that_the_shell_has_cut_is_told_whole(study: Desk) -> None:
    told = study.run("query", "plans/budget", "and", "not", "case=Gotland")
    assert told.code == 2
    assert "`qualcode query 'plans/budget and not case=Gotland'`" in told.err
    assert "`qualcode kwic 'en plan'`" in study.run("kwic", "en", "plan").err


def test_the_faults_are_told_in_swedish_too(study: Desk) -> None:
    told = study.run("--lang", "sv", "query", "plans/budget[borta]")
    assert "borta är ingen status; de som finns är present (finns), absent (saknas)" in told.err
    assert "mellan apostrofer: `qualcode query '\"nätverk*\"'`" in study.run("--lang", "sv", "query", "nätverk*").err
