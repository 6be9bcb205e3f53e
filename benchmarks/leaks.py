"""How fast a finished file is searched for a vault's names, and in how much memory: `python benchmarks/leaks.py`.

The text is the demonstration minutes as they leave the project, repeated to 24 MB and cut into the pieces that the check gets; the vault
has 500 names, a hundred of which stand in the text once. The exact part (whole words in any case, genitives, plurals, slips, line
ends, addresses) stands beside one `bytes.find` a name, which knows no word borders, one regular expression of all names, and an
Aho–Corasick automaton, in the same run. Times are of the processor, so that other work on the machine counts for little. Memory is Python's
own peak (tracemalloc) over a text file of 100 MB, searched by the exact part.
"""

from __future__ import annotations

import random
import re
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import ahocorasick  # noqa: E402

from qualcode.anonymise.leakcheck import LeakChecker  # noqa: E402
from qualcode.anonymise.name_lists import given_names, surnames  # noqa: E402
from qualcode.anonymise.original_words import OriginalWords  # noqa: E402
from qualcode.anonymise.pseudonymising import pseudonymise  # noqa: E402
from qualcode.anonymise.vault import Original  # noqa: E402
from qualcode.domain.finding import Audience, HitType, Level  # noqa: E402
from qualcode.exchange.charsets import decode  # noqa: E402
from qualcode.exchange.read_raw import parts  # noqa: E402
from qualcode.language.known_words import is_word  # noqa: E402
from qualcode.language.plain_letters import plain_letters  # noqa: E402

ROUNDS = 3
BYTES = 24_000_000
NAMES = 500
PLANTED = 100


def vault() -> list[str]:
    """Give 500 invented people: a common given name and a surname that is no word."""
    chance = random.Random(4)  # noqa: S311 - the same names every time
    last = sorted(n for n in surnames() if len(n) > 5 and not is_word(n.lower()))
    first = sorted(n for n, band in given_names().items() if band >= 10_000)
    return [f"{chance.choice(first)} {name}" for name in chance.sample(last, NAMES)]


def minutes() -> str:
    """Give the demonstration minutes as they leave the project: names and places replaced."""
    folder = ROOT / "corpora" / "lansdialoger-2024"
    files = (p for p in sorted(folder.rglob("*")) if p.suffix in {".md", ".txt"})
    return "\n".join(pseudonymise(decode(p.read_bytes(), p.name)[0], level=Level.PUBLISHED).text for p in files)


def pieces(names: list[str]) -> list[str]:
    """Give 24 MB of minutes in pieces of a megabyte, with names in them."""
    text = minutes() + "\n"
    size = len(text.encode())
    made = [text] * (BYTES // size + 1)
    for number in range(PLANTED):
        made[number % len(made)] += f"Det sa {names[number]} i går.\n"
    whole = "".join(made)
    cuts = range(0, len(whole), 1_000_000)
    return [whole[at : at + 1_000_000] for at in cuts]


def timed(label: str, work: Callable[[], int], megabytes: float) -> None:
    times = []
    found = 0
    for _ in range(ROUNDS):
        begun = time.process_time()
        found = work()
        times.append(time.process_time() - begun)
    median = statistics.median(times)
    print(
        f"| {label} | {megabytes / median:.1f} | {megabytes / max(times):.1f}–{megabytes / min(times):.1f} | {found} |"
    )


def exact(names: list[str], text: list[str]) -> Callable[[], int]:
    """The exact part as the check does it, with nothing remembered from an earlier run."""

    def run() -> int:
        sought = OriginalWords((name, HitType.PERSON) for name in names)
        return sum(1 for piece in text for _ in sought.find(plain_letters(piece)))

    return run


def automaton(names: list[str], text: list[str]) -> Callable[[], int]:
    made = ahocorasick.Automaton()
    for form in (f for name in names for f in (name, name.upper())):
        made.add_word(form, form)
    made.make_automaton()
    return lambda: sum(1 for piece in text for _ in made.iter(piece))


def memory(names: list[str]) -> None:
    """Print the peak of memory over a file of 100 MB."""
    sentence = "Länet har en handlingsplan som följs upp varje år av styrgruppen.\n" * 1000
    block = (sentence + f"Det sa {names[7]} i går.\n").encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "big.txt"
        with path.open("wb") as stream:
            while stream.tell() < 100_000_000:
                stream.write(block)
        sought = OriginalWords((name, HitType.PERSON) for name in names)
        tracemalloc.start()
        found = sum(1 for _, piece in parts(path) for _ in sought.find(plain_letters(piece)))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    print(f"\nPeak of memory over a text file of 100 MB: {peak / 1e6:.0f} MB ({found} names found).")


def main() -> int:
    names = vault()
    text = pieces(names)
    size = sum(len(piece.encode()) for piece in text) / 1e6
    raw = "".join(text).encode()
    wanted = [name.encode() for name in names]
    pattern = re.compile("|".join(re.escape(name) for name in names))
    print(f"{size:.0f} MB of text, {NAMES} names, {ROUNDS} rounds; MB/s as median and range.\n")
    print("| search | MB/s | range | found |")
    print("| --- | --- | --- | --- |")
    timed("the leak check's exact part", exact(names, text), size)
    timed(
        "one `bytes.find` a name, first place only, no word borders",
        lambda: sum(raw.find(w) >= 0 for w in wanted),
        size,
    )
    timed(
        "one regular expression of all names", lambda: sum(1 for piece in text for _ in pattern.finditer(piece)), size
    )
    timed("an Aho–Corasick automaton (pyahocorasick), names and capitals", automaton(names, text), size)
    originals = [Original(str(n), name, HitType.PERSON) for n, name in enumerate(names)]
    some = text[:2]
    share = sum(len(piece.encode()) for piece in some) / 1e6
    checker = LeakChecker(originals, Audience.PUBLISHED)
    next(checker.check([("warm", "Det sa Anna Berg.")]), None)
    timed("the whole check, with all finders", lambda: sum(1 for _ in checker.check(("text", p) for p in some)), share)
    memory(names)
    return 0


if __name__ == "__main__":
    sys.exit(main())
