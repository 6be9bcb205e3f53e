"""A full disk and one that cannot be written: one sentence, an exit code, nothing lost, and the same command succeeds afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.endurance.test_kills import OLD_EXPORT, PASSPHRASE, finished

ROOT = Path(__file__).parent.parent.parent
COMMANDS: dict[str, tuple[str, ...]] = {
    "import": ("import", "minutes"),
    "suggest": ("suggest",),
    "accept": ("accept", "--all"),
    "undo": ("undo",),
    "judge": ("judge", "--as-proposed"),
    "memo": ("memo", "project", "Läs om " * 2_000),
    "matrix": ("matrix", "--to", "out/matrix.docx"),
    "export": ("export", "out/studie.qdpx"),
    "backup": ("backup",),
    "snapshot": ("snapshot", "out/bild"),
    "restore": ("restore", "kept/bild"),
    "vault": ("vault", "passwd"),
}
_CHANGING = ("import", "suggest", "accept", "undo", "judge", "memo", "export", "backup", "snapshot", "vault")


def own_mounts() -> bool:
    """Tell whether this machine lets a process mount a disk of its own."""
    told = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]
    return (
        shutil.which("unshare") is not None and subprocess.run(told, capture_output=True, check=False).returncode == 0
    )


pytestmark = [pytest.mark.endurance, pytest.mark.skipif(not own_mounts(), reason="no mounts of one's own here")]


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory, _templates: Callable[[str], Path]) -> Callable[[str], Path]:
    """Give the study as a command finds it."""
    folder = tmp_path_factory.mktemp("disks")
    made: dict[str, Path] = {}

    def give(name: str) -> Path:
        kind = name if name in ("import", "suggest", "undo", "restore") else "any"
        if kind not in made:
            desk = made[kind] = folder / kind
            shutil.copytree(_templates("bare" if kind in ("import", "suggest") else "guarded"), desk)
            (desk / "out").mkdir()
            (desk / "kept").mkdir()
            (desk / "out" / "matrix.docx").write_bytes(OLD_EXPORT)
            with pytest.MonkeyPatch.context() as surroundings:
                surroundings.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
                if kind == "suggest":
                    finished(desk, ("import", "minutes"))
                if kind == "undo":
                    finished(desk, ("accept", "--all"))
                if kind == "restore":
                    finished(desk, ("accept", "--all"))
                    finished(desk, ("snapshot", "kept/bild"))
                    finished(desk, ("undo",))
        return made[kind]

    return give


def told(mode: str, desk: Path, place: Path, name: str) -> list[dict[str, Any]]:
    """Run a command on a small disk in a namespace of its own and give what was found."""
    place.mkdir()
    script = [sys.executable, str(Path(__file__).with_name("full_disk.py")), mode, str(desk), str(place), name]
    done = subprocess.run(
        ["unshare", "-rm", *script, *COMMANDS[name]],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
        text=True,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_full_disk_takes_nothing_away(name: str, desks: Callable[[str], Path], tmp_path: Path) -> None:
    runs = told("full", desks(name), tmp_path / "disk", name)
    assert not [run for run in runs if run["wrong"]], json.dumps(runs, indent=1, ensure_ascii=False)
    assert runs[-1]["code"] == 0, "the disk was full to the last"
    assert len(runs) > 1, "the disk was never full"


@pytest.mark.parametrize("name", _CHANGING)
def test_where_nothing_can_be_written_the_project_is_read(
    name: str, desks: Callable[[str], Path], tmp_path: Path
) -> None:
    [run] = told("read-only", desks(name), tmp_path / "disk", name)
    assert not run["wrong"], run
