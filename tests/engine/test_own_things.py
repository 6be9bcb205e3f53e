"""Whether a clause of plans goes on about what was named before, or names a thing of its own (`engine.own_things`)."""

from __future__ import annotations

import pytest

from qualcode.engine.cue_finding import Cue
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.lines import Lines
from qualcode.engine.own_things import refers_back, takes_up
from qualcode.engine.readings import Reading
from qualcode.engine.segmenting import segment
from qualcode.language.cues import CueKind

AHEAD = (CueKind.PLAN, CueKind.MODAL)


def _read(text: str, language: str, compiled: CompiledCodebook, named: str) -> tuple[Reading, Cue, list[int]]:
    """Read a sentence: its reading, the last cue of plans in it, and where the word stands that was ``named``."""
    lines = Lines(text, segment(text), compiled.lexicon, language)
    reading = Reading(text, lines[0], language)
    cue = [c for c in reading.cues if c.kind in AHEAD][-1]
    return reading, cue, [reading.words.index(named)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Handlingsplan saknas men den är planerad.", "handlingsplan"),
        ("Handlingsplan saknas men en är på gång.", "handlingsplan"),
        ("Handlingsplan saknas men arbetet är på gång.", "handlingsplan"),
        ("Handlingsplan saknas men ska tas fram.", "handlingsplan"),
        ("Nätverk saknas men ett sådant är planerat.", "nätverk"),
        ("Nätverk saknas, men processen ska starta i vår.", "nätverk"),
        ("Handlingsplan saknas men utredning är planerad.", "handlingsplan"),
        ("Handlingsplan saknas men ska finnas.", "handlingsplan"),
        ("Handlingsplan saknas men en plan är på väg.", "handlingsplan"),
        ("Handlingsplan saknas men en uppdaterad är på gång.", "handlingsplan"),
        ("Nätverk saknas men ett nytt nätverk är planerat.", "nätverk"),
        ("Utbildning saknas men snart är en på gång.", "utbildning"),
        ("Utbildning saknas men region Norr planerar en.", "utbildning"),
        ("Utbildning saknas men planen är att starta i höst.", "utbildning"),
    ],
)
def test_the_clause_speaks_of_what_was_named(text: str, named: str, compiled: CompiledCodebook) -> None:
    reading, cue, places = _read(text, "sv", compiled, named)
    assert refers_back(reading, cue, places)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Utbildning saknas men spärrar är planerade.", "utbildning"),
        ("Utbildning saknas men en handlingsplan är på gång.", "utbildning"),
        ("Utbildning saknas men en gemensam handlingsplan är på gång.", "utbildning"),
        ("Utbildning saknas men en ny handlingsplan är på gång.", "utbildning"),
        ("Handlingsplan saknas men kurser ska hållas.", "handlingsplan"),
        ("Nätverk saknas men någon kurs är planerad.", "nätverk"),
        ("Handlingsplan saknas men en plan för äldre är på gång.", "handlingsplan"),
    ],
)
def test_the_clause_names_a_thing_of_its_own(text: str, named: str, compiled: CompiledCodebook) -> None:
    reading, cue, places = _read(text, "sv", compiled, named)
    assert not refers_back(reading, cue, places)


def test_english_speaks_alike(compiled: CompiledCodebook) -> None:
    reading, cue, places = _read("There is no network but it is planned.", "en", compiled, "network")
    assert refers_back(reading, cue, places)
    reading, cue, places = _read("There is no network but a course is planned.", "en", compiled, "network")
    assert not refers_back(reading, cue, places)


def test_what_will_be_done_by_others_is_about_something_else(compiled: CompiledCodebook) -> None:
    # No pronoun, no word of the work, no thing of its own: a bare "ska" says nothing of the plan.
    reading, cue, places = _read("Handlingsplan saknas men kommunerna ska delta.", "sv", compiled, "handlingsplan")
    assert cue.kind is CueKind.MODAL
    assert not refers_back(reading, cue, places)


def test_without_a_named_thing_only_pronouns_and_the_work_itself_speak_of_it(compiled: CompiledCodebook) -> None:
    for text, told in (("Det ska göras.", True), ("Arbetet ska göras.", True), ("Kurser ska hållas.", False)):
        lines = Lines(text, segment(text), compiled.lexicon, "sv")
        reading = Reading(text, lines[0], "sv")
        cue = next(c for c in reading.cues if c.kind is CueKind.MODAL)
        assert refers_back(reading, cue) is told, text


@pytest.mark.parametrize(
    ("text", "named", "alone"),
    [
        ("Nätverk saknas, men regionen planerar ett.", "nätverk", True),
        ("Handlingsplan saknas, men en ska tas fram.", "handlingsplan", True),
        ("Handlingsplan saknas, men vi ska ta fram en i höst.", "handlingsplan", True),
        ("Nätverk saknas, men regionen planerar ett möte.", "nätverk", False),
        ("Handlingsplan saknas, men en kurs ska hållas.", "handlingsplan", False),
    ],
)
def test_a_pronoun_alone_takes_up_what_was_named(
    text: str, named: str, alone: bool, compiled: CompiledCodebook
) -> None:
    reading, cue, _ = _read(text, "sv", compiled, named)
    assert takes_up(reading, cue) is alone
