"""What keeping costs, each beside a bare limit measured in the same run: `python benchmarks/storage.py [--only NAME]`.

Invented texts and codings only, made on the spot. Times are medians; ratios hold where machines differ.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Callable
from difflib import SequenceMatcher

from made_minutes import Minutes

SEED = 11


def seconds(work: Callable[[], object], times: int) -> float:
    """Give the median time of some runs."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
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


PARTS: dict[str, Callable[[int], None]] = {"anchoring": anchoring}


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
