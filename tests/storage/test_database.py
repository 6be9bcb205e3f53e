"""The database file: schema, health, and what happens with files that are none of ours."""

from __future__ import annotations

import os
import sqlite3
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from qualcode.domain.errors import FolderReadOnlyError
from qualcode.storage.database import HEAD, NewerDatabaseError, NotAProjectDatabaseError, Store
from qualcode.storage.tables import METADATA

if TYPE_CHECKING:
    from pathlib import Path


def test_the_migrations_make_just_the_tables_that_the_code_knows(tmp_path: Path) -> None:
    with Store.create(tmp_path / "project.db") as store, store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_a_new_database_is_sound_and_in_wal_mode(tmp_path: Path) -> None:
    with Store.create(tmp_path / "project.db") as store, store.read() as connection:
        assert store.check() == "ok"
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_text_that_is_no_database_is_refused_with_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "project.db"
    path.write_text("inte en databas " * 100)
    with pytest.raises(NotAProjectDatabaseError, match="not a qualcode database"):
        Store.open(path)


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (a)")
    connection.close()
    with pytest.raises(NotAProjectDatabaseError):
        Store.open(path)


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "project.db"
    Store.create(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(NewerDatabaseError, match="9999"):
        Store.open(path)
    assert HEAD < "9999"


@pytest.mark.skipif(os.name != "posix", reason="permissions work otherwise there")
def test_a_folder_that_does_not_exist_gives_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FolderReadOnlyError, match="cannot be written"):
        Store.create(tmp_path / "saknas" / "project.db")
