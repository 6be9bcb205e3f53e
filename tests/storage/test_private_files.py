from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.storage.private_files import private
from qualcode.usecases.backing_up import back_up, put_backup_back, safety_copy
from qualcode.usecases.project import Project, make_project

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


def modes(folder: Path) -> dict[str, int]:
    return {p.name: stat.S_IMODE(p.stat().st_mode) for p in folder.glob("*.db*")}


@pytest.fixture(params=[0o000, 0o022, 0o077])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


@pytest.mark.usefixtures("umask")
def test_a_database_what_lies_beside_it_and_its_copies_are_for_their_owner_alone(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "studie")
    with Project.open(folder) as project:
        with project.store.write() as connection:
            connection.exec_driver_sql("UPDATE setting SET value = value")
            assert {"project.db", "project.db-wal"} <= modes(folder).keys()
            assert set(modes(folder).values()) == {0o600}
        safety_copy(folder, project.store.path, "accept", kept=3)
    copy = back_up(folder, folder / "project.db", str(tmp_path / "kopia.db"))
    assert set(modes(folder / "backups").values()) == {0o600}
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    (folder / "project.db").unlink()
    copy.chmod(0o644)
    put_backup_back(folder, folder / "project.db", str(copy))
    assert modes(folder)["project.db"] == 0o600


def test_an_older_project_that_everybody_may_read_is_taken_back_when_it_is_opened(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "studie")
    back_up(folder, folder / "project.db")
    for path in (folder / "project.db", *folder.glob("backups/*.db")):
        path.chmod(0o644)
    with Project.open(folder) as project:
        assert set(modes(folder).values()) == {0o600}
        project.keep_copy("accept")
    assert set(modes(folder / "backups").values()) == {0o600}


@pytest.mark.parametrize(
    ("given", "kept"),
    [(0o644, 0o600), (0o666, 0o660), (0o664, 0o660), (0o755, 0o600), (0o600, 0o600), (0o640, 0o640), (0o660, 0o660)],
)
def test_what_somebody_chose_stays(tmp_path: Path, given: int, kept: int) -> None:
    assert private(given) == kept
    folder = make_project(tmp_path / "studie")
    (folder / "project.db").chmod(given)
    with Project.open(folder):
        assert modes(folder)["project.db"] == kept
