"""How fast minutes become suggestions, beside the least that any word scanner does: `python benchmarks/speed.py`.

Makes a project with invented minutes, runs the default codebook over it as `qualcode suggest` does (from stored text to suggestions in
SQLite) and prints Markdown. Figures are ratios within one run, since machines differ: *bare* is a pass over the same texts that yields
every casefolded word with its offsets; both are time of the processor. Each measurement runs in a process of its own, with a bare
pass beside every document, since other work on the machine slows everything from one moment to the next.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from made_minutes import SIZE, Minutes  # noqa: E402
from peers import bare, finding, keywords, rereading, spacy_tokens  # noqa: E402

from qualcode.domain.codebook import Code  # noqa: E402
from qualcode.domain.minutes import Document, Metadata  # noqa: E402
from qualcode.engine.segmenting import segment  # noqa: E402
from qualcode.storage.document_rows import add_document, current_ids, texts  # noqa: E402
from qualcode.storage.ledger import change  # noqa: E402
from qualcode.storage.scan_marks import forget_scans  # noqa: E402
from qualcode.usecases.project import Project, make_project  # noqa: E402

LIMIT = 12
"""The limit that the project sets itself: so many bare passes at most from stored text to stored suggestions."""
MEMORY = 300
WORKERS = 1.5
ONE = 30
SAMPLE = 40
"""Documents that the bare pass and the peers are timed on."""
_COUNTIES = ("Uppsala län", "Kalmar län", "Skåne län")


def build(folder: Path, count: int, codebook: Path | None = None, size: int = SIZE) -> Path:
    """Make a project of ``count`` documents of about ``size`` bytes."""
    make_project(folder, codebook=codebook)
    made = Minutes(count)
    with Project.open(folder) as project:
        for start in range(0, count, 100):
            with change(project.store, "bench", "import") as step:
                for number, text in enumerate(made.documents(min(100, count - start), size), start=start):
                    meta = Metadata(_COUNTIES[number % len(_COUNTIES)])
                    name = f"{number}.txt"
                    add_document(step, Document("", name, meta, text, str(number), segment(text)), path=name)
    return folder


def seconds(run: Callable[[], object]) -> float:
    """Give how long something keeps the processor busy, which what else runs on the machine disturbs less than time by the clock."""
    start = time.process_time()
    run()
    return time.process_time() - start


class _Beside:
    """A bare pass after every document of a run: what else is at work on the machine slows both alike."""

    def __init__(self, sample: Sequence[str]) -> None:
        self._sample = sample
        self.spent = 0.0

    def __call__(self, done: int, waiting: int, name: str) -> None:
        """Pass over the next text of the sample."""
        del waiting, name
        self.spent += seconds(lambda: bare([self._sample[done % len(self._sample)]]))


def measured(folder: Path, workers: int) -> dict[str, Any]:
    """Run the codebook over a project in this process and give what there is to know of it."""
    from qualcode.usecases.run_suggestions import run_suggestions

    with Project.open(folder) as project:
        forget_scans(project.store)
        keys = current_ids(project.store)
        sample = [t.text for t in texts(project.store, keys[:: max(1, len(keys) // SAMPLE)][:SAMPLE])]
        loading = seconds(lambda: project.codebook_with_opinion)
        beside = _Beside(sample)
        start, busy = time.perf_counter(), time.process_time()
        run = run_suggestions(project, workers=workers, progress=beside)
        taken, busy = time.perf_counter() - start, time.process_time() - busy - beside.spent
        held = sum(len(text.encode()) for text in sample)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
        below = resource.getrusage(resource.RUSAGE_CHILDREN)
        child, children = below.ru_maxrss / 1000, below.ru_utime + below.ru_stime
        pace = beside.spent
        return {
            "documents": len(keys),
            "suggestions": run.suggestions,
            "ratio": busy / pace,
            "with_codebook": (busy + loading) / pace,
            "rate": held / len(sample) * len(keys) / taken / 1e6,
            "seconds": taken,
            "busy": busy,
            "children": children,
            "peak": max(peak, child),
        }


def apart(folder: Path, workers: int = 1) -> dict[str, Any]:
    """Measure in a fresh process."""
    words = (sys.executable, __file__, "--measure", str(folder), "--workers", str(workers))
    found: dict[str, Any] = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout)
    return found


def beside_peers(folder: Path) -> list[tuple[str, float]]:
    """Give the peers' ways in bare passes over the same few documents."""
    with Project.open(folder) as project:
        few = current_ids(project.store)[:5]
        sample = [t.text for t in texts(project.store, few)]
        wanted = keywords(project.codebook)
        path = project.store.path
    ways: list[tuple[str, Callable[[], object]]] = [
        ("text read again and searched for each keyword, as QualCoder does", lambda: rereading(path, wanted, few[:1])),
        ("one str.find a keyword", lambda: finding(wanted)(sample)),
    ]
    tokeniser = spacy_tokens()
    ways.append(("spaCy's blank tokeniser alone, nothing looked for", lambda: tokeniser(sample)))
    found = []
    for name, way in ways:
        texts_used = sample[:1] if "QualCoder" in name else sample
        ratios = [seconds(way) / seconds(lambda used=texts_used: bare(used)) for _ in range(3)]  # type: ignore[misc]
        found.append((name, statistics.median(ratios)))
    return found


def one_document(folder: Path) -> tuple[float, float]:
    """Give the milliseconds of one document for the app, codebook compiled and warm, and the same in bare passes."""
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.suggesting import suggest

    with Project.open(folder) as project:
        compiled = compile_codebook(project.codebook_with_opinion)
        read = list(texts(project.store, current_ids(project.store)[:30]))
    taken: list[float] = []
    passes: list[float] = []
    for one in read:
        taken.append(seconds(lambda d=one: suggest(d.text, d.segments, compiled, case=d.case)))  # type: ignore[misc]
        passes.append(seconds(lambda d=one: bare([d.text])))  # type: ignore[misc]
    return statistics.median(taken[5:]) * 1000, statistics.median(taken[5:]) / statistics.median(passes)


def again(folder: Path) -> list[tuple[str, float]]:
    """Give what later runs in the same program cost, as shares of the run over everything: after edits of one code, and after none."""
    from qualcode.usecases.run_suggestions import run_suggestions

    with Project.open(folder) as project:
        forget_scans(project.store)
        book = project.codebook_with_opinion
        whole = seconds(lambda: run_suggestions(project, workers=1))
        nothing = seconds(lambda: run_suggestions(project, workers=1))
        path = book.codes()[0].path

        def run(edit: Callable[[Code], Code]) -> float:
            def edited(code: Code) -> Code:
                code = replace(code, children=tuple(map(edited, code.children)))
                return edit(code) if code.path == path else code

            # A project reads its codebook once, and keeps it here.
            vars(project)["codebook_with_opinion"] = replace(book, themes=tuple(map(edited, book.themes)))
            return seconds(lambda: run_suggestions(project, workers=1)) / whole

        return [
            (f"after a new threshold of {path}", run(lambda code: replace(code, threshold=0.9))),
            (f"after a new term of {path}", run(_with_a_term)),
            ("nothing changed", nothing / whole),
        ]


def _with_a_term(code: Code) -> Code:
    first, *rest = code.indicators
    return replace(
        code, indicators=(replace(first, slots=((*first.slots[0], "bryggkafferond"), *first.slots[1:])), *rest)
    )


def main() -> int:
    """Print every figure that was asked for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--documents", type=int, default=1000, help="documents to make (default 1,000)")
    asked.add_argument("--size", type=int, default=SIZE, help=f"bytes of a document (default {SIZE:,})")
    asked.add_argument("--linear", type=int, nargs="*", default=[21, 210], help="other numbers of documents to run")
    asked.add_argument("--codebook", type=Path, help="another codebook than the default one")
    asked.add_argument("--workers", type=int, default=2, help="processes to compare with one, on twice the documents")
    asked.add_argument("--repeat", type=int, default=3, help="runs of which the median is taken")
    asked.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.measure:
        print(json.dumps(measured(options.measure, options.workers)))
        return 0
    home = Path(tempfile.mkdtemp(prefix="qualcode-speed-"))
    try:
        report(home, options)
    finally:
        shutil.rmtree(home)
    return 0


def report(home: Path, options: argparse.Namespace) -> None:
    """Measure and print."""
    whole = build(home / "whole", options.documents, options.codebook, options.size)
    print("| way | bare passes over the same text | limit |\n| --- | --- | --- |")
    runs = [apart(whole) for _ in range(options.repeat)]
    best = sorted(runs, key=lambda r: r["ratio"])[len(runs) // 2]
    told = f"{best['documents']:,} documents of {options.size / 1000:g} kB, {best['suggestions']:,} suggestions"
    print(f"| qualcode: stored text to stored suggestions, {told} | {best['ratio']:.1f} | {LIMIT} |")
    print(f"| the same with reading the codebook | {best['with_codebook']:.1f} | |")
    # Before the peers: a process that is begun counts the memory of the one that begins it as its own peak.
    others = [(n, build(home / str(n), n, options.codebook, options.size)) for n in options.linear]
    rows = [best if folder == whole else apart(folder) for _, folder in sorted([*others, (options.documents, whole)])]
    for name, ratio in beside_peers(whole):
        print(f"| {name} | {ratio:,.1f} | |", flush=True)
    taken, ratio = one_document(whole)
    print(f"| one document for the app, codebook compiled ({taken:.0f} ms here; limit {ONE} ms) | {ratio:.1f} | |")
    print("\n| documents | bare passes | MB/s here | peak memory, MB (limit 300) |\n| --- | --- | --- | --- |")
    for row in rows:
        print(f"| {row['documents']:,} | {row['ratio']:.1f} | {row['rate']:.2f} | {row['peak']:.0f} |", flush=True)
    if others:
        print(f"\n| a run again, {others[-1][0]:,} documents | share of the run over everything |\n| --- | --- |")
        for name, share in again(others[-1][1]):
            print(f"| {name} | {share:.3f} |", flush=True)
    if options.workers > 1:
        _shared(build(home / "twice", 2 * options.documents, options.codebook, options.size), options)


def _shared(folder: Path, options: argparse.Namespace) -> None:
    """Compare several workers with one, in turns."""
    pairs = [(apart(folder), apart(folder, options.workers)) for _ in range(max(1, options.repeat - 1))]
    gains: Sequence[float] = [one["seconds"] / several["seconds"] for one, several in pairs]
    free: Sequence[float] = [one["busy"] / (two["busy"] + two["children"] / options.workers) for one, two in pairs]
    megabytes = 2 * options.documents * options.size / 1e6
    print(f"\n| {options.workers} workers on {megabytes:.0f} MB, {os.cpu_count()} processors | limit |\n| --- | --- |")
    print(f"| {statistics.median(gains):.2f} times one worker by the clock | {WORKERS} |")
    print(
        f"| at least {statistics.median(free):.2f} times by time of the processors, were each worker's free | {WORKERS} |"
    )
    print(f"| peak memory of the largest process {max(s['peak'] for _, s in pairs):.0f} MB | {MEMORY} |")


if __name__ == "__main__":
    sys.exit(main())
