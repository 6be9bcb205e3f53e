"""A project to another program and back: what is coded comes along, nobody is named, and undo takes it back."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest

A, B, C, D, E, F = (f"{n}0000000-0000-4000-8000-000000000000" for n in "123456")
TEXT = "Minnesanteckningar 2024\r\n\r\nRagnhild Ståhlkvist berättar att länet har en plan.\r\nDet finns en oro i skolan.\r\n"


def coded(folder: Path) -> list[tuple[Any, ...]]:
    from qualcode.storage.coding_rows import codings
    from qualcode.usecases.project import Project

    with Project.open(folder) as project:
        return sorted((c.document, c.code, c.span, c.status.value, c.coder) for c in codings(project.store))


def noted(folder: Path) -> list[tuple[Any, ...]]:
    from qualcode.storage.coding_rows import memos
    from qualcode.usecases.project import Project

    with Project.open(folder) as project:
        return sorted((m.target.partition(":")[0], m.text, m.coder) for m in memos(project.store))


def other_file(desk: Any, *, text: str = TEXT, name: str = "Gotland") -> Path:
    """Write a project as another program does: UTF-8 with a mark, CRLF, a coder by name."""
    target = desk.folder / "annan.qdpx"
    opening = text.split("\r\n")[2].partition(" att ")[0]
    coded = [(opening, A), ("en oro i skolan", B), ("en oro i skolan", F)]
    marks = ""
    for number, (words, code) in enumerate(coded):
        start = text.index(words)
        coding = f'<Coding guid="{E[:-1]}{number}" creatingUser="{C}"><CodeRef targetGUID="{code}"/></Coding>'
        marks += (
            f'<PlainTextSelection guid="{D[:-1]}{number}" startPosition="{start}" endPosition="{start + len(words)}">'
            f"{coding}</PlainTextSelection>"
        )
    codes = (
        f'<Code guid="{A}" name="Planer" isCodable="true"><Description>Som Ragnhild Ståhlkvist, 070-174 06 05, säger.</Description>'
        f'</Code><Code guid="{B}" name="Oro" isCodable="true"/>'
    )
    note = f'<Notes><Note guid="{F}"><PlainTextContent>Fråga Torgny Bodelius.</PlainTextContent></Note></Notes>'
    qde = (
        '<Project xmlns="urn:QDA-XML:project:1.0" name="Studie" origin="NVivo 12"><Users>'
        f'<User guid="{C}" name="Sixten Åkerlyng"/></Users><CodeBook><Codes>{codes}</Codes></CodeBook>'
        f'<Cases><Case guid="{C}" name="{name}"><SourceRef targetGUID="{D}"/></Case></Cases><Sources>'
        f'<TextSource guid="{D}" name="möte.docx" plainTextPath="internal://m.txt">{marks}</TextSource></Sources>{note}</Project>'
    )
    with zipfile.ZipFile(target, "w") as made:
        made.writestr("project.qde", "\ufeff" + qde)
        made.writestr("Sources/m.txt", text.encode("utf-8-sig"))
    return target


def everything(desk: Any) -> bytes:
    """Give all that the program has written, uncompressed."""
    found = b""
    for path in desk.project.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            if path.suffix == ".qdpx":
                with zipfile.ZipFile(path) as package:
                    data = b"".join(package.read(name) for name in package.namelist())
            found += data
    return found


@pytest.fixture
def worked(study: Any) -> Any:
    study.done("accept", "--all")
    study.done("memo", "d1", "Läs om våren.")
    study.done("memo", "plans/budget", "Vad räknas?")
    study.done("memo", "project", "Vi är två.")
    return study


def test_a_project_goes_out_and_into_an_empty_one(worked: Any) -> None:
    before, memos = coded(worked.project), noted(worked.project)
    assert before
    assert {status for *_, status, _ in before} > {"present"}
    (worked.folder / "ut").mkdir()
    told = worked.done("export", "ut/studie.qdpx", "--json")
    assert told.json["documents"] == 3
    assert told.json["codings"] == len(before)
    assert any("Indicators" in one for one in told.json["left_out"])
    first = (worked.folder / "ut" / "studie.qdpx").read_bytes()
    worked.done("export", "ut/studie.qdpx")
    assert (worked.folder / "ut" / "studie.qdpx").read_bytes() == first
    new = worked.folder / "ny"
    worked.answer("init", new, "--codebook", worked.codebook)
    told = worked.answer("--project", new, "--lang", "en", "import", "ut/studie.qdpx", "--json")
    assert told.code == 0, told.err
    assert [(r["case"], r["status"]) for r in told.json] == [
        ("Gotlands län", "approved"),
        ("Dalarnas län", "approved"),
        ("Kronobergs län", "draft"),
    ]
    assert coded(new) == before
    assert noted(new) == memos


def test_what_was_coded_elsewhere_comes_back_once(worked: Any) -> None:
    worked.done("export", "ut.qdpx")
    before = coded(worked.project)
    taken = before[0]
    ids = [line["id"] for line in worked.done("history", "--of", "k1", "--json").json if line["row"] == "coding"]
    assert ids
    worked.done("uncode", "k1")
    told = worked.done("import", "ut.qdpx")
    assert "Taken from ut.qdpx: 1 coding and 0 memos;" in told.err
    assert re.search(rf"\b{len(before) - 1} codings? had been taken before", told.err)
    assert taken in coded(worked.project)
    assert coded(worked.project) == before
    again = worked.done("import", "ut.qdpx")
    assert "0 codings and 0 memos" in again.err


def test_a_project_of_another_program_comes_in_without_names(study: Any) -> None:
    before, book = coded(study.project), (study.project / "codebooks" / "small.yaml").read_text(encoding="utf-8")
    told = study.run("import", other_file(study))
    assert told.code == 0, told.err
    assert "1 coding was left out: its code is not in the file." in told.err
    assert "nvivo-1" in told.err
    new = [row for row in coded(study.project) if row not in before]
    text = study.text("d4")
    # The theme is there already by its name, and is a heading; the other code is new.
    assert re.search(r"code is a heading", told.err)
    assert [(code, text[span.start : span.end], coder) for _, code, span, _, coder in new] == [
        ("oro", "en oro i skolan", "nvivo-1")
    ]
    assert "Ragnhild" not in text
    found = everything(study)
    for name in ("Ragnhild", "Ståhlkvist", "Torgny", "Bodelius", "Sixten", "Åkerlyng", "070-174 06 05"):
        assert name.encode() not in found, name
    assert study.run("codebook", "check", study.project / "codebooks" / "small.yaml").code == 0
    kept = (study.project / "codebooks" / "small.yaml").read_text(encoding="utf-8")
    assert kept.startswith(book[: book.index("counts:")])
    [copy] = (study.project / "backups").glob("small-*.yaml")
    assert copy.read_text(encoding="utf-8") == book
    study.done("undo")
    assert coded(study.project) == before


def test_codings_stand_on_the_words_that_took_the_names_place(study: Any) -> None:
    study.codebook.write_text(study.codebook.read_text(encoding="utf-8"), encoding="utf-8")
    path = other_file(study)
    with zipfile.ZipFile(path) as package:
        qde, text = (
            package.read("project.qde").decode().replace('name="Planer"', 'name="Avsikt"'),
            package.read("Sources/m.txt"),
        )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("project.qde", qde)
        package.writestr("Sources/m.txt", text)
    study.done("import", path)
    [span] = [span for _, code, span, *_ in coded(study.project) if code == "avsikt"]
    said = study.text("d4")[span.start : span.end]
    assert said.endswith("berättar")
    assert "Ragnhild" not in said
    assert study.text("d4")[span.end :].startswith(" att länet har en plan.")


def test_a_new_version_of_the_file_replaces_the_text_and_keeps_each_coding_once(study: Any) -> None:
    study.done("import", other_file(study))
    study.done("import", other_file(study, text=TEXT.replace("Det finns", "Men det finns")))
    codings = [row for row in coded(study.project) if row[1] == "oro"]
    assert [(row[0], row[1]) for row in codings] == [("d5", "oro")]


def test_a_project_for_the_public_or_of_another_ending_is_refused(worked: Any) -> None:
    told = worked.run("export", "ut.qdpx", "--audience", "published")
    assert told.code == 4
    assert "whole texts" in told.err
    assert worked.run("export", "ut.zip").code == 2
    assert worked.run("import", other_file(worked), "--replaces", "d1").code == 2
    assert not (worked.folder / "ut.qdpx").exists()


def test_a_name_in_a_memo_stops_the_export(guarded: Any, passphrase: str) -> None:
    guarded.done("accept", "--all")
    from qualcode.storage.tables import MEMO
    from qualcode.usecases.project import Project

    with Project.open(guarded.project) as project, project.store.write() as connection:
        said = {"id": "m1", "target": "project", "text": "Sagt av Ragnhild Ståhlkvist.", "coder": "bo"}
        connection.execute(MEMO.insert(), said)
    told = guarded.run("export", "ut.qdpx")
    assert told.code == 4, told.err
    assert not (guarded.folder / "ut.qdpx").exists()
    assert passphrase


def test_a_file_that_is_no_project_says_so(study: Any) -> None:
    (study.folder / "trasig.qdpx").write_bytes(b"PK\x03\x04trasig")
    told = study.run("import", "trasig.qdpx")
    assert told.code == 1
    assert "damaged" in told.err


def test_what_is_hidden_in_a_project_goes_into_the_vault(guarded: Any, passphrase: str) -> None:
    from qualcode.anonymise.vault import Vault

    guarded.done("import", other_file(guarded, text=TEXT.replace("Ragnhild Ståhlkvist", "Hjördis Brännvallius")))
    held = {original.text for original in Vault.open(guarded.vaults[0], passphrase).originals()}
    assert any("Brännvallius" in text for text in held)
    assert "Brännvallius" not in guarded.text("d4")


def test_a_project_that_cannot_be_written_keeps_its_codebook(study: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qualcode.storage.database import Store

    book = study.project / "codebooks" / "small.yaml"
    before = book.read_bytes()
    path = other_file(study)
    monkeypatch.setattr(Store, "writable", False)
    told = study.run("import", path)
    assert told.code == 1, told.err
    assert book.read_bytes() == before


def test_suggestions_that_assert_nothing_do_not_wait(study: Any) -> None:
    (study.folder / "skåne.txt").write_text(
        "Minnesanteckningar\n\nI Norge har de en handlingsplan.\n", encoding="utf-8"
    )
    study.done("import", study.folder / "skåne.txt", "--case", "Skåne")
    study.done("suggest")
    assert "that wait for a decision were left out" in study.done("export", "ut.qdpx").err
    study.done("accept", "--all")
    assert any(s["status"] == "not-asserted" for s in study.done("suggest", "--list", "--json").json)
    assert "that wait for a decision" not in study.done("export", "ut.qdpx").err
