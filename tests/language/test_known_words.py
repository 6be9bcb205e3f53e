from __future__ import annotations

import pytest

from qualcode.language.known_words import everyday_names, is_compound, is_english, is_finite_verb, is_ordinary, is_word


@pytest.mark.parametrize("word", ["hus", "handlingsplanerna", "berg", "sten", "tack"])
def test_ordinary_words_are_words(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize("word", ["anna", "hodzic", "tierp", "karin", "xqzt"])
def test_names_and_nonsense_are_no_words(word: str) -> None:
    assert not is_word(word)


def test_compounds_are_taken_apart() -> None:
    assert is_compound("länshandlingsplan")
    assert is_compound("samordningsrummet")
    assert not is_compound("nadarajah")
    assert not is_compound("hus")


def test_case_hyphen_and_genitive_do_not_hide_a_word() -> None:
    assert is_ordinary("Länshandlingsplanens")
    assert is_ordinary("Skol-matsalen")
    assert not is_ordinary("Wójcik")


@pytest.mark.parametrize(
    "word", ["säger", "sa", "tyckte", "lade", "undrade", "tillade", "upplyste", "beskrev", "satt", "har", "frågar"]
)
def test_finite_verbs_are_known(word: str) -> None:
    assert is_finite_verb(word)


@pytest.mark.parametrize("word", ["möte", "vatten", "efter", "dagar", "område", "att", "lokal"])
def test_other_words_are_no_verbs(word: str) -> None:
    assert not is_finite_verb(word)


def test_names_that_are_words_are_listed() -> None:
    assert {
        "berg",
        "my",
        "sten",
        "björn",
        "ström",
        "sol",
        "lo",
        "kalla",
        "frisk",
        "dag",
        "tom",
        "frid",
        "stig",
        "viola",
        "alm",
    } <= everyday_names()


def test_english_words_are_known() -> None:
    assert is_english("breathing")
    assert not is_english("åsa")
