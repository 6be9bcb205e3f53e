"""`question-guide.yaml` of a project: sections get its areas, and what a wave was not asked about is told as that."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.conftest import Desk


def test_headings_of_the_guide_give_sections_their_areas(bare: Desk) -> None:
    (bare.project / "question-guide.yaml").write_text(
        "areas:\n  plans: {headings: [Vad ni har på papper]}\n", encoding="utf-8"
    )
    path = bare.folder / "gotland.md"
    path.write_text("# Dialog Gotland\n\n## 2. Vad ni har på papper\n\nLänet har en handlingsplan.\n", encoding="utf-8")
    bare.done("import", path)
    with sqlite3.connect(bare.project / "project.db") as db:
        rows = db.execute("select label, focus from segment where kind = 'section'").fetchall()
    db.close()
    assert rows == [("2. Vad ni har på papper", "plans")]


def test_what_was_not_asked_is_not_asked_unless_it_is_said(study: Desk) -> None:
    (study.project / "question-guide.yaml").write_text(
        "not-asked:\n  2024: [support, plans/budget]\n", encoding="utf-8"
    )
    dalarna, gotland = (
        study.done("matrix", "--json", "--level", "code").json["cells"][case]
        for case in ("Dalarnas län", "Gotlands län")
    )
    assert (dalarna["support/relatives"]["status"], dalarna["plans/budget"]["status"]) == ("not-asked", "present")
    assert (gotland["support/relatives"]["status"], gotland["support/training"]["status"]) == ("planned", "not-asked")
    theme = study.done("matrix", "--json", "--level", "theme").json["cells"]["Gotlands län"]["support"]
    assert theme["statuses"] == {"not-asked": 1, "planned": 1}


def test_a_fault_of_the_guide_stops_the_import_before_it_reads(bare: Desk) -> None:
    (bare.project / "question-guide.yaml").write_text("areas:\n  plans: [x]\n", encoding="utf-8")
    told = bare.run("import", bare.minutes)
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert "question-guide.yaml, line 2" in told.err
