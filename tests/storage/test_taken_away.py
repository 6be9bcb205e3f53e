"""A database that is taken away or replaced while it is open: nothing is written into a file that nobody will find again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from qualcode.storage.database import Store
from qualcode.storage.driver_faults import DatabaseMissingError, DatabaseReplacedError, NotAProjectDatabaseError
from qualcode.storage.kept_settings import keep_setting, setting

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Store.create(tmp_path / "project.db") as store:
        keep_setting(store, "word", "first")
    return tmp_path / "project.db"


def test_a_deleted_database_is_told_on_reading_and_on_writing(path: Path) -> None:
    with Store.open(path) as store:
        path.unlink()
        with pytest.raises(DatabaseMissingError):
            setting(store, "word")
        with pytest.raises(DatabaseMissingError):
            keep_setting(store, "word", "lost")
    assert not path.exists()


def test_a_database_that_is_put_back_is_gone_on_with(path: Path) -> None:
    aside = path.with_name("aside.db")
    with Store.open(path) as store:
        path.rename(aside)
        with pytest.raises(DatabaseMissingError):
            setting(store, "word")
        aside.rename(path)
        keep_setting(store, "word", "second")
    with Store.open(path) as store:
        assert setting(store, "word") == "second"


def test_another_database_in_its_place_is_gone_over_to(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        assert setting(store, "word") == "first"
        with Store.create(tmp_path / "other.db") as other:
            keep_setting(other, "word", "other")
        (tmp_path / "other.db").replace(path)
        assert setting(store, "word") == "other"
        keep_setting(store, "word", "kept")
    with Store.open(path) as store:
        assert setting(store, "word") == "kept"


def test_what_is_no_database_in_its_place_is_told(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text(
        "no database at all, but long enough to be read as one " * 99, encoding="utf-8"
    )
    with Store.open(path) as store:
        (tmp_path / "letter.txt").replace(path)
        with pytest.raises(NotAProjectDatabaseError):
            setting(store, "word")


def test_an_older_database_in_its_place_is_told_and_not_changed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copyfile(path, tmp_path / "old.db")
    with Store.open(path) as store:
        monkeypatch.setattr("qualcode.storage.database.HEAD", "9999")
        (tmp_path / "old.db").replace(path)
        for _ in range(2):
            with pytest.raises(DatabaseReplacedError):
                keep_setting(store, "word", "lost")
