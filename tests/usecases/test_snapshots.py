"""Snapshots: what was decided goes into sorted lines and comes back the same; two people's lines merge, and conflicts are seen."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from qualcode.domain.coding import CODABLE, CellStatus, Coding, Judgement, Memo, Origin, Placement, Verdict
from qualcode.domain.snapshot import IDENTITIES, Snapshot
from qualcode.domain.snapshot_merging import merge
from qualcode.domain.spans import Span
from qualcode.exchange.snapshot_files import files_of
from qualcode.storage.coding_rows import add_codings, add_memo, put_judgements, remove_codings
from qualcode.storage.decision_rows import decide
from qualcode.storage.document_rows import mark_read
from qualcode.storage.ledger import change, common_steps, history
from qualcode.storage.placement_rows import put_placements
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.merging_work import merge_project
from qualcode.usecases.project import Project
from qualcode.usecases.recalling import take_back
from qualcode.usecases.snapshots import put_snapshot, restore_snapshot, snapshot_of, take_snapshot

if TYPE_CHECKING:
    from tests.conftest import Desk

CODES = ("plans/county-plan", "plans/budget", "support/relatives")
CODERS = ("kodare-1", "Åsa", "bo")
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example makes projects; a failing one is small enough as it is found."""
ACTS = ("code", "uncode", "memo", "memo-on", "judge", "accept", "reject", "read", "place", "undo")


def act(project: Project, what: str, chance: random.Random) -> None:  # noqa: C901 - a case for each act
    """Do something in a project, whatever comes."""
    coder = chance.choice(CODERS)
    document = chance.choice(("d1", "d2", "d3"))
    made = [c.id for c in all_codings(project)]
    with change(project.store, coder, what) as step:
        match what:
            case "code":
                start = chance.randrange(60)
                span = Span(start, start + 1 + chance.randrange(40))
                one = Coding(
                    "", document, chance.choice(CODES), span, chance.choice(CODABLE), coder, Origin.MANUAL, score=0.7
                )
                add_codings(step, [one] * chance.choice((1, 1, 2)))
            case "uncode" if made:
                remove_codings(step, [chance.choice(made)])
            case "memo":
                add_memo(
                    step,
                    Memo(
                        "", chance.choice(("project", f"document:{document}", "case:Gotlands län")), "rad\nåäö", coder
                    ),
                )
            case "memo-on" if made:
                add_memo(step, Memo("", f"coding:{chance.choice(made)}", f"tanke {chance.random()}", coder))
            case "judge":
                status = chance.choice(tuple(CellStatus))
                one = Judgement(
                    "Gotlands län", "2024", chance.choice(CODES), status, coder, chance.choice(("", "för att"))
                )
                put_judgements(step, [one], as_proposed=chance.random() < 0.3)
            case "accept" | "reject":
                open_ones = suggestions(project.store, waiting=True)[:1]
                verdict = Verdict.ACCEPTED if what == "accept" else Verdict.REJECTED
                for s in open_ones:
                    coding = ""
                    if what == "accept":
                        whole = Coding("", s.document, s.suggestion.code, s.suggestion.span, s.suggestion.status, coder)
                        coding = add_codings(step, [whole])[0].id
                    decide(step, [(s, verdict, coding)], coder)
            case "read":
                mark_read(step, coder, [document])
            case "place" if made:
                put_placements(
                    step, [Placement(chance.choice(made), document, Span(3, 9), 81.5, "its words were changed")]
                )
            case _:
                pass


def all_codings(project: Project) -> tuple[Coding, ...]:
    from qualcode.storage.coding_rows import codings

    return codings(project.store)


@contextmanager
def at(folder: Path) -> Iterator[Project]:
    with Project.open(folder) as project:
        yield project


def rows(project: Project) -> dict[str, Any]:
    """Give every row of what was decided, ids and all; but for the steps that made them. What is kept of it adds up, too."""
    from sqlalchemy import select

    from qualcode.storage.tables import LEDGERED

    found = {}
    assert project.store.check() == "ok"
    with project.store.read() as connection:
        for name in ("coding", "decision", "judgement", "memo", "reading", "placement", "document", "hit"):
            read = [dict(row) for row in connection.execute(select(LEDGERED[name])).mappings()]
            for row in read:
                row.pop("step", None)
                row.pop("path", None)
            found[name] = sorted(map(repr, read))
    return found


@pytest.fixture(scope="module")
def template(_templates: Callable[[str], Path]) -> Path:
    return _templates("study") / "study"


@settings(max_examples=30, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000),
    acts=st.lists(st.sampled_from(ACTS), max_size=14),
    before=st.lists(st.sampled_from(ACTS), max_size=5),
)
def test_a_restored_project_is_the_same(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, acts: list[str], before: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("varv")
    for name in ("ena", "andra", "tom"):
        shutil.copytree(template, folder / name)
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    with at(folder / "ena") as one:
        for what in acts:
            act(one, what, chance)
        take_snapshot(one, folder / "bild")
        wanted = rows(one)
        lines = files_of(snapshot_of(one))
    # Into a project with the same documents and nothing else: the same, ids and all.
    with at(folder / "tom") as empty:
        restore_snapshot(empty, folder / "bild")
        assert rows(empty) == wanted
        assert files_of(snapshot_of(empty)) == lines
    # Into one with other decisions: the same decisions; undone, what was there.
    with at(folder / "andra") as other:
        for what in before:
            act(other, what, chance)
        was = rows(other)
        restore_snapshot(other, folder / "bild")
        assert strip_ids(files_of(snapshot_of(other))) == strip_ids(lines)
        if rows(other) != was:
            take_back(other)
        assert rows(other) == was


def strip_ids(files: dict[str, bytes]) -> dict[str, Any]:
    import json

    found: dict[str, Any] = {}
    for name, data in files.items():
        if name.endswith(".jsonl"):
            records = [json.loads(line) for line in data.decode().splitlines()]
            found[name] = sorted(repr({k: v for k, v in r.items() if k != "id"}) for r in records)
    return found


def test_with_texts_a_snapshot_needs_no_documents(template: Path, tmp_path: Path) -> None:
    from qualcode.usecases.project import make_project

    shutil.copytree(template, tmp_path / "ena")
    chance = random.Random(3)  # noqa: S311 - chance that can be repeated
    make_project(tmp_path / "tom", codebook=tmp_path / "ena" / "codebooks" / "small.yaml")
    with at(tmp_path / "ena") as one, at(tmp_path / "tom") as empty:
        for what in ACTS:
            act(one, what, chance)
        take_snapshot(one, tmp_path / "bild", with_text=True)
        done = restore_snapshot(empty, tmp_path / "bild")
        assert done.added == 3
        assert rows(empty) == rows(one)
        assert (
            files_of(snapshot_of(empty, with_text=True))["texts/" + texts(one)]
            == files_of(snapshot_of(one, with_text=True))["texts/" + texts(one)]
        )
        take_back(empty)
        assert snapshot_of(empty).of("documents") == ()


def texts(project: Project) -> str:
    return next(iter(sorted(snapshot_of(project, with_text=True).texts))) + ".txt"


def test_the_same_project_gives_the_same_bytes_and_one_change_one_line(template: Path, tmp_path: Path) -> None:
    shutil.copytree(template, tmp_path / "ena")
    with at(tmp_path / "ena") as one:
        act(one, "code", random.Random(1))  # noqa: S311 - chance that can be repeated
        first = files_of(snapshot_of(one))
        assert first == files_of(snapshot_of(one))
        with change(one.store, "bo", "memo") as step:
            add_memo(step, Memo("", "project", "ny", "bo"))
        second = files_of(snapshot_of(one))
    changed = [name for name in first if first[name] != second[name]]
    assert changed == ["memos.jsonl"]
    assert len(second["memos.jsonl"].splitlines()) == len(first["memos.jsonl"].splitlines()) + 1


@settings(max_examples=25, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10_000),
    common=st.lists(st.sampled_from(ACTS), max_size=5),
    apart=st.lists(st.sampled_from(ACTS), max_size=6),
)
@example(
    seed=15,
    common=["read", "undo", "read", "code", "undo"],
    apart=["reject", "accept", "undo", "place", "accept", "uncode"],
)
def test_work_apart_comes_together_whoever_merges(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int, common: list[str], apart: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("isär")
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    shutil.copytree(template, folder / "ena")
    with at(folder / "ena") as one:
        for what in common:
            act(one, what, chance)
    shutil.copytree(folder / "ena", folder / "andra")
    with at(folder / "ena") as one, at(folder / "andra") as two:
        states = {last_step(one): snapshot_of(one)}
        for what in apart:
            act(one, what, chance)
            act(two, what, chance)
            states[last_step(one)] = snapshot_of(one)
        ours, theirs = snapshot_of(one), snapshot_of(two)
        # Chance may let both do the very same in the same second: then that is common too.
        base = states[common_steps(one.store, two.store)]
        merged = merge(base, ours, theirs)
        done = merge_project(one, folder / "andra", prefer="ours")
        assert done.based or not common
        assert one.store.check() == two.store.check() == "ok"
        now = snapshot_of(one)
        if done.based:
            assert len(done.conflicts) == len(merged.conflicts)
            assert strip_ids(files_of(now)) == strip_ids(files_of(merged.snapshot))
        # Nothing of one's own is gone but what the other took away.
        for kind in ("codings", "judgements"):
            kept = {repr(sorted(_key(kind, r))) for r in now.of(kind)}
            gone = {repr(sorted(_key(kind, r))) for r in base.of(kind)} - {
                repr(sorted(_key(kind, r))) for r in theirs.of(kind)
            }
            assert {repr(sorted(_key(kind, r))) for r in ours.of(kind)} - gone <= kept
        # A second merge finds nothing more to take.
        assert merge_project(one, folder / "andra", prefer="ours").taken == 0
        assert files_of(snapshot_of(one)) == files_of(now)


def last_step(project: Project) -> int:
    return history(project.store, limit=1)[0].id


@pytest.mark.parametrize("uncoding", ["one", "two"])
@pytest.mark.parametrize("hung", ["place", "memo-on"])
def test_what_hangs_on_a_coding_that_the_other_took_away_is_taken_once_or_not_at_all(
    template: Path, tmp_path: Path, uncoding: str, hung: str
) -> None:
    chance = random.Random(7)  # noqa: S311 - chance that can be repeated
    shutil.copytree(template, tmp_path / "one")
    with at(tmp_path / "one") as one:
        act(one, "accept", chance)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    for name in ("one", "two"):
        with at(tmp_path / name) as project:
            act(project, "uncode" if name == uncoding else hung, chance)
    with at(tmp_path / "one") as one:
        done = merge_project(one, tmp_path / "two")
        # Who had it taken away: the other's place has nowhere to wait, the other's memo stays as a memo on what is gone.
        assert uncoding != "one" or done.taken == (hung == "memo-on")
        now = snapshot_of(one)
        assert (now.of("codings"), now.of("placements")) == ((), ())
        assert [m["target"] for m in now.of("memos")] == ["gone:coding:k1"] * (hung == "memo-on")
        assert [d["coding"] for d in now.of("decisions")] == ["gone:k1"]
        again = merge_project(one, tmp_path / "two")
        assert (again.taken, again.conflicts) == (0, ())
        assert files_of(snapshot_of(one)) == files_of(now)


def _key(kind: str, record: Any) -> list[str]:
    return [f"{name}={record.get(name)}" for name in IDENTITIES[kind]]


def test_the_same_decision_about_a_coding_that_is_gone_is_no_conflict_whatever_its_id_was() -> None:
    def side(gone: str) -> Snapshot:
        decided = {"document": "d", "start": 1, "end": 5, "code": "a/b", "status": "planned", "verdict": "accepted"}
        return Snapshot({"decisions": ({**decided, "coder": "x", "coding": gone},)})

    merged = merge(Snapshot({}), side("gone:k3"), side("gone:k4"))
    assert (merged.conflicts, merged.taken) == ((), 0)
    assert merged.snapshot.of("decisions")[0]["coding"] == "gone:k3"


def test_what_both_changed_differently_is_a_conflict() -> None:
    def side(status: str | None, extra: str = "") -> Snapshot:
        record = {
            "case": "A",
            "wave": "",
            "code": "a/b",
            "coder": "x",
            "status": status,
            "summary": "",
            "at": "",
            "as_proposed": False,
        }
        more = {**record, "code": extra} if extra else None
        return Snapshot({"judgements": tuple(r for r in (record if status else None, more) if r)})

    merged = merge(side("present"), side("absent", "a/c"), side("past", "a/d"))
    [conflict] = merged.conflicts
    assert (conflict.ours or {})["status"] == "absent"
    assert [r["code"] for r in merged.snapshot.of("judgements")] == ["a/b", "a/c", "a/d"]
    assert merge(side("present"), side("present"), side("past")).snapshot.of("judgements")[0]["status"] == "past"
    assert (
        merge(side("present"), side("absent"), side("past"), prefer="theirs").snapshot.of("judgements")[0]["status"]
        == "past"
    )
    assert len(merge(side("present"), side(None), side("past")).conflicts) == 1
    assert merge(side("present"), side(None), side("present")).snapshot.of("judgements") == ()


def test_putting_a_snapshot_back_that_says_the_same_is_no_step(study: Desk) -> None:
    with at(study.project) as project:
        act(project, "code", random.Random(5))  # noqa: S311 - chance that can be repeated
        steps = len(history(project.store))
        put_snapshot(project, snapshot_of(project), action="restore")
        assert len(history(project.store)) == steps
