from __future__ import annotations

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest

from qualcode.domain.errors import FileMissingError, NotAFileError, QualcodeError, Sentence
from qualcode.domain.minutes import RawDocument
from qualcode.exchange import (
    charsets,
    codebook_files,
    document_table,
    file_guards,
    metadata,
    minutes_language,
    minutes_status,
    packages,
    read_docx,
    read_markdown,
    reading,
    tables,
)
from qualcode.usecases.project import make_project

BODY = "<w:p><w:r><w:t>text</w:t></w:r></w:p>"


def refused(path: Path, kind: type[QualcodeError], part: str) -> None:
    with pytest.raises(kind) as caught:
        reading.read(path)
    sentence = str(caught.value)
    assert str(path) in sentence
    assert part in sentence
    assert sentence.endswith(".")
    assert "{" not in sentence


def put(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_an_old_word_file_under_a_new_name(tmp_path: Path) -> None:
    refused(
        put(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        packages.OldOfficeError,
        "old Office format",
    )


def test_a_file_behind_a_password(tmp_path: Path) -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    refused(put(tmp_path, "a.docx", data), packages.LockedPackageError, "password")


def test_not_a_package_at_all(tmp_path: Path) -> None:
    refused(put(tmp_path, "a.docx", b"%PDF-1.7 ..."), file_guards.WrongContentError, "not a .docx file")


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_a_truncated_file(tmp_path: Path, kit: SimpleNamespace, keep: float) -> None:
    whole = kit.package(BODY)
    refused(put(tmp_path, "a.docx", whole[: int(len(whole) * keep)]), packages.BrokenPackageError, "damaged")


def test_a_part_with_broken_bytes(tmp_path: Path, kit: SimpleNamespace) -> None:
    data = bytearray(kit.package("<w:p><w:r><w:t>" + "åäö" * 300 + "</w:t></w:r></w:p>"))
    with zipfile.ZipFile(BytesIO(bytes(data))) as package:
        info = package.getinfo("word/document.xml")
    at = info.header_offset + 60
    data[at : at + 8] = b"\xff" * 8
    refused(put(tmp_path, "a.docx", bytes(data)), packages.BrokenPackageError, "word/document.xml")


def test_a_part_whose_name_gives_orders_to_the_terminal(tmp_path: Path, kit: SimpleNamespace) -> None:
    parts = {name: data for name, data in _parts(kit).items() if "document" not in name}
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    rels = f'<Relationships xmlns="{space}"><Relationship Id="r1" Type="{{}}" Target="{{}}"/></Relationships>'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    name = "word/d\x7foc.xml"
    types = _parts(kit)["[Content_Types].xml"]
    assert isinstance(types, bytes)
    parts |= {
        "_rels/.rels": rels.format(office, name),
        name: "<broken",
        "[Content_Types].xml": types.replace(b"word/document.xml", name.encode()),
    }
    with pytest.raises(QualcodeError) as caught:
        reading.read(put(tmp_path, "a.docx", kit.zip(parts)))
    assert "\x7f" not in str(caught.value)
    assert "\ufffd" in str(caught.value)


def test_broken_xml(tmp_path: Path, kit: SimpleNamespace) -> None:
    data = kit.zip({**_parts(kit), "word/document.xml": f"<w:document {kit.names}><w:body>"})
    refused(put(tmp_path, "a.docx", data), packages.BrokenPackageError, "word/document.xml")


def _parts(kit: SimpleNamespace) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(kit.package(BODY))) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_bomb_of_one_tight_part(tmp_path: Path, kit: SimpleNamespace) -> None:
    data = kit.zip({**_parts(kit), "word/media/x.bin": bytes(30_000_000)})
    refused(put(tmp_path, "a.docx", data), packages.BombError, "too tightly packed")


def test_a_bomb_of_many_entries(tmp_path: Path, kit: SimpleNamespace) -> None:
    data = kit.zip({**_parts(kit), **{f"word/x{n}.bin": b"" for n in range(packages.MAX_ENTRIES)}})
    refused(put(tmp_path, "a.docx", data), packages.BombError, "too many entries")


def test_a_bomb_that_hides_its_size(tmp_path: Path, kit: SimpleNamespace) -> None:
    data = bytearray(kit.package("<w:p><w:r><w:t>" + "a" * 5000 + "</w:t></w:r></w:p>"))
    # The central directory says 10 bytes where 5 000 come out.
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    data[at + 24 : at + 28] = (10).to_bytes(4, "little")
    with pytest.raises((packages.BombError, packages.BrokenPackageError)):
        reading.read(put(tmp_path, "a.docx", bytes(data)))


def test_too_many_bytes_in_all(tmp_path: Path, kit: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "MAX_TOTAL", 3000)
    refused(
        put(tmp_path, "a.docx", kit.zip({**_parts(kit), "x.bin": os.urandom(4000)})),
        packages.BombError,
        "too many bytes",
    )


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE w SYSTEM "http://example.invalid/x.dtd">',
    ],
)
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_are_read(
    tmp_path: Path, kit: SimpleNamespace, declared: str, charset: str
) -> None:
    xml = f'<?xml version="1.0" encoding="{charset}"?>{declared}<w:document {kit.names}><w:body>{BODY}</w:body></w:document>'
    refused(
        put(tmp_path, "a.docx", kit.zip({**_parts(kit), "word/document.xml": xml.encode(charset)})),
        packages.EntityError,
        "word/document.xml",
    )


def test_macros_by_name_by_type_and_by_content(tmp_path: Path, kit: SimpleNamespace) -> None:
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    refused(put(tmp_path, "a.docm", kit.package(BODY)), reading.MacroFileError, "macros")
    refused(put(tmp_path, "b.docx", kit.package(BODY, main=macro)), packages.MacroContentError, "macros")
    refused(
        put(tmp_path, "c.docx", kit.zip({**_parts(kit), "word/vbaProject.bin": b"x"})),
        packages.MacroContentError,
        "macros",
    )


def test_a_workbook_under_the_name_of_a_text(tmp_path: Path, kit: SimpleNamespace) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    refused(put(tmp_path, "a.docx", kit.package(BODY, main=kind)), packages.WrongKindError, "another kind")
    refused(
        put(tmp_path, "b.docx", kit.zip({"mimetype": "application/vnd.oasis.opendocument.text"})),
        packages.WrongKindError,
        "another kind",
    )


def test_empty_files_and_files_without_words(tmp_path: Path, kit: SimpleNamespace) -> None:
    refused(put(tmp_path, "a.txt", b""), file_guards.EmptyFileError, "no text")
    refused(put(tmp_path, "b.md", b" \n\n"), file_guards.EmptyFileError, "no text")
    refused(put(tmp_path, "c.docx", b""), file_guards.EmptyFileError, "no text")
    refused(put(tmp_path, "d.docx", kit.package("<w:p/>")), file_guards.EmptyFileError, "no text")


def test_binary_under_the_name_of_a_text(tmp_path: Path) -> None:
    refused(
        put(tmp_path, "a.txt", b"\x7fELF\x02\x01\x01" + bytes(range(256))),
        charsets.BinaryFileError,
        "control character",
    )
    refused(put(tmp_path, "b.txt", b"text \x00 text"), charsets.BinaryFileError, "byte 6")
    refused(put(tmp_path, "c.md", b"\x89PNG\r\n\x1a\n" + os.urandom(64)), charsets.BinaryFileError, "control character")


def test_a_charset_nobody_can_tell(tmp_path: Path) -> None:
    greek = "Το κείμενο αυτό είναι γραμμένο στα ελληνικά".encode("iso8859-7")
    refused(put(tmp_path, "a.txt", greek), charsets.CharsetError, "UTF-8")
    refused(put(tmp_path, "b.txt", b"\xff\xfea\x00b"), charsets.CharsetError, "UTF-8")


def test_a_line_and_a_file_beyond_measure(
    tmp_path: Path, kit: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused(put(tmp_path, "a.txt", b"ok\n" + b"a" * (file_guards.MAX_LINE + 1)), file_guards.LongLineError, "line 2")
    big = tmp_path / "b.txt"
    with big.open("wb") as stream:
        stream.truncate(200_000_000)
    refused(big, file_guards.TooBigError, "200 MB")
    monkeypatch.setattr(read_docx, "MAX_PACKAGE_BYTES", 10)
    refused(put(tmp_path, "c.docx", kit.package(BODY)), file_guards.TooBigError, "at most 0 MB")


def test_what_is_no_file(tmp_path: Path) -> None:
    refused(tmp_path / "saknas.txt", FileMissingError, "does not exist")
    (tmp_path / "mapp.docx").mkdir()
    refused(tmp_path / "mapp.docx", file_guards.NotAFileError, "not a file")
    refused(put(tmp_path, "a.xyz", b"x"), reading.UnknownFormatError, ".docx")
    refused(put(tmp_path, "a.doc", b"x"), reading.SaveAsError, "save it as .docx")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a system that refuses")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", b"x")
    path.chmod(0)
    refused(path, file_guards.UnreadableFileError, "permissions")


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
        "id: !!python/object/apply:os.system [echo]\n",
        "[" * 5000,
        "a: " * 3000,
        "\t- x",
        "id: x\n---\nid: y\n",
        "? [a, b]\n: c\n",
        "id: \x01\n",
        "- a\n- b\n",
        "",
        "~",
        "id: '",
        "id: \u0085\n",
    ],
)
def test_hostile_codebooks_give_faults_and_nothing_else(tmp_path: Path, text: str) -> None:
    path = put(tmp_path, "c.yaml", text.encode())
    found = codebook_files.faults(path)
    assert found
    assert all(f.line >= 1 and f.column >= 1 and "{" not in f.message.format(**f.fields) for f in found)


def test_codebooks_too_big_or_not_utf8(tmp_path: Path) -> None:
    big = tmp_path / "c.yaml"
    with big.open("wb") as stream:
        stream.truncate(codebook_files.MAX_BYTES + 1)
    assert "2 MB" in str(codebook_files.faults(big)[0])
    latin = put(tmp_path, "d.yaml", b'id: x\nnames: {sv: "' + "Åtgärd".encode("latin-1"))
    (fault,) = codebook_files.faults(latin)
    assert (fault.line, fault.column) == (2, 14)
    with pytest.raises(FileMissingError):
        codebook_files.load(tmp_path / "saknas.yaml")


@pytest.mark.parametrize("escape", ["\\ud800", "\\e[31m", "\\0", "\\uFFFE"])
@pytest.mark.parametrize("line", ['case: "a{}b"', '"a{}b": x', 'participants: [{{name: "a{}b"}}]'])
def test_front_matter_smuggles_no_half_letters_and_no_orders_to_the_terminal(
    tmp_path: Path, line: str, escape: str
) -> None:
    data = f"---\ntitle: x\n{line.format(escape)}\n---\ntext\n".encode()
    refused(put(tmp_path, "a.md", data), read_markdown.FrontMatterError, "line 3")
    found = codebook_files.faults(put(tmp_path, "c.yaml", f'id: x\nversion: "1{escape}"\nthemes: []\n'.encode()))
    assert [f.line for f in found if "U+" in str(f)] == [2]


def test_what_is_wrong_with_a_table_is_told_on_one_line(tmp_path: Path) -> None:
    named = put(tmp_path, "a.csv", ('"fi\nl";' + "län" * 500 + "\na.md;Gotland\n").encode())
    with pytest.raises(document_table.NoFileColumnError) as caught:
        document_table.read_table(named)
    assert "fi l, län" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400 + len(str(named))
    for text, said in (('fil\tlän\n"a.md" x\tGotland\n', "quotation mark"), (f"fil\n{'a' * 200_000}\n", "longer")):
        with pytest.raises(tables.TableBrokenError, match=said) as broken:
            document_table.read_table(put(tmp_path, "b.csv", text.encode()))
        assert isinstance(broken.value.fields["problem"], Sentence)


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("status", minutes_status.BadStatusError),
        ("date", metadata.BadDateError),
        ("language", minutes_language.BadLanguageError),
    ],
)
def test_a_value_of_many_lines_is_told_on_one(key: str, kind: type[QualcodeError]) -> None:
    raw = RawDocument(name="a.md", format="md", sha256="", text="text", blocks=())
    with pytest.raises(kind) as caught:
        metadata.resolve(raw, options={}, row={key: "xyz\nxyz" * 200})
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="needs a file system that takes any bytes as a name")
@pytest.mark.parametrize(
    ("name", "plain"),
    [(b"l\xe4n.md", "län.md"), (b"a\x1b[31mb.txt", "a\ufffd[31mb.txt"), ("län.md".encode(), "län.md")],
)
def test_a_file_name_can_be_kept_and_printed(tmp_path: Path, name: bytes, plain: str) -> None:
    path = tmp_path / os.fsdecode(name)
    path.write_text("En text.", encoding="utf-8")
    assert reading.read(path).name == plain


def test_a_device_given_as_codebook_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotAFileError):
        make_project(tmp_path / "new", codebook=Path("/dev/null"))
    assert not (tmp_path / "new").exists()
