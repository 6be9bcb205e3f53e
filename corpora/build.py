"""Builds the demonstration corpora from their marked sources: ``python corpora/build.py`` from the repository root (``make corpus``).

Reads corpora/marked/*.txt and corpora/marked/drafts/*.txt, and of the second wave corpora/marked-2025/*.txt; writes
corpora/lansdialoger-2024/ and corpora/lansdialoger-2025/: the minutes in their formats, drafts/, metadata.csv and truth.yaml, whose
offsets lie in the text that qualcode's own readers decode. Same sources, same bytes.
"""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections import defaultdict
from io import StringIO
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent)]

from marks import MarkError, Source, read_marks, read_source  # noqa: E402
from odt_minutes import build_odt  # noqa: E402
from word_minutes import Decoded, Minutes  # noqa: E402

from qualcode.exchange.reading import read  # noqa: E402

ROOT = Path(__file__).resolve().parent
WAVES = {"2024": "marked", "2025": "marked-2025"}
"""The folder of the marked sources of each wave."""


def made(source: Source) -> tuple[bytes, Decoded]:
    """Give the bytes of a file in the format that its source names, and what a reader must find in it."""
    form = source.header["format"]
    if form.startswith("docx"):
        return Minutes(source).build()
    return build_odt(source) if form == "odt" else typed(source)


def typed(source: Source) -> tuple[bytes, Decoded]:
    """Give the bytes of a text or Markdown file and what a reader must find in it."""
    decoded = Decoded()
    for number, line in enumerate(source.lines, source.first_line):
        decoded.add(
            read_marks(line.rstrip(), f"{source.path}:{number}", word=False),
            before="\n" if number > source.first_line else "",
        )
    decoded.text += "\n"
    text, form = decoded.text, source.header["format"]
    if form == "txt-crlf":
        text = text.replace("\n", "\r\n")
    try:
        return text.encode("cp1252" if form == "txt-cp1252" else "utf-8"), decoded
    except UnicodeEncodeError as fault:
        raise MarkError(f"{source.path}:1: {text[fault.start]!r} does not exist in cp1252") from fault


def judgements(source: Source, decoded: Decoded) -> dict[str, str]:
    """Give the cell's judgement of each code: its evidence's one status, mixed for present and absent, else the header's own."""
    shown: dict[str, set[str]] = defaultdict(set)
    for one in decoded.evidence:
        shown[one.code].add(one.status)
    found = {}
    for code, statuses in shown.items():
        if code in source.judged:
            found[code] = source.judged[code]
        elif len(statuses) == 1:
            found[code] = next(iter(statuses))
        elif {"present", "absent"} <= statuses:
            found[code] = "mixed"
        else:
            raise MarkError(f"{source.path}:1: {code} is shown as {sorted(statuses)}; say which holds: @judge {code}=…")
    return dict(sorted({**found, **source.judged}.items()))


def write_one(source: Source, folder: Path) -> tuple[str, Decoded]:
    """Write one file, read it back with qualcode's reader and compare; give its name and what is in it."""
    name = unicodedata.normalize("NFC", source.header["file"])
    data, decoded = made(source)
    path = folder / name
    path.write_bytes(data)
    text = read(path).text
    if text != decoded.text:
        at = next(
            (n for n, (a, b) in enumerate(zip(text, decoded.text, strict=False)) if a != b),
            min(len(text), len(decoded.text)),
        )
        raise MarkError(
            f"{source.path}:1: the reader finds {text[at - 20 : at + 40]!r} where {decoded.text[at - 20 : at + 40]!r} was meant"
        )
    return name, decoded


def entry(source: Source, name: str, decoded: Decoded) -> list[str]:
    """Give the truth of one document as lines of YAML."""
    text = decoded.text
    rows = [
        f"  - file: {quoted(name)}",
        f"    case: {quoted(source.header['case'])}",
        f"    date: {quoted(source.header['date'])}",
        f"    format: {source.header['format']}",
        f"    participants: {int(source.header['participants'])}",
        "    judgements:",
        *(f"      {code}: {status}" for code, status in judgements(source, decoded).items()),
        "    evidence:",
        *(
            f"      - {{code: {e.code}, status: {e.status}, start: {e.start}, end: {e.end}, text: {quoted(text[e.start : e.end])}}}"
            for e in sorted(decoded.evidence, key=lambda e: (e.start, e.end, e.code))
        ),
        "    pii:",
        *(
            f"      - {{type: {p.type}, start: {p.start}, end: {p.end}, text: {quoted(text[p.start : p.end])}}}"
            for p in sorted(decoded.personal, key=lambda p: (p.start, p.end))
        ),
    ]
    if decoded.aside:
        rows.append("    aside:")
        rows += [
            f"      - {{type: {kind}, text: {quoted(words)}, where: {where}}}" for kind, words, where in decoded.aside
        ]
    return rows


def quoted(text: str) -> str:
    """Give a text as a double-quoted YAML scalar."""
    return json.dumps(text, ensure_ascii=False)


def clear(target: Path) -> None:
    """Take away what an earlier run made, as its own table lists it; decisions and published figures beside the minutes stay."""
    table = target / "metadata.csv"
    if not table.exists():
        return
    with table.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter=";"):
            (target / row["file"]).unlink(missing_ok=True)


def build(target: Path, marked: Path, wave: str = "2024") -> list[str]:
    """Build the corpus of one wave into ``target`` and give the names of the files made."""
    clear(target)
    target.mkdir(parents=True, exist_ok=True)
    if (marked / "drafts").is_dir():
        (target / "drafts").mkdir(exist_ok=True)
    truth: dict[str, list[str]] = {"documents": [], "drafts": []}
    table = StringIO(newline="")
    rows = csv.writer(table, delimiter=";", lineterminator="\n")
    rows.writerow(("file", "case", "wave", "date", "status"))
    names = []
    for part, folder in (("documents", target), ("drafts", target / "drafts")):
        for path in sorted((marked if part == "documents" else marked / "drafts").glob("*.txt")):
            source = read_source(path)
            name, decoded = write_one(source, folder)
            inside = name if part == "documents" else f"drafts/{name}"
            if inside in names:
                raise MarkError(f"{path}:1: {name} is made twice")
            names.append(inside)
            status = source.header.get("status", "approved" if part == "documents" else "draft")
            rows.writerow((inside, source.header["case"], wave, source.header["date"], status))
            truth[part] += entry(source, inside, decoded)
    (target / "metadata.csv").write_text(table.getvalue(), encoding="utf-8")
    head = [
        f"# Made by corpora/build.py from corpora/{marked.name}/; offsets are code points in the text that the readers decode.",
        f"wave: {quoted(wave)}",
    ]
    body = [row for part, rows in truth.items() for row in ([f"{part}:", *rows] if rows else [f"{part}: []"])]
    (target / "truth.yaml").write_text("\n".join([*head, *body]) + "\n", encoding="utf-8")
    return names


if __name__ == "__main__":
    for year, sources in WAVES.items():
        home = ROOT / f"lansdialoger-{year}"
        try:
            print(f"{len(build(home, ROOT / sources, year))} files in {home}")
        except MarkError as fault:
            sys.exit(str(fault))
