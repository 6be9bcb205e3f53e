"""Passages of a text in its corrected version: moved only where nothing else could be meant."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.domain.edits import Edit, Edits
from qualcode.domain.spans import Span
from qualcode.engine.anchoring import AROUND, CHANGED, GONE, TWICE, Anchorer, Anchoring

OLD = """\
Styrning

Länet har en handlingsplan som beslutades i våras. Den följs upp varje år.
Det finns ingen budget för arbetet. Kommunerna deltar i styrgruppen.

Stöd

Anhörigstöd ska byggas upp under nästa år. Det finns ingen samordnare.
"""


def anchor(new: str, words: str, old: str = OLD) -> tuple[str, str, str]:
    at = old.index(words)
    found = Anchorer(old, new).anchor(Span(at, at + len(words)))
    return found.kind.value, found.span.of(new) if found.span else "", found.reason


def test_an_unchanged_sentence_moves_with_what_stands_before_it() -> None:
    new = OLD.replace("Styrning\n", "Styrning och uppföljning i länet\n\nEn ny inledning skrevs till.\n")
    words = "Det finns ingen budget för arbetet."
    assert anchor(new, words) == ("moved", words, "")


def test_part_of_an_unchanged_sentence_moves_to_the_letter() -> None:
    new = "Inledning som är ny.\n" + OLD
    assert anchor(new, "handlings") == ("moved", "handlings", "")
    assert anchor(new, "planen"[:4] + " som") == ("moved", "plan som", "")


def test_other_line_breaks_change_nothing() -> None:
    new = OLD.replace("i våras. Den", "i våras.\nDen").replace("för arbetet. Kommunerna", "för\narbetet. Kommunerna")
    assert anchor(new, "ingen budget för arbetet") == ("moved", "ingen budget för\narbetet", "")
    assert anchor(new, "Den följs upp") == ("moved", "Den följs upp", "")


def test_a_word_put_into_the_sentence_makes_the_passage_uncertain() -> None:
    new = OLD.replace("Länet har en handlingsplan", "Länet har inte längre en handlingsplan")
    assert anchor(new, "en handlingsplan") == ("uncertain", "en handlingsplan", AROUND)
    new = OLD.replace("Länet har", "Det är fel att Länet har")
    assert anchor(new, "Länet har en handlingsplan som beslutades i våras.")[0] == "uncertain"


def test_changed_words_are_found_and_wait() -> None:
    new = OLD.replace("Anhörigstöd ska byggas upp under nästa år.", "Anhörigstödet ska byggas ut under nästa år.")
    kind, words, reason = anchor(new, "Anhörigstöd ska byggas upp under nästa år.")
    assert (kind, words, reason) == ("uncertain", "Anhörigstödet ska byggas ut under nästa år.", CHANGED)


def test_words_that_are_gone_are_lost() -> None:
    new = OLD.replace("Anhörigstöd ska byggas upp under nästa år. ", "")
    assert anchor(new, "Anhörigstöd ska byggas upp under nästa år.") == ("lost", "", GONE)


def test_a_sentence_that_moved_far_moves() -> None:
    words = "Det finns ingen budget för arbetet."
    new = OLD.replace(words, "") + "\n" + words + "\n"
    assert anchor(new, words) == ("moved", words, "")


def test_a_changed_sentence_that_moved_far_is_found_and_waits() -> None:
    new = OLD.replace("Länet har en handlingsplan som beslutades i våras. ", "")
    new += "\nLänet har en handlingsplan som beslutades i höstas.\n"
    kind, words, reason = anchor(new, "Länet har en handlingsplan som beslutades i våras.")
    assert (kind, words, reason) == ("uncertain", "Länet har en handlingsplan som beslutades i höstas.", CHANGED)


@pytest.mark.parametrize("gone", [0, 1])
def test_of_two_that_stand_together_nobody_can_say_which_is_left(gone: int) -> None:
    twice = "Ingen plan finns i länet ännu. "
    old = f"Först sades detta. {twice}{twice}Sedan sades detta."
    new = old.replace(twice, "", 1)
    at = [old.index(twice), old.rindex(twice)][gone]
    found = Anchorer(old, new).anchor(Span(at, at + len(twice) - 1))
    assert (found.kind, found.reason) == (Anchoring.UNCERTAIN, TWICE)


def test_a_sentence_said_in_several_places_keeps_its_place() -> None:
    said = "Ingen plan finns."
    old = "\n".join(f"Fråga {n} handlade om något. {said} Svar {n} var kort." for n in range(6))
    new = "En rad till.\n" + old
    for at in [n for n in range(len(old)) if old.startswith(said, n)]:
        found = Anchorer(old, new).anchor(Span(at, at + len(said)))
        assert found.span == Span(at + 13, at + 13 + len(said))


def test_a_short_heading_needs_a_neighbour() -> None:
    old = "Plan\nVi har en sedan i våras.\nBudget\nDen är liten och räcker inte."
    new = "Vi har en budget.\nNågot annat sades.\nDet var allt.\nPlan\nOch så vidare."
    assert anchor(new, "Plan", old)[0] != "moved"


def test_white_space_is_no_passage() -> None:
    assert Anchorer("a b", "a c").anchor(Span(1, 2)).kind is Anchoring.LOST
    assert Anchorer("", "a").anchor(Span(0, 0)).kind is Anchoring.LOST


def test_texts_too_long_for_one_piece_are_aligned_between_their_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualcode.engine.aligning._MOST_WORK", 400)
    old = "\n".join(f"Rad {n} säger något om punkt {n}." for n in range(60))
    new = old.replace("Rad 30 säger något om", "Rad 30 berättar lite om") + "\nSist."
    assert anchor(new, "Rad 30 säger något om punkt 30.", old)[:2] == (
        "uncertain",
        "Rad 30 berättar lite om punkt 30.",
    )
    assert anchor(new, "Rad 59 säger något om punkt 59.", old)[0] == "moved"


SENTENCES = st.sampled_from(
    [
        "Länet har en plan.",
        "Länet har en plan för arbetet.",
        "Det finns ingen plan.",
        "Nej.",
        "Ja, det finns.",
        "Kommunerna deltar i arbetet och det fungerar bra.",
        "Stöd",
        "Anhörigstöd ges i alla kommuner, enligt regionen.",
        "Det sades t.ex. att budgeten är liten.",
        "Vi ska ta fram en plan nästa år, kanske.",
        "Frågan är öppen.",
    ]
)
GAPS = st.sampled_from([" ", "\n", "\n\n"])


ANYTHING = st.one_of(st.just(""), SENTENCES, st.sampled_from(["inte ", "plan", ". ", "\n", "en "]))
NEW_WORDS = st.sampled_from(["", "nytt ", "Något annat sades. ", "tillagt", "\n"])


@st.composite
def corrected(
    draw: st.DrawFn, puts: st.SearchStrategy[str] = ANYTHING, *, whole_words: bool = False
) -> tuple[str, Edits, list[Span]]:
    """Give a text, edits of it, and passages."""
    pieces = draw(st.lists(st.tuples(SENTENCES, GAPS), min_size=1, max_size=25))
    old = "".join(a + b for a, b in pieces)
    edits: list[Edit] = []
    at = 0
    for _ in range(draw(st.integers(0, 6))):
        if at >= len(old):
            break
        start = draw(st.integers(at, len(old)))
        end = draw(st.integers(start, min(len(old), start + 30)))
        if whole_words:
            # Of letters cut away nobody can tell which of two equal ones are left.
            start, end = (n + len(old[n:]) - len(re.sub(r"^\S*\s*", "", old[n:])) for n in (start, end))
        edits.append(Edit(start, end, draw(puts)))
        at = end + 1
    spans = []
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(old) - 1))
        spans.append(Span(start, draw(st.integers(start + 1, min(len(old), start + 60)))))
    return old, Edits.of(edits), spans


@settings(max_examples=400, deadline=None)
@given(corrected())
def test_no_edit_moves_a_passage_to_other_words(case: tuple[str, Edits, list[Span]]) -> None:
    old, edits, spans = case
    new = edits.apply(old)
    anchorer = Anchorer(old, new)
    for span in spans:
        found = anchorer.anchor(span)
        assert found.span is None or 0 <= found.span.start < found.span.end <= len(new)
        assert (found.span is None) == (found.kind is Anchoring.LOST)
        if found.kind is not Anchoring.MOVED or found.span is None:
            continue
        # The same words, white space apart.
        assert "".join(found.span.of(new).split()) == "".join(span.of(old).split())


@settings(max_examples=400, deadline=None)
@given(corrected(NEW_WORDS, whole_words=True))
def test_a_passage_moves_only_to_where_its_own_letters_stand(case: tuple[str, Edits, list[Span]]) -> None:
    old, edits, spans = case
    new = edits.apply(old)
    went = where_letters_went(old, edits)
    anchorer = Anchorer(old, new)
    for span in spans:
        found = anchorer.anchor(span)
        if found.kind is Anchoring.MOVED and found.span is not None and span.of(old).strip():
            letters = {went[at] for at in around(old, span) if at in went and not old[at].isspace()}
            # A like sentence may have come up against what is left of it: who can tell the words of the two apart?
            assert letters & set(around(new, found.span)), "it stands where nothing of its sentence went"


@settings(max_examples=300, deadline=None)
@given(corrected())
def test_the_same_text_moves_everything(case: tuple[str, Edits, list[Span]]) -> None:
    old, _, spans = case
    assert [a.span for a in Anchorer(old, old).anchors(spans)] == spans


def where_letters_went(old: str, edits: Edits) -> dict[int, int]:
    """Give the new place of every letter that no edit has touched."""
    went: dict[int, int] = {}
    at = drift = 0
    for edit in (*edits.edits, Edit(len(old), len(old), "")):
        went.update((n, n + drift) for n in range(at, edit.start))
        at = edit.end
        drift += len(edit.replacement) - (edit.end - edit.start)
    return went


def around(text: str, span: Span) -> range:
    """Give the places of a passage's whole sentence or line."""
    start = max(text.rfind(sign, 0, span.start) for sign in ".\n") + 1
    ends = [at + 1 for at in (text.find(sign, span.end - 1) for sign in ".\n") if at >= 0]
    return range(start, min(ends, default=len(text)))
