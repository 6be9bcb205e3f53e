"""`report`, `case` and `verify` on the tiny study."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from tests.conftest import NAMES, PASSPHRASE

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def judged(study: Desk) -> Desk:
    study.done("suggest")
    study.done("accept", "--all")
    study.done("read", "--all")
    study.done("judge", "--as-proposed")
    study.done("anonymise", "accept", "--all")
    return study


def write(study: Desk, *more: str) -> Path:
    target = study.folder / "rapport.docx"
    study.done("report", "--to", target, *more)
    return target


def edited(path: Path, old: str, new: str) -> Path:
    """Give a copy of a Word file in whose body words are others."""
    target = path.with_name(f"ändrad-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for info in source.infolist():
            data = source.read(info)
            if info.filename == "word/document.xml":
                assert data.decode().count(old) >= 1, old
                data = data.decode().replace(old, new, 1).encode()
            copy.writestr(info, data)
    return target


def words(path: Path) -> str:
    """Give the words of all paragraphs, those in content controls as well."""
    body = docx.Document(str(path)).element.body
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))


def test_a_report_says_what_the_project_knows(judged: Desk) -> None:
    path = write(judged)
    text = words(path)
    assert "Analysen bygger på 2 minnesanteckningar från 2 län." in text
    assert "2024-10-17" in text
    assert "1 dokument: " in text
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    assert "qualcode:count:with-plan" in xml
    assert "qualcode:quote:q" in xml
    assert 'TOC \\o "1-1"' in xml
    assert "Gotland" not in xml
    assert not any(name in xml for name in NAMES)
    first = path.read_bytes()
    assert write(judged).read_bytes() == first


def test_the_codebooks_own_words_in_the_programs_own_sentences_are_no_leak(judged: Desk) -> None:
    book = judged.project / "codebooks" / "small.yaml"
    name = "Länsnätverk för suicidprevention"
    codes = "    codes:\n"
    new = f"      - id: route\n        names: {{sv: Vägval}}\n      - id: suicide-network\n        names: {{sv: {name}}}\n"
    old = book.read_text(encoding="utf-8")
    book.write_text(old.replace(codes, codes + new, 1), encoding="utf-8")
    judged.done("judge", "--as-proposed")
    path = write(judged)
    assert f"Koder som ingen nämner: Vägval, {name}" in words(path)
    assert judged.done("verify", path, "--json").json["leaks"] == []
    for target in ("koder.png", "koder.svg", "koder.docx"):
        judged.done("frequencies", "--audience", "published", "--to", judged.folder / target)
    told = judged.run("leakcheck", judged.folder / "koder.png", "--audience", "published")
    assert told.code == 3, "elsewhere the words are checked as any others"


def test_a_published_report_is_refused_while_cells_are_proposed(study: Desk) -> None:
    study.done("suggest")
    told = study.run("report", "--to", study.folder / "r.docx")
    assert (told.code, (study.folder / "r.docx").exists()) == (4, False)
    study.done("report", "--allow-unjudged", "--to", study.folder / "r.docx")
    assert study.run("report", "--to", study.folder / "r.odt").code == 2


def test_a_report_with_the_look_of_a_template(judged: Desk) -> None:
    template = judged.folder / "mall.docx"
    docx.Document().save(str(template))
    path = write(judged, "--template", str(template))
    names = {s.name for s in docx.Document(str(path)).styles}
    assert {"Heading 1", "Quote", "Caption", "table of figures"} <= names
    told = judged.done("report", "--to", judged.folder / "b.docx", "--template", template)
    assert "The template lacks these styles" in told.err
    bad = judged.folder / "mall.txt"
    bad.write_text("x", encoding="utf-8")
    told = judged.run("report", "--to", judged.folder / "c.docx", "--template", bad)
    assert told.code == 1
    assert str(bad) in told.err


def test_agreement_and_trail_are_appendices(judged: Desk) -> None:
    judged.done("read", "--all", "--coder", "Åsa")
    judged.done("code", "d1", *judged.span("d1", "länet har en handlingsplan"), "plans/county-plan", "--coder", "Bo")
    judged.done("read", "--all", "--coder", "Bo")
    text = words(write(judged))
    assert "Bilaga: samstämmighet mellan kodare" in text
    assert "Bilaga: granskningsspår" in text
    assert "Åsa" not in text


def test_a_case_s_page_has_judgements_summaries_passages_and_memos(judged: Desk) -> None:
    judged.done("judge", "Gotland", "plans/budget", "planned", "--summary", "lovad till våren")
    judged.done("memo", "d1", "fråga om budgeten")
    path = judged.folder / "gotland.docx"
    judged.done("case", "Gotland", "--to", path)
    text = words(path)
    for expected in (
        "Gotlands län, 2024",
        "lovad till våren",
        "Det finns ingen budget",
        "fråga om budgeten (kodare-1)",
    ):
        assert expected in text
    assert "Dalarna" not in text
    assert judged.run("case", "Atlantis", "--to", path).code == 1


def test_what_was_written_verifies(judged: Desk) -> None:
    told = judged.done("verify", write(judged), "--json").json
    assert (told["faults"], told["leaks"]) == ([], [])
    assert told["quotes"] >= 3
    assert told["counts"] == 3


def test_a_changed_word_a_swapped_and_a_moved_quote_are_found(judged: Desk) -> None:
    path = write(judged)
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    quotes = re.findall(r'qualcode:quote:(q\w+)".*?<w:t xml:space="preserve">(.*?)</w:t>', xml)
    (one, first), (_, second) = quotes[:2]
    told = judged.run("verify", edited(path, f">{first}<", f">{first} inte<"))
    assert (told.code, told.out.startswith(f"{one}: the words differ")) == (3, True)
    told = judged.run("verify", edited(path, f">{first}<", f">{second}<"))
    assert "these are the words of the quote" in told.out
    told = judged.run("verify", edited(path, f"qualcode:quote:{one}", "qualcode:quote:q0000000000"))
    assert "no coding of the project has this id" in told.out


def test_a_quote_under_the_heading_of_another_code_is_found(judged: Desk) -> None:
    path = write(judged)
    xml = zipfile.ZipFile(path).read("word/document.xml").decode()
    heading = re.search(r'<w:pStyle w:val="Heading3"/></w:pPr><w:r><w:t xml:space="preserve">Länsplan<', xml)
    assert heading
    told = judged.run("verify", edited(path, heading[0], heading[0].replace("Länsplan", "Utbildning")))
    assert (told.code, "stands under “Utbildning”, but is coded as plans/county-plan" in told.out) == (3, True)


def test_a_changed_count_an_unknown_one_and_an_added_name_are_found(judged: Desk) -> None:
    path = write(judged)
    told = judged.run("verify", edited(path, "1 av 2", "2 av 2"))
    assert (told.code, "counted again it reads" in told.out) == (3, True)
    told = judged.run("verify", edited(path, "qualcode:count:with-plan", "qualcode:count:withplan"))
    assert "the codebook declares no such count" in told.out
    told = judged.run("verify", edited(path, "Så gjordes", "Ragnhild Ståhlkvist: Så gjordes"))
    assert (told.code, "identifying words: 0" in told.err) == (3, False)


def cells(path: Path) -> list[tuple[int, int, int]]:
    """Give the place of every cell with a number below the head of a table that has an id."""
    document = docx.Document(str(path))
    bodies = list(document.element.body.iterchildren(f"{W}tbl"))
    named = [n for n, body in enumerate(bodies) if "qualcode:table:" in body.getprevious().xml]
    return [
        (n, y, x)
        for n in named
        for y, row in enumerate(document.tables[n].rows)
        for x, cell in enumerate(row.cells)
        if y and re.search(r"\d", cell.text)
    ]


def with_cell(path: Path, place: tuple[int, int, int]) -> Path:
    """Give a copy in which a number of a cell is one more."""
    document = docx.Document(str(path))
    table, y, x = place
    runs = [run for p in document.tables[table].cell(y, x).paragraphs for run in p.runs]
    run = next(run for run in runs if re.search(r"\d", run.text))
    run.text = re.sub(r"\d+", lambda m: str(int(m[0]) + 1), run.text, count=1)
    target = path.with_name(f"cell-{path.name}")
    document.save(str(target))
    return target


def files(judged: Desk) -> dict[str, Path]:
    made = {name: judged.folder / f"{name}.docx" for name in ("counts", "codes", "themes", "cells")}
    judged.done("counts", "--to", made["counts"])
    judged.done("matrix", "--audience", "published", "--to", made["codes"])
    judged.done("matrix", "--audience", "published", "--level", "theme", "--to", made["themes"])
    judged.done("matrix", "--values", "status,count", "--to", made["cells"])
    return {**made, "report": write(judged)}


@pytest.mark.parametrize("name", ["counts", "codes", "themes", "cells", "report"])
def test_an_edited_number_in_any_cell_is_found(judged: Desk, name: str) -> None:
    path = files(judged)[name]
    judged.done("verify", path)
    places = cells(path)
    assert len(places) >= 5
    # Every third place: each asks the project once more.
    for place in places[:: max(1, len(places) // 6)]:
        told = judged.run("verify", with_cell(path, place))
        assert (told.code, "counted again it reads" in told.out or "no such row" in told.out) == (3, True), place


def test_an_edited_number_in_the_method_and_an_edited_row_are_found(judged: Desk) -> None:
    path = write(judged)
    told = judged.run("verify", edited(path, "bygger på 2 minnes", "bygger på 3 minnes"))
    assert (told.code, "method.1: counted again it reads: “Analysen bygger på 2" in told.out) == (3, True)
    told = judged.run("verify", edited(path, "1 dokument: ", "2 dokument: "))
    assert (told.code, "method.left-out-1" in told.out) == (3, True)
    table = judged.folder / "counts.docx"
    judged.done("counts", "--to", table)
    told = judged.run(
        "verify",
        edited(
            table,
            '<w:b/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr><w:t xml:space="preserve">Län med plan',
            "<w:b/></w:rPr><w:t>Kommuner med plan",
        ),
    )
    assert (told.code, "row “Kommuner med plan”" in told.out) == (3, True)


def test_a_file_verifies_after_the_trail_has_grown_and_not_after_a_judgement(judged: Desk) -> None:
    path = write(judged)
    judged.done("memo", "d1", "en tanke till")
    judged.done("verify", path)
    judged.done("judge", "Gotland", "plans/county-plan", "absent")
    told = judged.run("verify", path)
    assert (told.code, "Länsplan" in told.out) == (3, True)


def test_a_file_of_an_older_wave_is_checked_against_that_wave(judged: Desk) -> None:
    path = write(judged)
    later = judged.folder / "senare.txt"
    later.write_text("Anteckningar\n\nStyrning\nLänet saknar handlingsplan.\n", encoding="utf-8")
    judged.done("import", later, "--case", "Gotland", "--wave", "2025", "--status", "approved", "--date", "2025-10-01")
    told = judged.done("verify", path, "--json").json
    assert (told["faults"], told["counts"]) == ([], 3)
    assert told["tables"] >= 4


def test_a_case_s_page_is_checked_passage_by_passage(judged: Desk) -> None:
    path = judged.folder / "gotland.docx"
    judged.done("case", "Gotland", "--to", path)
    told = judged.done("verify", path, "--json").json
    assert (told["faults"], told["passages"] >= 2, told["sentences"] >= 2) == ([], True, True)
    told = judged.run("verify", edited(path, "Det finns ingen budget", "Det finns en budget"))
    assert (told.code, "differ from the stored text" in told.out) == (3, True)
    told = judged.run("verify", edited(path, "○ finns inte", "● finns"))
    assert (told.code, "judged or proposed now" in told.out) == (3, True)
    judged.done("judge", "Gotland", "plans/budget", "planned")
    assert judged.run("verify", path).code == 3


def test_an_internal_report_is_checked_as_one_without_being_told(judged: Desk) -> None:
    judged.done("report", "--audience", "internal", "--to", "inside.docx")
    told = judged.done("verify", "inside.docx", "--json").json
    assert (told["faults"], told["leaks"]) == ([], [])
    assert judged.run("verify", "inside.docx", "--audience", "published").code == 3


def test_names_in_a_file_without_ids_are_still_told(judged: Desk) -> None:
    other = judged.folder / "annat.docx"
    document = docx.Document()
    document.add_paragraph("Ring Ragnhild Ståhlkvist på 070-174 06 05.")
    document.save(str(other))
    assert judged.run("verify", other).code == 3


def test_verify_speaks_the_project_s_language_of_counts(judged: Desk) -> None:
    path = write(judged)
    judged.asked = ("--lang", "en")
    assert judged.done("verify", path).code == 0


def test_files_that_cannot_be_verified(judged: Desk) -> None:
    other = judged.folder / "annat.docx"
    docx.Document().save(str(other))
    told = judged.run("verify", other)
    assert (told.code, "nothing in it can be verified" in told.err) == (1, True)
    assert judged.run("verify", judged.minutes / "gotland.md").code == 2
    assert judged.run("verify", judged.folder / "finns-inte.docx").code == 1
    broken = judged.folder / "trasig.docx"
    broken.write_bytes(b"PK" + b"x" * 50)
    assert judged.run("verify", broken).code == 1


def test_a_vault_asks_for_its_passphrase(guarded: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    guarded.done("suggest")
    target = guarded.folder / "r.docx"
    assert guarded.run("report", "--allow-unjudged", "--to", target).code == 4
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    guarded.done("report", "--allow-unjudged", "--to", target)
    assert guarded.run("verify", target).code == 4
    assert zipfile.is_zipfile(io.BytesIO(target.read_bytes()))


def test_dates_that_are_missing_are_told(judged: Desk) -> None:
    later = judged.folder / "odaterad.txt"
    later.write_text("Anteckningar\n\nStyrning\nVi har en handlingsplan i länet.\n", encoding="utf-8")
    judged.done("import", later, "--case", "Kalmar", "--wave", "2024")
    text = words(write(judged, "--allow-unjudged"))
    assert "1 minnesanteckning saknar datum" in text


def test_minutes_of_which_only_the_year_is_known_give_no_first_day(judged: Desk) -> None:
    judged.done("describe", "d1", "--date", "2024-10-17")
    judged.done("describe", "d2", "--date", "2024", "--wave", "2024")
    told = words(write(judged, "--audience", "internal"))
    assert "Dialogerna hölls från 2024-10-17 till 2024-10-17." in told
    assert "1 minnesanteckning saknar datum och räknas inte med i detta." in told
