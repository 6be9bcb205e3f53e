"""Commands in processes that can be killed, started from one that has the program's modules loaded already.

What is looked for is a kill in the middle of the work: an interpreter that is killed while it starts tells nothing, and takes ten
times as long.
"""

from __future__ import annotations

import os
import sys
import tempfile
from multiprocessing import get_context
from pathlib import Path

LONGEST = 300
"""Seconds that a command may take on the busiest machine."""
_STARTER = get_context("forkserver")
_STARTER.set_forkserver_preload(["tests.endurance.killed_commands", "tests.endurance.loaded_program"])


class Command:
    """A command at work on the project "study" of a desk; ``typed`` is what stands on its standard input."""

    def __init__(self, desk: Path, words: tuple[str, ...], *, passphrase: str = "", typed: str = "") -> None:
        self._said = tempfile.NamedTemporaryFile()  # noqa: SIM115 - read when the command has ended
        surroundings = {"QUALCODE_DATA": str(desk / "data"), "QUALCODE_PASSPHRASE": passphrase}
        lines = ["--project", "study", "--lang", "en", *words]
        self._process = _STARTER.Process(target=obey, args=(desk, lines, surroundings, typed, self._said.name))
        self._process.start()

    @property
    def running(self) -> bool:
        """Whether it is still at work."""
        return self._process.is_alive()

    def kill(self) -> int:
        """End it in the middle of what it does (SIGKILL) and give its exit code: minus nine, or its own when it was done before."""
        self._process.kill()
        return self.ended()

    def ended(self) -> int:
        """Wait for its end and give its exit code."""
        self._process.join(LONGEST)
        code = self._process.exitcode
        assert code is not None, "the command hangs"
        self._process.close()
        return code

    def done(self) -> None:
        """Wait for its end, which must be a good one."""
        code = self.ended()
        self._said.seek(0)
        assert code == 0, self._said.read().decode()


def obey(desk: Path, words: list[str], surroundings: dict[str, str], typed: str, said: str) -> None:
    """Be the command: with its own folder, surroundings and streams."""
    os.chdir(desk)
    os.environ.update({name: value for name, value in surroundings.items() if value})
    if not surroundings["QUALCODE_PASSPHRASE"]:
        os.environ.pop("QUALCODE_PASSPHRASE", None)
    with tempfile.TemporaryFile("w+") as given:
        given.write(typed)
        given.seek(0)
        os.dup2(given.fileno(), 0)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(os.open(said, os.O_WRONLY), 2)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open as long as the process runs
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    from qualcode.cli.main import run

    run(words)
