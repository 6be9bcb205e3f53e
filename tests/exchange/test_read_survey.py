from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.exchange import file_guards
from qualcode.exchange.metadata import resolve
from qualcode.exchange.reading import Manner, ManyDocumentsError, read, read_all
from qualcode.exchange.survey_columns import NoSuchColumnError, NoTextColumnError

TABLE = """\
Svarsnr;Namn;E-post;Län;År;Roll;Belopp (tkr);Vad fungerar bra i samverkan?;Övriga kommentarer;Nöjd?
R1;Malin Orrfot;m@x.se;Gotland;2024;samordnare;1 500;Vi har en handlingsplan som alla känner till numera.;;ja
R2;;;Kalmar;2024;chef;vet ej;;"Det finns ingen budget.
- en punkt";nej
R3;;;Skåne;2024;chef;2;;;nej
"""


def put(folder: Path, text: str, name: str = "enkät.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_become_documents_and_questions_headings(tmp_path: Path) -> None:
    first, second = read_all(put(tmp_path, TABLE))
    assert first.text == "Vad fungerar bra i samverkan?\nVi har en handlingsplan som alla känner till numera."
    assert [(b.kind.value, b.span.of(second.text)) for b in second.blocks] == [
        ("heading", "Övriga kommentarer"),
        ("paragraph", "Det finns ingen budget."),
        ("bullet", "en punkt"),
    ]
    assert (first.name, first.format, first.part) == ("enkät.csv #R1", "csv", "R1 1")
    meta = resolve(first, options={}, row=None)
    assert (meta.case, meta.wave) == ("Gotlands län", "2024")
    assert meta.attributes == {"Roll": "samordnare", "Belopp (tkr)": "1500000", "Nöjd?": "ja"}
    assert resolve(second, options={"case": "Halland"}, row=None).case == "Hallands län"
    assert first.front["participants"] == [{"name": "Malin Orrfot"}]
    said = " | ".join(map(str, first.notices))
    assert said == (
        "columns that name people are kept nowhere: Namn, E-post | rows without an answer in words, left out: 1 | "
        "cells of Belopp (tkr) that are no numbers and stay as written: 1"
    )


def test_roles_can_be_told(tmp_path: Path) -> None:
    path = put(tmp_path, "A,B,C,D\nx1,Vi har en plan.,Grupp 2,Malin\n")
    columns = {"text": ("b",), "case": ("C",), "id": ("A",), "name": ("D",)}
    [raw] = read_all(path, Manner(columns=columns))
    assert (raw.text, raw.name, raw.front) == ("Vi har en plan.", "enkät.csv #x1", {"case": "Grupp 2"})
    with pytest.raises(NoSuchColumnError, match="no column E; its columns are A, B, C, D"):
        read_all(path, Manner(columns={"case": ("E",)}))
    with pytest.raises(NoTextColumnError, match="--text-column"):
        read_all(path)


def test_an_id_that_may_name_somebody_is_shown_nowhere(tmp_path: Path) -> None:
    rows = read_all(put(tmp_path, "id;svar\nmalin.orrfot@x.se;Ja, absolut.\nOrrfot;Nej.\n"))
    assert [r.name for r in rows] == ["enkät.csv #2", "enkät.csv #3"]
    assert [r.part for r in rows] == ["malin.orrfot@x.se 1", "Orrfot 1"]


def test_two_who_answer_the_same_are_two(tmp_path: Path) -> None:
    rows = read_all(put(tmp_path, "svar\nNej.\nNej.\nJa.\n"))
    assert len({r.sha256 for r in rows}) == len({r.part for r in rows}) == 3
    assert "--id-column" in str(rows[0].notices[0])
    again = read_all(put(tmp_path, "svar\nNej.\nKanske.\nNej.\nJa.\n"))
    assert {r.sha256 for r in rows} < {r.sha256 for r in again}


def test_an_excel_table(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["Response ID", "County", "Amount", "Comments"])
    book.active.append([17, "Gotland", 1500.5, "We have a plan."])
    path = tmp_path / "survey.xlsx"
    book.save(path)
    [raw] = read_all(path)
    assert (raw.name, raw.text) == ("survey.xlsx #17", "We have a plan.")
    assert raw.front == {"case": "Gotland", "Amount": "1500.5"}


def test_a_table_is_no_single_document_and_may_be_empty(tmp_path: Path) -> None:
    with pytest.raises(ManyDocumentsError):
        read(put(tmp_path, TABLE))
    with pytest.raises(file_guards.EmptyFileError):
        read_all(put(tmp_path, "id;svar\n1;\n", "tom.csv"))


@pytest.mark.parametrize("header", ["Län", "Länet", "LÄNET"])
def test_the_county_is_told_by_its_column(tmp_path: Path, header: str) -> None:
    [raw] = read_all(put(tmp_path, f"Svarsnr;{header};Kommentar\n1;Kalmar;Vi har en plan\n"))
    assert resolve(raw, options={}, row=None).case == "Kalmar län"


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_titles_above_the_header_are_passed_over(tmp_path: Path, separator: str) -> None:
    rows = ["Enkät om länens arbete", "", "Exporterad 2024-05-06", "Svarsnr;Län;Kommentar", "1;Kalmar;Vi har en plan"]
    [raw] = read_all(put(tmp_path, "\n".join(rows).replace(";", separator)))
    assert (raw.text, raw.part, resolve(raw, options={}, row=None).case) == ("Vi har en plan", "1 1", "Kalmar län")


def test_a_lone_column_keeps_its_header_above_figures(tmp_path: Path) -> None:
    found = read_all(put(tmp_path, "Kommentar\nVi har en plan;12\nIngen budget;7\n"))
    assert [raw.text for raw in found] == ["Vi har en plan", "Ingen budget"]


def test_headers_give_no_orders_to_a_terminal(tmp_path: Path) -> None:
    with pytest.raises(NoTextColumnError) as told:
        read_all(put(tmp_path, "Svarsnr;Län\x8a\n1;Kalmar\n"))
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in str(told.value))
