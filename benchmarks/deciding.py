"""How far the reader falls behind when suggestions are decided fast in long minutes: `python benchmarks/deciding.py`.

Types ten decisions a tenth of a second apart on a pseudo-terminal and takes the time until the last byte of the answer. `--beside FOLDER`
measures another checkout of the program in turns with this one, in the same run. Prints Markdown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from terminal import Window, at_home, large, row  # noqa: E402

from qualcode.domain.coding import Status, Suggestion, Why  # noqa: E402
from qualcode.domain.minutes import SegmentKind  # noqa: E402
from qualcode.storage.document_rows import documents  # noqa: E402
from qualcode.storage.suggestion_rows import replace_suggestions, suggestions  # noqa: E402
from qualcode.usecases.project import Project  # noqa: E402

CHARACTERS, CODINGS, SUGGESTIONS = 262_000, 300, 1_400
KEYS, APART = b"arararaara", 0.1
LULL = 2.5
"""Seconds without a byte after which an answer is over: an app that is behind may paint nothing for a while."""


def suggested(folder: Path) -> Path:
    """Make a project with one long document, some codings and many suggestions that wait."""
    large(folder, CHARACTERS, CODINGS)
    with Project.open(folder) as project:
        codes = [c.path for c in project.codebook.codes()]
        [document] = documents(project.store)
        sentences = [s.span for s in document.segments if s.kind is SegmentKind.SENTENCE]
        apart = max(1, len(sentences) // SUGGESTIONS)
        spans = [sentences[n * apart % len(sentences)] for n in range(SUGGESTIONS)]
        found = [
            Suggestion(codes[n % len(codes)], span, Status.PRESENT, 0.8, Why("made#1", (span,), "plain"))
            for n, span in enumerate(spans)
        ]
        replace_suggestions(project.store, [(document.id, found)])
    return folder


def decided(folder: Path) -> int:
    """Give how many decisions the project holds."""
    with Project.open(folder) as project:
        return sum(s.verdict is not None for s in suggestions(project.store))


def typed(window: Window) -> tuple[float, float]:
    """Type the decisions and read all the while; give the seconds from the first and from the last key to the last byte."""
    begun = pressed = last = time.perf_counter()
    for number in range(len(KEYS)):
        while (left := begun + number * APART - time.perf_counter()) > 0:
            if window.read(left):
                last = time.perf_counter()
        os.write(window.master, KEYS[number : number + 1])
        pressed = time.perf_counter()
    while window.read(LULL):
        last = time.perf_counter()
    return last - begun, last - pressed


def reading(folder: Path, checkout: Path, environment: dict[str, str]) -> Window:
    """Open the reader of a project's first document at its first suggestion, with the program of a checkout."""
    words = [sys.executable, "-P", "-m", "qualcode", "--lang", "sv", "--project", str(folder), "tui"]
    window = Window.open(words, {**environment, "PYTHONPATH": str(checkout)}, (120, 40))
    window.until("Uppsala")
    os.write(window.master, b"\r")
    window.shows("innesanteckningar")
    window.settle()
    os.write(window.master, b"n")
    window.settle()
    return window


def beside(given: Path | None) -> dict[str, Path]:
    """Give the checkouts that are measured in turns, by what they are called."""
    return {"this checkout": ROOT, **({"the other checkout": given.resolve()} if given else {})}


def once(folder: Path, checkout: Path, environment: dict[str, str]) -> tuple[float, float, float]:
    """Decide in a project with the program of a checkout; give the seconds from the first key, from the last, and of the processor."""
    window = reading(folder, checkout, environment)
    before = window.processor()
    whole, after = typed(window)
    spent = (window.processor() - before) / len(KEYS)
    window.close()
    if decided(folder) != len(KEYS):
        message = f"{decided(folder)} of {len(KEYS)} decisions are in the database"
        raise RuntimeError(message)
    return whole, after, spent


def main() -> int:
    """Measure and print."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--rounds", type=int, default=5)
    told.add_argument("--beside", type=Path, help="a checkout that is measured in turns with this one")
    given = told.parse_args()
    checkouts = beside(given.beside)
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in checkouts}
    with tempfile.TemporaryDirectory(prefix="qualcode-deciding-") as place:
        home = Path(place)
        environment = at_home(home)
        made = suggested(home / "made")
        for number in range(given.rounds):
            for at, (name, checkout) in enumerate(checkouts.items()):
                folder = home / f"decided-{number}-{at}"
                shutil.copytree(made, folder)
                found[name].append(once(folder, checkout, environment))
                shutil.rmtree(folder)
    print("| ten decisions, 120×40 | median ms | p95 ms | processor ms | limit |\n| --- | --- | --- | --- | --- |")
    for name, times in found.items():
        processor = statistics.median(spent for *_, spent in times)
        row(f"{name}: from the first key to the last byte", [whole for whole, *_ in times], "", processor)
        row(f"{name}: from the last key", [after for _, after, _ in times], "", processor)
    return 0


if __name__ == "__main__":
    sys.exit(main())
