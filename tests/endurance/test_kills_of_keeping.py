"""Kills of what keeps and brings back: updates, backups, snapshots, a merge, other programs' projects, the vault's passphrase."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import make_older
from tests.endurance.killed_commands import Command
from tests.endurance.test_kills import PASSPHRASE, SEED, finished, tables

NEW_PASSPHRASE = "fyra blå tranor"  # noqa: S105 - of vaults that live as long as a test
KILLS = 8
"""Of each command, one in each eighth of its run time."""
KILLS_WHILE_WRITING = 8
"""And so many more within a few milliseconds of its first writing. With test_kills.py: 290 moments in all."""
WRITING = 0.03
"""Seconds."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "migration": ("memo", "--list"),
    "backup": ("backup",),
    "restore-backup": ("restore-backup",),
    "snapshot": ("snapshot", "out/bild"),
    "restore": ("restore", "out/bild"),
    "merge": ("merge", "study-bo"),
    "three-way": ("snapshot", "out/samman", "--merge", "out/bas", "out/bild", "out/bo"),
    "rename": ("codebook", "rename", "county-plan", "lansplan"),
    "export": ("export", "out/studie.qdpx"),
    "project": ("import", "out/annan.qdpx"),
    "vault": ("vault", "passwd"),
}

SNAPSHOTS = ("bild", "samman")


@dataclass
class Bench:
    """Copies of one study as each command finds it, and what it leaves when nobody kills it."""

    before: dict[str, Path] = field(default_factory=dict)
    after: dict[str, Path] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def begun(desk: Path, words: tuple[str, ...]) -> Command:
    return Command(desk, words, passphrase=PASSPHRASE, typed=f"{NEW_PASSPHRASE}\n")


def run_whole(desk: Path, words: tuple[str, ...]) -> float:
    start = time.monotonic()
    begun(desk, words).done()
    return time.monotonic() - start


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, _templates: Callable[[str], Path]) -> Bench:
    made = Bench()
    folder = tmp_path_factory.mktemp("keeping")
    desk = folder / "desk"
    shutil.copytree(_templates("guarded"), desk)
    (desk / "out").mkdir()
    shutil.copytree(desk / "study", desk / "study-bo")
    finished(desk, ("--project", "study-bo", "--coder", "bo", "code", "d1", "40", "80", "budget"))
    finished(desk, ("--project", "study-bo", "--coder", "bo", "memo", "d2", "Läs detta en gång till."))
    finished(desk, ("snapshot", "out/bas"))
    finished(desk, ("judge", "--as-proposed"))
    finished(desk, ("snapshot", "out/bild"))
    finished(desk, ("--project", "study-bo", "snapshot", "out/bo"))
    finished(desk, ("backup",))
    finished(desk, ("export", "out/annan.qdpx"))
    write_as_others(desk / "out" / "annan.qdpx")
    for name, words in COMMANDS.items():
        here = made.before[name] = folder / f"before-{name}"
        shutil.copytree(desk, here)
        if name != "backup":
            # The work has gone on since the snapshot and the backup were made.
            finished(here, ("accept", "--all"))
        if name == "restore-backup":
            keep_only_by_hand(here)
        if name == "migration":
            make_older(here / "study" / "project.db")
        made.after[name] = folder / f"after-{name}"
        shutil.copytree(here, made.after[name])
        made.seconds[name] = run_whole(made.after[name], words)
        if name in ("restore-backup", "restore", "merge", "project", "rename"):
            assert rows(made.after[name]) != rows(here), f"{name} has not done what it is here for"
    return made


def write_as_others(path: Path) -> None:
    """Make of an exported project one of another program, whose texts and codes are others."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            new = (
                data + b" Det sade samordnaren." if name.endswith(".txt") else data.replace(b'"qualcode"', b'"Annat 3"')
            )
            package.writestr(name, new.replace("Länsplan".encode(), b"Avsikt").replace(b"Id: county-plan", b""))


def keep_only_by_hand(desk: Path) -> None:
    for path in (desk / "study" / "backups").glob("*_before-*.db"):
        path.unlink()


def listed(desk: Path) -> list[tuple[str, int]]:
    """Give the files that a command may write, with their sizes."""
    found = []
    for folder in (desk / "study", desk / "study" / "backups", desk / "out", desk / "data" / "vaults"):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            try:
                found.append((os.fspath(path), path.stat().st_size))
            except FileNotFoundError:
                continue
    return found


def wait_for_writing(desk: Path, command: Command, before: list[tuple[str, int]]) -> None:
    while command.running and listed(desk) == before:
        time.sleep(0.0005)


def rows(desk: Path) -> dict[str, Any]:
    """Give the rows of what was decided, without the steps: their numbers of restored rows differ with what came before."""
    return {name: found for name, found in tables(desk).items() if name not in ("step", "event")}


def revision(desk: Path) -> tuple[str, bool]:
    with closing(sqlite3.connect(desk / "study" / "project.db")) as plain:
        [(number,)] = plain.execute("SELECT version_num FROM alembic_version").fetchall()
        columns = {row[1] for row in plain.execute("PRAGMA table_info(judgement)")}
    return str(number), "at" in columns


def check_backups(desk: Path) -> None:
    """See that everything that looks like a backup is one."""
    for path in (desk / "study" / "backups").glob("*.db"):
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchall() == [("ok",)], path
            assert plain.execute("SELECT count(*) FROM document").fetchone() == (3,)


def bytes_of(folder: Path) -> dict[str, bytes]:
    files = (p for p in folder.rglob("*") if p.is_file() and ".qualcode-" not in p.name)
    return {str(p.relative_to(folder)): p.read_bytes() for p in files}


def check_snapshots(desk: Path, name: str, bench: Bench) -> None:
    """See that a snapshot that looks whole is the old or the new one."""
    for folder in SNAPSHOTS:
        now = bytes_of(desk / "out" / folder)
        if "project.json" in now:
            sides = [bytes_of(made[name] / "out" / folder) for made in (bench.before, bench.after)]
            assert now in sides, sorted(k for k in now if now[k] not in [side.get(k) for side in sides])


def check_codebook(desk: Path, name: str, bench: Bench) -> None:
    """See that the codebook's file, when the project has been opened again, tells the codes that the rows tell."""
    book = Path("study") / "codebooks" / "small.yaml"
    side = bench.after if name == "rename" and rows(desk) == rows(bench.after[name]) else bench.before
    assert (desk / book).read_bytes() == (side[name] / book).read_bytes()


def originals(desk: Path, passphrase: str) -> set[tuple[str, str]] | None:
    from qualcode.anonymise.vault import Vault, WrongPassphraseError

    [path] = (desk / "data" / "vaults").glob("*.vault")
    try:
        return {(o.id, o.text) for o in Vault.open(path, passphrase).originals()}
    except WrongPassphraseError:
        return None


def check(name: str, desk: Path, bench: Bench, *, acknowledged: bool) -> bool:
    """See that all or nothing was done, and tell whether it was done."""
    if name == "migration":
        number, new = revision(desk)
        assert (number != "0001") == new, "the schema was changed by half"
        assert new or not acknowledged
        return new
    now = rows(desk)
    was, wanted = rows(bench.before[name]), rows(bench.after[name])
    assert now in (was, wanted), f"{name} was cut in half: {[t for t in now if now[t] not in (was[t], wanted[t])]}"
    assert now == wanted or not acknowledged, "an acknowledged change is missing"
    if name == "vault":
        held = originals(desk, NEW_PASSPHRASE)
        found = held or originals(desk, PASSPHRASE)
        assert found == originals(bench.before[name], PASSPHRASE)
        assert held or not acknowledged
        return held is not None
    if name == "export":
        target = desk / "out" / "studie.qdpx"
        assert not target.exists() or target.read_bytes() == (bench.after[name] / "out" / "studie.qdpx").read_bytes()
        assert target.exists() or not acknowledged
        return target.exists()
    if name in ("snapshot", "three-way"):
        folder = Path("out") / ("bild" if name == "snapshot" else "samman")
        done = bytes_of(desk / folder) == bytes_of(bench.after[name] / folder)
        assert done or not acknowledged
        return done
    if name == "backup":
        kept = [len(list((folder / "study" / "backups").glob("*.db"))) for folder in (bench.before[name], desk)]
        assert kept[1] - kept[0] in ((1,) if acknowledged else (0, 1))
        return kept[1] > kept[0]
    return now == wanted


@pytest.mark.endurance
@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_keeper_leaves_all_or_nothing(
    name: str, bench: Bench, sound: Callable[[Path], None], tmp_path: Path
) -> None:
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - chance that can be repeated
    killed = 0
    for number in range(KILLS + KILLS_WHILE_WRITING):
        desk = tmp_path / str(number)
        shutil.copytree(bench.before[name], desk)
        before = listed(desk)
        command = begun(desk, COMMANDS[name])
        if number < KILLS:
            time.sleep((number + chance.random()) / KILLS * bench.seconds[name])
        else:
            wait_for_writing(desk, command, before)
            time.sleep(chance.random() ** 2 * WRITING)
        code = command.kill()
        killed += code == -signal.SIGKILL
        done = check(name, desk, bench, acknowledged=code == 0)
        check_backups(desk)
        check_snapshots(desk, name, bench)
        sound(desk / "study")
        if name in ("rename", "migration", "backup"):
            check_codebook(desk, name, bench)
        if not done:
            # What was not done can be done now.
            if name == "restore-backup":
                keep_only_by_hand(desk)
            run_whole(desk, COMMANDS[name])
            sound(desk / "study")
        assert rows(desk) == rows(bench.after[name])
        check_backups(desk)
        shutil.rmtree(desk)
    assert killed > KILLS // 2, "hardly any run was killed before its end"
