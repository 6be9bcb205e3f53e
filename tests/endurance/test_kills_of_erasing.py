"""An erasure killed at any moment: nothing was done, or it is noted down until the next run has finished it."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.endurance.killed_commands import Command
from tests.endurance.test_kills import PASSPHRASE, SEED, finished, tables

PERSON = "Ragnhild Ståhlkvist"
WORDS = ("erase", "--ground", "gallring", "--yes")
KILLS = 10
KILLS_WHILE_WRITING = 20
"""From its first writing on, to the end of the run: the texts, the vault, the free pages, the files and the certificate."""


@dataclass
class Bench:
    before: Path
    after: Path
    seconds: float
    writing: float
    """Seconds from the first writing to the end."""


def started(desk: Path) -> Command:
    return Command(desk, WORDS, passphrase=PASSPHRASE, typed=f"{PERSON}\n")


def held(desk: Path) -> tuple[set[str], set[str]]:
    """Give what the vault holds: originals and people."""
    from qualcode.anonymise.vault import Vault

    [path] = (desk / "data" / "vaults").glob("*.vault")
    vault = Vault.open(path, PASSPHRASE)
    return {o.text for o in vault.originals()}, {k.name for k in vault.register.everyone()}


def erasures(desk: Path) -> int:
    with closing(sqlite3.connect(desk / "study" / "project.db")) as plain:
        [(number,)] = plain.execute("SELECT count(*) FROM step WHERE action = 'erase'").fetchall()
    return int(number)


def rows(desk: Path) -> dict[str, Any]:
    """Give the rows with which hits can be turned back, and everything else but the steps."""
    with closing(sqlite3.connect(desk / "study" / "project.db")) as plain:
        kept = sorted(plain.execute("SELECT id FROM hit WHERE vault_id != ''"))
    return {**{name: found for name, found in tables(desk).items() if name not in ("step", "event")}, "kept": kept}


def notes(desk: Path) -> list[Path]:
    return list((desk / "study" / "certificates").glob(".unfinished-*"))


def certificates(desk: Path) -> list[dict[str, Any]]:
    return [json.loads(p.read_text(encoding="utf-8")) for p in (desk / "study" / "certificates").glob("erasure-*.json")]


def bytes_of(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file())


def written(desk: Path) -> list[tuple[str, int, int]]:
    folders = (desk / "study", desk / "data" / "vaults")
    found = []
    for path in (p for folder in folders for p in folder.rglob("*")):
        try:
            there = path.stat()
        except FileNotFoundError:
            continue
        # The log's index changes with every opening.
        if not path.name.endswith("-shm") and path.is_file():
            found.append((os.fspath(path), there.st_size, there.st_mtime_ns))
    return sorted(found)


def wait_for_writing(desk: Path, command: Command, before: list[tuple[str, int, int]]) -> None:
    log = f"{os.sep}project.db-wal"
    quiet = [one for one in before if not one[0].endswith(log)]
    while command.running:
        now = written(desk)
        if [one for one in now if not one[0].endswith(log)] != quiet or any(o[0].endswith(log) and o[1] for o in now):
            return
        time.sleep(0.0005)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, _templates: Callable[[str], Path]) -> Bench:
    folder = tmp_path_factory.mktemp("erasing")
    desk = folder / "before"
    shutil.copytree(_templates("guarded"), desk)
    finished(desk, ("accept", "--all"))
    after = folder / "after"
    shutil.copytree(desk, after)
    before = written(after)
    begun = time.monotonic()
    command = started(after)
    wait_for_writing(after, command, before)
    first = time.monotonic()
    command.done()
    ended = time.monotonic()
    made = Bench(desk, after, ended - begun, ended - first)
    assert rows(desk) != rows(after)
    assert PERSON in held(desk)[1] - held(after)[1]
    assert (erasures(after), len(certificates(after)), notes(after)) == (1, 1, [])
    return made


@pytest.mark.endurance
def test_a_killed_erasure_is_none_or_is_finished(bench: Bench, sound: Callable[[Path], None], tmp_path: Path) -> None:
    chance = random.Random(f"{SEED} erase")  # noqa: S311 - chance that can be repeated
    killed = halves = 0
    for number in range(KILLS + KILLS_WHILE_WRITING):
        desk = tmp_path / str(number)
        shutil.copytree(bench.before, desk)
        before = written(desk)
        command = started(desk)
        if number < KILLS:
            time.sleep((number + chance.random()) / KILLS * bench.seconds)
        else:
            wait_for_writing(desk, command, before)
            time.sleep((number - KILLS + chance.random()) / KILLS_WHILE_WRITING * bench.writing)
        code = command.kill()
        killed += code == -signal.SIGKILL
        whole = bool(certificates(desk)) and not notes(desk)
        assert whole or code != 0, "an acknowledged erasure is not whole"
        landed = erasures(desk) == 1
        assert rows(desk) == rows(bench.after if landed else bench.before), "the texts were cut in half"
        if not landed:
            assert held(desk) == held(bench.before), "the vault lacks somebody whom the texts still know"
        elif not whole:
            halves += 1
            assert notes(desk), "an erasure was broken off, and nothing tells of it"
        # Whatever was done by then, the same command ends it.
        again = started(desk)
        assert again.ended() == (1 if whole else 0)
        sound(desk / "study")
        assert rows(desk) == rows(bench.after)
        assert held(desk) == held(bench.after)
        assert (erasures(desk), notes(desk)) == (1, [])
        [made] = certificates(desk)
        [wanted] = certificates(bench.after)
        telling = ("hits", "masked", "elsewhere", "originals", "documents", "codings_kept", "ground", "naming")
        assert {key: made[key] for key in telling} == {key: wanted[key] for key in telling}
        left = bytes_of(desk / "study").lower()
        assert not [part for part in PERSON.lower().split() if part.encode() in left]
        shutil.rmtree(desk)
    assert killed > KILLS // 2, "hardly any run was killed before its end"
    assert halves, "no run was killed between the texts and the certificate"
