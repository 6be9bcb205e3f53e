"""What a codebook costs to read and to change, beside the same without the short ways: `python benchmarks/codebooks.py [CODEBOOK]`.

Reading: libyaml first, beside ruamel.yaml alone. Changing: the themes that a change touches, beside the whole file, for the codebook and
for a made one of 20,000 indicators. Everything in turns of one run; processor time, the least of the turns, since whatever else the
machine does only ever adds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from unittest import mock

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.codebook_changes import Reshaped, moved
from qualcode.exchange import codebook_dumping, yaml_tree
from qualcode.exchange.codebook_dumping import dump
from qualcode.exchange.codebook_files import load, load_alone, parse

TURNS = 5
DEFAULT = Path(__file__).resolve().parent.parent / "codebooks" / "overenskommelsen.yaml"


def spent(work: Callable[[], object]) -> float:
    """Give the milliseconds of processor time that something takes."""
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main() -> None:
    """Measure and print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    text = path.read_text(encoding="utf-8")
    book = load(path)
    theme = book.themes[0]
    new = Code(id="ny-kod", path=f"{theme.id}/ny-kod", names={"sv": "Ny kod"}, kind=theme.kind)
    changed = replace(book, themes=(replace(theme, children=(*theme.children, new)), *book.themes[1:]))
    no_libyaml = mock.patch.object(yaml_tree, "quick_events", return_value=None)
    no_cut = mock.patch.object(codebook_dumping, "touched_themes", return_value=None)

    def slowly(*ways: AbstractContextManager[object], work: Callable[[], object]) -> float:
        with ExitStack() as held:
            for way in ways:
                held.enter_context(way)
            return spent(work)

    def change() -> str:
        return dump(changed, like=text, before=book)

    quick, careful, heard, cut, whole, before = [list[float]() for _ in range(6)]
    for _ in range(TURNS):
        quick.append(spent(lambda: load_alone(path)))
        careful.append(slowly(no_libyaml, work=lambda: load_alone(path)))
        heard.append(spent(lambda: load(path)))
        cut.append(spent(change))
        whole.append(slowly(no_cut, work=change))
        before.append(slowly(no_cut, no_libyaml, work=change))
    print(f"A codebook of {len(text.encode()) // 1000} kB, the least of {TURNS} turns, processor time.\n")
    print("| what | ms | beside | ms | ratio |\n| --- | --- | --- | --- | --- |")
    rows = (
        ("read", quick, "with ruamel.yaml alone", careful),
        ("read with its second opinion", heard, "without it", quick),
        ("a code added, as text", cut, "the whole file written", whole),
        ("the same", cut, "and read with ruamel.yaml alone", before),
    )
    for what, ours, beside, theirs in rows:
        tell(what, ours, beside, theirs)
    changes_of_themes(f"{len(text.encode()) // 1000} kB", text, load_alone(path), TURNS)
    large = made_text()
    found, faults = parse(large)
    changes_of_themes("20,000 indicators", large, found, 2) if found else print(*faults)


def tell(what: str, ours: list[float], beside: str, theirs: list[float]) -> None:
    """Print a row."""
    print(f"| {what} | {min(ours):.0f} | {beside} | {min(theirs):.0f} | {min(ours) / min(theirs):.2f} |")


def changes_of_themes(size: str, text: str, book: Codebook, turns: int) -> None:
    """Measure changes that touch two themes, one and the counts, and beside them reading the text, which each of them does."""
    first, second = book.themes[:2]
    code = first.children[0]
    counted = replace(book.counts[0], label={"sv": "Annat"}) if book.counts else None
    shaped = {
        "a code put into another theme": moved(book, code.path, second.id),
        "two themes' briefs": Reshaped(
            replace(
                book, themes=tuple(replace(t, brief={"sv": "Kort"}) if t in (first, second) else t for t in book.themes)
            ),
            {},
        ),
    }
    if counted:
        shaped["a count"] = Reshaped(replace(book, counts=(counted, *book.counts[1:])), {})
    for what, one in shaped.items():
        lines = {new: old for old, new in one.moved.items()}

        def change(one: Reshaped = one, lines: dict[str, str] = lines) -> str:
            return dump(one.book, like=text, moved=lines, before=book)

        cut, whole, read = list[float](), list[float](), list[float]()
        for _ in range(turns):
            cut.append(spent(change))
            with mock.patch.object(codebook_dumping, "touched_themes", return_value=None):
                whole.append(spent(change))
            read.append(spent(lambda: parse(text)))
        tell(f"{size}: {what}", cut, "the whole file written, as before", whole)
        tell(f"{size}: {what}", cut, "reading the text once", read)


def made_text() -> str:
    """Give a codebook of ten themes with 400 codes and 20,000 indicators of invented words."""
    lines = ["id: stor\n", 'version: "1"\n', "themes:\n"]
    for theme in range(10):
        lines.append(f"\n  # tema {theme}\n  - id: tema-{theme}\n    codes:\n")
        for code in range(40):
            lines.append(f"      - id: kod-{theme}-{code}\n        indicators:\n")
            lines += [f'          - words: [ord{theme}a{code}b{n}, "*term{theme}a{code}b{n}"]\n' for n in range(50)]
    return "".join([*lines, "\ncounts:\n  - id: n\n    label: N\n    count: tema-9/kod-9-1\n"])


if __name__ == "__main__":
    main()
