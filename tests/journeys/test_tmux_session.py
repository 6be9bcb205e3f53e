"""A person at a real terminal: code a passage and leave, the coding is in the database; a memo outlives a killed app."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.anonymise.sealed_drafts import SealedDrafts
from qualcode.usecases.project import make_project

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")

CODEBOOK = """\
id: prov
version: "1"
names: {sv: Prov, en: Test}
themes:
  - id: ledning
    names: {sv: Ledning, en: Leadership}
    codes:
      - id: rad
        names: {sv: Ett råd leder, en: A council leads}
        indicators: [{words: [länsråd]}]
      - id: skola
        names: {sv: Skolan sitter med, en: The school is at the table}
        indicators: [{words: [skola]}]
"""
MINUTES = """\
# Dialog i Norrlunda län

## Ledning

- Länsrådet leder arbetet tillsammans med kommunerna.
- Skolan är med från och med i höst.
"""
_PATIENCE = 90.0
"""Seconds until a screen that never comes fails the test; nothing is asserted about speed."""


class Terminal:
    """A window of tmux on a server of its own."""

    def __init__(self, socket: Path) -> None:
        self._socket = socket
        self._tmux = ["tmux", "-S", str(socket), "-f", "/dev/null"]

    def start(self, command: str, environment: dict[str, str]) -> None:
        told = " ".join(f"{name}={shlex.quote(value)}" for name, value in environment.items())
        line = f"env {told} {command}; code=$?; echo; echo over-$code; exec sleep 600"
        subprocess.run([*self._tmux, "new-session", "-d", "-x", "80", "-y", "24", "sh", "-c", line], check=True)

    def press(self, *keys: str) -> None:
        subprocess.run([*self._tmux, "send-keys", *keys], check=True)

    def type(self, words: str) -> None:
        subprocess.run([*self._tmux, "send-keys", "-l", words], check=True)

    def screen(self) -> str:
        return subprocess.run([*self._tmux, "capture-pane", "-p"], check=True, capture_output=True, text=True).stdout

    def until(self, words: str) -> str:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            shown = self.screen()
            if words in shown:
                return shown
            time.sleep(0.05)
        pytest.fail(f"{words!r} never came; the screen was:\n{self.screen()}")

    def stop(self) -> None:
        subprocess.run([*self._tmux, "kill-server"], check=False, capture_output=True)
        end = time.monotonic() + _PATIENCE
        # A server that is about to end would take the next window with it; its socket may lie there after it is gone.
        while time.monotonic() < end:
            if subprocess.run([*self._tmux, "list-sessions"], check=False, capture_output=True).returncode:
                break
            time.sleep(0.05)
        self._socket.unlink(missing_ok=True)


@pytest.fixture
def terminal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Terminal]:
    window = Terminal(tmp_path_factory.mktemp("t") / "s")
    yield window
    window.stop()


def prepared(tmp_path: Path) -> tuple[Path, list[str], dict[str, str]]:
    """Give a project with one document, the words that start the program in it, and what its environment adds."""
    book = tmp_path / "bok.yaml"
    book.write_text(CODEBOOK, encoding="utf-8")
    folder = make_project(tmp_path / "studie", codebook=book)
    notes = tmp_path / "norrlunda.md"
    notes.write_text(MINUTES, encoding="utf-8")
    environment = {"QUALCODE_DATA": str(tmp_path / "data"), "TERM": "tmux-256color", "LANG": "C.UTF-8"}
    program = [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "sv"]
    subprocess.run(
        [*program, "import", str(notes), "--case", "Norrlunda", "--wave", "2024"],
        check=True,
        capture_output=True,
        env={**os.environ, **environment},
    )
    return folder, program, environment


def begin(terminal: Terminal, program: list[str], environment: dict[str, str]) -> None:
    terminal.start(" ".join(map(shlex.quote, [*program, "tui"])), environment)


def test_a_session_from_start_to_the_database(terminal: Terminal, tmp_path: Path) -> None:
    folder, program, environment = prepared(tmp_path)
    begin(terminal, program, environment)
    terminal.until("Välkommen")
    terminal.press("Escape")
    terminal.until("Norrlunda")
    terminal.press("Enter")
    terminal.until("Länsrådet leder")
    terminal.press("Down", "Down", "Enter")
    terminal.until("Vilken kod?")
    terminal.type("skolan sit")
    terminal.press("Up", "Down")
    terminal.press("Enter")
    terminal.until("Kodat som")
    terminal.press("C-q")
    terminal.until("over-0")

    with sqlite3.connect(folder / "project.db") as connection:
        found = connection.execute("SELECT code, status, coder, start, end FROM coding").fetchall()
        [(text,)] = connection.execute("SELECT text FROM document").fetchall()
    connection.close()
    [(code, status, coder, start, end)] = found
    assert (code, status, coder) == ("ledning/skola", "present", "kodare-1")
    assert text[start:end] == "Länsrådet leder arbetet tillsammans med kommunerna."


def until_kept(folder: Path, words: str) -> None:
    """Wait until a draft holds the words: what is written is first kept in the middle of them, and the rest a moment later."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        for path in folder.glob("drafts/*/*"):
            draft = SealedDrafts(folder, path.parent.name).get(path.name)
            if draft is not None and words.encode() in draft:
                return
        time.sleep(0.05)
    pytest.fail(f"no draft with {words!r} was kept")


def test_a_memo_that_is_being_written_when_the_app_is_killed_is_there_again(terminal: Terminal, tmp_path: Path) -> None:
    _, program, environment = prepared(tmp_path)
    data = tmp_path / "data"
    (data / "tour-seen").parent.mkdir(exist_ok=True)
    (data / "tour-seen").touch()
    environment["PIDFILE"] = str(tmp_path / "pid")
    # The shell becomes the program, so that its number is known.
    inner = 'echo $$ > "$PIDFILE"; exec ' + " ".join(map(shlex.quote, [*program, "tui"]))
    terminal.start(f"sh -c {shlex.quote(inner)}", environment)
    terminal.until("Norrlunda")
    terminal.press("Enter")
    terminal.until("Länsrådet leder")
    terminal.press("M")
    terminal.until("Memo om dokumentet")
    terminal.type("Frankelius undrade om planen")
    terminal.until("om planen")
    until_kept(data, "Frankelius undrade om planen")
    os.kill(int((tmp_path / "pid").read_text()), signal.SIGKILL)
    terminal.until("over-137")
    assert not any(b"Frankelius" in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    terminal.stop()

    begin(terminal, program, environment)
    terminal.until("Norrlunda")
    terminal.press("Enter")
    terminal.until("Länsrådet leder")
    terminal.press("M")
    # A terminal may be looked at in the middle of a picture, so each is waited for.
    terminal.until("sparades inte då")
    terminal.until("undrade om planen")
    terminal.press("Escape")
    terminal.until("Lämna")
    terminal.press("j")
    terminal.until("Länsrådet leder")
    assert not list(data.glob("drafts/*/*"))
    assert not list(data.glob("draft-keys/*/*"))
    terminal.press("C-q")
    terminal.until("over-0")
