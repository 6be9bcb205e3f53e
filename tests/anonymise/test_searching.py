"""Looking many words up at once: what may stand in a text is told, and nothing that stands there is left out."""

from __future__ import annotations

import re
from typing import cast

from qualcode.anonymise.anchored_lines import lines_of, lines_with_figures, spans_of
from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.contact_finders import FINDERS, find_contacts
from qualcode.anonymise.searching import fitting, held, lower_words

TEXT = 'Protokollet fördes av Anna.\nRing: 070-1740612, "Dessa RADER" skrevs\u00a0sen.'


def test_words_that_stand_in_a_text_in_any_case_are_held() -> None:
    assert held(TEXT, ("protokoll", "dessa rader", "tangent")) == ["protokoll", "dessa rader"]


def test_words_asked_for_later_are_looked_up_in_a_text_that_was_read_before() -> None:
    assert held(TEXT, ("protokoll",)) == ["protokoll"]
    assert held(TEXT, ("skrevs sen", "ringklocka", "070-")) == ["skrevs sen", "070-"]


def test_pieces_that_fit_a_pattern_are_given_and_no_others() -> None:
    assert list(fitting(TEXT, re.compile(r"\d{3}-\d"))) == ["070-1740612,"]
    assert list(fitting(TEXT, re.compile(r"\d{9}"))) == []


def test_lines_are_those_that_hold_a_piece() -> None:
    assert list(lines_of(["070-1740612,"], TEXT)) == [(28, len(TEXT))]
    assert list(lines_of([], TEXT)) == []


def test_lines_around_are_those_beside_what_holds_a_piece() -> None:
    assert list(lines_of(["b"], "a\nb\nc\nd", 1)) == [(0, 5)]


def test_a_piece_stands_between_spaces_and_not_inside_another() -> None:
    assert list(spans_of(["a.b", "c"], "x.a.b.c a.b\na.b")) == [(8, 11), (12, 15)]


class _Asked:
    """Stands for a pattern and notes what it is asked."""

    def __init__(self) -> None:
        self.pieces: list[str] = []

    def search(self, piece: str) -> bool:
        self.pieces.append(piece)
        return False


def test_pieces_that_were_met_before_are_not_looked_up_again() -> None:
    asked = _Asked()
    fitting("mötet hölls i hembygdsgården, sade hon", cast("re.Pattern[str]", asked))
    assert len(asked.pieces) == 6
    asked.pieces.clear()
    assert lower_words("sade hon i hembygdsgården, (sent)") == {"sade", "hon", "i", "hembygdsgården", "sent"}
    assert asked.pieces == ["(sent)"]


def test_lines_with_a_figure_are_those_of_them_that_hold_the_anchor() -> None:
    text = "2 av 3\nutan siffra, 5x\nx5 och x6\nx utan\nx7"
    assert list(lines_with_figures(re.compile(r"x\d"), text)) == [(23, 32), (40, 42)]
    assert list(lines_with_figures(re.compile(r"y\d"), text)) == []


def test_streets_are_found_by_the_words_before_their_numbers_also_over_a_line_break() -> None:
    assert [one.rule for one in find_contacts("Vi ses på Ekgatan\n14 klockan tre, enligt handlingsplan 2.")] == [
        "street-address"
    ]
    assert any(finder.name == "street-address" for finder in FINDERS)


def test_words_in_lower_case_are_told_from_pieces_with_marks() -> None:
    reading = Reading('Hej, "världen"! 2:a gången; a-b (ja).X')
    assert reading.lower_words == {"världen", "a", "gången", "a-b", "ja"}
