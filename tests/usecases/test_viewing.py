"""Viewing: a document with its marks, and codes in the order a coder wants them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from qualcode.domain.coding import Status, Suggestion, Why
from qualcode.domain.errors import UnknownDocumentError
from qualcode.domain.minutes import Document, Metadata, Segment, SegmentKind
from qualcode.domain.spans import Span
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.storage.suggestion_rows import replace_suggestions
from qualcode.usecases.coding_by_hand import code_passage, mark_documents_read, write_memo
from qualcode.usecases.project import Project, make_project
from qualcode.usecases.typed_words import fitting
from qualcode.usecases.viewing import inherited_colours, offered_codes, open_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = "Plan\nLänet har en plan. Skolan är inte med."
BOOK = """\
id: prov
version: "1"
names: {sv: Prov}
themes:
  - id: styrning
    names: {sv: Styrning, en: Governance}
    colour: "#0072B2"
    codes:
      - {id: skola, names: {sv: Skolan sitter med, en: School at the table}, indicators: [{words: [skola]}]}
      - {id: namnd, names: {sv: Nämnden beslutar}, colour: "#ff0000", indicators: [{words: [nämnd]}]}
  - id: planer
    names: {sv: Planer, en: Plans}
    codes:
      - {id: lan, names: {sv: Handlingsplan för länet, en: County plan}, brief: {sv: En plan är antagen}, indicators: [{words: [plan]}]}
      - {id: smal, names: {sv: Smalare planer}, indicators: [{words: [plan]}]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    (tmp_path / "bok.yaml").write_text(BOOK, encoding="utf-8")
    with Project.open(make_project(tmp_path / "studie", codebook=tmp_path / "bok.yaml")) as opened:
        segments = (
            Segment(SegmentKind.SECTION, Span(0, len(TEXT)), "Plan", "planer"),
            Segment(SegmentKind.SENTENCE, Span(5, 23)),
            Segment(SegmentKind.SENTENCE, Span(24, len(TEXT))),
        )
        document = Document("", "x.txt", Metadata("X"), TEXT, "0", segments)
        with change(opened.store, "annan", "import") as step:
            key = add_document(step, document, path="x.txt")
        replace_suggestions(
            opened.store,
            [
                (
                    key,
                    [
                        Suggestion("styrning/skola", Span(24, len(TEXT)), Status.ABSENT, 0.8, Why("styrning/skola#1")),
                        Suggestion("planer/lan", Span(5, 23), Status.NOT_ASSERTED, 0.8, Why("planer/lan#1")),
                    ],
                )
            ],
        )
        yield opened


def paths(project: Project, typed: str, span: Span | None = None) -> list[str]:
    reading = open_reading(project, "d1")
    return [c.path for c in offered_codes(project, typed, reading=reading, span=span)]


def test_a_reading_holds_codings_suggestions_memos_and_the_mark(project: Project) -> None:
    made = code_passage(project, "d1", 5, 23, "planer/lan")
    write_memo(project, made.id, "stark")
    mark_documents_read(project, ["d1"])
    reading = open_reading(project, "d1")
    assert [(m.code, m.status, m.coding is None) for m in reading.marks] == [
        ("planer/lan", Status.PRESENT, False),
        ("styrning/skola", Status.ABSENT, True),
    ]
    assert [m.text for m in reading.memos[f"coding:{made.id}"]] == ["stark"]
    assert reading.read
    assert [m.code for m in reading.waiting()] == ["styrning/skola"]


def test_what_asserts_nothing_waits_for_nobody(project: Project) -> None:
    assert [m.code for m in open_reading(project, "d1").marks] == ["styrning/skola"]


def test_marks_at_a_place_suggestions_first_then_the_shorter(project: Project) -> None:
    code_passage(project, "d1", 5, len(TEXT), "planer/lan")
    code_passage(project, "d1", 24, 30, "planer/smal")
    reading = open_reading(project, "d1")
    assert [m.code for m in reading.at(25, 26)] == ["styrning/skola", "planer/smal", "planer/lan"]
    assert reading.at(0, 1) == ()


def test_an_unknown_document_is_told(project: Project) -> None:
    with pytest.raises(UnknownDocumentError):
        open_reading(project, "d9")


def test_the_likeliest_come_first(project: Project) -> None:
    assert paths(project, "", Span(24, 30)) == ["styrning/skola", "planer/lan", "planer/smal", "styrning/namnd"]
    code_passage(project, "d1", 5, 23, "styrning/namnd")
    assert paths(project, "")[0] == "styrning/namnd"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("skol", "styrning/skola"),
        ("handl lan", "planer/lan"),
        ("table", "styrning/skola"),
        ("nämden", "styrning/namnd"),
        ("antagen", "planer/lan"),
        ("STYRNING nämnd", "styrning/namnd"),
    ],
)
def test_a_part_of_the_name_finds_the_code(project: Project, typed: str, first: str) -> None:
    assert paths(project, typed)[0] == first


@pytest.mark.parametrize("typed", ["xyzzy", "skola xyzzy", "qq"])
def test_what_fits_nothing_finds_nothing(project: Project, typed: str) -> None:
    assert paths(project, typed) == []


def test_names_are_ranked_by_what_was_typed() -> None:
    names = ["Ångra", "Godta förslaget", "Nästa förslag"]
    assert fitting("", names) == (0, 1, 2)
    # The very word comes before one that only begins so.
    assert fitting("förslag", names) == (2, 1)
    assert fitting("ågnra", names) == (0,)


def test_what_begins_so_comes_before_what_has_such_a_word_and_slips_come_last() -> None:
    names = ["Behov i samband med handlingsplaner", "Länshandlingsplan", "Handlingsplaner", "Handikapp", "Hänvisning"]
    assert fitting("handl", names) == (2, 0, 1)
    # An aside counts for less than a name.
    assert fitting("plan", ["Skola", "Planen"], ["action-plans/x", ""]) == (1, 0)


@pytest.fixture
def plans(tmp_path: Path) -> Iterator[Project]:
    book = tmp_path / "planer.yaml"
    book.write_text(
        """\
id: planer
version: "1"
names: {sv: Planer}
themes:
  - id: behov
    names: {sv: Behov, en: Needs}
    codes:
      - {id: samband, names: {sv: Behov ses över med handlingsplanen, en: Needs are handled}, indicators: []}
      - {id: grupper, names: {sv: Frågorna delas, en: The matters are handled}, indicators: []}
  - id: planer
    names: {sv: Handlingsplaner, en: Action plans}
    codes:
      - {id: lan, names: {sv: Länshandlingsplan, en: County plan}, indicators: []}
      - {id: egen, names: {sv: Egen handlingsplan, en: Own plan}, indicators: []}
      - {id: annan, names: {sv: Handlingsplan för annat, en: Another plan}, indicators: []}
      - {id: foljd, names: {sv: Planen följs upp, en: The plan is followed up}, indicators: []}
""",
        encoding="utf-8",
    )
    folder = make_project(tmp_path / "planstudie", codebook=book)
    with Project.open(folder, language="sv") as opened:
        yield opened


def test_the_codes_of_a_theme_so_called_come_first_then_insides_then_other_languages(plans: Project) -> None:
    found = [c.path for c in offered_codes(plans, "handl")]
    assert set(found[:2]) == {"planer/egen", "planer/annan"}
    assert found[2:] == ["behov/samband", "planer/lan", "planer/foljd", "behov/grupper"]


def test_a_code_has_the_colour_of_the_nearest_above(project: Project) -> None:
    colours = inherited_colours(project.codebook)
    assert colours["styrning/skola"] == "#0072B2"
    assert colours["styrning/namnd"] == "#ff0000"
    assert colours["planer/lan"] == ""


def test_the_waves_are_asked_of_the_database_and_not_of_every_document(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualcode.usecases import tabulating

    with change(project.store, "annan", "import") as step:
        for n, wave in enumerate(("2025", "2024", "2025")):
            add_document(step, Document("", f"{n}.txt", Metadata("X", wave=wave), TEXT, f"{n + 1}", ()), path=f"{n}")
    # Read one by one they take a fifth of a second in a project of ten thousand, between two keys.
    monkeypatch.setattr(tabulating, "documents", None)
    assert tabulating.waves(project) == ("", "2024", "2025")
