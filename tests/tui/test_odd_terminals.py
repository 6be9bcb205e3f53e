"""The app where its terminal is not as usual: errors sent elsewhere, a dumb terminal, a narrow charset, no terminal."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from qualcode.storage.document_rows import add_document, readings
from qualcode.storage.ledger import change
from tests.tui.conftest import minutes

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

PATIENCE = 60.0
END, PAGE_DOWN = b"\x1b[F", b"\x1b[6~"


def begun(folder: Any, errors: Any = None, **environment: str) -> tuple[int, subprocess.Popen[bytes]]:
    """Start the app on a pseudo-terminal, its errors sent there or elsewhere; give the terminal's other end and the program."""
    master, slave = pty.openpty()
    told = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", **environment}
    told.pop("QUALCODE_TRACEBACK", None)
    words = [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "sv", "tui"]
    process = subprocess.Popen(
        words, stdin=slave, stdout=slave, stderr=errors or slave, env=told, start_new_session=True
    )
    os.close(slave)
    return master, process


def until(master: int, words: bytes) -> bytes:
    """Read until words have come; give all that came."""
    seen, end = b"", time.monotonic() + PATIENCE
    while words not in seen:
        assert time.monotonic() < end, seen[-2000:]
        if select.select([master], [], [], 1.0)[0]:
            try:
                told = os.read(master, 65536)
            except OSError:
                told = b""
            assert told, seen[-2000:]
            seen += told
    return seen


def test_errors_sent_to_a_file_leave_the_picture_on_the_terminal(drive: Any, folder: Path, tmp_path: Path) -> None:
    assert drive.project
    errors = tmp_path / "errors.txt"
    with errors.open("wb") as file:
        master, process = begun(folder, file)
        try:
            until(master, b"Norrlunda")
            os.write(master, b"\x11")
            until(master, b"\x1b[?1049l")
            assert process.wait(timeout=PATIENCE) == 0
        finally:
            process.kill()
            process.wait()
            os.close(master)
    assert errors.read_bytes() == b""


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"TERM": "dumb"}, "kallar sig dumb"),
        ({"PYTHONIOENCODING": "iso8859-1"}, "tecken som iso8859-1 saknar"),
    ],
)
def test_a_terminal_that_cannot_be_drawn_on_is_told_in_a_sentence(
    folder: Path, environment: dict[str, str], words: str
) -> None:
    master, process = begun(folder, **environment)
    try:
        seen = until(master, words.encode())
        assert b"\x1b[?1049h" not in seen
        assert b"Traceback" not in seen
        assert process.wait(timeout=PATIENCE) == 1
    finally:
        process.kill()
        process.wait()
        os.close(master)


def drained(master: int) -> int:
    """Read until nothing has come for a second; give the number of bytes."""
    number = 0
    while select.select([master], [], [], 1.0)[0]:
        number += len(os.read(master, 65536))
    return number


def test_a_line_that_is_slow_gets_few_pictures_and_no_key_is_lost(drive: Any, folder: Path) -> None:
    presses = 60
    with change(drive.project.store, "kodare-0", "import") as step:
        long = minutes("lång.md", "Ålunda län", drive.text * 60)
        add_document(step, long, path="lång.md")
    master, process = begun(folder)
    try:
        until(master, "Ålunda".encode())
        drained(master)
        os.write(master, END)
        drained(master)
        os.write(master, b"\r")
        until(master, b"ialog i")
        drained(master)
        for _ in range(3):
            os.write(master, PAGE_DOWN)
            picture = drained(master)
        # Nothing is read while the text goes by.
        for _ in range(presses):
            os.write(master, PAGE_DOWN)
            time.sleep(0.03)
        os.write(master, b"f")
        seen = until(master, "tystnad räknas".encode())
        assert len(seen) < presses / 3 * picture
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert readings(drive.project.store)
