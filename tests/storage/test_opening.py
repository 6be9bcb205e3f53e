"""Where a database may lie: beside another program, on a network drive, where nothing can be written, on a full disk, damaged, gone."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import textwrap
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from qualcode.domain.coding import Memo
from qualcode.storage import connecting
from qualcode.storage.coding_rows import add_memo, memos
from qualcode.storage.connecting import is_on_network
from qualcode.storage.database import Store
from qualcode.storage.driver_faults import (
    DatabaseFullError,
    DatabaseMissingError,
    NotAProjectDatabaseError,
    ReadOnlyProjectError,
)
from qualcode.storage.ledger import change, history
from qualcode.storage.suggestion_rows import replace_rows
from tests.conftest import make_older

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Desk


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "på å" / "project.db"
    target.parent.mkdir()
    Store.create(target).close()
    return target


def note(store: Store, text: str, coder: str = "a") -> None:
    with change(store, coder, "memo") as step:
        add_memo(step, Memo("", "project", text, coder))


def nobody_writes(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Make a folder look as if it lay on read-only media, for whoever asks and for whoever tries."""
    monkeypatch.setattr(connecting, "can_be_written", lambda path: folder not in path.parents)


def files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def test_a_missing_database_is_called_missing(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissingError, match="missing"):
        Store.open(tmp_path / "project.db")


def test_read_only_media_are_read_and_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        note(store, "kvar")
    before = files(path.parent)
    nobody_writes(monkeypatch, path.parent)
    with Store.open(path) as store:
        assert [m.text for m in memos(store)] == ["kvar"]
        assert not store.writable
        with pytest.raises(ReadOnlyProjectError, match="read but not changed"):
            note(store, "nej")
        assert store.check() == "ok"
    assert files(path.parent) == before


def test_changes_still_in_the_log_are_seen_on_read_only_media(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store.open(path) as store:
        note(store, "i loggen")
        # A copy of the folder while the log is full, as of a machine that lost its power.
        copy = path.parent.with_name("kopia")
        shutil.copytree(path.parent, copy)
    (copy / "project.db-shm").unlink(missing_ok=True)
    assert (copy / "project.db-wal").stat().st_size
    before = files(copy)
    nobody_writes(monkeypatch, copy)
    with Store.open(copy / "project.db") as store:
        assert [m.text for m in memos(store)] == ["i loggen"]
        borrowed = store.ground.opened.parent
        assert borrowed.stat().st_mode & 0o077 == 0
        with pytest.raises(ReadOnlyProjectError):
            note(store, "nej")
    assert not borrowed.exists()
    assert files(copy) == before


def test_an_older_project_on_read_only_media_is_brought_up_to_date_in_a_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_older(path)
    before = files(path.parent)
    nobody_writes(monkeypatch, path.parent)
    with Store.open(path) as store, store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM placement").scalar() == 0
    assert files(path.parent) == before


def test_on_a_network_drive_there_is_no_log_beside_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "is_on_network", lambda _path: True)
    with Store.open(path) as store:
        with store.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert store.ground.network
        with change(store, "a", "memo") as step:
            add_memo(step, Memo("", "project", "x" * 5_000_000, "a"))
            # Read beside one's own large change, which stays unseen and stands in nobody's way.
            assert memos(store) == ()
    assert sorted(p.name for p in path.parent.iterdir()) == ["project.db"]


def test_network_drives_are_told_by_what_is_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "_mounted", lambda: {"/": "ext4", str(tmp_path / "enhet"): "cifs"})
    assert is_on_network(tmp_path / "enhet" / "studie" / "project.db")
    assert not is_on_network(tmp_path / "project.db")


def test_a_file_that_is_damaged_inside_gets_a_sentence(path: Path) -> None:
    with Store.open(path) as store:
        for number in range(200):
            note(store, f"{number} " * 300)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    for page in range(60, len(data) // 4096):
        data[page * 4096 : page * 4096 + 2000] = b"\xff" * 2000
    path.write_bytes(bytes(data))
    with Store.open(path) as store, pytest.raises(NotAProjectDatabaseError, match="damaged"):
        memos(store)
    path.write_bytes(bytes(data[:4096]))
    with pytest.raises(NotAProjectDatabaseError):
        Store.open(path)


def test_no_change_waits_for_suggestions_to_be_found(path: Path) -> None:
    with Store.open(path) as app, Store.open(path) as command:

        def found() -> Iterator[tuple[str, list[dict[str, Any]]]]:
            yield "d1", []
            note(app, "medan förslagen söks")
            yield "d2", []

        assert replace_rows(command, found()) == 0
        assert len(history(app)) == 1


def test_a_full_database_changes_nothing(path: Path) -> None:
    with Store.open(path) as store:
        note(store, "före")
        with store.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(DatabaseFullError, match="nothing was changed"):
            note(store, "x" * 100_000)
        assert [m.text for m in memos(store)] == ["före"]
        assert store.check() == "ok"
        assert len(history(store)) == 1


@pytest.mark.skipif(os.name != "posix", reason="limits of file sizes are set otherwise there")
def test_a_file_that_may_not_grow_changes_nothing(study: Desk) -> None:
    """As on a full disk: the log cannot take the change, the command says so, and the project is as it was."""
    before = study.done("memo", "--list", "--json").json
    script = textwrap.dedent(
        """
        import resource, signal, sys
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
        from qualcode.cli.main import answer
        sys.exit(answer(sys.argv[1:]))
        """
    )
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            script,
            "--project",
            str(study.project),
            "--lang",
            "en",
            "memo",
            "project",
            "ord " * 20_000,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, ""), done
    assert done.stderr.count("\n") == 1
    assert "disk is full" in done.stderr
    assert study.done("memo", "--list", "--json").json == before


def test_app_and_command_at_once_lose_nothing(path: Path) -> None:
    """Two processes write as fast as they can; neither is sent away, and every change is there."""
    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from qualcode.domain.coding import Memo
        from qualcode.storage.coding_rows import add_memo
        from qualcode.storage.database import Store
        from qualcode.storage.ledger import change
        with Store.open(Path(sys.argv[1])) as store:
            for n in range(60):
                with change(store, sys.argv[2], "memo") as step:
                    add_memo(step, Memo("", "project", f"{sys.argv[2]} {n}", sys.argv[2]))
        """
    )
    both = [
        subprocess.Popen(
            [sys.executable, "-W", "error", "-c", script, str(path), coder], stderr=subprocess.PIPE, text=True
        )
        for coder in ("app", "kommando")
    ]
    told = [process.communicate(timeout=120)[1] for process in both]
    assert told == ["", ""]
    with Store.open(path) as store:
        found = memos(store)
        assert sorted(m.text for m in found) == sorted(f"{c} {n}" for c in ("app", "kommando") for n in range(60))
        assert len({m.id for m in found}) == 120
        assert [s.id for s in history(store)] == list(range(120, 0, -1))
