"""Sentences name the keys that hold now, and no key that may have been given to something else."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from textual.widgets import Static

import qualcode.tui
from qualcode.language.catalogue import marked_sentences, translations
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.every_deed import named_actions

TUI = Path(qualcode.tui.__file__).parent
# Letters that are words by themselves are no keys there: "a code", "i kodboken".
LETTER = {"en": r"[b-hj-zA-HJ-Z]", "sv": r"[a-hj-zA-Z]"}
OF_WINDOWS = {
    "Enter goes there · then {k:hit+1}, {k:hit-1}: next, previous · Esc closes",
    "Enter takes back your latest step, this one ({number}).",
    "Enter takes back your latest {number} steps, up to and with this one.",
    "Enter does again the step that you took back last, this one ({number}).",
    "Enter does again {number} steps that you took back, up to and with this one.",
    "The name that people see; Enter goes on to where it belongs.",
    "What you have written is not saved. Leave without it? (Ctrl+S saves it.)",
    "Written {when} and not saved then: here it is again. Esc throws this draft away.",
    "Press keys · Enter takes them · Backspace drops one · Esc leaves",
    "a accepts all {all} · r rejects all {all} · Esc decides none",
    "a accepts it · r rejects it · Esc decides nothing",
    "Ctrl+S records it · Esc leaves it as it was",
    "y yes · n or Esc no · ? what they do",
}
"""Said in small windows, whose keys cannot be given to anything else."""
NO_KEYS = re.compile(r"\{[^}]*\}|`[^`]*`|[(/][A-Z]/[A-Z][)/]|1[-–]5")


def fixed_keys(words: str, language: str, *, window: bool) -> list[str]:
    """Give the keys that a sentence names as they are by default; a small window's own keys cannot be given to anything else."""
    bare = NO_KEYS.sub("", words)
    if language == "en":
        bare = re.sub(r"\bA(?= )", "", bare)
    if language == "sv":
        bare = re.sub(r"\bI(?= )", "", bare)
    found = re.findall(rf"(?<![\w.'’:+-])(?:{LETTER[language]})(?![\w.'’-]|:\w)", bare)
    held = re.findall(r"Ctrl\+\w|\bF\d+\b|\bEnter\b|\bEsc\b", bare)
    return found + ([] if window else held)


def of_the_app() -> dict[str, bool]:
    """Give the sentences of the app, each with whether it stands in the module of a small window."""
    there = {sentence: Path(path) for sentence, path in marked_sentences().items() if Path(path).parts[-2] == "tui"}
    return {s: "ModalScreen[" in text or "(ChoiceScreen)" in text for s, p in there.items() for text in [_source(p)]}


def _source(path: Path) -> str:
    return (TUI / path.name).read_text(encoding="utf-8")


def test_a_fixed_key_is_seen() -> None:
    assert fixed_keys("Accepted, u takes it back.", "en", window=False) == ["u"]
    assert fixed_keys("Tryck g eller Ctrl+E, sedan F5 och Enter.", "sv", window=False) == ["g", "Ctrl+E", "F5", "Enter"]
    assert fixed_keys("A code in the book; {k:undo} takes it back.", "en", window=False) == []
    assert fixed_keys("Ctrl+S writes it; u takes it back", "en", window=True) == ["u"]


def test_no_sentence_names_a_key_that_may_be_given_to_something_else() -> None:
    windows = of_the_app()
    told = {english: translated for english, translated, _ in translations("sv")}
    wrong = {
        words: keys
        for english, window in windows.items()
        if english not in OF_WINDOWS
        for words, language in ((english, "en"), (told[english], "sv"))
        if (keys := fixed_keys(words, language, window=window))
    }
    assert wrong == {}


def test_sentences_name_actions_that_there_are() -> None:
    named = {spec for sentence in of_the_app() for _, name, spec, _ in Formatter().parse(sentence) if name == "k"}
    assert len(named) > 40
    assert named <= set(named_actions())


@pytest.mark.parametrize(
    ("settings", "next_key", "undo_key"),
    [({}, "n", "u"), ({"key_set": "vim"}, "n", "u"), ({"keys": {"next": "f9", "undo": "Z,z"}}, "F9", "Z")],
)
async def test_what_to_do_next_and_what_was_done_name_the_keys_of_now(
    drive: Any, settings: dict[str, Any], next_key: str, undo_key: str
) -> None:
    drive.project = replace(drive.project, settings=replace(drive.project.settings, **settings))
    async with drive.app() as pilot:
        assert f"Tryck {next_key} " in str(pilot.app.screen.query_one("#next", Static).content)
        await drive.press(pilot, settings.get("keys", {}).get("next", "n"), "a")
        assert f"{undo_key} ångrar" in pilot.app.screen.query_one("#said", EndsLine).ends[0]


async def test_a_key_that_was_given_to_something_else_is_not_named(drive: Any) -> None:
    drive.project = replace(drive.project, settings=replace(drive.project.settings, keys={"suggest": "n"}))
    async with drive.app() as pilot:
        assert "Tryck (ingen tangent) " in str(pilot.app.screen.query_one("#next", Static).content)


async def test_the_tour_and_the_reader_name_the_keys_of_vim(drive: Any) -> None:
    drive.project = replace(drive.project, settings=replace(drive.project.settings, key_set="vim"))
    async with drive.reader() as (pilot, screen):
        await drive.press(pilot, "v")
        say = screen.say
        assert say("{k:why} {k:next+1} {k:quick+4} {k:redo} {k:judge} {k:quit}") == "i ] Ctrl+O Ctrl+R J Ctrl+Q"
