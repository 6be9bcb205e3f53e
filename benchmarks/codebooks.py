"""What a codebook costs to read and to change, beside the same without the short ways: `python benchmarks/codebooks.py [CODEBOOK]`.

Reading: libyaml first, beside ruamel.yaml alone. Changing: the one theme that a change touches, beside the whole file. Everything in
turns of one run; processor time, the least of the turns, since whatever else the machine does only ever adds.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from pathlib import Path
from unittest import mock

from qualcode.domain.codebook import Code
from qualcode.exchange import codebook_dumping, yaml_tree
from qualcode.exchange.codebook_files import dump, load, load_alone

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
    no_cut = mock.patch.object(codebook_dumping, "one_theme", return_value=None)

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
        print(f"| {what} | {min(ours):.0f} | {beside} | {min(theirs):.0f} | {min(ours) / min(theirs):.2f} |")


if __name__ == "__main__":
    main()
