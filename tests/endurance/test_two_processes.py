"""Two coders at work in one project at the same time: every change lands once, and nobody is sent away."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

OWN = 40
SHARED = 10
"""Of the fifty suggestions that each accepts, so many are also wanted by the other."""


@pytest.mark.endurance
def test_no_change_of_two_coders_is_lost(bare: Any, sound: Callable[[Path], None], tmp_path: Path) -> None:
    from qualcode.storage.coding_rows import codings
    from qualcode.storage.ledger import history
    from qualcode.storage.suggestion_rows import suggestions
    from qualcode.usecases.project import Project

    lines = "\n".join(
        f"Punkt {n} i samtalet: länet har en handlingsplan för område {n}." for n in range(2 * OWN + SHARED)
    )
    minutes = tmp_path / "gotland.md"
    minutes.write_text(f"# Dialog med Gotlands län 2024\n\n{lines}\n", encoding="utf-8")
    bare.done("import", minutes)
    bare.done("suggest")
    with Project.open(bare.project) as project:
        ids = [s.id for s in suggestions(project.store, waiting=True)]
    assert len(ids) == 2 * OWN + SHARED
    meeting = tmp_path / "meeting"
    meeting.mkdir()
    shared = ids[2 * OWN :]
    # The shared ones come last and in the same order, so that both reach for them at about the same time.
    wanted = [ids[:OWN] + shared, ids[OWN : 2 * OWN] + shared]
    (meeting / "wanted.json").write_text(json.dumps(wanted), encoding="utf-8")

    coders = ("coder-a", "coder-b")
    script = str(Path(__file__).with_name("two_coders.py"))
    at_work = [
        subprocess.Popen(
            [sys.executable, "-W", "error", script, str(bare.project), coder, str(meeting), str(number)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number, coder in enumerate(coders)
    ]
    told = []
    for process in at_work:
        out, err = process.communicate(timeout=300)
        assert (process.returncode, err) == (0, "")
        told.append(json.loads(out))

    sound(bare.project)
    accepted = [key for one in told for key in one["accepted"]]
    assert sorted(accepted) == sorted(ids), "a suggestion was accepted twice or by nobody"
    late = [line.split() for one in told for line in one["refused"]]
    assert sorted(key for key, _ in late) == sorted(shared)
    assert {name for _, name in late} <= {"DecidedError", "UnknownSuggestionError"}
    with Project.open(bare.project) as project:
        kept = codings(project.store)
        steps = history(project.store)
    assert len({c.id for c in kept}) == len(kept) == 2 * (OWN + SHARED) + len(ids)
    for coder, one in zip(coders, told, strict=True):
        assert set(one["coded"]) <= {c.id for c in kept if c.coder == coder}
        assert sum(c.coder == coder for c in kept) == len(one["coded"]) + len(one["accepted"])
        assert sum(s.coder == coder and s.state == "done" for s in steps) == len(one["coded"]) + len(one["accepted"])
    assert [s.id for s in steps] == list(range(len(steps), 0, -1))
