"""The app killed while it saves: what it said was saved is there, a step is whole or not made, and words are stored or kept as a draft."""

from __future__ import annotations

import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from qualcode.domain.coding import Status
from qualcode.storage.coding_rows import codings, judgements, memos
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.storage.suggestion_rows import replace_suggestions
from qualcode.usecases.deciding import waiting
from qualcode.usecases.drafting import draft_of
from qualcode.usecases.project import Project
from tests.endurance.conftest import check_project
from tests.tui.conftest import hint, minutes

pytest.importorskip("pty", reason="this system has no pseudo-terminals")
from tests.tui.killed_app import Killed

SEED = 11
MANY = 30
"""Suggestions of the same rule, decided at once."""
LINES = [f"Länsrådet i område {n:02} leder arbetet." for n in range(MANY)]
NAME = "tridelund.txt"
TEXT = "Dialog i Tridelunda län\n\n" + "\n".join(LINES) + "\n"
WRITTEN = "ska prövas igen"


@dataclass(frozen=True)
class Save:
    """A deed: the keys up to the last, each with the words that it is to bring, and what the app says when it is saved.

    ``words_about``: what a draft of the written words is about.
    """

    way: tuple[tuple[bytes, str], ...]
    last: bytes
    said: str
    words_about: str = ""


QUEUE = ((b"q", "hoppa över"),)
READER = ((b"\r", "Länsrådet leder"),)
SAVES = {
    "accept": Save(QUEUE, b"a", "Godtaget"),
    "many": Save(
        (*QUEUE, (b"c", "Enter väljer"), ("gemensamt råd\r".encode(), "Tridelunda"), (b"B", "samma regel")),
        b"a",
        "en gång",
    ),
    "code": Save(
        (
            *READER,
            (b"/", "Enter går dit"),
            ("Länsrådet leder\r".encode(), "av"),
            (b"o", "Enter väljer"),
            (b"kurator", "kurator"),
        ),
        b"\r",
        "ångrar",
    ),
    "memo": Save(
        (*READER, (b"M", "Memo om"), (WRITTEN.encode(), "igen")), b"\x13", "Memot är sparat", "memo:document:d1"
    ),
    "summary": Save(
        ((b"m", "blandat: 1"), (b"\r", "Gemensamt råd"), (b"m", "Ctrl+S"), (WRITTEN.encode(), "igen")),
        b"\x13",
        "Sammanfattningen är skriven",
        "summary:Norrlunda län|2024|ledning/rad",
    ),
}
"""The code of the one coding that there is becomes another; the rest is as the app's own keys do it."""


def state(folder: Path) -> dict[str, list[str]]:
    """Give what has been decided, coded, judged and noted, without times."""
    with Project.open(folder) as project:
        store = project.store
        return {
            "coded": sorted(f"{c.document} {c.span} {c.code} {c.status.value}" for c in codings(store)),
            "waiting": sorted(s.id for s in waiting(project)),
            "judged": sorted(f"{p.judgement.case} {p.judgement.code} {p.judgement.summary}" for p in judgements(store)),
            "memos": sorted(f"{m.target} {m.text}" for m in memos(store)),
        }


@pytest.fixture
def whole(project: Project, folder: Path) -> Path:
    """Give a project in which many suggestions are alike, with everything in its file."""
    with change(project.store, "kodare-0", "import") as step:
        key = add_document(step, minutes(NAME, "Tridelunda län", TEXT), path=NAME)
    found = [hint(TEXT, "ledning/rad", line, Status.PRESENT, line[:20]) for line in LINES]
    replace_suggestions(project.store, [(key, found)])
    project.close()
    return folder


def walked(app: Killed, save: Save) -> None:
    app.until("Norrlunda")
    for keys, words in save.way:
        app.press(keys)
        if words:
            app.until(words)


def one_lock_is_free(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "project.db", timeout=0, isolation_level=None)) as plain:
        plain.execute("BEGIN IMMEDIATE")
        plain.execute("ROLLBACK")


@dataclass
class Rounds:
    """Copies of a project, each with a data folder of its own, for one kind of saving."""

    whole: Path
    save: Save
    setenv: Callable[[str, str], None]
    number: int = 0

    def begin(self) -> tuple[Path, Killed]:
        self.number += 1
        folder = self.whole.with_name(f"omgång-{self.number}")
        shutil.copytree(self.whole, folder)
        data = folder.with_name(f"data-{self.number}")
        data.mkdir()
        (data / "tour-seen").touch()
        self.setenv("QUALCODE_DATA", str(data))
        return folder, Killed(folder)

    def saved(self) -> tuple[dict[str, list[str]], float]:
        """Save and kill when it was said; give what then stands there, and how long it took."""
        folder, app = self.begin()
        try:
            walked(app, self.save)
            start = time.monotonic()
            app.press(self.save.last)
            app.until(self.save.said)
            took = time.monotonic() - start
        finally:
            app.kill()
        one_lock_is_free(folder)
        check_project(folder)
        return state(folder), took

    def killed(self, after: float) -> tuple[dict[str, list[str]], bool, str]:
        """Save and kill; give what then stands there, whether it was said that it is saved, and the draft's words."""
        folder, app = self.begin()
        try:
            walked(app, self.save)
            if self.save.words_about:
                self._until_kept(folder)
            app.press(self.save.last)
            said = app.said_within(self.save.said, after)
        finally:
            app.kill()
        one_lock_is_free(folder)
        check_project(folder)
        with Project.open(folder) as project:
            draft = draft_of(project, self.save.words_about) if self.save.words_about else None
        return state(folder), said, " ".join(draft.fields.values()) if draft else ""

    def _until_kept(self, folder: Path) -> None:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            with Project.open(folder) as project:
                draft = draft_of(project, self.save.words_about)
            if draft is not None and WRITTEN in draft.fields.values():
                return
            time.sleep(0.05)
        pytest.fail("no draft was kept")


def go(rounds: Rounds, many: int, name: str) -> None:
    before = state(rounds.whole)
    after, took = rounds.saved()
    assert after != before
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - chance that can be repeated
    for number in range(many):
        # One in each part of the time that it takes, and a little longer.
        now, said, draft = rounds.killed((number + chance.random()) / many * took * 1.2)
        assert now in (before, after), "a step was cut in half"
        if said:
            assert now == after, "what was said to be saved is lost"
        if rounds.save.words_about and now == before:
            assert WRITTEN in draft, "the words are neither stored nor kept"


@pytest.mark.parametrize("name", SAVES)
def test_a_killed_app_has_saved_what_it_said(name: str, whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go(Rounds(whole, SAVES[name], monkeypatch.setenv), 2, name)


@pytest.mark.endurance
@pytest.mark.parametrize("name", SAVES)
def test_an_app_killed_at_many_moments_has_saved_what_it_said(
    name: str, whole: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(Rounds(whole, SAVES[name], monkeypatch.setenv), 24, name)
