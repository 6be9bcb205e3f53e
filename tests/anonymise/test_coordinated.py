"""Places in a row become one plural."""

from __future__ import annotations

import re

import pytest

from qualcode.anonymise.coordinated import coordinated
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.domain.finding import Level
from qualcode.domain.spans import Span


def _all(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"(?i)en (?:kommun|ort)", text)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("i en kommun och en kommun", "i två kommuner"),
        ("En kommun och en kommun betalar", "Två kommuner betalar"),
        ("i en ort, en ort och en ort", "i flera orter"),
        ("ute i en ort respektive en ort", "ute i två orter"),
        ("från en kommun eller en kommun", "från någon av två kommuner"),
        ("inte, varken uppe i en kommun eller nere i en kommun.", "inte, i någon av två kommuner."),
        ("en chef i en kommun och en i en kommun", "en chef i en kommun och en i en kommun"),
        ("i en kommun och en ort", "i en kommun och en ort"),
        ("i en kommun", "i en kommun"),
    ],
)
def test_rows_of_places(before: str, after: str) -> None:
    assert coordinated(before, _all(before)).apply(before) == after


def test_the_speakers_own_words_stay() -> None:
    text = "i en kommun och en kommun"
    assert coordinated(text, _all(text)[:1]).apply(text) == text


@pytest.mark.parametrize("name", ["Eslöv", "Gnosjö", "Dalarna"])
def test_no_article_stands_inside_a_compound(name: str) -> None:
    hidden = pseudonymise(f"Vi kallar oss {name}-linan sedan dess.", level=Level.PUBLISHED).text
    assert name not in hidden
    assert not re.search(r"\ben \w+-", hidden)


def test_one_of_several_is_indefinite() -> None:
    hidden = pseudonymise(
        "Mottagningarna, däribland Ungdomsmottagningen Kajutan, fick mer.", level=Level.PUBLISHED
    ).text
    assert "däribland en ungdomsmottagning," in hidden
