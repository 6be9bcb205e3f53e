from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.language.lemmas import compound_heads, keys, known_lemma, term_keys


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("behovsanalys", "behovsanalyser behovsanalysen behovsanalyserna behovsanalysernas behovsanalysens"),
        ("handlingsplan", "handlingsplaner handlingsplanen handlingsplanerna handlingsplanernas handlingsplans"),
        ("efterlevandestöd", "efterlevandestödet efterlevandestödets efterlevandestöden"),
        ("länsnätverk", "länsnätverket länsnätverken länsnätverkens länsnätverkets"),
        ("utbilda", "utbildar utbildade utbildades utbildat utbildats utbildas"),
        ("lägga", "lades lagts lagt läggs"),
        ("anta", "antogs antagits antagen antagna"),
        ("ungdomsmottagning", "ungdomsmottagningarna ungdomsmottagningarnas ungdomsmottagningens"),
        ("bup", "BUP:s BUP"),
        ("bro", "broar broarna bron"),
    ],
)
def test_all_forms_meet_their_base(base: str, forms: str) -> None:
    for form in forms.split():
        assert term_keys(base) & keys(form), form


@pytest.mark.parametrize(("term", "word"), [("skola", "skulle"), ("skola", "ska"), ("råd", "råda")])
def test_other_words_do_not_meet(term: str, word: str) -> None:
    assert known_lemma(word) != term
    assert word not in term_keys(term)


def test_ska_is_no_form_of_school() -> None:
    assert not term_keys("skola") & keys("ska")
    assert not term_keys("skola") & keys("skulle")


def test_what_lasts_is_no_railing() -> None:
    assert not term_keys("räcke") & keys("räcker")
    assert term_keys("räcke") & keys("räcken")


def test_hanging_first_part_gets_the_end_of_the_full_word() -> None:
    assert {"behovsanalys", "behovsanalyser"} <= compound_heads("behovs-", "riskanalyser")
    assert "kommunnivå" in compound_heads("kommun-", "länsnivå")


def test_english_forms_meet() -> None:
    assert term_keys("plan", "en") & keys("plans", "en")
    assert term_keys("network", "en") & keys("networks", "en")


@given(st.text(max_size=30))
def test_every_word_is_known_under_itself(word: str) -> None:
    assert keys(word)
