from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from qualcode.domain.errors import QualcodeError
from qualcode.domain.minutes import Block, BlockKind, RawDocument
from qualcode.domain.spans import Span
from qualcode.exchange import document_table, tables
from qualcode.exchange.document_table import read_table, row_of
from qualcode.exchange.metadata import BadCaseError, check_options, resolve
from qualcode.exchange.minutes_language import language_of


def raw(name: str, title: str = "", **front: object) -> RawDocument:
    text = f"{title}\nDet är en text som handlar om hur det går och vad som är på gång."
    blocks = (Block(BlockKind.TITLE, Span(0, len(title))),) if title else ()
    return RawDocument(name, "md", "0", text, blocks, front=front)


def test_options_beat_table_beat_front_beat_name() -> None:
    document = raw(
        "Dialog Kalmar 2024-10-03 utkast.docx", case="Dalarna", date="2024-01-01", status="skickad", Roll="a"
    )
    row = {"case": "Gotland", "date": "5 nov 2024", "Organisation": "b", "deltagare": "4"}
    found = resolve(document, options={"case": "Region Skåne"}, row=row)
    assert (found.case, found.date, found.wave, found.status) == ("Skåne län", "2024-11-05", "2024", "sent")
    assert found.attributes == {"Roll": "a", "Organisation": "b", "deltagare": "4"}
    assert resolve(document, options={}, row=row).case == "Gotlands län"
    assert resolve(document, options={}, row=None).case == "Dalarnas län"
    assert resolve(raw("Dialog Kalmar 2024-10-03 utkast.docx"), options={}, row=None).status == "draft"


@pytest.mark.parametrize(
    ("document", "options", "guessed"),
    [
        (raw("Dialog Kalmar 2024-10-03 utkast.docx"), {}, {"case": "file", "date": "file", "wave": "date", "status": "file"}),
        (raw("x.docx", "Godkänt, Kalmar 3 oktober 2024"), {}, {"case": "title", "date": "title", "wave": "date", "status": "title"}),
        (raw("x.docx"), {"date": "2024-10-03", "status": "sent"}, {"case": "nothing", "wave": "date"}),
        (raw("x.docx"), {"case": "Kalmar", "wave": "2024"}, {"status": "nothing"}),
        (raw("x.docx", case="Kalmar", wave="1", datum="2024-10-03", status="utkast"), {}, {}),
    ],
)  # fmt: skip
def test_what_nobody_said_is_told_as_guessed(
    document: RawDocument, options: dict[str, str], guessed: dict[str, str]
) -> None:
    assert resolve(document, options=options, row=None).guessed == guessed


def test_what_the_name_and_the_title_tell() -> None:
    found = resolve(raw("dialog_191124_GODKÄND.txt", "VÄSTMANLAND, TISDAG 19 NOVEMBER 2024"), options={}, row=None)
    assert (found.case, found.date, found.wave, found.status, found.language) == (
        "Västmanlands län",
        "2024-11-19",
        "2024",
        "approved",
        "sv",
    )


def test_a_case_that_nothing_names_is_the_file() -> None:
    found = resolve(raw("Intervju 7.docx"), options={}, row=None)
    assert (found.case, found.date, found.wave) == ("Intervju 7", "", "")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("dalarna", "Dalarnas län"),
        ("Region Skåne", "Skåne län"),
        ("Skåne, grupp 2", "Skåne, grupp 2"),
        ("Skola 4", "Skola 4"),
    ],
)
def test_a_case_is_a_county_or_any_text(given: str, kept: str) -> None:
    assert resolve(raw("x.txt"), options={"case": given}, row=None).case == kept


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("godkänd", "approved"), ("Godkänt", "approved"), ("approved", "approved"), ("utkast", "draft"), ("ej godkänd", "draft"),
        ("draft", "draft"), ("skickad", "sent"), ("för godkännande", "sent"), ("sent", "sent"),
    ],
)  # fmt: skip
def test_status_words(word: str, status: str) -> None:
    assert resolve(raw("x.txt"), options={"status": word}, row=None).status == status


@pytest.mark.parametrize(
    "options",
    [{"status": "klar?"}, {"date": "i våras"}, {"date": "2024-13-40"}, {"language": "klingon"}, {"wave": "2024; rm"}],
)
def test_a_value_that_means_nothing_is_refused(options: dict[str, str]) -> None:
    with pytest.raises(QualcodeError) as caught:
        resolve(raw("x.txt"), options=options, row=None)
    assert caught.value.exit_code == 2
    assert next(iter(options.values())) in str(caught.value)


@pytest.mark.parametrize("wave", ["2024", "2024/25", "våren 2024", "2024–2025", "T1 (pilot)", "2024-2", "våg_2"])
def test_a_wave_has_many_names(wave: str) -> None:
    assert resolve(raw("x.txt"), options={"wave": wave}, row=None).wave == wave


@pytest.mark.parametrize("wave", ["2024\n2025", "`2024`", "a" * 61, "2024=2025", '"2024"', "2024, 2025"])
def test_a_wave_that_would_have_to_be_quoted_is_refused(wave: str) -> None:
    with pytest.raises(QualcodeError, match="no name of a wave"):
        resolve(raw("x.txt"), options={"wave": wave}, row=None)


def test_english_is_told_from_swedish() -> None:
    assert language_of("They said that the plan was not ready and that they have a meeting.") == "en"
    assert language_of("De sa att planen inte är klar och att det är bra.") == "sv"
    assert language_of('"Not there, (and) they have": the') == "en"
    assert language_of("") == "sv"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252"])
def test_tables_of_any_office(tmp_path: Path, separator: str, charset: str) -> None:
    path = tmp_path / "t.csv"
    lines = [
        "Fil;Län;Datum;Läge;Antal ;",
        "Åsa.docx;Örebro;2024-11-05;godkänd;4;",
        ";;;;;",
        '"mapp\\b.txt";Kalmar;;;"2";x',
    ]
    path.write_bytes("\r\n".join(line.replace(";", separator) for line in lines).encode(charset))
    table = read_table(path)
    assert table == {
        "Åsa.docx": {"case": "Örebro", "date": "2024-11-05", "status": "godkänd", "Antal": "4"},
        "mapp\\b.txt": {"case": "Kalmar", "Antal": "2"},
    }
    assert row_of(table, Path("/x/ÅSA.docx")) == table["Åsa.docx"]
    assert row_of(table, Path("/x/mapp/b.txt")) == table["mapp\\b.txt"]
    assert row_of(table, Path("/x/annan/b.txt")) is None


def test_a_table_from_excel(tmp_path: Path) -> None:
    import datetime as dt

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["file", "case", "date", "Deltagare", "andel"])
    book.active.append(["a.docx", "Kalmar", dt.datetime(2024, 11, 5), 4, 0.5])  # noqa: DTZ001
    book.save(tmp_path / "t.xlsx")
    assert read_table(tmp_path / "t.xlsx") == {
        "a.docx": {"case": "Kalmar", "date": "2024-11-05", "Deltagare": "4", "andel": "0.5"}
    }


def test_tables_that_are_none(tmp_path: Path, kit: SimpleNamespace) -> None:
    def wrong(name: str, data: bytes, kind: type[QualcodeError], part: str) -> None:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(kind) as caught:
            read_table(tmp_path / name)
        assert part in str(caught.value)

    wrong("a.csv", b"namn;case\nx;y\n", document_table.NoFileColumnError, "namn, case")
    wrong("b.csv", b"file;case\nx;y\nx;z\n", tables.TableBrokenError, "line 3")
    wrong("c.csv", b'file;case\n"x;y\n', tables.TableBrokenError, "c.csv, line")
    wrong("d.csv", b"", tables.EmptyFileError, "no text")
    wrong("e.pdf", b"x", tables.TableFormatError, "save it as .csv")
    wrong("f.xlsx", kit.package("<w:p/>"), tables.WrongKindError, "another kind")
    wrong("g.xlsx", kit.zip({"xl/workbook.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), tables.EntityError, "entities")
    wrong("h.xlsx", kit.zip({"xl/workbook.xml": "<x/>"}), tables.WrongKindError, "another kind")


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(tmp_path: Path) -> None:
    import zipfile

    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["file", "case"])
    book.active.append(["a.docx", "Kalmar"])
    book.save(tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as package, zipfile.ZipFile(tmp_path / "u.xlsx", "w") as made:
        for name in package.namelist():
            data = package.read(name)
            made.writestr(name, data.replace(b"A1:B2", b"A1:XFD1048576") if "sheet1" in name else data)
    assert read_table(tmp_path / "u.xlsx") == {"a.docx": {"case": "Kalmar"}}


@pytest.mark.parametrize("case", ["Jäm\x1b[31mt", "Jämtlands\nlän"])
def test_a_case_with_signs_that_nobody_sees_is_refused(case: str) -> None:
    with pytest.raises(BadCaseError, match="Jäm"):
        check_options({"case": case})
    with pytest.raises(BadCaseError):
        resolve(raw("x.docx"), options={}, row={"case": case})
