"""Where a run spends its time, stage by stage: `python benchmarks/stages.py`.

Runs the default codebook over invented minutes as `qualcode suggest` does, with a clock around every stage (time of the processor, less
what stages inside it take), and prints Markdown: bare passes (`speed.py`) and shares. The clock itself costs some hundredths, most of
it in the stages that are entered often. Then what a document holds that there is to do: sentences, those that may hold an indicator,
findings, and stretches of which the second opinion says something.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from peers import bare  # noqa: E402
from speed import build, seconds  # noqa: E402

from qualcode.engine import combining, fact_table, indicators, lexicon, lines, opining, readings, sieve, suggesting  # noqa: E402
from qualcode.engine import tone as toning  # noqa: E402
from qualcode.storage.document_rows import current_ids, texts  # noqa: E402
from qualcode.usecases import run_suggestions as running  # noqa: E402
from qualcode.usecases.project import Project  # noqa: E402

RUN = "what lies between"
STAGES: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("texts read from the database", running, ("texts",)),
    ("what has changed; what is told at the end", running, ("plan_scans", "_told")),
    ("codebook compiled", indicators, ("compile_codebook",)),
    ("words and sentences of a document", lines.Lines, ("__init__", "_place")),
    ("new words: what of the codebook and the cues they meet", lexicon.View, ("__missing__",)),
    ("new words: their class for the sieve", sieve.Sieve, ("__missing__",)),
    ("new words: the weights of their parts", opining.Speaker, ("_learn",)),
    ("sieve: which indicators may stand in which sentence", sieve.Sieve, ("sift", "_masks")),
    ("indicators looked for in those sentences", suggesting.Run, ("_matches",)),
    ("cues and clauses of a sentence, and whom it speaks of", readings, ("find", "cut", "_elsewhere")),
    ("status by the rules", suggesting, ("decide",)),
    ("findings made of matches", suggesting.Run, ("_judge",)),
    ("second opinion: weights of known words, sums of stretches", opining.Speaker, ("rows", "hear")),
    ("second opinion: probabilities", combining._Weighing, ("__init__", "hear", "joined")),  # noqa: SLF001
    ("second opinion: what it adds", combining._Weighing, ("added", "spoken_of", "_carrying")),  # noqa: SLF001
    ("answers, afterthoughts, corrections", suggesting, ("answered", "amend", "lasting", "continued", "corrected", "stated")),
    ("second opinion on statuses", suggesting, ("toned",)),
    ("second opinion on statuses: facts told and looked up", toning, ("facts_of",)),
    ("second opinion on statuses: facts told and looked up", fact_table.FactTable, ("rows",)),
    ("stretches", suggesting, ("stretches",)),
    ("suggestions joined and put in order", suggesting, ("joined", "whole")),
    ("suggestions as rows", running, ("rows_of",)),
    ("rows written to the database", running, ("replace_rows",)),
)  # fmt: skip


class Account:
    """Time by stage, each without what is spent in a stage inside it."""

    def __init__(self) -> None:
        self.spent: defaultdict[str, float] = defaultdict(float)
        self.times: Counter[str] = Counter()
        self._inside: list[float] = []

    def timed(self, stage: str, run: Callable[..., Any]) -> Callable[..., Any]:
        """Give the same function with a clock around it, around every step of it where it gives its results one by one."""

        def clocked(*given: object, **named: object) -> Any:  # noqa: ANN401 - any stage
            start = time.process_time()
            self._inside.append(0.0)
            try:
                found = run(*given, **named)
            finally:
                self.times[stage] += 1
                self._leave(stage, start)
            return self._steps(stage, found) if isinstance(found, Iterator) else found

        return clocked

    def _leave(self, stage: str, start: float) -> None:
        taken = time.process_time() - start
        self.spent[stage] += taken - self._inside.pop()
        if self._inside:
            self._inside[-1] += taken

    def _steps(self, stage: str, found: Iterator[Any]) -> Iterator[Any]:
        while True:
            start = time.process_time()
            self._inside.append(0.0)
            try:
                value = next(found)
            except StopIteration:
                return
            finally:
                self._leave(stage, start)
            yield value


class Counted:
    """How much there is to do in a document."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def watch(self) -> None:
        """Count as the engine goes along."""
        weighed, chosen = suggesting.Run.weighed, suggesting.Run._chosen_sentences  # noqa: SLF001

        def weighing(run: suggesting.Run, found: list[Any]) -> list[Any]:
            result = weighed(run, found)
            told = {number for one in result for number in range(one.first, one.last + 1)}
            silent = [part for part in run.stretches if told.isdisjoint(range(part.first, part.last + 1))]
            self.counts["sentences"] += len(run.lines)
            self.counts["findings by indicators"] += len(found)
            self.counts["stretches weighed together"] += len(run.stretches)
            self.counts["stretches in which nothing is found"] += len(silent)
            self.counts["findings by the second opinion alone"] += len(result) - len(found)
            return result

        def choosing(run: suggesting.Run) -> dict[int, tuple[int, ...]]:
            found = chosen(run)
            self.counts["sentences that may hold an indicator"] += len(found)
            return found

        suggesting.Run.weighed = weighing  # type: ignore[method-assign]
        suggesting.Run._chosen_sentences = choosing  # type: ignore[method-assign]  # noqa: SLF001


def main() -> int:
    """Print the account of a run."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--documents", type=int, default=200, help="documents to make (default 200)")
    asked.add_argument("--size", type=int, default=30_000, help="bytes of a document (default 30,000)")
    options = asked.parse_args()
    home = Path(tempfile.mkdtemp(prefix="qualcode-stages-"))
    try:
        report(build(home / "whole", options.documents, size=options.size))
    finally:
        shutil.rmtree(home)
    return 0


def report(folder: Path) -> None:
    """Run once and print."""
    account, counted = Account(), Counted()
    with Project.open(folder) as project:
        read = [one.text for one in texts(project.store, current_ids(project.store))]
        project.codebook_with_opinion  # noqa: B018 - read before the clock runs
        passes = min(seconds(lambda: bare(read)) for _ in range(3))
        for stage, owner, names in STAGES:
            for name in names:
                setattr(owner, name, account.timed(stage, getattr(owner, name)))
        # `suggest` is looked up when a run begins.
        suggesting.suggest = account.timed(RUN, suggesting.suggest)
        counted.watch()
        account.timed(RUN, running.run_suggestions)(project)
    whole, megabytes = sum(account.spent.values()), sum(len(text.encode()) for text in read) / 1e6
    print(f"| stage ({len(read):,} documents) | bare passes | share | ms a MB here | times a document |")
    print("| --- | --- | --- | --- | --- |")
    for stage, spent in sorted(account.spent.items(), key=lambda item: -item[1]):
        told = f"{spent / passes:.2f} | {spent / whole:.1%} | {spent / megabytes * 1000:.0f}"
        print(f"| {stage} | {told} | {account.times[stage] / len(read):,.1f} |")
    print(f"| all | {whole / passes:.1f} | 100% | {whole / megabytes * 1000:.0f} | |")
    print("\n| in a document | on average |\n| --- | --- |")
    for name, number in counted.counts.items():
        print(f"| {name} | {number / len(read):.1f} |")


if __name__ == "__main__":
    sys.exit(main())
