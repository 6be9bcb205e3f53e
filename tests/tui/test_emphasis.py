"""Emphasis that is typed in Markdown is seen in the reader, and every code point keeps its place."""

from __future__ import annotations

from typing import Any

import pytest

from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.tui.plain_text import emphases
from tests.tui.conftest import minutes

TEXT = "Dialog i Norrlunda län\n\nRådet säger att det är **mycket viktigt** och att *alla* behövs; `kod` sägs ej.\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("det är **mycket viktigt** nu", [("**mycket viktigt**", "mycket viktigt", True, False)]),
        ("*alla* och _några_", [("*alla*", "alla", False, True), ("_några_", "några", False, True)]),
        ("***båda***", [("***båda***", "båda", True, True)]),
        ("`kod *x*` står", [("`kod *x*`", "kod *x*", False, False)]),
        ("2*3*4, fil_namn_ett, **ej slutet", []),
    ],
)
def test_what_is_emphasised(text: str, found: list[tuple[str, str, bool, bool]]) -> None:
    told = emphases(text, 0, len(text))
    assert [(e.whole.of(text), e.words.of(text), e.bold, e.italic) for e in told] == found


def test_only_the_stretch_asked_for_is_looked_at() -> None:
    assert list(emphases("**a** b **c**", 5, 8)) == []


async def painted(drive: Any, project: Any, name: str) -> tuple[dict[str, Any], Any]:
    """Give the styles of the runs of the row with emphasis, by their words, and the view."""
    with change(project.store, "kodare-0", "import") as step:
        key = add_document(step, minutes(name, "Norrlunda län", TEXT), path=name)
    async with drive.reader(size=(140, 36), key=key) as (_, screen):
        view = screen.view
        row = view.canvas.layout.row_of(TEXT.index("mycket"))
        return {s.text: s.style for s in view.canvas.row(row)}, view


async def test_emphasis_is_seen_and_its_signs_stay_in_their_place(drive_empty: Any, empty: Any) -> None:
    runs, view = await painted(drive_empty, empty, "norr.MD")
    muted = view.canvas.base["lead"].color
    assert runs["mycket viktigt"].bold
    assert runs["alla"].italic
    assert not runs["alla"].bold
    assert not runs["kod"].bold
    assert {runs["**"].color, runs["*"].color, runs["`"].color} == {muted}
    assert runs["mycket viktigt"].color != muted
    layout = view.canvas.layout
    at = TEXT.index("viktigt")
    assert layout.offset_at(layout.row_of(at), layout.x_of(layout.row_of(at), at)) == at


async def test_stars_in_other_files_are_shown_as_they_are(drive_empty: Any, empty: Any) -> None:
    runs, _ = await painted(drive_empty, empty, "norr.txt")
    assert any("**mycket viktigt**" in words for words in runs)
