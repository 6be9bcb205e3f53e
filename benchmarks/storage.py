"""What keeping costs, each beside a bare limit measured in the same run: `python benchmarks/storage.py [--only NAME]`.

Invented texts and codings only, made on the spot. Times are medians of the processor's time; ratios hold where machines differ.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from difflib import SequenceMatcher
from pathlib import Path

from made_minutes import Minutes
from made_rows import put_documents

SEED = 11


def seconds(work: Callable[[], object], times: int, clock: Callable[[], float] = time.process_time) -> float:
    """Give the median time of some runs: the processor's, as other work of the machine would weigh on that of the wall."""
    taken = []
    for _ in range(times):
        start = clock()
        work()
        taken.append(clock() - start)
    return statistics.median(taken)


def corrected(text: str, chance: random.Random) -> str:
    """Give a text as its correction: a tenth of its lines changed, cut or added."""
    lines = text.split("\n")
    for _ in range(len(lines) // 10):
        at = chance.randrange(len(lines))
        kind = chance.random()
        if kind < 0.3:
            del lines[at]
        elif kind < 0.7:
            words = lines[at].split(" ")
            words[chance.randrange(len(words))] = "rättat"
            lines[at] = " ".join(words)
        else:
            lines.insert(at, "En rättelse som ingen hade skrivit tidigare.")
    return "\n".join(lines)


def anchoring(times: int) -> None:
    """Two hundred codings of a document of 30 kB, beside difflib's alignment alone of the same words."""
    from qualcode.domain.spans import Span
    from qualcode.engine.anchoring import Anchorer, Anchoring

    chance = random.Random(SEED)  # noqa: S311 - chance that can be repeated
    old = Minutes(SEED).document()
    new = corrected(old, chance)
    lines = [Span(at, at + len(line)) for at, line in placed(old) if len(line) > 20]
    spans = [chance.choice(lines) for _ in range(200)]
    ours = seconds(lambda: Anchorer(old, new).anchors(spans), times)
    theirs = seconds(lambda: SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes(), times)
    found = [a.kind for a in Anchorer(old, new).anchors(spans)]
    counts = ", ".join(f"{kind.value} {found.count(kind)}" for kind in Anchoring)
    print(f"| a corrected version: {len(old) / 1000:.0f} kB, 200 codings ({counts}) | {ours * 1000:.0f} ms | 100 ms |")
    print(f"| difflib, alignment of the words alone | {theirs * 1000:.0f} ms | |")


def placed(text: str) -> list[tuple[int, str]]:
    """Give the lines of a text with their places."""
    at = 0
    found = []
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def opening(times: int) -> None:
    """Open a project of 10,000 documents of 30 kB and look it over, each in a process of its own, beside SQLite opening the file."""
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        fill(study, documents=10_000, size=30_000, codings=20_000)
        bare = "import sqlite3,sys; sqlite3.connect(sys.argv[1] + '/project.db').execute('SELECT count(*) FROM document').fetchone()"
        loaded = (
            "import sys, time; from pathlib import Path; import sqlalchemy.dialects.sqlite, qualcode.exchange.settings_shape; "
            "from qualcode.usecases.project import Project; from qualcode.usecases.surveying import survey;"
        )
        opened = f"{loaded} t = time.process_time(); p = Project.open(Path(sys.argv[1])); "
        within = f"{opened} print(time.process_time() - t); p.close()"
        looked = f"{opened} survey(p); print(time.process_time() - t); p.close()"
        for name, script, limit in (
            ("opened", within, "0.3 s"),
            ("and looked over, as `status` and the app do", looked, ""),
        ):
            print(
                f"| 10,000 documents of 30 kB, 20,000 codings: {name} | {told(script, study, times):.2f} s | {limit} |"
            )
        python = seconds(
            lambda: subprocess.run((sys.executable, "-c", bare, study), check=True), times, time.perf_counter
        )
        print(f"| a bare interpreter that counts the documents | {python:.2f} s | |")


def snapshot(times: int) -> None:
    """A snapshot of 100,000 codings in 1,000 documents, beside selecting and writing the same rows with SQLite and json alone."""
    from qualcode.usecases.project import Project
    from qualcode.usecases.snapshots import restore_snapshot, take_snapshot

    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        fill(study, documents=1_000, size=30_000, codings=100_000)

        def bare() -> None:
            with closing(sqlite3.connect(study / "project.db")) as plain:
                plain.row_factory = sqlite3.Row
                rows = sorted(map(tuple, plain.execute("SELECT * FROM coding")))
                (Path(folder) / "bare.jsonl").write_text(
                    "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
                )

        with Project.open(study) as project:
            ours = seconds(lambda: take_snapshot(project, Path(folder) / "one"), times)
            back = seconds(lambda: restore_snapshot(project, Path(folder) / "one"), 1)
        print(f"| a snapshot of 100,000 codings in 1,000 documents | {ours:.2f} s | 3 s |")
        print(f"| select, sort and write the same rows, nothing else | {seconds(bare, times):.2f} s | |")
        print(f"| restore it where nothing differs | {back:.2f} s | |")
        with closing(sqlite3.connect(study / "project.db")) as plain, plain:
            plain.execute("DELETE FROM coding")
        with Project.open(study) as project:
            from qualcode.usecases.recalling import take_back

            back = seconds(lambda: restore_snapshot(project, Path(folder) / "one"), 1)
            undone = seconds(lambda: take_back(project), 1)
        print(f"| restore it where no coding is left | {back:.2f} s | |")
        print(f"| undo that step of 100,000 changes | {undone:.2f} s | |")


def backup(times: int) -> None:
    """A checked backup of a project of 30 MB, beside copying the file."""
    from qualcode.storage.backups import copy_database

    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "study"
        fill(study, documents=1_000, size=30_000, codings=20_000)
        source = study / "project.db"
        ours = seconds(lambda: copy_database(source, Path(folder) / "one.db"), times)
        bare = seconds(lambda: shutil.copyfile(source, Path(folder) / "two.db"), times)
        print(f"| a backup of {source.stat().st_size / 1e6:.0f} MB, checked and synchronised | {ours:.2f} s | |")
        print(f"| copying the file | {bare:.2f} s | |")


def told(script: str, study: Path, times: int) -> float:
    """Give the median of what a script says in a process of its own."""
    runs = (
        subprocess.run((sys.executable, "-c", script, study), check=True, capture_output=True) for _ in range(times)
    )
    return statistics.median(float(run.stdout) for run in runs)


def fill(study: Path, *, documents: int, size: int, codings: int) -> None:
    """Make a project of invented documents and codings, written straight into its database."""
    from qualcode.usecases.project import make_project

    make_project(study)
    chance = random.Random(SEED)  # noqa: S311 - chance that can be repeated
    with closing(sqlite3.connect(study / "project.db")) as plain, plain:
        put_documents(plain, (f"Fall {n}" for n in range(1, documents + 1)), Minutes(SEED).document(size))
        codes = [f"tema-{n % 8}/kod-{n}" for n in range(48)]
        coded = (
            (
                f"k{n}",
                f"d{chance.randint(1, documents)}",
                chance.choice(codes),
                at,
                at + 80,
                "present",
                "kodare-1",
                "manual",
                0,
                1.0,
            )
            for n in range(1, codings + 1)
            for at in (chance.randrange(size - 200),)
        )
        plain.executemany("INSERT INTO coding VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", coded)


PARTS: dict[str, Callable[[int], None]] = {
    "anchoring": anchoring,
    "opening": opening,
    "snapshot": snapshot,
    "backup": backup,
}


def main() -> int:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=PARTS, action="append")
    asked.add_argument("--repeat", type=int, default=5)
    told = asked.parse_args()
    print("| what | here | limit |")
    print("| --- | --- | --- |")
    for name in told.only or PARTS:
        PARTS[name](told.repeat)
    return 0


if __name__ == "__main__":
    sys.exit(main())
