"""The use cases as a Python API: what the faces do not reach, or reach only in part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from qualcode.domain.coding import CellStatus, Status
from qualcode.domain.errors import UnknownCodeError, UnknownDocumentError
from qualcode.domain.finding import HitType, Level
from qualcode.domain.settings import Settings
from qualcode.domain.spans import Span
from qualcode.domain.table import Cell
from qualcode.exchange.decisions_file import Decision
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents
from qualcode.storage.scan_marks import forget_scans
from qualcode.usecases.coding_by_hand import (
    code_passage,
    mark_documents_read,
    memos_on,
    recode,
    rewrite_memo,
    write_memo,
)
from qualcode.usecases.deciding import accept, accept_as, waiting
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.hiding import hide, policy_of
from qualcode.usecases.importing import import_files
from qualcode.usecases.judging import judge
from qualcode.usecases.material import find_case, find_code, find_document, load_material
from qualcode.usecases.project import Project, make_project
from qualcode.usecases.quoting import quote_id, quotes
from qualcode.usecases.recalling import take_back
from qualcode.usecases.recorded_decisions import DocumentGoneError, WordsGoneError, play
from qualcode.usecases.run_suggestions import run_suggestions
from qualcode.usecases.tabulating import frame, matrix

if TYPE_CHECKING:
    from tests.conftest import Desk

GOTLAND, DALARNA = "gotland.md", "dalarna.txt"


@pytest.fixture
def project(study: Desk) -> Iterator[Project]:
    with Project.open(study.project, coder="Åsa", language="en") as opened:
        yield opened


def suggested(project: Project, code: str, document: str = "d1"):  # noqa: ANN201 - a stored suggestion
    [found] = waiting(project, code=code, document=document)
    return found


def test_a_suggestion_accepted_with_another_status_or_code(project: Project) -> None:
    changed = accept_as(project, suggested(project, "plans/budget"), status=Status.PAST)
    moved = accept_as(project, suggested(project, "support/relatives"), code="support/training")
    assert (changed.status, changed.code, changed.score, changed.coder) == (Status.PAST, "plans/budget", 1.0, "Åsa")
    assert (moved.status, moved.code) == (Status.PLANNED, "support/training")
    run_suggestions(project)
    assert waiting(project, code="plans/budget", document="d1") == ()
    assert waiting(project, code="support", document="d1") == ()
    take_back(project)
    assert [s.suggestion.code for s in waiting(project, code="support", document="d1")] == ["support/relatives"]


def test_a_coding_changed_counts_as_certain_and_can_be_taken_back(project: Project) -> None:
    [made] = accept(project, [suggested(project, "plans/budget")], bulk=True)
    assert made.score < 1
    changed = recode(project, made.id, status=Status.POSSIBLE, code="training", span=Span(40, 60))
    assert (changed.status, changed.code, changed.span, changed.score) == (
        Status.POSSIBLE,
        "support/training",
        Span(40, 60),
        1.0,
    )
    assert codings(project.store) == (changed,)
    take_back(project)
    assert codings(project.store) == (made,)


def test_a_memo_rewritten_and_taken_away(project: Project) -> None:
    memo = write_memo(project, "d1", "ett")
    rewrite_memo(project, memo.id, " två ")
    assert [m.text for m in memos_on(project)] == ["två"]
    rewrite_memo(project, memo.id, "")
    assert memos_on(project) == ()
    take_back(project)
    assert [m.text for m in memos_on(project)] == ["två"]


def test_two_coders_read_and_judge_each_for_themselves(project: Project, study: Desk) -> None:
    mark_documents_read(project, ["d1"])
    judge(project, "Gotland", "plans/budget", "past")
    with Project.open(study.project, coder="Bo") as other:
        mark_documents_read(other, ["d1"], read=False)
        assert cell(other, "support/training").status is CellStatus.NOT_MENTIONED
        judge(other, "Gotland", "plans/budget", "absent")
    assert cell(project, "plans/budget").status is CellStatus.ABSENT
    judge(project, "Gotland", "plans/budget", "planned")
    assert cell(project, "plans/budget").status is CellStatus.PLANNED


def cell(project: Project, code: str) -> Cell:
    found = matrix(project).cells["Gotlands län"][code]
    assert isinstance(found, Cell)
    return found


def test_open_suggestions_propose_only_until_only_codings_are_wanted(project: Project) -> None:
    assert load_material(project).passages
    assert load_material(project, codings_only=True).passages == ()


def test_a_passage_that_was_decided_is_not_counted_twice(project: Project) -> None:
    before = len(load_material(project).passages)
    accept(project, [suggested(project, "plans/budget")])
    assert len(load_material(project).passages) == before


def test_the_matrix_as_a_table_of_pandas(project: Project) -> None:
    table = frame(matrix(project))
    assert table.shape == (21, 4)
    assert table.index.name == "case"
    assert table.loc["Gotlands län", "plans/budget"] == "absent"
    assert frame(matrix(project, level="theme")).loc["Gotlands län", "plans"] == {"absent": 1, "present": 1}


@pytest.mark.parametrize("words", ["Gotland", "gotland", "Region Gotland", "Gotlands län"])
def test_a_county_is_found_by_any_of_its_names(project: Project, words: str) -> None:
    assert find_case(project, words) == "Gotlands län"
    assert find_document(project, words).id == "d1"


def test_a_case_with_several_documents_names_none_of_them(project: Project, study: Desk) -> None:
    (study.folder / "till.txt").write_text("Ett möte till i länet.\n")
    import_files(project, [study.folder / "till.txt"], options={"case": "Gotland"})
    with pytest.raises(UnknownDocumentError):
        find_document(project, "Gotland")


def test_a_short_code_is_taken_only_when_it_is_the_only_one(bare: Desk) -> None:
    text = bare.codebook.read_text(encoding="utf-8").replace("id: training", "id: budget")
    (bare.folder / "två.yaml").write_text(text, encoding="utf-8")
    with Project.open(make_project(bare.folder / "p2", codebook=bare.folder / "två.yaml")) as project:
        assert find_code(project, "county-plan") == "plans/county-plan"
        with pytest.raises(UnknownCodeError, match="plans/budget"):
            find_code(project, "budget")


def test_quote_ids_depend_on_project_document_and_span(project: Project) -> None:
    ids = {
        quote_id(project, document, Span(start, end))
        for document in ("d1", "d2")
        for start in (0, 1)
        for end in (9, 10)
    }
    assert len(ids) == 8
    assert quote_id(project, "d1", Span(0, 9)) in ids
    assert all(re.fullmatch("q[0-9a-f]{10}", one) for one in ids)


def test_a_quote_that_begins_inside_a_name_shows_nothing_of_it(project: Project) -> None:
    [document] = documents(project.store, ids=["d2"])
    at = document.text.index("Falun")
    code_passage(project, "d2", at + 2, document.text.index("höst") + 4, "support/training")
    [quote] = quotes(project, allow_unreviewed=True)
    assert "lun" not in quote.text
    assert quote.text.endswith("ges utbildning till all personal i skolan varje höst")
    assert [r.type for r in quote.replacements] == ["place"]
    assert quote.marked_unreviewed


def test_recorded_decisions_are_played_back_by_the_words_they_cite(project: Project) -> None:
    played = play(
        project,
        [
            Decision(1, "reject", "plans/county-plan", GOTLAND, "länet har en handlingsplan"),
            Decision(2, "change", "plans/budget", GOTLAND, "ingen budget", status="planned"),
            Decision(3, "code", "support/relatives", DALARNA, "det räcker ett tag till", status="possible"),
            Decision(4, "judge", "plans/budget", case="Gotland", status="past", because="Så var det."),
            Decision(5, "reject", "support/training", GOTLAND, "ingen budget"),
        ],
    )
    assert (played.rejected, played.changed, played.coded, played.judged, played.idle) == (1, 1, 1, 1, 1)
    assert {(c.code, c.status) for c in codings(project.store)} == {
        ("plans/budget", Status.PLANNED),
        ("support/relatives", Status.POSSIBLE),
    }
    assert cell(project, "plans/budget").status is CellStatus.PAST
    assert cell(project, "plans/county-plan").status is CellStatus.UNREAD


@pytest.mark.parametrize(("words", "times"), [("finns inte i texten", 0), ("en", 9)])
def test_words_that_are_gone_or_stand_twice_fail_loudly(project: Project, words: str, times: int) -> None:
    with pytest.raises(WordsGoneError) as caught:
        play(project, [Decision(7, "reject", "plans/budget", GOTLAND, words)])
    assert caught.value.fields["number"] == 7
    assert (caught.value.fields["times"] == 0) is (times == 0)


def test_a_document_that_is_gone_fails_loudly(project: Project) -> None:
    with pytest.raises(DocumentGoneError, match=r"borta\.md"):
        play(project, [Decision(1, "code", "plans/budget", "borta.md", "ord")])


def test_the_policy_of_the_settings_reaches_the_finders() -> None:
    keep = Settings("x", policy={"county": {"stored": "replace", "published": "keep"}})
    text = "Så är det i Gotlands län."
    assert "Gotland" in hide(text).text
    assert "Gotland" not in hide(text, level=Level.PUBLISHED).text
    assert "Gotland" not in hide(text, settings=keep).text
    assert "Gotland" in hide(text, settings=keep, level=Level.PUBLISHED).text
    assert policy_of(None) == policy_of(Settings("x"))


def test_what_is_kept_at_the_stored_level_is_known_for_the_published(project: Project) -> None:
    from qualcode.storage.document_rows import hits

    [document] = documents(project.store, ids=["d2"])
    places = [h for h in hits(project.store, "d2") if h.type in (HitType.PLACE, HitType.COUNTY)]
    assert "Falun" in {document.text[h.start : h.end] for h in places}
    assert all(h.replacement and h.replacement not in ("Falun", "Dalarnas län") for h in places)


def test_a_file_is_written_whole_with_the_usual_permissions(study: Desk) -> None:
    target = study.folder / "ny" / "fil.bin"
    target.parent.mkdir()
    assert keep_bytes(target, b"ett") == target
    assert keep_bytes(target, b"tva") == target
    assert target.read_bytes() == b"tva"
    assert [p.name for p in target.parent.iterdir()] == ["fil.bin"]
    assert target.stat().st_mode & 0o600 == 0o600
    assert target.stat().st_mode & 0o111 == 0


def test_progress_is_told_for_every_file_and_document(project: Project, study: Desk) -> None:
    told: list[tuple[int, int]] = []
    import_files(project, [study.minutes], progress=lambda n, of, _: told.append((n, of)))
    assert [of for _, of in told] == [3, 3, 3]
    told.clear()
    forget_scans(project.store)
    run_suggestions(project, progress=lambda n, of, _: told.append((n, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    told.clear()
    run_suggestions(project, progress=lambda n, of, _: told.append((n, of)))
    assert told == []


def test_the_same_person_has_the_same_function_in_every_document(bare: Desk) -> None:
    for name, county in (("a.txt", "Gotlands"), ("b.txt", "Kalmar")):
        (bare.folder / name).write_text(
            f"{county} län 2024\n\nDeltagare:\nTorgny Bodelius, skolchef\nSixten Åkerlyng, enhetschef\n\nMötet\n"
            "Torgny Bodelius sade att planen finns.\n"
        )
    with Project.open(bare.project) as project:
        import_files(project, [bare.folder / "a.txt", bare.folder / "b.txt"])
        last = [d.text.strip().split("\n")[-1].lower() for d in documents(project.store)]
    assert last[0] == last[1]
    assert "skolchefen" in last[0]
