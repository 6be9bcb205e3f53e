"""Commands killed at any moment: the project opens, what was done before is there, and a change is there whole or not at all."""

from __future__ import annotations

import os
import random
import re
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

from tests.endurance.killed_commands import Command

SEED = 7
PASSPHRASE = "tretton gula kajor"  # noqa: S105 - of vaults that live as long as a test
MORE_MINUTES = 24
"""Besides the study's own: an import stores twenty files at once, and is to be killed between two such rounds as well."""
KILLS = 7
"""Of each command, one in each seventh of its run time."""
KILLS_WHILE_WRITING = 12
"""And so many more within a few milliseconds of its first writing, which is but a small part of the run."""
WRITING = 0.02
"""Seconds; a commit or an export takes a tenth to a quarter of it, so the kills stand closest at its beginning."""
COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("import", "minutes"),
    "suggest": ("suggest",),
    "accept": ("accept", "--all"),
    "undo": ("undo",),
    "judge": ("judge", "--as-proposed"),
    "matrix": ("matrix", "--to", "out/matrix.docx"),
}
"""In this order: each begins where the ones before it have ended; undo takes accept back, which is then done again."""
_TIME = re.compile(r'"at": "[^"]*"')
OLD_EXPORT = b"what stood here before"


@dataclass
class Bench:
    """Copies of one study at each stage of the work, and what each command made of it when nobody killed it."""

    folder: Path
    before: dict[str, Path] = field(default_factory=dict)
    after: dict[str, dict[str, Any]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)


def started(desk: Path, words: tuple[str, ...]) -> Command:
    return Command(desk, words, passphrase=PASSPHRASE)


def finished(desk: Path, words: tuple[str, ...]) -> None:
    started(desk, words).done()


def tables(desk: Path) -> dict[str, Any]:
    """Give the rows of every table that the commands write, without what differs from run to run: times and chance."""
    found: dict[str, Any] = {}
    with closing(sqlite3.connect(desk / "study" / "project.db")) as plain:
        plain.row_factory = sqlite3.Row
        for table in ("document", "segment", "hit", "suggestion", "decision", "coding", "judgement", "step", "event"):
            rows = [dict(row) for row in plain.execute(f"SELECT * FROM {table}")]  # noqa: S608 - names from above
            for row in rows:
                row.pop("at", None)
                row.pop("vault_id", None)
                # A judgement's own time stands in what its event says as well.
                row |= {side: _TIME.sub("", row[side]) for side in ("before", "after") if row.get(side)}
            found[table] = sorted(map(repr, rows))
    return found


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory, _templates: Callable[[str], Path]) -> Bench:
    made = Bench(tmp_path_factory.mktemp("kills"))
    desk = made.folder / "whole"
    shutil.copytree(_templates("bare"), desk)
    for number in range(MORE_MINUTES):
        words = f"# Dialog med Kalmar 2024\n\nPunkt {number}: länet har en handlingsplan för område {number}, sade Ragnhild Ståhlkvist.\n"
        (desk / "minutes" / f"kalmar {number:02}.md").write_text(words, encoding="utf-8")
    (desk / "out").mkdir()
    (desk / "out" / "matrix.docx").write_bytes(OLD_EXPORT)
    finished(desk, ("status",))
    for name, words in COMMANDS.items():
        made.before[name] = made.folder / f"before-{name}"
        shutil.copytree(desk, made.before[name])
        begun = time.monotonic()
        finished(desk, words)
        made.seconds[name] = time.monotonic() - begun
        made.after[name] = tables(desk)
        if name == "undo":
            finished(desk, ("redo",))
    return made


def wait_for_writing(desk: Path, command: Command) -> None:
    """Return when the command has written to the database, the vault or the export, or is done."""
    journal = desk / "study" / "project.db-wal"
    folders = (desk / "data" / "vaults", desk / "out")
    before = [sorted(map(os.fspath, f.glob("*"))) for f in folders]
    while command.running:
        if journal.exists() and journal.stat().st_size:
            return
        if [sorted(map(os.fspath, f.glob("*"))) for f in folders] != before:
            return
        time.sleep(0.0002)


def check_vault(desk: Path) -> None:
    """Open the vault, when there is one by now, and find in it every original that the project speaks of."""
    from qualcode.anonymise.vault import Vault

    vaults = list((desk / "data" / "vaults").glob("*.vault"))
    with closing(sqlite3.connect(desk / "study" / "project.db")) as plain:
        wanted = {row[0] for row in plain.execute("SELECT vault_id FROM hit WHERE vault_id != ''")}
    held = {original.id for path in vaults for original in Vault.open(path, PASSPHRASE).originals()}
    assert wanted <= held, "the project speaks of originals that the vault does not hold"


def check_export(desk: Path) -> None:
    target = desk / "out" / "matrix.docx"
    if target.read_bytes() != OLD_EXPORT:
        with zipfile.ZipFile(target) as package:
            assert package.testzip() is None
            assert "word/document.xml" in package.namelist()
    # Whoever is killed cannot clear up; what lies there must not look like an export.
    assert all(path == target or path.name.startswith(".qualcode-") for path in (desk / "out").iterdir())


def check_whole(name: str, before: dict[str, Any], now: dict[str, Any], after: dict[str, Any]) -> None:
    """See that the database is as before or as after; an import may also have taken some of its documents, each whole."""
    if name == "import":
        for table, rows in now.items():
            if table not in ("step", "event"):
                assert set(rows) <= set(after[table]), f"{table} holds what no import writes"
        assert len(now["step"]) == len(now["document"])
        for table in ("segment", "hit"):
            of = {f"'document': 'd{number}'" for number in range(1, len(now["document"]) + 1)}
            assert now[table] == [row for row in after[table] if any(key in row for key in of)], f"{table} is torn"
        return
    assert now in (before, after), f"{name} was cut in half: {[t for t in now if now[t] not in (before[t], after[t])]}"


@pytest.mark.endurance
@pytest.mark.parametrize("name", COMMANDS)
def test_a_killed_command_leaves_all_or_nothing(
    name: str,
    bench: Bench,
    sound: Callable[[Path], None],
    tmp_path: Path,
) -> None:
    chance = random.Random(f"{SEED} {name}")  # noqa: S311 - chance that can be repeated
    before = tables(bench.before[name])
    killed = 0
    for number in range(KILLS + KILLS_WHILE_WRITING):
        desk = tmp_path / str(number)
        shutil.copytree(bench.before[name], desk)
        command = started(desk, COMMANDS[name])
        if number < KILLS:
            time.sleep((number + chance.random()) / KILLS * bench.seconds[name])
        else:
            wait_for_writing(desk, command)
            time.sleep(chance.random() ** 2 * WRITING)
        code = command.kill()
        killed += code == -signal.SIGKILL
        sound(desk / "study")
        now = tables(desk)
        check_whole(name, before, now, bench.after[name])
        if code == 0:
            assert now == bench.after[name], "an acknowledged change is missing"
        check_vault(desk)
        check_export(desk)
        if name != "undo" or now == before:
            finished(desk, COMMANDS[name] if now == before or name == "import" else ("status",))
            sound(desk / "study")
            check_vault(desk)
            again = tables(desk)
            assert {t: again[t] for t in again if t not in ("step", "event")} == {
                t: bench.after[name][t] for t in again if t not in ("step", "event")
            }
        shutil.rmtree(desk)
    assert killed > KILLS // 2, "hardly any run was killed before its end"
