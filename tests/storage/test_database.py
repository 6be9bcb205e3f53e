"""The database file: schema, health, and what happens with files that are none of ours."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from qualcode.domain.errors import FolderReadOnlyError
from qualcode.storage import database
from qualcode.storage.connecting import ground_of
from qualcode.storage.database import HEAD, Store
from qualcode.storage.driver_faults import NewerDatabaseError, NotAProjectDatabaseError
from qualcode.storage.tables import METADATA


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


def test_an_older_database_is_brought_up_to_date_with_what_it_holds(tmp_path: Path) -> None:
    from alembic import command
    from alembic.config import Config

    path = tmp_path / "project.db"
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    old = Store(ground_of(path))
    with old.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        rows = (
            "INSERT INTO document VALUES ('d1', 1, 'a', 'a', 's', 'c', '', '', '', 'sv', '{}', 'Text.', '[]', 0, 1, '', 'current', 0)",
            "INSERT INTO suggestion VALUES ('s1', 'd1', 'a/b', 0, 4, 'present', 1.0, '', '', '[]', '[]', 0)",
            "INSERT INTO decision VALUES ('s1', 'd1', 'rejected', '', 'kodare-1'), ('s2', 'd1', 'rejected', '', 'kodare-1')",
            "INSERT INTO step VALUES (1, '2025-01-01', 'Bo', 'settle', '{\"reason\": \"för att\"}', 'done')",
            "INSERT INTO judgement VALUES ('j1', 'c', '', 'a/b', 'present', 'konsensus', '', 1)",
        )
        for row in rows:
            connection.exec_driver_sql(row)
    old.close()
    with Store.open(path) as store, store.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
        found = connection.exec_driver_sql(
            'SELECT suggestion, code, start, "end", status FROM decision ORDER BY suggestion'
        )
        assert [tuple(row) for row in found] == [("s1", "a/b", 0, 4, "present"), ("s2", "", 0, 0, "")]
        agreed = connection.exec_driver_sql("SELECT at, reason, recorder FROM judgement")
        assert [tuple(row) for row in agreed] == [("2025-01-01", "för att", "Bo")]


def test_a_later_look_knows_whose_writes_it_follows(tmp_path: Path) -> None:
    path = tmp_path / "project.db"
    with Store.create(path) as store, Store.open(path) as other:
        before = store.look()
        assert store.look().follows(before, but=0)
        with store.write() as connection:
            connection.exec_driver_sql("INSERT INTO setting VALUES ('one', '1')")
        assert store.look().follows(before, but=1)
        assert not store.look().follows(before, but=0)
        before = store.look()
        with other.write() as connection:
            connection.exec_driver_sql("INSERT INTO setting VALUES ('two', '2')")
        assert not store.look().follows(before, but=1)
