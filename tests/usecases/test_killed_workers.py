"""A killed program's processes end with it, and nothing is said of what they left."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

SHARED = """\
import os, time
from qualcode.usecases.worker_processes import sharing
with sharing(2, os.getpid) as pool:
    list(pool.map(abs, range(4)))
    print("at work", flush=True)
    time.sleep(600)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals that kill there")
def test_a_killed_program_with_workers_leaves_no_word() -> None:
    program = subprocess.Popen([sys.executable, "-c", SHARED], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert program.stdout is not None
    assert program.stdout.readline() == b"at work\n"
    program.send_signal(signal.SIGKILL)
    # The pipes end when the last process that holds them has ended: workers and what watches over them too.
    _, told = program.communicate(timeout=60)
    assert told == b""
