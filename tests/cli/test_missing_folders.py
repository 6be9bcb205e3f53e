"""A file for a folder that is not there: one sentence from every command, and no folder made where nobody looks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

WORDS = (
    *("matrix --to borta/a.docx", "matrix --to borta/a.png", "counts --to borta/a.xlsx --audience internal"),
    *(
        "quotes --to borta/a.docx --audience internal",
        "case Gotland --to borta/a.docx",
        "cooccurrence --to borta/a.csv",
    ),
    *("report --to borta/a.docx --audience internal", "saturation --to borta/a.md", "frequencies --to borta/a.svg"),
    *("query plans/budget --to borta/a.csv", "kwic plan --to borta/a.json", "disclosure --to borta/a.docx"),
    *("history --to borta/a.csv", "export borta/a.qdpx", "codebook export borta/a.docx", "backup borta/a.db"),
    *("backup borta/", "snapshot borta/bild"),
)


@pytest.mark.parametrize("words", WORDS)
def test_a_folder_that_is_not_there_is_told_and_not_made(words: str, study: Desk) -> None:
    study.done("accept", "--all")
    study.done("judge", "--as-proposed")
    told = study.run(*words.split())
    assert told.code == 1
    assert told.out == ""
    [line] = [line for line in told.err.splitlines() if "is not there" in line]
    assert line.startswith("The folder ")
    assert "so nothing was written; check its name" in line
    assert not (study.folder / "borta").exists()


def test_a_snapshot_makes_its_own_folder(study: Desk) -> None:
    study.done("snapshot", "bild")
    assert (study.folder / "bild" / "project.json").is_file()


def test_a_project_has_a_folder_for_what_is_written(bare: Desk) -> None:
    bare.answer("init", bare.folder / "ny", "--codebook", bare.codebook)
    assert (bare.folder / "ny" / "exports").is_dir()
