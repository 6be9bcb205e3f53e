"""Read a thousand mutated files in this one process: `python mutated_reading.py KIND FOLDER SEED COUNT`.

A process of its own, so that an alarm can end a reader that hangs in C, a limit can hold its memory, and a crash of the
interpreter is seen as one. What it is about to read lies in FOLDER/now.<suffix>, what it found in FOLDER/found.jsonl.
"""

from __future__ import annotations

import io
import json
import random
import re
import resource
import shutil
import signal
import sys
import traceback
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

from mutated_readers import (
    read_codebook,
    read_codes_file,
    read_decisions,
    read_documents_table,
    read_minutes,
    read_pages,
    read_project_guide,
    read_refi_project,
    read_saved_queries,
)
from mutated_seeds import (
    ANSWERS,
    CODEBOOK,
    CODES,
    GUIDE,
    MARKDOWN,
    QUERIES,
    RTF,
    SNAPSHOT,
    SRT,
    TABLE,
    TEXT,
    VTT,
    answers_workbook,
    open_document,
    pdf_file,
    project_file,
    word_file,
    workbook,
)

from qualcode.domain.errors import QualcodeError

SECONDS = 5
"""Of the processor; on the clock ten times as many, since the machine may be busy with much else."""
MEMORY = 2_000_000_000
ENOUGH = 5
LONGEST_SENTENCE = 500
CHARSETS = (
    "utf-8",
    "utf-8-sig",
    "cp1252",
    "latin-1",
    "mac_roman",
    "cp850",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
)
NASTY = (
    *(
        b"\x00",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\x1a",
        b"\r",
        b"\xed\xa0\x80",
        b"\xc0\x80",
        b"\xf4\x90\x80\x80",
        b"\x85",
    ),
    *(b'"', b"'", b"{", b"}", b"{0}", b"%s", b"&", b"<", b">", b"]]>", b"&#0;", b"&#xD800;", b"*", b"---\n", b"...\n"),
    *(b"sep=", b'sep="\n', b"sep=\n", b"- ", b"? ", b": ", b"| ", b"!!", b"1e999", b"-1", b"9" * 400, b"0x", b".nan"),
    *(rb'"\ud800"', rb'"\e[31m"', rb'"\0"', rb'"a\nb"', rb'"\uFFFE\x07"', b'"a\nb"', b"_x001B_", b"_x0000_", b"&#27;"),
    *("\u0301\u2028\u200f\ufeff\ufffe\U0001f1f8".encode(), "İſßﬁ".encode(), b"\t" * 50, b"(" * 200, b"[" * 200),
)
"""What breaks readers: byte-order marks, half letters, quotes, format fields, figures without end."""


def shaken(data: bytes, chance: random.Random) -> bytes:
    """Give bytes changed in one to four places: flips, cuts, splices, repeats, swaps, nasty words."""
    spoilt = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        size = len(spoilt)
        if not size:
            break
        at = chance.randrange(size)
        long = min(chance.choice((1, 4, 30, 400)), size - at)
        match chance.randrange(7):
            case 0:
                for _ in range(chance.choice((1, 1, 8))):
                    spoilt[chance.randrange(size)] ^= 1 << chance.randrange(8)
            case 1 if chance.random() < 0.5:
                del spoilt[at:]
            case 1 | 2:
                del spoilt[at : at + long]
            case 3:
                other = chance.randrange(size)
                spoilt[at:at] = spoilt[other : other + long]
            case 4:
                spoilt[at : at + long] = bytes(spoilt[at : at + long]) * chance.choice((2, 20, 300))
            case 5:
                spoilt[at:at] = chance.choice(NASTY) * chance.choice((1, 1, 1, 40))
            case _:
                lines = bytes(spoilt).split(b"\n")
                chance.shuffle(lines)
                spoilt = bytearray(b"\n".join(lines))
    return bytes(spoilt)


def recoded(text: str, chance: random.Random) -> bytes:
    """Give a text in an odd charset, decomposed or with other line ends now and then."""
    if chance.random() < 0.2:
        text = unicodedata.normalize("NFD", text)
    text = text.replace("\n", chance.choice(("\n", "\n", "\r\n", "\r", "\u2028", "\x85")))
    return text.encode(chance.choice(CHARSETS), "replace")


def odd_value(text: str, chance: random.Random) -> bytes:
    """Give a text in which one cell or value is something else."""
    places = list(re.finditer(r"(?<=[:;,\[ ])[^:;,\[\]{}\n]+(?=[;,\]}\n])", text))
    met = chance.choice(places)
    return text[: met.start()].encode() + chance.choice((b"", b" ")) + chance.choice(NASTY) + text[met.end() :].encode()


def shaken_text(text: str, chance: random.Random) -> bytes:
    """Give a text mutated as bytes, in UTF-8 or an odd charset, or whole in an odd charset."""
    if chance.random() < 0.3:
        return odd_value(text, chance)
    data = recoded(text, chance) if chance.random() < 0.4 else text.encode()
    return data if chance.random() < 0.1 else shaken(data, chance)


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_PIECE = re.compile(rb"<[^>]*>|\"[^\"]*\"|[^<>\"]+")


def shaken_xml(data: bytes, chance: random.Random) -> bytes:
    """Give XML with elements repeated, dropped, swapped or with other values: mostly still XML, and no longer sensible."""
    pieces = _PIECE.findall(data)
    for _ in range(chance.randint(1, 3)):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randrange(5):
            case 0:
                del pieces[at]
            case 1:
                pieces[at:at] = pieces[other : other + chance.randint(1, 12)]
            case 2:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 3:
                values = [n for n, piece in enumerate(pieces) if b'="' in piece]
                if values:
                    place = chance.choice(values)
                    odd = chance.choice(
                        (b"", b"-1", b"99999999999999999999", b"x", b"1.5", b"NaN", b"../x", b"\xc3\xa5")
                    )
                    pieces[place] = re.sub(rb'="[^"]*"', b'="' + odd + b'"', pieces[place], count=chance.randint(1, 2))
            case _:
                pieces[at : at + 1] = [pieces[at]] * chance.choice((2, 60, 2000))
        if not pieces:
            break
    return b"".join(pieces)


def shaken_package(data: bytes, chance: random.Random, endings: tuple[str, ...] = (".xml", ".rels")) -> bytes:
    """Give a package mutated as a zip or, more often, inside one or two of its parts."""
    if chance.random() < 0.3:
        return shaken(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    read = [n for n in parts if n.endswith(endings) and "theme" not in n]
    for name in chance.sample(read, chance.randint(1, 2)):
        match chance.randrange(8):
            case 0:
                del parts[name]
            case 1:
                parts[name] = parts[chance.choice(read if len(read) > 2 else [name])] if name in parts else b""
            case 2 | 3:
                parts[name] = shaken(parts[name], chance)
            case _:
                parts[name] = shaken_xml(parts[name], chance)
        if name not in parts:
            read.remove(name)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def package_mutator(whole: bytes, endings: tuple[str, ...] = (".xml", ".rels")) -> Callable[[random.Random], bytes]:
    """Give what mutates one package, which is made but once, in its parts with these endings."""
    return lambda chance: shaken_package(whole, chance, endings)


def whole_mutator(whole: bytes) -> Callable[[random.Random], bytes]:
    """Give what mutates one file as bytes."""
    return lambda chance: shaken(whole, chance)


def shaken_snapshot(chance: random.Random) -> bytes:
    """Give the name of a snapshot's file and, from the next line on, its mutated content."""
    name = chance.choice(sorted(SNAPSHOT))
    return name.encode() + b"\n" + shaken_text(SNAPSHOT[name], chance)


def told_plainly(reader: Callable[[Path], None], path: Path) -> None:
    """Run a reader; what it refuses must be told on one line of printable words, of a length that people read."""
    try:
        reader(path)
    except QualcodeError as fault:
        said = str(fault).replace(str(path), "")
        assert _CONTROL.search(said) is None, f"a sentence with control characters: {said[:400]!r}"
        assert len(said) < LONGEST_SENTENCE, f"a sentence of {len(said)} characters: {said[:400]!r}"
        said.encode("utf-8")
        raise


Mutator = Callable[[random.Random], bytes]
KINDS: dict[str, tuple[str, Callable[[Path], None], Callable[[], Mutator]]] = {
    "txt": (".txt", read_minutes, lambda: lambda c: shaken_text(TEXT, c)),
    "md": (".md", read_minutes, lambda: lambda c: shaken_text(MARKDOWN, c)),
    "docx": (".docx", read_minutes, lambda: package_mutator(word_file())),
    "odt": (".odt", read_minutes, lambda: package_mutator(open_document())),
    "rtf": (".rtf", read_minutes, lambda: lambda c: shaken_text(RTF, c)),
    "vtt": (".vtt", read_minutes, lambda: lambda c: shaken_text(VTT, c)),
    "srt": (".srt", read_minutes, lambda: lambda c: shaken_text(SRT, c)),
    "pdf": (".pdf", read_pages, lambda: whole_mutator(pdf_file())),
    "answers": (".csv", read_minutes, lambda: lambda c: shaken_text(ANSWERS, c)),
    "answers-xlsx": (".xlsx", read_minutes, lambda: package_mutator(answers_workbook())),
    "csv": (".csv", read_documents_table, lambda: lambda c: shaken_text(TABLE, c)),
    "xlsx": (".xlsx", read_documents_table, lambda: package_mutator(workbook())),
    "yaml": (".yaml", read_codebook, lambda: lambda c: shaken_text(CODEBOOK, c)),
    "guide": (".yaml", read_project_guide, lambda: lambda c: shaken_text(GUIDE, c)),
    "queries": (".toml", read_saved_queries, lambda: lambda c: shaken_text(QUERIES, c)),
    "snapshot": (".jsonl", read_decisions, lambda: shaken_snapshot),
    "qdc": (".qdc", read_codes_file, lambda: lambda c: (shaken_xml if c.random() < 0.7 else shaken)(CODES.encode(), c)),
    "qdpx": (".qdpx", read_refi_project, lambda: package_mutator(project_file(), (".qde", ".txt"))),
}


def main(kind: str, folder: Path, seed: int, count: int) -> None:
    """Read ``count`` mutated files; stop early when enough is found. Prints how many were read and how many refused."""
    suffix, reader, prepare = KINDS[kind]
    mutate = prepare()
    now = folder / f"now{suffix}"
    found = read = refused = 0
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # The alarms keep their default action, the end of the process: a handler in Python would wait for the C code that hangs.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for number in range(count):
        now.write_bytes(mutate(random.Random(f"{seed} {kind} {number}")))  # noqa: S311 - chance that can be repeated
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(10 * SECONDS)
        try:
            told_plainly(reader, now)
            read += 1
        except QualcodeError:
            refused += 1
        except Exception as fault:  # noqa: BLE001 - whatever else comes out is what is looked for
            found += 1
            shutil.copyfile(now, folder / f"found-{number}{suffix}")
            told = "".join(traceback.format_exception(fault)[-6:])
            with (folder / "found.jsonl").open("a", encoding="utf-8") as lines:
                lines.write(json.dumps({"number": number, "traceback": told}) + "\n")
            if found >= ENOUGH:
                break
        signal.alarm(0)
        signal.setitimer(signal.ITIMER_PROF, 0)
    sys.stdout.write(json.dumps({"read": read, "refused": refused, "found": found}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
