from __future__ import annotations

from pathlib import Path

import pytest

from qualcode.domain.errors import FileMissingError
from qualcode.exchange.reading import find_files, read


def test_folders_are_walked_and_the_rest_is_passed_over(tmp_path: Path) -> None:
    kept = ["a.txt", "B.MD", "mapp/c.docx", "mapp/under/d.markdown"]
    dropped = [
        ".dold.txt",
        "~$a.docx",
        "bild.png",
        ".git/e.txt",
        "projekt/qualcode.toml",
        "projekt/f.txt",
        "tabell.csv",
    ]
    for name in kept + dropped:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [p.relative_to(tmp_path).as_posix() for p in find_files([tmp_path])] == [
        "B.MD",
        "a.txt",
        "mapp/c.docx",
        "mapp/under/d.markdown",
    ]
    assert [p.name for p in find_files([tmp_path / "bild.png", tmp_path / "a.txt", tmp_path / "a.txt"])] == [
        "bild.png",
        "a.txt",
    ]
    assert [p.name for p in find_files([tmp_path / "projekt"])] == ["f.txt"]
    assert find_files([tmp_path / "saknas"]) == (tmp_path / "saknas",)
    with pytest.raises(FileMissingError):
        read(tmp_path / "saknas")


def test_the_suffix_decides_whatever_its_case(tmp_path: Path) -> None:
    path = tmp_path / "A.TXT"
    path.write_text("hej", encoding="utf-8")
    raw = read(path)
    assert (raw.name, raw.format, raw.text) == ("A.TXT", "txt", "hej")
    assert raw.sha256 == "9c478bf63e9500cb5db1e85ece82f18c8eb9e52e2f9135acd7f10972c8d563ba"


def test_minutes_of_an_old_kind_are_given_so_that_they_are_told(tmp_path: Path) -> None:
    for name in ("a.txt", "gammal.doc", "makro.docm", "bild.png", "~$gammal.doc", "blad.xls"):
        (tmp_path / name).write_bytes(b"x")
    assert [p.name for p in find_files([tmp_path])] == ["a.txt", "gammal.doc", "makro.docm"]


def test_numbers_in_names_are_counted(tmp_path: Path) -> None:
    for name in ("dialog 10.txt", "dialog 2.txt", "dialog 1.txt", "2.txt", "bilaga.txt"):
        (tmp_path / name).write_text("Vi talade.", encoding="utf-8")
    found = [path.name for path in find_files([tmp_path])]
    assert found == ["2.txt", "bilaga.txt", "dialog 1.txt", "dialog 2.txt", "dialog 10.txt"]
