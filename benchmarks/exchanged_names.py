"""How many are found when others had been there: `python benchmarks/exchanged_names.py [SEED …]`.

In the marked development minutes every person is exchanged for another of the same initials, drawn from the lists of names: half
common, a quarter rare, a quarter words as well ("Sten", "Berg"). Who is who stays, and so do initials and whatever stands around.
The rules were written on these minutes but not on these names; each seed is another draw. Printed are sums alone.
"""

from __future__ import annotations

import random
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "corpora"), str(ROOT / "benchmarks")]

from accuracy import DIRECT, Marked, minutes  # noqa: E402

from qualcode.anonymise.name_lists import given_band, given_names, surname_band, surnames  # noqa: E402
from qualcode.domain.finding import Level  # noqa: E402
from qualcode.language.known_words import is_word  # noqa: E402
from qualcode.usecases.hiding import hide  # noqa: E402

FOLDERS = ("marked", "practice/minutes", "practice/names", "practice/names-more")
_PART = re.compile(r"[^\W\d_]{3,}")
_COMMON, _MOST_LETTERS = 1000, 4
Pools = Mapping[str, tuple[list[str], list[str], list[str]]]


def pools(names: Mapping[str, int]) -> Pools:
    """Give the names of a list by their first letter: common ones, rare ones, and common ones that are words as well."""
    held: dict[str, tuple[list[str], list[str], list[str]]] = defaultdict(lambda: ([], [], []))
    for name, band in sorted(names.items()):
        if name.isalpha() and len(name) > 2 and name[1:].islower():
            common = band >= _COMMON
            held[name[0]][0 if common else 1].append(name)
            if common and is_word(name.lower()):
                held[name[0]][2].append(name)
    return held


def drawn(name: str, by_letter: Pools, chance: random.Random) -> str:
    """Draw a name with the same first letter; the name itself when there is none."""
    common, rare, words = by_letter.get(name[0], ([], [], []))
    share = chance.random()
    pool = common if share < 0.5 else rare if share < 0.75 else words or common
    return chance.choice(pool) if pool else name


def exchanged(
    one: Marked, chance: random.Random, givens: Pools, lasts: Pools
) -> tuple[str, list[tuple[int, int, str]]]:
    """Give a minutes' text with other people in it, and where its marks are then."""
    held = {p for start, end, kind in one.personal if kind == "person" for p in _PART.findall(one.text[start:end])}
    held = {p.title() for p in held if p[0].isupper() and not (p.isupper() and len(p) <= _MOST_LETTERS)}
    other: dict[str, str] = {}
    for name in sorted(held, key=lambda n: (len(n), n)):
        if name.endswith("s") and name[:-1] in other:
            other[name] = other[name[:-1]].removesuffix("s") + "s"
        else:
            other[name] = drawn(name, givens if given_band(name) >= surname_band(name) else lasts, chance)

    def exchange(part: re.Match[str]) -> str:
        name = part.group()
        new = other.get(name.title() if name[0].isupper() else name, name)
        return new.upper() if name.isupper() and new != name else new

    text, marks, at = "", [], 0
    for start, end, kind in sorted(one.personal):
        text += one.text[at:start]
        begin = len(text)
        text += _PART.sub(exchange, one.text[start:end]) if kind == "person" else one.text[start:end]
        marks.append((begin, len(text), kind))
        at = end
    return text + one.text[at:], marks


def main() -> int:
    """Print a row for each seed, in the letters they have and in small ones."""
    givens, lasts = pools(given_names()), pools(surnames())
    print(
        "| draw | direct identifiers found whole | hits on nothing marked | in small letters |\n| --- | --- | --- | --- |"
    )
    for seed in map(int, sys.argv[1:] or ("1", "2", "3")):
        chance = random.Random(seed)  # noqa: S311 - no secret hangs on it
        found, false, of = [0, 0], 0, 0
        for folder in FOLDERS:
            for one in minutes(ROOT / "corpora" / folder):
                text, marks = exchanged(one, chance, givens, lasts)
                small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
                direct = [mark for mark in marks if mark[2] in DIRECT]
                of += len(direct)
                for n, written in enumerate((text, small)):
                    hits = hide(written, level=Level.PUBLISHED, case=one.case).hits
                    covered = {at for hit in hits for at in range(hit.start, hit.end)}
                    found[n] += sum(
                        all(at in covered or not written[at].isalnum() for at in range(start, end))
                        for start, end, _ in direct
                    )
                    false += n == 0 and sum(
                        hit.type.value in DIRECT and not any(s < hit.end and hit.start < e for s, e, _ in marks)
                        for hit in hits
                    )
        print(f"| {seed} | {found[0] / of:.4f} of {of} | {false} | {found[1] / of:.4f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
