"""Ten thousand mutated files for each reader: a result or one clear sentence, never a traceback, a hang or a full memory."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

COUNT = 10_000
SEED = 20241017
LONGEST = 1_800
KINDS = (
    *("txt", "md", "docx", "odt", "rtf", "pdf", "vtt", "srt", "answers", "answers-xlsx", "csv", "xlsx"),
    *("yaml", "guide", "queries", "snapshot", "qdc", "qdpx"),
)


@pytest.mark.endurance
@pytest.mark.parametrize("kind", KINDS)
def test_mutated_files_are_read_or_refused(kind: str, tmp_path: Path) -> None:
    child = Path(__file__).with_name("mutated_reading.py")
    done = subprocess.run(
        [sys.executable, "-W", "error", str(child), kind, str(tmp_path), str(SEED), str(COUNT)],
        capture_output=True,
        check=False,
        text=True,
        timeout=LONGEST,
    )
    kept = tmp_path / "found.jsonl"
    found = [json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines()] if kept.exists() else []
    assert not found, "\n".join(f"number {f['number']}, kept in {tmp_path}:\n{f['traceback']}" for f in found)
    assert done.returncode == 0, f"ended with {done.returncode} on {tmp_path}/now.{kind}: {done.stderr}"
    told = json.loads(done.stdout)
    assert told["read"] + told["refused"] == COUNT
    # Mutations that are all refused at the door, or all harmless, would try nothing.
    assert min(told["read"], told["refused"]) > COUNT / 50, told
