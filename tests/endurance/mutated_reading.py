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
from datetime import date
from pathlib import Path

from qualcode.domain.errors import QualcodeError
from qualcode.domain.minutes import Metadata, RawDocument

SECONDS = 5
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

TEXT = """\
Dialog med Gotlands län 17 oktober 2024, utkast

Deltagare:
Ragnhild Ståhlkvist, samordnare, regionen
Torgny Bodelius, skolchef, kommunen

1. Styrning
Länet har en handlingsplan – beslutad i våras – och en budget på 1,5 miljoner.
- Det finns ”ingen” samordnare i Öckerö.
* Nästa år byggs stödet ut.

Stöd
Frågor till 070-174 06 05.
"""
MARKDOWN = """\
---
title: Dialog med länet
case: Gotland
wave: "2024"
date: 17 oktober 2024
status: godkänd
participants:
  - {name: Ragnhild Ståhlkvist, role: samordnare, organisation: regionen}
  - name: Torgny Bodelius
    role: skolchef
---
# Dialog med länet #

Styrning
--------

> Ragnhild säger att *planen* följs upp.

| Fråga | Svar |
|:------|-----:|
| Plan  | ja   |

```
kod
```

1. ett
   - två [länk](http://example.invalid)
"""
TABLE = """\
fil;län;omgång;datum;status;språk;grupp
gotland.md;Gotland;2024;2024-10-17;godkänd;sv;"norra; övre"
dalarna.txt;Dalarna;2024;22 oktober 2024;utkast;svenska;södra
"kronoberg ""utkast"".txt";Kronoberg;2023;5/11 2023;skickad;en;
"""
CODEBOOK = r"""
id: smått
version: "1"
names: {sv: Smått, en: Small}
groups:
  plan: [handlingsplan, "*plan", styrdokument]
  more: [$plan, "ta|tog … fram"]
themes:
  - id: plans   # det som är beslutat
    names: {sv: Planer, en: Plans}
    brief: {sv: Vad som är beslutat, en: What is decided}
    colour: "#3b6ea5"
    codes:
      - id: county-plan
        names: {sv: Länsplan, en: County plan}
        threshold: 0.5
        indicators:
          - words: [$more, "=BUP", ~efterlevandestöd]
            unless: [utkast]
            weight: 0.9
          - near: [[$plan], [suicid*, självmord*]]
            within: 8
          - regex: '\bplan(en)?\s+för\b'
          - tokens: [{LOWER: "plan"}, {LOWER: "mot"}]
        exclude: [trafikplan]
      - id: budget
        names: {sv: Budget, en: Budget}
        kind: request
        indicators:
          - fuzzy: [budget]
            threshold: 90
          - sentence: [[pengar], [år]]
            says: absent
counts:
  - id: with-plan
    label: {sv: Län med plan, en: Counties with a plan}
    count: plans/county-plan and not (plans/budget[present,planned])
    remainder: {sv: ingen plan, en: no plan}
  - id: people
    label: {sv: Deltagare, en: Participants}
    unit: participant
    measure: sum
    of: with-plan
"""


def word_file() -> bytes:
    """Give a Word file with headings, a list, a table, a comment and properties."""
    import docx

    made = docx.Document()
    made.core_properties.title = "Dialog med Gotlands län"
    made.add_heading("Dialog med länet", 1)
    for line in TEXT.splitlines():
        made.add_paragraph(line)
    run = made.add_paragraph("En punkt", style="List Bullet").runs[0]
    made.add_comment([run], text="Stämmer det?", author="Torgny Bodelius", initials="TB")
    cells = made.add_table(rows=2, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "Plan", "ja"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def workbook() -> bytes:
    """Give an Excel table with dates, figures and text."""
    from openpyxl import Workbook

    made = Workbook()
    made.active.append(["fil", "län", "omgång", "datum", "status", "grupp"])
    made.active.append(["gotland.md", "Gotland", 2024, date(2024, 10, 17), "godkänd", 1.5])
    made.active.append(["dalarna.txt", "Dalarna", "2024", "22 oktober 2024", "utkast", True])
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


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


def shaken_package(data: bytes, chance: random.Random) -> bytes:
    """Give an Office file mutated as a zip or, more often, inside one or two of its parts."""
    if chance.random() < 0.3:
        return shaken(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    read = [n for n in parts if n.endswith((".xml", ".rels")) and "theme" not in n]
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


def package_mutator(whole: bytes) -> Callable[[random.Random], bytes]:
    """Give what mutates one Office file, which is made but once."""
    return lambda chance: shaken_package(whole, chance)


def read_minutes(path: Path) -> None:
    """Read minutes and what they belong to; what comes out must hold together."""
    from qualcode.exchange.metadata import resolve
    from qualcode.exchange.reading import read

    raw = read(path)
    assert unicodedata.is_normalized("NFC", raw.text), "the text is not NFC"
    assert "\r" not in raw.text, "the text holds CR"
    assert all(0 <= b.span.start < b.span.end <= len(raw.text) for b in raw.blocks), "a block lies outside the text"
    assert all(0 <= c.at <= len(raw.text) for c in raw.comments), "a comment hangs outside the text"
    for notice in raw.notices:
        notice.sentence.format(**notice.fields)
    raw.text.encode("utf-8")
    check_metadata(resolve(raw, options={}, row=None))


def check_metadata(meta: Metadata) -> None:
    """See that what a document belongs to can be stored and printed."""
    for value in (meta.case, meta.wave, meta.date, meta.language, *meta.attributes, *meta.attributes.values()):
        value.encode("utf-8")
        assert re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value) is None, f"control characters in metadata: {value!r}"


def read_documents_table(path: Path) -> None:
    """Read a table of documents and look a file up in it."""
    from qualcode.exchange.metadata import read_table, resolve, row_of

    row = row_of(read_table(path), Path("minutes/gotland.md"))
    raw = RawDocument(name="gotland.md", format="md", sha256="", text="Vi har en plan.", blocks=())
    check_metadata(resolve(raw, options={}, row=row))


def read_codebook(path: Path) -> None:
    """Check and load a codebook; a fault has a place and a sentence, and a codebook without faults can be saved."""
    from qualcode.exchange.codebook_files import dump, faults, load

    found = faults(path)
    for fault in found:
        assert fault.line >= 1 <= fault.column, "a fault without a place"
        str(fault).encode("utf-8", "surrogatepass")
    codebook = load(path)
    assert not found, "a codebook with faults was loaded"
    dump(codebook, like=path.read_text(encoding="utf-8-sig"))


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
    "csv": (".csv", read_documents_table, lambda: lambda c: shaken_text(TABLE, c)),
    "xlsx": (".xlsx", read_documents_table, lambda: package_mutator(workbook())),
    "yaml": (".yaml", read_codebook, lambda: lambda c: shaken_text(CODEBOOK, c)),
}


def main(kind: str, folder: Path, seed: int, count: int) -> None:
    """Read ``count`` mutated files; stop early when enough is found. Prints how many were read and how many refused."""
    suffix, reader, prepare = KINDS[kind]
    mutate = prepare()
    now = folder / f"now{suffix}"
    found = read = refused = 0
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    # The alarm keeps its default action, the end of the process: a handler in Python would wait for the C code that hangs.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for number in range(count):
        now.write_bytes(mutate(random.Random(f"{seed} {kind} {number}")))  # noqa: S311 - chance that can be repeated
        signal.alarm(SECONDS)
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
    sys.stdout.write(json.dumps({"read": read, "refused": refused, "found": found}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
