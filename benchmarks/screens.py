"""How long the app's own thread is held by opening each screen, in a project of 10,000 documents: `python benchmarks/screens.py`.

While the app's thread is held no key is heard, so what takes longer than 50 ms belongs in a worker. Each screen is opened as a person
does. *Longest stretch* is the longest that the thread went without looking for a key, as the processor's time and by the clock, which
holds what it waited for as well; *until shown* is the clock until the screen has all that it shows, 20 ms at least. The documents with
their codings, suggestions, judgements and hidden names are made up on the spot, straight into the database. Prints Markdown.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from made_minutes import Minutes  # noqa: E402
from made_rows import put_documents  # noqa: E402

from qualcode.domain.minutes import SegmentKind  # noqa: E402
from qualcode.engine.segmenting import segment  # noqa: E402
from qualcode.usecases.project import Project, make_project  # noqa: E402

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot

LIMIT = 50
"""Milliseconds."""
SEED = 5
CODED, SUGGESTED, HIDDEN = 20, 10, 4
"""Of each document; of the suggestions half are decided."""
STATUSES = ("present", "absent", "planned", "past", "possible")
PATIENCE = 120.0


def fill(folder: Path, documents: int) -> None:
    """Put documents, each of a case of its own, and what is known of them into the database of a project."""
    chance = random.Random(SEED)  # noqa: S311 - chance that can be repeated
    text = next(iter(Minutes(1).documents(1)))[:3_000]
    cut = segment(text)
    sentences = [s.span for s in cut if s.kind is SegmentKind.SENTENCE]
    with Project.open(folder) as project:
        codes = [c.path for c in project.codebook.codes()]
    rows: dict[str, list[tuple[object, ...]]] = {
        name: []
        for name in ("segment", "coding", "suggestion", "decision", "judgement", "hit", "reading", "step", "event")
    }
    for n in range(1, documents + 1):
        key = f"d{n}"
        rows["segment"] += [
            (key, at, s.kind.value, s.span.start, s.span.end, s.label, s.focus, s.moderator) for at, s in enumerate(cut)
        ]
        for at in range(CODED):
            span, status = chance.choice(sentences), chance.choice(STATUSES)
            coder = "b" if n % 4 == 0 and at % 2 else "bench"
            told = (span.start, span.end, status, coder, "manual", 0, 1.0)
            rows["coding"].append((f"k{n}-{at}", key, chance.choice(codes), *told))
        for at in range(SUGGESTED):
            span, code, status = chance.choice(sentences), chance.choice(codes), chance.choice(STATUSES)
            why = (0.8, f"{code}#1", "plain", json.dumps([[span.start, span.start + 4]]), "[]", 0)
            rows["suggestion"].append((f"s{n}-{at}", key, code, span.start, span.end, status, *why))
            if at % 2:
                rows["decision"].append(
                    (f"s{n}-{at}", key, "rejected", "", "bench", code, span.start, span.end, status)
                )
        code = chance.choice(codes)
        case = f"Fall {n:05}"
        rows["judgement"].append((f"{case}|2024|{code}|bench", case, "2024", code, "present", "bench", "", n, "", 0))
        for at in range(HIDDEN):
            place = (at * 40, at * 40 + 9, "name", "deltagare A", "list", "", int(at == 0), "pending")
            rows["hit"].append((f"{key}-n{at}", key, *place))
        for coder in ("bench", "b"):
            rows["reading"].append((f"{key} {coder}", key, coder))
        about = json.dumps({"case": case, "code": code, "status": "present"})
        rows["step"].append((n, "2026-01-01T10:00:00+00:00", "bench", "judge", about, "done"))
    with closing(sqlite3.connect(folder / "project.db")) as plain, plain:
        put_documents(plain, (f"Fall {n:05}" for n in range(1, documents + 1)), text)
        for name, found in rows.items():
            if found:
                marks = ", ".join("?" * len(found[0]))
                plain.executemany(f"INSERT INTO {name} VALUES ({marks})", found)  # noqa: S608 - the names above


@dataclass
class Stretches:
    """The longest stretch of the app's thread since it was last asked for: seconds of the processor, and by the clock."""

    processor: float = 0.0
    clock: float = 0.0

    def watch(self) -> None:
        """Take the time of everything that the thread does in one go."""
        plain = asyncio.Handle._run  # noqa: SLF001 - asyncio itself tells only what takes longer than a limit, by the clock

        def run(handle: asyncio.Handle) -> None:
            processor, clock = time.thread_time(), time.perf_counter()
            plain(handle)
            self.processor = max(self.processor, time.thread_time() - processor)
            self.clock = max(self.clock, time.perf_counter() - clock)

        asyncio.Handle._run = run  # type: ignore[method-assign]  # noqa: SLF001

    def take(self) -> tuple[float, float]:
        """Give both, and begin anew."""
        found = (self.processor, self.clock)
        self.processor = self.clock = 0.0
        return found


STEPS = (
    ("overview, shown anew", "f5"),
    ("reader, opened", "enter"),
    ("reader, back", "escape"),
    ("queue", "q"),
    ("queue, next", "n"),
    ("queue, what teaches most first", "y"),
    ("queue, back", "escape"),
    ("history", "h"),
    ("history, typed in", "j"),
    ("history, back", "escape"),
    ("matrix of themes", "m"),
    ("matrix, a row down", "down"),
    ("matrix, a page down", "pagedown"),
    ("matrix, a theme opened on its codes", "enter"),
    ("matrix, a row of codes down", "down"),
    ("matrix, what is shown", "y"),
    ("matrix, rows sorted otherwise", "down", "enter"),
    ("matrix, next not judged", "n"),
    ("matrix, judged as proposed", "a"),
    ("matrix, taken back", "u"),
    ("matrix, back to themes", "escape"),
    ("matrix, back", "escape"),
    ("theme review, its codes", "t"),
    ("theme review", "enter"),
    ("theme review, a row down", "down"),
    ("theme review, what is shown", "y"),
    ("theme review, by status", "down", "enter"),
    ("theme review, accepted", "a"),
    ("theme review, summary opened", "m"),
    ("theme review, back", "escape", "escape"),
    ("query builder", "slash"),
    ("query builder, a code asked", "c", "down", "enter", "enter"),
    ("query builder, attributes", "t"),
    ("query builder, back", "escape", "escape"),
    ("agreement", "c"),
    ("agreement, a row down", "down"),
    ("agreement, figures", "v"),
    ("agreement, back", "escape", "escape"),
    ("codebook", "k"),
    ("codebook, a row down", "down"),
    ("codebook, indicators with hits", "w"),
    ("codebook, back", "escape", "escape"),
    ("names", "p"),
    ("names, a row down", "down"),
    ("names, back", "escape"),
)
"""What is done, and the keys for it, the last of which is measured."""


class Drive:
    """A person at the app who waits until each screen is there."""

    def __init__(self, app: App[int], pilot: Pilot[int], held: Stretches) -> None:
        self.app, self.pilot, self.held = app, pilot, held

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds and nothing is under way."""
        end = time.perf_counter() + PATIENCE
        while not (holds() and self.at_rest()):
            if time.perf_counter() > end:
                message = f"{self.app.screen} never came to rest"
                raise RuntimeError(message)
            await asyncio.sleep(0.005)

    def at_rest(self) -> bool:
        """Tell whether no worker is at work and the screen waits for nothing."""
        gathering = getattr(self.app.screen, "is_gathering", bool)()
        return not gathering and all(w.is_finished for w in self.app.workers)

    async def row(self, what: str, *keys: str) -> None:
        """Press keys, the last of which is measured, and print the line."""
        for key in keys[:-1]:
            await self.pilot.press(key)
            await self.until(lambda: True)
        await asyncio.sleep(0.3)
        self.held.take()
        begun = time.perf_counter()
        await self.pilot.press(keys[-1])
        await self.until(lambda: True)
        shown = time.perf_counter() - begun
        await asyncio.sleep(0.3)
        processor, clock = self.held.take()
        told = f"| {what} | {processor * 1000:.0f} | {clock * 1000:.0f} | {shown * 1000:.0f} |"
        print(told + (" over |" if processor * 1000 > LIMIT else " |"), flush=True)


async def measure(folder: Path, size: tuple[int, int]) -> None:
    """Open each screen and print how long it held the app's thread."""
    from qualcode.tui.app import QualcodeApp

    held = Stretches()
    held.watch()
    with Project.open(folder, coder="bench") as project:
        app = QualcodeApp(project)
        async with app.run_test(size=size) as pilot:
            go = Drive(app, pilot, held)
            await go.until(lambda: getattr(app.screen, "found", None))
            for what, *pressed in STEPS:
                await go.row(what, *pressed)


def main() -> int:
    """Measure and print."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--documents", type=int, default=10_000)
    told.add_argument("--wide", action="store_true", help="200x60 instead of 80x24")
    told.add_argument("--at", type=Path, help="a project that was made before and is kept")
    given = told.parse_args()
    size = (200, 60) if given.wide else (80, 24)
    with tempfile.TemporaryDirectory(prefix="qualcode-screens-") as place:
        os.environ["QUALCODE_DATA"] = place
        (Path(place) / "tour-seen").touch()
        folder = given.at or Path(place) / "study"
        if not folder.exists():
            make_project(folder)
            fill(folder, given.documents)
        print(f"| what, {size[0]}×{size[1]} | longest stretch, processor ms | clock ms | until shown, ms | |")
        print("| --- | --- | --- | --- | --- |", flush=True)
        asyncio.run(measure(folder, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
