"""How well sentences are parted, against borders marked by hand: `python benchmarks/sentences.py [--misses]`.

Reads `tests/language/sentences/`: passages of the invented minutes and practice texts, half of them for mending rules (seen), half
only for measuring (heldout). A border is where one sentence ends and the next begins inside a passage; the end of a passage is no border,
as finding that takes no skill. Prints precision, recall and F1, and beside it what a rule without any knowledge does: every
full stop, question and exclamation mark before a space. Exits with 1 when a half is below the limit.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from qualcode.language.abbreviations import sentences  # noqa: E402

MARKS = ROOT / "tests" / "language" / "sentences"
BORDER = "‖"
LIMIT = 0.98
"""The limit that the project sets itself, for F1."""
_PLAIN = re.compile(r"[.!?…]+[\"”’»)\]]*\s+")


def passages(half: str) -> list[tuple[str, frozenset[int]]]:
    """Give the texts of a half and the borders in them, counted as letters and figures before each, so that spaces do not matter."""
    found = []
    for line in (MARKS / f"{half}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            pieces = line.split(BORDER)
            borders = frozenset(_letters("".join(pieces[:n])) for n in range(1, len(pieces)))
            found.append(("".join(pieces), borders))
    return found


def _letters(text: str) -> int:
    return sum(c.isalnum() for c in text)


def parted(text: str) -> frozenset[int]:
    """Give the borders that the program finds."""
    return frozenset(_letters(text[: span.end]) for span in sentences(text)[:-1])


def plainly(text: str) -> frozenset[int]:
    """Give the borders of the rule that knows nothing."""
    return frozenset(_letters(text[: met.end()]) for met in _PLAIN.finditer(text) if met.end() < len(text))


def scored(half: str, find: Callable[[str], frozenset[int]]) -> tuple[float, float, float, list[str]]:
    """Give precision, recall, F1 and the passages with a miss."""
    right = found = true = 0
    missed = []
    for text, borders in passages(half):
        got = find(text)
        right, found, true = right + len(got & borders), found + len(got), true + len(borders)
        if got != borders:
            missed.append(text)
    precision, recall = right / max(1, found), right / max(1, true)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9), missed


def main() -> int:
    """Measure and print."""
    print("| half | sentences | rule | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |")
    below = False
    for half in ("seen", "heldout"):
        number = sum(len(borders) + 1 for _, borders in passages(half))
        for name, find in (("qualcode", parted), ("every full stop", plainly)):
            precision, recall, f1, missed = scored(half, find)
            print(f"| {half} | {number} | {name} | {precision:.3f} | {recall:.3f} | {f1:.3f} |")
            if name == "qualcode":
                below = below or f1 < LIMIT
                if "--misses" in sys.argv and half == "seen":
                    print("\n".join(missed))
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
