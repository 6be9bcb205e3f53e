"""How quickly the terminal app answers, on a pseudo-terminal to the last byte: `python benchmarks/terminal.py`.

Starts the app as a person does, presses keys one at a time and takes the time until the last byte of the answer has come (nothing more
for a while). Beside each start stands an empty Textual app in the same run, since machines differ. Prints Markdown.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from made_minutes import Minutes  # noqa: E402

from qualcode.domain.coding import Coding, Status  # noqa: E402
from qualcode.domain.minutes import Document, DocumentStatus, Metadata, SegmentKind  # noqa: E402
from qualcode.engine.segmenting import segment  # noqa: E402
from qualcode.storage.coding_rows import add_codings  # noqa: E402
from qualcode.storage.document_rows import add_document  # noqa: E402
from qualcode.storage.ledger import change  # noqa: E402
from qualcode.usecases.project import Project, make_project  # noqa: E402

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    pressed = 0
    def compose(self):
        yield Static("nothing here")
    def on_key(self, event):
        self.pressed += 1
        self.query_one(Static).update(f"nothing here {self.pressed}", layout=False)
Empty().run()
"""
QUIET = 0.06
"""Seconds without a byte after which an answer is over."""
LONGEST = 60.0
DOWN, UP, PAGE_DOWN, PAGE_UP, QUIT = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~", b"\x11"


@dataclass
class Window:
    """A program on a pseudo-terminal."""

    master: int
    process: subprocess.Popen[bytes]
    started: float

    @classmethod
    def open(cls, words: list[str], environment: dict[str, str], size: tuple[int, int]) -> Window:
        """Start a program."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        started = time.perf_counter()
        process = subprocess.Popen(
            words, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True, close_fds=True
        )
        os.close(slave)
        return cls(master, process, started)

    def read(self, wait: float) -> bytes:
        """Give what has come within a while, nothing when nothing has or the program is over."""
        try:
            return os.read(self.master, 65536) if self.is_heard(wait) else b""
        except OSError:
            return b""

    def is_heard(self, wait: float) -> bool:
        """Tell whether something comes within a while."""
        return bool(select.select([self.master], [], [], wait)[0])

    def until(self, words: str) -> float:
        """Read until words have come and then nothing more; give the seconds from the start to the last byte."""
        seen, last, end = b"", self.started, time.perf_counter() + LONGEST
        while time.perf_counter() < end:
            told = self.read(QUIET)
            if told:
                seen, last = seen + told, time.perf_counter()
            elif words.encode() in seen:
                return last - self.started
        message = f"{words!r} never came"
        raise RuntimeError(message)

    def shows(self, words: str) -> float:
        """Read until words have come; give the seconds that it took. The cursor paints the first letter of a text apart from the others."""
        begun, seen = time.perf_counter(), b""
        while words.encode() not in seen:
            if time.perf_counter() - begun > LONGEST:
                message = f"{words!r} never came"
                raise RuntimeError(message)
            seen += self.read(0.5)
        return time.perf_counter() - begun

    def settle(self) -> None:
        """Wait until nothing has come for some seconds: what is loaded behind the first frame is then there."""
        while self.read(4.0):
            pass

    def processor(self) -> float:
        """Give the seconds that the program's main thread has had of a processor, which other work on the machine lengthens less."""
        with open(f"/proc/{self.process.pid}/schedstat", encoding="ascii") as told:  # noqa: PTH123
            return int(told.read().split()[0]) / 1e9

    def press(self, key: bytes) -> float | None:
        """Press a key; give the seconds until the last byte of the answer, None when there was no answer."""
        begun = time.perf_counter()
        os.write(self.master, key)
        last = None
        wait = 0.5
        while self.read(wait):
            last, wait = time.perf_counter(), QUIET
        return None if last is None else last - begun

    def close(self) -> None:
        """Leave the program."""
        os.write(self.master, QUIT)
        end = time.perf_counter() + 10
        while self.process.poll() is None and time.perf_counter() < end:
            self.read(0.1)
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.master)


def large(folder: Path, characters: int, codings: int) -> Path:
    """Make a project with one document of that size and so many codings."""
    make_project(folder)
    texts = iter(Minutes(40).documents(40))
    text = ""
    while len(text) < characters:
        text += next(texts) + "\n"
    text = text[:characters]
    with Project.open(folder) as project:
        codes = [c.path for c in project.codebook.codes()]
        cut = segment(text)
        with change(project.store, "bench", "import") as step:
            meta = Metadata("Uppsala län", "2024", "", DocumentStatus.APPROVED)
            key = add_document(step, Document("", "large.txt", meta, text, "0", cut), path="large.txt")
        sentences = [s.span for s in cut if s.kind is SegmentKind.SENTENCE]
        with change(project.store, "bench", "code") as step:
            add_codings(
                step,
                [
                    Coding("", key, codes[n % len(codes)], sentences[n % len(sentences)], Status.PRESENT, "bench")
                    for n in range(codings)
                ],
            )
    return folder


def many(folder: Path, documents: int) -> Path:
    """Make a project of many small documents."""
    make_project(folder)
    with Project.open(folder) as project, change(project.store, "bench", "import") as step:
        for number in range(documents):
            text = f"Dialog {number}\n\nLänsrådet leder arbetet i del {number}. Skolan sitter med.\n"
            meta = Metadata("Uppsala län", "2024", "", DocumentStatus.APPROVED)
            name = f"{number}.txt"
            add_document(step, Document("", name, meta, text, str(number), segment(text)), path=name)
    return folder


def row(what: str, times: list[float], limit: str, processor: float) -> None:
    """Print one line of the table, in milliseconds; ``processor``: seconds of the processor for each."""
    if not times:
        print(f"| {what} | no answer | | | {limit} |", flush=True)
        return
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    print(
        f"| {what} | {statistics.median(times) * 1000:.1f} | {p95 * 1000:.1f} | {processor * 1000:.1f} | {limit} |",
        flush=True,
    )


def keys(what: str, limit: str, window: Window, down: bytes, up: bytes, times: int) -> None:
    """Press a key so many times, turning when nothing answers any more, and print the line."""
    found: list[float] = []
    before = window.processor()
    key, silent = down, 0
    while len(found) < times and silent < 4:
        taken = window.press(key)
        if taken is None:
            key, silent = (up if key == down else down), silent + 1
        else:
            found.append(taken)
            silent = 0
    row(what, found, limit, (window.processor() - before) / max(1, len(found)))


def start(words: list[str], environment: dict[str, str], shown: str, size: tuple[int, int]) -> tuple[float, float]:
    """Start a program and give the seconds until its first whole frame, by the clock and of the processor."""
    window = Window.open(words, environment, size)
    found = window.until(shown), window.processor()
    window.close()
    return found


def at_home(home: Path) -> dict[str, str]:
    """Make a person's own data in a folder, with the tour seen, and give the environment of a terminal that has it."""
    (home / "data").mkdir()
    (home / "data" / "tour-seen").touch()
    return {**os.environ, "QUALCODE_DATA": str(home / "data"), "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def main() -> int:
    """Measure and print."""
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--rounds", type=int, default=5, help="starts of each program")
    told.add_argument("--presses", type=int, default=60)
    told.add_argument("--documents", type=int, default=10_000)
    told.add_argument("--wide", action="store_true", help="200x60 instead of 80x24")
    given = told.parse_args()
    size = (200, 60) if given.wide else (80, 24)
    with tempfile.TemporaryDirectory(prefix="qualcode-terminal-") as place:
        home = Path(place)
        environment = at_home(home)
        app = [sys.executable, "-m", "qualcode", "--lang", "sv", "--project"]
        print(
            f"| what, {size[0]}×{size[1]} | median ms | p95 ms | processor ms | limit |\n| --- | --- | --- | --- | --- |",
            flush=True,
        )
        empty = [sys.executable, "-c", EMPTY]
        few = large(home / "few", 30_000, 300)
        # In turns, so that both meet the same machine.
        bare, ours = [], []
        for _ in range(given.rounds):
            bare.append(start(empty, environment, "nothing here", size))
            ours.append(start([*app, str(few), "tui"], environment, "Uppsala", size))
        clocks = [[clock for clock, _ in told] for told in (bare, ours)]
        spent = [statistics.median(processor for _, processor in told) for told in (bare, ours)]
        allowed = f"{(1.3 * statistics.median(clocks[0]) + 0.45) * 1000:.0f} median; processor {(1.3 * spent[0] + 0.45) * 1000:.0f}"
        row("an empty Textual app, first frame", clocks[0], "", spent[0])
        row("first frame that lists the documents", clocks[1], allowed, spent[1])
        window = Window.open(empty, environment, size)
        window.until("nothing here")
        keys("a key in the empty app that changes one row", "", window, b"j", b"j", given.presses)
        window.close()
        big = large(home / "big", 300_000, 20_000)
        for name, folder in (("30 kB, 300 codings", few), ("300 kB, 20,000 codings", big)):
            window = Window.open([*app, str(folder), "tui"], environment, size)
            window.until("Uppsala")
            os.write(window.master, b"\r")
            opened = window.shows("innesanteckningar")
            window.settle()
            print(f"| the first document, {name}, once the list is there | {opened * 1000:.0f} | | | |", flush=True)
            keys(f"line down, {name}", "5 median, 16 p95", window, DOWN, UP, given.presses)
            keys(f"page down, {name}", "20 median", window, PAGE_DOWN, PAGE_UP, given.presses // 2)
            window.close()
        wide = many(home / "many", given.documents)
        window = Window.open([*app, str(wide), "tui"], environment, size)
        window.until("Uppsala")
        keys(
            f"line down in a list of {given.documents:,} documents", "5 median, 16 p95", window, DOWN, UP, given.presses
        )
        keys(
            f"page down in a list of {given.documents:,} documents",
            "20 median",
            window,
            PAGE_DOWN,
            PAGE_UP,
            given.presses // 2,
        )
        os.write(window.master, b"\r")
        window.shows("ialog ")
        window.settle()
        keys(f"line down in one of {given.documents:,} documents", "5 median, 16 p95", window, DOWN, UP, 20)
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
