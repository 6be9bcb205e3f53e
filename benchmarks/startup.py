"""How long help takes beside a bare interpreter: `python benchmarks/startup.py`. Prints ratios, since machines differ."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 15
COMMANDS = (("--help",), ("--version",), ("matrix", "--help"), ("tui", "--help"))


def seconds(words: tuple[str, ...]) -> float:
    """Run a command once and give how long it took."""
    start = time.perf_counter()
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> int:
    """Print each command's time in bare interpreter starts, measured in turns in the same run."""
    bare = (sys.executable, "-c", "pass")
    print("| command | bare interpreter starts (median of 15 pairs) |")
    print("| --- | --- |")
    for words in COMMANDS:
        ours = (sys.executable, "-m", "qualcode", *words)
        ratios = [seconds(ours) / seconds(bare) for _ in range(ROUNDS)]
        print(f"| `qualcode {' '.join(words)}` | {statistics.median(ratios):.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
