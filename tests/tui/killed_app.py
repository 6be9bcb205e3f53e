"""The app on a pseudo-terminal, pressed as a person does, and killed."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

PATIENCE = 60.0
"""Seconds until words that never come fail the test; nothing is asserted about speed."""
_CONTROLS = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]")


class Killed:
    """The app at work in a folder, to be killed."""

    def __init__(self, folder: Path) -> None:
        self.master, slave = pty.openpty()
        environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24"}
        words = [sys.executable, "-m", "qualcode", "--project", str(folder), "--lang", "sv", "tui"]
        self.process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)
        self.seen = b""

    def until(self, words: str) -> None:
        """Wait until words have been painted since the last ones that were waited for."""
        end = time.monotonic() + PATIENCE
        while words.encode() not in _CONTROLS.sub(b"", self.seen):
            assert time.monotonic() < end, f"{words!r} never came: {self.seen[-2000:]!r}"
            if select.select([self.master], [], [], 1.0)[0]:
                self.seen += os.read(self.master, 65536)
        self.seen = b""

    def press(self, keys: bytes) -> None:
        os.write(self.master, keys)

    def kill(self) -> None:
        """End it where it stands; twice does no harm."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            os.close(self.master)

    def said_within(self, words: str, seconds: float) -> bool:
        """Look on for so long and end it there; tell whether the words had been painted before."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if select.select([self.master], [], [], left)[0]:
                self.seen += os.read(self.master, 65536)
        return words.encode() in _CONTROLS.sub(b"", self.seen)
