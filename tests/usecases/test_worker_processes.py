"""Processes that share work: there in an app without a standard error, and gone when the program is killed."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualcode.usecases.worker_processes import sharing

PROGRAM = """
import time
from multiprocessing import active_children
from qualcode.usecases.worker_processes import sharing

if __name__ == "__main__":
    with sharing(2, int) as pool:
        list(pool.map(abs, range(8)))
        print(*(child.pid for child in active_children()), flush=True)
        time.sleep(600)
"""


def test_work_is_shared_where_the_standard_errors_have_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with sharing(2, int) as pool:
        assert list(pool.map(abs, [-1, -2, 3])) == [1, 2, 3]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_workers_end_with_a_killed_program(tmp_path: Path) -> None:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        workers = list(map(int, program.stdout.readline().split()))
        program.kill()
    assert workers
    until = time.monotonic() + 60
    while any(map(_lives, workers)):
        assert time.monotonic() < until, "a worker outlived its program"
        time.sleep(0.1)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    # What has ended and is not yet taken note of by the system's first process is there, and dead.
    told = Path(f"/proc/{process}/stat")
    return not (told.exists() and told.read_text("utf-8").rpartition(")")[2].split()[0] == "Z")
