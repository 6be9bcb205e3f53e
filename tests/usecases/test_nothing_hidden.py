"""A name that was hidden nowhere: why, and where to look, without saying it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.storage.document_rows import documents
from qualcode.usecases.hiding_late import hide_late
from qualcode.usecases.importing import import_files
from qualcode.usecases.nothing_hidden import Why
from qualcode.usecases.project import Project, make_project

SECRET = "ett hemligt ord"  # noqa: S105
TEXT = "Dialog i Kalmar län\nNärvarande: Mbali Qvarnströming, samordnare.\nDe ska lotta ut platserna. Bladverket är tätt. Mbali sa ja.\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path / "data"))
    path = tmp_path / "m.txt"
    path.write_text(TEXT, encoding="utf-8")
    with Project.open(make_project(tmp_path / "studie"), language="sv") as opened:
        import_files(opened, [path], options={"case": "Kalmar län", "wave": "2024"}, passphrase=SECRET)
        yield opened


@pytest.mark.parametrize(
    ("name", "why", "stands"),
    [
        ("lotta", Why.WORD, "lotta"),
        ("Verket", Why.PART, "Bladverket"),
        ("Qvarnströming", Why.HIDDEN, ""),
        ("Gunborg", Why.ABSENT, ""),
    ],
)
def test_the_reason_leads_to_the_place(project: Project, name: str, why: Why, stands: str) -> None:
    text = next(iter(documents(project.store))).text
    done = hide_late(project, name, passphrase=SECRET)
    assert done.hits == 0
    assert done.nothing is not None
    assert done.nothing.why is why
    assert text[done.nothing.start : done.nothing.end] == stands
    if stands:
        at = (done.nothing.document, done.nothing.start, done.nothing.end)
        again = hide_late(project, at=at, passphrase=SECRET)
        assert (again.hits, again.nothing) == (1, None)
