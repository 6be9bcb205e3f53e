"""A project's folder that goes away while a command is at work, as a stick does that is pulled out: one sentence, nothing lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from qualcode.storage.document_rows import documents
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from tests.conftest import Desk


def goes_when(monkeypatch: pytest.MonkeyPatch, desk: Desk, where: str) -> None:
    """Let the folder go the moment something is called, which is then done."""
    room, name = where.rsplit(".", 1)
    module = __import__(room, fromlist=[name])
    real = getattr(module, name)

    def called(*words: Any, **named: Any) -> Any:
        if desk.project.exists():
            desk.project.rename(desk.folder / "undan")
        return real(*words, **named)

    monkeypatch.setattr(module, name, called)


def back(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.undo()
    assert not desk.project.exists(), "something was written where nobody looks for it"
    (desk.folder / "undan").rename(desk.project)
    monkeypatch.setenv("QUALCODE_DATA", str(desk.folder / "data"))
    monkeypatch.chdir(desk.folder)


def test_during_an_import(bare: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    goes_when(monkeypatch, bare, "qualcode.usecases.importing.to_vault")
    told = bare.run("import", bare.minutes)
    assert told.code == 1
    assert told.out == ""
    assert {line.partition("project.db ")[2] for line in told.err.splitlines() if "project.db" in line} == {
        "is missing; put it back, or restore a backup with `qualcode restore-backup`."
    }
    assert "Traceback" not in told.err
    back(monkeypatch, bare)
    with Project.open(bare.project) as project:
        assert documents(project.store) == ()
    assert len(bare.done("import", bare.minutes, "--json").json) == 3


@pytest.mark.parametrize(
    ("words", "where"),
    [
        (("suggest",), "qualcode.usecases.run_suggestions.plan_scans"),
        (("accept", "--all"), "qualcode.usecases.deciding.change"),
        (("undo",), "qualcode.usecases.recalling.undo"),
    ],
    ids=lambda one: one[0] if isinstance(one, tuple) else "",
)
def test_during_other_work(words: tuple[str, ...], where: str, study: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    study.done("code", "d1", "40", "80", "budget")
    with Project.open(study.project) as project:
        before = suggestions(project.store)
    goes_when(monkeypatch, study, where)
    told = study.run(*words)
    assert told.code == 1
    assert told.out == ""
    assert told.err.splitlines()[-1].endswith(
        "is missing; put it back, or restore a backup with `qualcode restore-backup`."
    )
    back(monkeypatch, study)
    with Project.open(study.project) as project:
        assert project.store.check() == "ok"
        assert suggestions(project.store) == before
    study.done(*words)
