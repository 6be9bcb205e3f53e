"""Codes are renamed, moved, merged, split, retired and edited: what was coded follows, the file stays its author's, undo takes all back."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualcode.domain.codebook_changes import BadCodeIdError, CodeExistsError, UnderItselfError
from qualcode.domain.coding import Coding, Status, Suggestion, Why
from qualcode.domain.errors import FolderReadOnlyError, UnknownCodeError
from qualcode.domain.minutes import Document, DocumentStatus, Metadata
from qualcode.domain.spans import Span
from qualcode.engine.segmenting import segment
from qualcode.exchange.indicator_lines import IndicatorsFaultError
from qualcode.storage.coding_rows import add_codings, codings, judgements, memos
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change, history
from qualcode.storage.suggestion_rows import replace_suggestions, suggestions
from qualcode.usecases.asking import save_query, saved_queries
from qualcode.usecases.codebook_file import codebook_path
from qualcode.usecases.coding_by_hand import write_memo
from qualcode.usecases.deciding import accept, reject, waiting
from qualcode.usecases.judging import judge
from qualcode.usecases.material import load_material
from qualcode.usecases.project import Project, make_project
from qualcode.usecases.recalling import do_again, take_back
from qualcode.usecases.run_suggestions import run_suggestions
from qualcode.usecases.shaping_codebook import (
    CodingOfAnotherError,
    NothingSaidError,
    NothingToSplitError,
    add_code,
    edit_code,
    edit_indicators,
    indicators_of,
    merge_codes,
    move_code,
    rename_code,
    retire_code,
    split_code,
)
from qualcode.usecases.step_files import FileEditedError, settle_left
from qualcode.usecases.telling_history import told_history
from qualcode.usecases.viewing import offered_codes

BOOK = """\
# Kodbok för prov; kommentaren ska stå kvar.
id: prov
version: "1"
groups:
  plan: [plan, planen,
      handlingsplan]   # bruten rad
themes:
  # Ledningen först.
  - id: ledning
    names: {sv: Ledning}
    codes:
      - id: rad
        names: {sv: Länsråd, en: County council}
        indicators:
          - words: [länsråd,
              länsrådet]
      - id: skola
        names: {sv: Skolan}
        touches: [planer]
        indicators:
          # Bara skolan själv.
          - words: [skola]
  - id: planer
    names: {sv: Planer}
    codes:
      - id: plan
        names: {sv: Plan}
        indicators:
          # Ordet självt.
          - words: [$plan]
      - id: atgard
        names: {sv: Åtgärder}
        exclude: [tidning]
        indicators:
          - words: [åtgärd]
counts:
  - id: c1
    label: {sv: Råd}
    count: ledning/rad and not planer/plan[planned]
"""
TEXT = """\
Dialog i Norrlunda län

Länsrådet leder arbetet. Skolan är med. En ny plan ska tas fram. Varje åtgärd har en ägare i planen.
"""


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path / "data"))
    (tmp_path / "prov.yaml").write_text(BOOK, encoding="utf-8")
    folder = make_project(tmp_path / "studie", codebook=tmp_path / "prov.yaml")
    with Project.open(folder, language="sv") as opened:
        with change(opened.store, "kodare-0", "import") as step:
            meta = Metadata("Norrlunda län", "2024", "", DocumentStatus.APPROVED)
            add_document(step, Document("", "n.md", meta, TEXT, "0" * 64, segment(TEXT)), path="n.md")
        yield opened


def code_by_hand(project: Project, *passages: tuple[str, str, Status]) -> list[str]:
    with change(project.store, project.coder, "code") as step:
        made = add_codings(
            step, [Coding("", "d1", code, at(words), status, project.coder) for code, words, status in passages]
        )
    return [c.id for c in made]


def coded(project: Project) -> list[tuple[str, str]]:
    return [(c.code, c.span.of(TEXT)) for c in codings(project.store)]


def text_of(project: Project) -> str:
    return codebook_path(project).read_text(encoding="utf-8")


PLAN = "En ny plan ska tas fram."
STEP = "Varje åtgärd har en ägare i planen."


def test_a_renamed_code_takes_everything_along_and_undo_brings_everything_back(project: Project) -> None:
    code_by_hand(project, ("planer/plan", PLAN, Status.PLANNED))
    write_memo(project, "code:planer/plan", "Är det en plan för länet?")
    judge(project, "Norrlunda län", "planer/plan", "planned")
    save_query(project, "plan", 'planer/plan and "plan" and coder=plan')
    before = text_of(project)

    done = rename_code(project, "plan", id="lansplan", name="Länets plan")

    assert (done.path, done.followed.codings, done.followed.judgements) == ("planer/lansplan", 1, 1)
    assert coded(project) == [("planer/lansplan", PLAN)]
    assert [m.target for m in memos(project.store)] == ["code:planer/lansplan"]
    assert [p.judgement.code for p in judgements(project.store)] == ["planer/lansplan"]
    assert saved_queries(project)["plan"] == 'planer/lansplan and "plan" and coder=plan'
    code = project.codebook.find("planer/lansplan")
    assert code is not None
    assert (code.name("sv"), code.formerly) == ("Länets plan", ("planer/plan",))
    assert project.codebook.counts[0].expression == "ledning/rad and not planer/lansplan[planned]"
    assert load_material(project).passages[0].code == "planer/lansplan"

    take_back(project)
    assert text_of(project) == before
    assert coded(project) == [("planer/plan", PLAN)]
    assert [m.target for m in memos(project.store)] == ["code:planer/plan"]
    assert [p.judgement.code for p in judgements(project.store)] == ["planer/plan"]
    assert saved_queries(project)["plan"] == 'planer/plan and "plan" and coder=plan'
    assert project.codebook.find("planer/plan") is not None
    do_again(project)
    assert project.codebook.find("planer/plan") is None
    assert coded(project) == [("planer/lansplan", PLAN)]


def test_only_the_lines_that_say_something_else_change(project: Project) -> None:
    before = text_of(project).splitlines()
    rename_code(project, "plan", id="lansplan")
    after = text_of(project).splitlines()
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    assert [line.strip() for line in gone] == ["- id: plan", "count: ledning/rad and not planer/plan[planned]"]
    assert [line.strip() for line in new] == [
        "- id: lansplan",
        'formerly: ["planer/plan"]',
        "count: ledning/rad and not planer/lansplan[planned]",
    ]


def test_what_was_decided_stays_decided_under_the_new_name(project: Project) -> None:
    run_suggestions(project)
    plan = next(s for s in waiting(project) if s.suggestion.code == "planer/plan")
    school = next(s for s in waiting(project) if s.suggestion.code == "ledning/skola")
    accept(project, [plan])
    reject(project, [school])
    left = len(waiting(project))
    rename_code(project, "planer", id="styrdokument")
    rename_code(project, "skola", id="skolan")
    assert len(waiting(project)) == left
    run_suggestions(project)
    assert len(waiting(project)) == left
    assert {s.suggestion.code for s in suggestions(project.store)} >= {"styrdokument/plan", "ledning/skolan"}
    take_back(project, 2)
    assert {s.suggestion.code for s in suggestions(project.store)} >= {"planer/plan", "ledning/skola"}


def test_other_themes_that_a_code_speaks_of_follow(project: Project) -> None:
    rename_code(project, "planer", id="styrdokument")
    school = project.codebook.find("ledning/skola")
    assert school is not None
    assert school.touches == ("styrdokument",)
    move_code(project, "skola", "styrdokument")
    moved = project.codebook.find("styrdokument/skola")
    assert moved is not None
    assert moved.touches == ()
    assert "# Bara skolan själv." in text_of(project)


def test_a_code_moves_with_those_below_it_and_not_below_itself(project: Project) -> None:
    code_by_hand(project, ("planer/plan", PLAN, Status.PLANNED), ("planer/atgard", STEP, Status.PRESENT))
    done = move_code(project, "planer", "ledning")
    assert done.path == "ledning/planer"
    assert coded(project) == [("ledning/planer/plan", PLAN), ("ledning/planer/atgard", STEP)]
    with pytest.raises(UnderItselfError):
        move_code(project, "ledning", "ledning/planer")
    move_code(project, "ledning/planer", before="ledning")
    assert [t.id for t in project.codebook.themes] == ["planer", "ledning"]


def test_merged_codes_are_one_and_nothing_counts_twice(project: Project) -> None:
    ids = code_by_hand(
        project,
        ("planer/plan", STEP, Status.PRESENT),
        ("planer/atgard", STEP, Status.PRESENT),
        ("planer/atgard", PLAN, Status.PLANNED),
    )
    write_memo(project, f"coding:{ids[1]}", "Samma mening.")
    judge(project, "Norrlunda län", "planer/plan", "planned")
    judge(project, "Norrlunda län", "planer/atgard", "present")
    before = text_of(project)
    done = merge_codes(project, "atgard", "plan")
    assert (done.path, done.followed.joined, done.followed.outdone) == ("planer/plan", 1, 1)
    assert coded(project) == [("planer/plan", PLAN), ("planer/plan", STEP)]
    assert [m.target for m in memos(project.store)] == [f"coding:{ids[0]}"]
    assert [p.judgement.status.value for p in judgements(project.store)] == ["planned"]
    plan = project.codebook.find("planer/plan")
    assert plan is not None
    assert project.codebook.find("planer/atgard") is None
    assert [i.slots[0][0] for i in plan.indicators] == ["plan", "åtgärd"]
    assert "# Ledningen först." in text_of(project)
    # What the merged code left out is left out of what came from it, and of nothing else.
    assert [i.unless for i in plan.indicators] == [(), ("tidning",)]
    take_back(project)
    assert text_of(project) == before
    assert len(coded(project)) == 3
    assert len(judgements(project.store)) == 2


def test_merging_refuses_two_codes_of_one_id_below(project: Project) -> None:
    add_code(project, "plan", "Ledningens plan", below="ledning")
    with pytest.raises(CodeExistsError):
        merge_codes(project, "ledning", "planer")


def test_a_split_gives_the_new_code_the_codings_that_were_asked_for(project: Project) -> None:
    ids = code_by_hand(project, ("planer/plan", PLAN, Status.PLANNED), ("planer/plan", STEP, Status.PRESENT))
    done = split_code(project, "plan", "agare", "Ägare", words="ägare")
    assert (done.path, done.followed.codings) == ("planer/agare", 1)
    assert coded(project) == [("planer/plan", PLAN), ("planer/agare", STEP)]
    assert [c.id for c in project.codebook.themes[1].children] == ["plan", "agare", "atgard"]
    take_back(project)
    split_code(project, "plan", "planerad", status="planned")
    assert ("planer/planerad", PLAN) in coded(project)
    take_back(project)
    split_code(project, "plan", "en", ids=[ids[1]])
    assert ("planer/en", STEP) in coded(project)
    with pytest.raises(CodingOfAnotherError):
        split_code(project, "plan", "tva", ids=[ids[1]])
    with pytest.raises(NothingToSplitError):
        split_code(project, "plan", "tva", words="månen")
    with pytest.raises(NothingSaidError):
        split_code(project, "plan", "tva")


def test_a_retired_code_keeps_its_codings_and_is_neither_suggested_nor_offered(project: Project) -> None:
    code_by_hand(project, ("planer/plan", PLAN, Status.PLANNED))
    retire_code(project, "plan")
    assert coded(project) == [("planer/plan", PLAN)]
    run_suggestions(project)
    assert "planer/plan" not in {s.suggestion.code for s in suggestions(project.store)}
    assert "planer/plan" not in [c.path for c in offered_codes(project, "")]
    retire_code(project, "plan", retired=False)
    run_suggestions(project)
    assert "planer/plan" in {s.suggestion.code for s in suggestions(project.store)}
    with pytest.raises(NothingSaidError):
        retire_code(project, "plan", retired=False)


def test_what_is_said_of_a_code_is_edited(project: Project) -> None:
    edit_code(project, "plan", brief={"sv": "En plan finns."}, examples={"sv": ("Vi har en plan.",)})
    plan = project.codebook.find("planer/plan")
    assert plan is not None
    assert (plan.brief["sv"], plan.examples["sv"]) == ("En plan finns.", ("Vi har en plan.",))
    assert "bruten rad" in text_of(project)


def test_indicators_are_edited_as_they_are_written(project: Project) -> None:
    written = indicators_of(project, "rad")
    assert written == "- words: [länsråd,\n    länsrådet]\n"
    edit_indicators(project, "rad", written + "# ny\n- near: [[råd], [leder]]\n")
    council = project.codebook.find("ledning/rad")
    assert council is not None
    assert len(council.indicators) == 2
    assert "          - words: [länsråd,\n              länsrådet]\n          # ny\n" in text_of(project)
    take_back(project)
    assert text_of(project) == BOOK
    edit_indicators(project, "rad", "")
    assert indicators_of(project, "rad") == ""
    edit_indicators(project, "rad", written)
    assert text_of(project) == BOOK


@pytest.mark.parametrize(
    ("written", "line", "column"),
    [
        ("- words: [a\n", 1, 10),
        ("words: [a]", 1, 0),
        ("- words: [råd]\n- wrods: [b]\n", 2, 3),
        ('- words: [råd]\n- regex: "("\n', 2, 10),
        ("  - words: [råd]\n  - wrods: [b]\n", 2, 5),
    ],
)
def test_a_mistake_in_indicators_is_told_with_its_line_and_nothing_is_written(
    project: Project, written: str, line: int, column: int
) -> None:
    with pytest.raises(IndicatorsFaultError) as told:
        edit_indicators(project, "rad", written)
    assert (told.value.line, told.value.column) == (line, column)
    assert text_of(project) == BOOK


@pytest.mark.parametrize("wrong", ["Plan", "en plan", "and", "-plan", ""])
def test_an_id_that_no_code_can_have(project: Project, wrong: str) -> None:
    with pytest.raises((BadCodeIdError, NothingSaidError)):
        rename_code(project, "plan", id=wrong)
    with pytest.raises(BadCodeIdError):
        add_code(project, wrong, "Ny")
    assert text_of(project) == BOOK


def test_codes_that_are_there_or_are_not(project: Project) -> None:
    with pytest.raises(CodeExistsError):
        rename_code(project, "plan", id="atgard")
    with pytest.raises(UnknownCodeError, match="planer/plan"):
        rename_code(project, "planer/plam", id="x")
    assert history(project.store, coder=project.coder) == []


def test_lines_edited_by_hand_since_are_not_undone_over(project: Project) -> None:
    rename_code(project, "plan", id="lansplan")
    path = codebook_path(project)
    # Elsewhere in the file somebody may write: undo finds its own lines.
    path.write_text("# en rad till\n" + text_of(project), encoding="utf-8")
    take_back(project)
    assert text_of(project) == "# en rad till\n" + BOOK
    do_again(project)
    path.write_text(text_of(project).replace("id: lansplan", "id: min-plan"), encoding="utf-8")
    with pytest.raises(FileEditedError):
        take_back(project)
    assert history(project.store, coder=project.coder)[0].state == "done"


def test_a_kill_between_the_step_and_the_file_is_mended(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    code_by_hand(project, ("planer/plan", PLAN, Status.PLANNED))

    def die(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.usecases.step_files.FilesOfStep.settle", die)
        with pytest.raises(KeyboardInterrupt):
            rename_code(project, "plan", id="lansplan")
    assert text_of(project) == BOOK
    assert coded(project) == [("planer/lansplan", PLAN)]
    project.forget_codebook()
    assert project.codebook.find("planer/lansplan") is not None
    assert [p.name for p in codebook_path(project).parent.iterdir()] == ["prov.yaml"]


def test_a_kill_before_the_step_is_recorded_leaves_the_file(project: Project) -> None:
    path = codebook_path(project)
    path.with_name(".prov.yaml.step-99").write_text("halv", encoding="utf-8")
    settle_left(project.store, project.folder, project.settings.codebooks[0])
    assert [p.name for p in path.parent.iterdir()] == ["prov.yaml"]
    assert text_of(project) == BOOK


KILLED_IN_THE_MIDDLE = """\
import os, signal, sys
from pathlib import Path
from qualcode.usecases import step_files
from qualcode.usecases.project import Project
from qualcode.usecases.shaping_codebook import move_code

def half(number):
    os.truncate(number, os.fstat(number).st_size // 2)
    os.kill(os.getpid(), signal.SIGKILL)

step_files.os.fsync = half
with Project.open(Path(sys.argv[1]), language="sv") as project:
    move_code(project, "planer/plan", "ledning")
"""


def test_a_kill_in_the_middle_of_writing_two_themes_leaves_the_file(project: Project) -> None:
    code_by_hand(project, ("planer/plan", PLAN, Status.PLANNED))
    path = codebook_path(project)
    ended = subprocess.run([sys.executable, "-c", KILLED_IN_THE_MIDDLE, str(project.folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert path.read_text(encoding="utf-8") == BOOK
    left = [p for p in path.parent.iterdir() if p != path]
    assert [p.stat().st_size > 0 for p in left] == [True]
    assert move_code(project, "planer/plan", "ledning").path == "ledning/plan"
    assert coded(project) == [("ledning/plan", PLAN)]
    assert [p.name for p in path.parent.iterdir()] == ["prov.yaml"]
    take_back(project)
    assert text_of(project) == BOOK


def test_a_text_that_cannot_take_its_files_place_is_told_not_passed_over(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr("qualcode.usecases.step_files.FilesOfStep.settle", lambda _: None)
        rename_code(project, "plan", id="lansplan")

    def refuse(*_: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", refuse)
        with pytest.raises(FolderReadOnlyError):
            settle_left(project.store, project.folder, project.settings.codebooks[0])
    settle_left(project.store, project.folder, project.settings.codebooks[0])
    assert "id: lansplan" in text_of(project)


def test_half_a_letter_left_by_a_kill_goes(project: Project) -> None:
    path = codebook_path(project)
    path.with_name(".prov.yaml.step-1").write_bytes("ä".encode()[:1])
    settle_left(project.store, project.folder, project.settings.codebooks[0])
    assert [p.name for p in path.parent.iterdir()] == ["prov.yaml"]


def test_history_tells_what_was_done_to_the_codebook(project: Project) -> None:
    rename_code(project, "plan", id="lansplan")
    rows = told_history(project, coder=project.coder).rows
    assert [row[3] for row in rows] == ["byt namn på en kod"]
    assert "id: lansplan" in str(rows[0][-1])


def test_a_second_opinion_follows_its_code(project: Project) -> None:
    from qualcode.domain.opinion import SecondOpinion
    from qualcode.exchange.codebook_files import _followed

    rename_code(project, "planer", id="styrdokument")
    import numpy as np

    nothing = np.zeros(0, np.float32)
    opinion = SecondOpinion(("ledning/rad", "planer/plan"), (), nothing, nothing, nothing, nothing, themes=("planer",))
    now = _followed(opinion, project.codebook)
    assert (now.codes, now.themes) == (("ledning/rad", "styrdokument/plan"), ("styrdokument",))


def test_suggestions_that_say_the_same_become_one(project: Project) -> None:
    why = Why("x#1", (at("plan"),), "plain")
    both = [Suggestion(code, at(STEP), Status.PRESENT, 0.8, why) for code in ("planer/plan", "planer/atgard")]
    replace_suggestions(project.store, [("d1", both)])
    merge_codes(project, "atgard", "plan")
    assert [s.suggestion.code for s in suggestions(project.store)] == ["planer/plan"]
