"""Every measurement, one after the other: `make bench`. The results are copied into RESULTS.md with date and commit."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = (
    "accuracy.py",
    "gold_themes.py",
    "speed.py",
    "stages.py",
    "startup.py",
    "exports.py",
    "terminal.py",
    "storage.py",
    "lemmas.py",
    "names.py",
    "leaks.py",
    "sentences.py",
    "reading.py",
    "codebooks.py",
)


def main() -> int:
    """Run each part and give the worst exit code."""
    worst = 0
    for part in PARTS:
        print(f"\n## {part}\n", flush=True)
        worst = max(worst, subprocess.run((sys.executable, str(HERE / part)), check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
