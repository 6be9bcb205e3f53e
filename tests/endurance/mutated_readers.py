"""What reads each kind of file, and what must hold of whatever comes out of it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from contextlib import nullcontext, suppress
from pathlib import Path

from mutated_seeds import SNAPSHOT

from qualcode.domain.minutes import Metadata, RawDocument


def read_minutes(path: Path) -> None:
    """Read minutes and what they belong to, changes accepted and undone; what comes out must hold together."""
    from qualcode.exchange.reading import REVISED, Manner, read_all

    for original in (False, True) if path.suffix in REVISED else (False,):
        for raw in read_all(path, Manner(original=original)):
            check_document(raw)


def check_document(raw: RawDocument) -> None:
    """See that a text, its lines and what hangs in it belong together and can be stored."""
    from qualcode.exchange.metadata import BadDateError, resolve

    assert unicodedata.is_normalized("NFC", raw.text), "the text is not NFC"
    assert "\r" not in raw.text, "the text holds CR"
    assert all(0 <= b.span.start < b.span.end <= len(raw.text) for b in raw.blocks), "a block lies outside the text"
    assert all(0 <= c.at <= len(raw.text) for c in raw.comments), "a comment hangs outside the text"
    for notice in raw.notices:
        notice.sentence.format(**notice.fields)
    for said in (raw.text, raw.name, raw.part, *raw.speakers, *(f"{c.author} {c.text}" for c in raw.comments)):
        said.encode("utf-8")
    with suppress(BadDateError) if raw.part else nullcontext():
        # A row may say an impossible date and is refused; the others are read.
        check_metadata(resolve(raw, options={}, row=None))


def check_metadata(meta: Metadata) -> None:
    """See that what a document belongs to can be stored and printed."""
    for value in (meta.case, meta.wave, meta.date, meta.language, *meta.attributes, *meta.attributes.values()):
        value.encode("utf-8")
        assert re.search(r"[\x00-\x08\x0b-\x1f\x7f]", value) is None, f"control characters in metadata: {value!r}"


def forked(*_: object, input: bytes, **__: object) -> subprocess.CompletedProcess[bytes]:  # noqa: A002 - as subprocess.run has it
    """Do in a fork of this process, which has PDFium loaded, what the reader of PDF files does in a fresh process."""
    from qualcode.exchange import pdf_pages

    with tempfile.TemporaryFile() as data, tempfile.TemporaryFile() as told:
        data.write(input)
        data.seek(0)
        sys.stdout.flush()
        child = os.fork()
        if child == 0:
            os.dup2(data.fileno(), 0)
            os.dup2(told.fileno(), 1)
            code = 1
            try:
                sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115 - descriptors
                code = pdf_pages.main()
                sys.stdout.flush()
            except MemoryError:
                code = pdf_pages.LARGE
            finally:
                os._exit(code)
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        assert code != 1, "a traceback in the process that reads"
        told.seek(0)
        return subprocess.CompletedProcess([], code, told.read(), b"")


def read_pages(path: Path) -> None:
    """Read a PDF file; PDFium itself may end its process, the reader may not."""
    import pypdfium2  # noqa: F401 - loaded once, before the forks

    from qualcode.exchange import read_pdf

    read_pdf.subprocess.run = forked  # type: ignore[assignment]
    read_minutes(path)


def read_documents_table(path: Path) -> None:
    """Read a table of documents and look a file up in it."""
    from qualcode.exchange.document_table import read_table, row_of
    from qualcode.exchange.metadata import resolve

    row = row_of(read_table(path), Path("minutes/gotland.md"))
    raw = RawDocument(name="gotland.md", format="md", sha256="", text="Vi har en plan.", blocks=())
    check_metadata(resolve(raw, options={}, row=row))


def read_codebook(path: Path) -> None:
    """Check and load a codebook; a fault has a place and a sentence, and a codebook without faults can be saved."""
    from qualcode.exchange.codebook_dumping import dump
    from qualcode.exchange.codebook_files import faults, load

    found = faults(path)
    for fault in found:
        assert fault.line >= 1 <= fault.column, "a fault without a place"
        str(fault).encode("utf-8", "surrogatepass")
    codebook = load(path)
    assert not found, "a codebook with faults was loaded"
    dump(codebook, like=path.read_text(encoding="utf-8-sig"))


def read_codes_file(path: Path) -> None:
    """Read a codebook of REFI-QDA; what comes out is a codebook that the program itself takes."""
    from qualcode.exchange.refi_codebook import read_codebook

    check_codes(read_codebook(path, "sv"))


def check_codes(read: object) -> None:
    """See that a codebook that was read can be written, and read again without faults."""
    from qualcode.exchange.codebook_dumping import dump
    from qualcode.exchange.codebook_files import parse

    assert not parse(dump(read.codebook))[1], "codes that make a codebook with faults"  # type: ignore[attr-defined]


def read_refi_project(path: Path) -> None:
    """Read a project of REFI-QDA; passages lie in their texts, and its codes make a codebook."""
    from qualcode.exchange.read_refi import read_project

    read = read_project(path, "sv")
    for source in read.sources:
        assert unicodedata.is_normalized("NFC", source.text), "the text is not NFC"
        assert "\r" not in source.text, "the text holds CR"
        for mark in source.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(source.text), "a passage lies outside its text"
            assert mark.span.of(source.text).strip(), "a passage without words"
        for said in (source.text, source.name, *source.told, *source.told.values(), *(n.text for n in source.notes)):
            said.encode("utf-8")
    for notice in read.left:
        notice.sentence.format(**notice.fields)
    if read.codebook is not None and read.codebook.themes:
        check_codes(read)


def beside(path: Path, name: str) -> Path:
    """Give the folder of a file with its content under the name that a reader looks for."""
    (path.parent / name).write_bytes(path.read_bytes())
    return path.parent


def read_project_guide(path: Path) -> None:
    """Read a question guide and ask it about a heading."""
    from qualcode.engine.segmenting import focus_of
    from qualcode.exchange.guide_file import read_guide

    focus_of("Vad har ni på papper?", read_guide(beside(path, "question-guide.yaml")))


def read_saved_queries(path: Path) -> None:
    """Read saved queries; what was read can be written, and read the same."""
    from qualcode.exchange.queries_file import queries_text, read_queries

    found = read_queries(beside(path, "queries.toml"))
    (path.parent / "queries.toml").write_text(queries_text(found), encoding="utf-8")
    assert read_queries(path.parent) == found, "saved queries do not read back the same"


def read_decisions(path: Path) -> None:
    """Read a snapshot of which one file is mutated; what was read is written, and read the same."""
    from qualcode.exchange.snapshot_files import files_of, read_snapshot

    folder = path.parent / "snapshot"
    name, _, content = path.read_bytes().partition(b"\n")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for one, text in SNAPSHOT.items():
        (folder / one).write_bytes(content if one == name.decode() else text.encode())
    found, conflicts = read_snapshot(folder)
    if not conflicts:
        for one, data in files_of(found).items():
            (folder / one).parent.mkdir(exist_ok=True)
            (folder / one).write_bytes(data)
        assert read_snapshot(folder)[0] == found, "a snapshot does not read back the same"
