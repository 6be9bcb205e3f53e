"""How far the picture is behind on a slow line, such as a poor connection: `python benchmarks/slow_line.py`.

Types rows down, pages down and decisions in long minutes on a pseudo-terminal that is read no faster than so many bytes a second, and takes
the time from the last key to the last byte. `--beside FOLDER` measures another checkout of the program in turns. Prints Markdown.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from deciding import beside, reading, suggested  # noqa: E402
from terminal import DOWN, PAGE_DOWN, Window, at_home  # noqa: E402

TYPED = {
    "ten decisions, 100 ms apart": ([bytes([key]) for key in b"arararaara"], 0.1),
    "twenty rows down, 50 ms apart": ([DOWN] * 20, 0.05),
    "ten pages down, 100 ms apart": ([PAGE_DOWN] * 10, 0.1),
}
LULL = 3.0
"""Seconds without a byte after which the answer is over."""
LEAST = 200
"""Bytes that are read at once at least, so that not every one is waited for."""


def typed(window: Window, keys: list[bytes], apart: float, rate: int) -> tuple[float, int]:
    """Type keys and read no faster than the rate; give the seconds from the last key to the last byte, and the number of bytes."""
    begun = pressed = last = time.perf_counter()
    number = read = 0
    while True:
        now = time.perf_counter()
        while number < len(keys) and now - begun >= number * apart:
            os.write(window.master, keys[number])
            number, pressed = number + 1, time.perf_counter()
        allowed = int((now - begun) * rate) - read
        if allowed < LEAST:
            time.sleep(0.02)
            continue
        told = os.read(window.master, min(allowed, 4096)) if window.is_heard(0.05) else b""
        if told:
            read, last = read + len(told), time.perf_counter()
        elif number == len(keys) and now - last > LULL:
            return last - pressed, read


def main() -> int:
    """Measure and print."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--rate", type=int, default=10_000, help="bytes a second")
    told.add_argument("--beside", type=Path, help="a checkout that is measured in turns with this one")
    given = told.parse_args()
    checkouts = beside(given.beside)
    print(f"| at {given.rate:,} bytes a second, 120×40 | behind the last key, s | bytes |\n| --- | --- | --- |")
    with tempfile.TemporaryDirectory(prefix="qualcode-slow-") as place:
        home = Path(place)
        environment = at_home(home)
        made = suggested(home / "made")
        for name, checkout in checkouts.items():
            folder = home / name.replace(" ", "-")
            shutil.copytree(made, folder)
            window = reading(folder, checkout, environment)
            for what, (keys, apart) in TYPED.items():
                behind, number = typed(window, keys, apart, given.rate)
                print(f"| {name}: {what} | {behind:.1f} | {number:,} |", flush=True)
            window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
