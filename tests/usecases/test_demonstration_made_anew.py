from __future__ import annotations

from pathlib import Path

from qualcode.usecases.backing_up import backups_in
from qualcode.usecases.demonstrating import PROJECT_ID, _clear
from qualcode.usecases.project import make_project


def test_what_was_done_in_a_demonstration_can_be_had_back(tmp_path: Path) -> None:
    make_project(tmp_path, project_id=PROJECT_ID)
    before = (tmp_path / "project.db").read_bytes()
    _clear(tmp_path)
    assert not (tmp_path / "project.db").exists()
    [kept] = backups_in(tmp_path)
    assert kept.reason == "before-demo"
    assert len(kept.path.read_bytes()) == len(before)
