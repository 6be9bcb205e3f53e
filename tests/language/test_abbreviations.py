from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.language.abbreviations import sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Vi har bl.a. en plan. Den gäller.", ["Vi har bl.a. en plan.", "Den gäller."]),
        ("Planer m.m. Sedan gick vi.", ["Planer m.m.", "Sedan gick vi."]),
        ("Den 3. maj antogs den. Nu gäller den.", ["Den 3. maj antogs den.", "Nu gäller den."]),
        ("Det tog ca. 3.5 timmar. Bra.", ["Det tog ca. 3.5 timmar.", "Bra."]),
        ("”Varför då?” undrade hon. Ingen svarade.", ["”Varför då?” undrade hon.", "Ingen svarade."]),
        ("Han sa: ”Nej.” Sedan gick han.", ["Han sa: ”Nej.”", "Sedan gick han."]),
        ("Enligt A. Modig finns den. Ja.", ["Enligt A. Modig finns den.", "Ja."]),
        ("Först en sak /../ sedan en annan. Slut.", ["Först en sak /../ sedan en annan.", "Slut."]),
        ("/../ Psykisk ohälsa ökar.", ["Psykisk ohälsa ökar."]),
        ("Vi väntar… Sedan händer något.", ["Vi väntar…", "Sedan händer något."]),
        ("Kl. 10 börjar mötet. länssamordnaren sa nej.", ["Kl. 10 börjar mötet.", "länssamordnaren sa nej."]),
        ("Gemensamt fr. myndigheten och länet", ["Gemensamt fr. myndigheten och länet"]),
        ("3. Planen är klar. Ja.", ["3. Planen är klar.", "Ja."]),
        ("Slut 2024. Sedan nytt.", ["Slut 2024.", "Sedan nytt."]),
        ("", []),
        ("–– … !", []),
    ],
)
def test_sentences_end_where_they_end(text: str, cut: list[str]) -> None:
    assert [s.of(text) for s in sentences(text)] == cut


@given(st.text(alphabet="aA .?!…\n/[]”“0é", max_size=80))
def test_sentences_lie_in_order_and_apart(text: str) -> None:
    found = sentences(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(span.of(text) == span.of(text).rstrip() for span in found)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ledningsgrupp finns ej. frågor sprids på flera", 2),
        ("vi har ingen plan än. samordnare finns", 2),
        ("plan saknas, tyvärr nej. nätverk har vi", 2),
        ("not yet. there is a network", 2),
        ("resp. kommun svarar", 1),
        ("ca. tio kom", 1),
        ("en ev. plan", 1),
    ],
)
def test_hurried_notes_end_sentences_on_short_words_before_small_letters(text: str, count: int) -> None:
    assert len(sentences(text)) == count
