"""How fast files are read and brought in, beside the least that both can cost: `python benchmarks/reading.py [COUNT]`.

Makes COUNT Word files (1,000) of invented minutes with headings, lists, a table, comments and tracked changes; then, in rounds that take
turns so that whatever else the machine does weighs on both alike, opens them with python-docx (which parses the same parts and
builds nothing) and reads them with qualcode. Then imports some of them into a project and compares with reading and
pseudonymising the same files alone. Prints Markdown: the ratios, beside the limits that the project sets itself. Time is the processor's.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

from made_minutes import Minutes  # noqa: E402

READING = 1.5
"""The limit that the project sets itself: reading in times of python-docx opening the same files."""
IMPORTING = 1.3
"""And import in times of reading and pseudonymising."""
ROUNDS = 5
TURNS = 3
IMPORTED = 100
_COUNTIES = ("Uppsala", "Kalmar", "Skåne", "Gotland", "Halland")


def make(folder: Path, count: int, *, template: bool) -> list[Path]:
    """Write ``count`` Word files of invented minutes: python-docx makes one, the others are its package with their own text.

    ``template``: all have the same styles, byte by byte, as files made from one template have; else each its own.
    """
    folder.mkdir(exist_ok=True)
    import docx

    first = docx.Document()
    first.add_heading("Rubrik", 1)
    marked = first.add_paragraph("Text", style="List Bullet")
    first.add_comment(marked.runs, text="Stämmer det?", author="Redaktören", initials="R")
    target = BytesIO()
    first.save(target)
    with zipfile.ZipFile(target) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    head, tail = body[: body.index("<w:p>")], body[body.index("<w:sectPr") :]
    found = []
    for number, text in enumerate(Minutes(count).documents(count)):
        county = _COUNTIES[number % len(_COUNTIES)]
        lines = [_line(f"Dialog med {county} län 2024, grupp {number}", "Heading1")]
        for at, line in enumerate(row for row in text.split("\n") if row.strip()):
            style = "Heading2" if at % 25 == 0 else "ListBullet" if at % 4 == 0 else ""
            lines.append(_line(line, style, inserted=at % 40 == 7))
        row = "".join(f"<w:tc>{_line(words)}</w:tc>" for words in ("Fråga", "Länet har ännu inget svar."))
        table = f"<w:tbl><w:tblPr/><w:tblGrid/>{f'<w:tr>{row}</w:tr>' * 3}</w:tbl>"
        path = folder / f"grupp {number}.docx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, part in parts.items():
                own = part if template or name != "word/styles.xml" else part + f"<!-- {number} -->".encode()
                package.writestr(name, head + "".join(lines) + table + tail if name == "word/document.xml" else own)
        found.append(path)
    return found


def _line(words: str, style: str = "", *, inserted: bool = False) -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'
    run = f'<w:ins w:id="7" w:author="R">{run}</w:ins>' if inserted else run
    return f"<w:p>{style and f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>'}{run}</w:p>"


def spent(run: Callable[[], object]) -> float:
    """Give the processor's seconds that something takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def reading_ratio(paths: Sequence[Path]) -> tuple[float, float]:
    """Give reading in times of python-docx opening the files, and milliseconds a file."""
    import docx

    from qualcode.exchange.reading import read

    read(paths[0])
    share = max(1, len(paths) // ROUNDS)
    ratios, taken = [], []
    for start in range(0, share * ROUNDS, share):
        part = paths[start : start + share]
        opened, own = [], []
        for _ in range(TURNS):
            opened.append(spent(lambda part=part: [docx.Document(str(p)) for p in part]))  # type: ignore[misc]
            own.append(spent(lambda part=part: [read(p) for p in part]))  # type: ignore[misc]
        # What else the machine does only ever adds: the least of the turns is nearest to the work itself.
        ratios.append(min(own) / min(opened))
        taken.append(min(own) / len(part) * 1000)
    return statistics.median(ratios), statistics.median(taken)


def importing_ratios(paths: Sequence[Path], folder: Path) -> dict[str, tuple[float, float, float]]:
    """Give import in times of reading and pseudonymising the same files, to which nothing is written: without a vault and with one.

    Beside it the milliseconds that import takes more, a file, and those that the vault's key takes, once a run: they are in neither.
    An import into a project of its own and the bare work take turns; what is made once a process is made before the first.
    """
    from qualcode.anonymise.register import Register
    from qualcode.exchange.reading import read
    from qualcode.usecases.front_people import front_people
    from qualcode.usecases.hiding import hide
    from qualcode.usecases.importing import import_files
    from qualcode.usecases.project import Project, make_project
    from qualcode.usecases.vault_keeping import new_vault, open_vault

    def alone(part: Sequence[Path]) -> None:
        register = Register()
        for path in part:
            raw = read(path)
            hide(raw.text, case="Uppsala län", register=register, blocks=raw.blocks, participants=front_people(raw))

    def imported(part: Sequence[Path], name: str, passphrase: str | None) -> tuple[float, float]:
        make_project(folder / name)
        with Project.open(folder / name) as project:
            key = 0.0
            if passphrase:
                new_vault(project, passphrase)
                key = spent(lambda: open_vault(project, passphrase))
            return spent(lambda: import_files(project, part, passphrase=passphrase)) - key, key

    ways = {"without": None, "with": "fem gula kajor"}
    share = max(1, len(paths) // ROUNDS)
    alone(paths[:share])
    imported(paths[:share], "first", None)
    found: dict[str, list[tuple[float, float, float]]] = {way: [] for way in ways}
    for number in range(ROUNDS):
        part = paths[number * share : (number + 1) * share]
        bare, own = [], {way: [] for way in ways}  # type: ignore[var-annotated]
        for turn in range(TURNS):
            bare.append(spent(lambda part=part: alone(part)))  # type: ignore[misc]
            for way, passphrase in ways.items():
                own[way].append(imported(part, f"study-{way}-{number}-{turn}", passphrase))
        for way, times in own.items():
            least = min(taken for taken, _ in times)
            more = (least - min(bare)) / len(part) * 1000
            found[way].append((least / min(bare), more, min(key for _, key in times) * 1000))
    return {way: tuple(map(statistics.median, zip(*rounds, strict=True))) for way, rounds in found.items()}  # type: ignore[misc]


def main() -> None:
    """Measure and print."""
    import os

    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["QUALCODE_DATA"] = str(folder / "data")
        paths = make(folder / "template", count, template=True)
        apart = make(folder / "apart", count, template=False)
        size = statistics.fmean(p.stat().st_size for p in paths) / 1000
        ratio, taken = reading_ratio(paths)
        ratio_apart, taken_apart = reading_ratio(apart)
        some = paths[:IMPORTED]
        ratios = importing_ratios(some, folder)
        (bare, more, _), (kept, more_kept, key) = ratios["without"], ratios["with"]
    print(f"{count} Word files of {size:.0f} kB on average; medians of {ROUNDS} rounds.\n")
    print("| what | ratio | limit |\n| --- | --- | --- |")
    said = "in times of python-docx opening the files"
    print(f"| reading files of one template, {said} ({taken:.1f} ms a file) | {ratio:.2f} | {READING} |")
    print(
        f"| reading files with styles of their own, the same ({taken_apart:.1f} ms a file) | {ratio_apart:.2f} | {READING} |"
    )
    alone = "in times of reading and pseudonymising"
    print(f"| import without a vault, {alone} ({more:.0f} ms a file more) | {bare:.2f} | {IMPORTING} |")
    print(f"| import with a vault, the same ({more_kept:.0f} ms more) | {kept:.2f} | {IMPORTING} |")
    print(f"\nA vault's key takes {key:.0f} ms once a run, which is in neither.")


if __name__ == "__main__":
    main()
