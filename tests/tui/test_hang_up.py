"""The terminal goes without a signal: the app ends by itself, with everything saved."""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from typing import Any

import pytest

from qualcode.storage.coding_rows import codings

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

PATIENCE = 90.0
LED = "import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"  # noqa: E501 - one line, for -c


def begun(folder: Any, *, led: bool) -> tuple[int, subprocess.Popen[bytes]]:
    """Start the app on a pseudo-terminal; ``led``: it is the app's own, but its signal is not heeded, as under nohup."""
    master, slave = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
    environment.pop("QUALCODE_TRACEBACK", None)
    words = ["-m", "qualcode", "--project", str(folder), "--lang", "sv", "tui"]
    process = subprocess.Popen(
        [sys.executable, *(["-c", LED] if led else []), *words],
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=environment,
        start_new_session=True,
    )
    os.close(slave)
    return master, process


def until(master: int, words: str) -> None:
    seen, end = b"", time.monotonic() + PATIENCE
    while words.encode() not in seen:
        assert time.monotonic() < end, seen[-2000:]
        seen += os.read(master, 65536)


@pytest.mark.parametrize("led", [False, True])
def test_an_app_whose_terminal_goes_ends_and_keeps_what_was_done(drive: Any, folder: Any, led: bool) -> None:
    master, process = begun(folder, led=led)
    try:
        until(master, "Norrlunda")
        os.write(master, b"n")
        until(master, "Dialog i")
        os.write(master, b"a")
        until(master, "Godtaget som")
        os.close(master)
        # In order (0), or broken off (1) where a busy machine did not let it end within its seconds; nothing is lost either way.
        assert process.wait(timeout=PATIENCE) in {0, 1}
    finally:
        process.kill()
        process.wait()
    assert [c.code for c in codings(drive.project.store)] == ["ledning/rad", "ledning/skola"]
    assert drive.project.store.check() == "ok"


def test_a_memo_that_is_being_written_is_kept_when_the_terminal_goes(drive: Any, folder: Any, tmp_path: Any) -> None:
    assert drive.project
    master, process = begun(folder, led=False)
    try:
        until(master, "Norrlunda")
        os.write(master, b"n")
        until(master, "Dialog i")
        os.write(master, b"M")
        until(master, "Memo om dokumentet")
        os.write(master, b"utkast")
        end = time.monotonic() + PATIENCE
        while not list((tmp_path / "data").glob("drafts/*/*")) and time.monotonic() < end:
            time.sleep(0.05)
        os.close(master)
        assert process.wait(timeout=PATIENCE) in {0, 1}
    finally:
        process.kill()
        process.wait()
    assert list((tmp_path / "data").glob("drafts/*/*")), "nobody has given it up"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_an_app_in_a_browser_ends_when_its_server_is_killed(folder: Any, kind: str) -> None:
    environment = {
        **os.environ,
        "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver",
        "COLUMNS": "80",
        "ROWS": "24",
    }
    environment.pop("QUALCODE_TRACEBACK", None)
    # The server's asyncio gives the app one or the other to read from, by the version of Python.
    ours, theirs = socket.socketpair() if kind == "socket" else map(os.fdopen, reversed(os.pipe()), ("wb", "rb"))
    process = subprocess.Popen(
        [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "sv", "tui"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    theirs.close()
    try:
        assert process.stdout is not None
        until(process.stdout.fileno(), "Norrlunda")
        # It is at rest, and writes nothing by which it would notice.
        while select.select([process.stdout], [], [], 3.0)[0]:
            os.read(process.stdout.fileno(), 65536)
        # All that the system does to an open line of a process that is killed.
        ours.close()
        process.stdout.close()
        assert process.wait(timeout=PATIENCE) in {0, 1}
    finally:
        process.kill()
        process.wait()
