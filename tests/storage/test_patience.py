"""Another program holds the database: it is waited for with a word, and not for ever."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from qualcode.domain.coding import Memo
from qualcode.storage import backups, connecting, patience
from qualcode.storage.backups import copy_database, put_back
from qualcode.storage.coding_rows import add_memo, memos
from qualcode.storage.database import Store
from qualcode.storage.driver_faults import DatabaseBusyError
from qualcode.storage.ledger import change, history
from qualcode.storage.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "project.db"
    Store.create(target).close()
    return target


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits as they are, in hundredths of their time."""
    monkeypatch.setattr(patience, "_SILENT", 0.1)
    for room in (connecting, patience, backups):
        monkeypatch.setattr(room, "ONE_TRY_MS", 20)


def note(store: Store, text: str) -> None:
    with change(store, "a", "memo") as step:
        add_memo(step, Memo("", "project", text, "a"))


def texts(store: Store) -> list[str]:
    return [m.text for m in memos(store)]


@contextmanager
def held(path: Path, how: str = "BEGIN IMMEDIATE") -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute(how)
        other.execute("SELECT count(*) FROM memo").fetchone()
        yield other


@contextmanager
def let_go(other: sqlite3.Connection, after: float) -> Iterator[None]:
    soon = threading.Timer(after, other.rollback)
    soon.start()
    yield
    soon.join()


@pytest.mark.usefixtures("at_once")
def test_a_wait_is_told_once_and_ends_with_the_other_program(path: Path) -> None:
    told: list[float] = []
    with Store.open(path, patience=Patience(30, told.append)) as store, held(path) as other, let_go(other, 0.6):
        note(store, "strax")
        assert texts(store) == ["strax"]
    assert told == [30]


@pytest.mark.usefixtures("at_once")
def test_a_wait_in_vain_ends_with_a_sentence_and_changes_nothing(path: Path) -> None:
    with Store.open(path, patience=Patience(0.3)) as store, held(path) as other:
        with pytest.raises(DatabaseBusyError, match="another program"):
            note(store, "nej")
        other.rollback()
        note(store, "ja")
        assert texts(store) == ["ja"]
        assert len(history(store)) == 1


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("how", ["BEGIN EXCLUSIVE", "BEGIN"])
def test_without_a_log_readers_and_writers_wait_for_each_other(
    path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "is_on_network", lambda _path: True)
    told: list[float] = []
    with Store.open(path, patience=Patience(30, told.append)) as store:
        note(store, "ett")
        with held(path, how) as other, let_go(other, 0.6):
            if how == "BEGIN":
                # Somebody reads: what was changed lands when they are done.
                note(store, "två")
            assert texts(store)[0] == "ett"
        assert told == [30]
        note(store, "tre")
        assert len(history(store)) == len(texts(store))
    with Store.open(path, patience=Patience(0.3)) as store, held(path, how) as other:
        with pytest.raises(DatabaseBusyError):
            note(store, "nej")
        other.rollback()
        assert "nej" not in texts(store)
        assert store.check() == "ok"


@pytest.mark.usefixtures("at_once")
def test_backups_do_not_wait_for_ever(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy.db"
    copy_database(path, copy)
    with Store.open(path) as store:
        note(store, "efter")
    with held(path) as other:
        with pytest.raises(DatabaseBusyError, match=r"project\.db"):
            put_back(copy, path, Patience(0.3))
        other.rollback()
        with Store.open(path) as store:
            assert texts(store) == ["efter"]
        other.execute("BEGIN IMMEDIATE")
        with let_go(other, 0.4):
            put_back(copy, path, Patience(30))
    with Store.open(path) as store:
        assert texts(store) == []
    monkeypatch.setattr(connecting, "is_on_network", lambda _path: True)
    with Store.open(path) as store:
        note(store, "utan logg")
    with held(path, "BEGIN EXCLUSIVE"), pytest.raises(DatabaseBusyError):
        copy_database(path, tmp_path / "ny.db", Patience(0.3))
    assert not list(tmp_path.glob("*ny*"))
    assert not list(tmp_path.glob("*.part"))


def test_a_screen_stands_still_for_a_moment_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "_SILENT", 0.0)
    monkeypatch.setattr(patience, "_ON_SCREEN", 0.2)
    told: list[float] = []
    own = Patience(30)
    own.behind_screen(told.append)
    with Store.open(path, patience=own) as store, held(path) as other:
        with pytest.raises(DatabaseBusyError):
            note(store, "nej")
        assert told == []
        behind = threading.Thread(target=note, args=(store, "i tråd"))
        with let_go(other, 0.6):
            behind.start()
            behind.join()
        assert texts(store) == ["i tråd"]
        assert told == [30]


def test_other_faults_are_not_waited_for(path: Path) -> None:
    with closing(sqlite3.connect(path)) as plain, pytest.raises(sqlite3.OperationalError, match="no such table"):
        Patience(30).hold(lambda: plain.execute("SELECT * FROM missing"))
