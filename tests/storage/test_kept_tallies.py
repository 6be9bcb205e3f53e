"""Kept tallies are those of a recount, whoever changed what, by whatever way, forth and back."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from qualcode.domain.coding import CODABLE, Coding, Status, Suggestion, Verdict, Why
from qualcode.domain.minutes import Document, Metadata
from qualcode.domain.spans import Span
from qualcode.storage.code_following import follow_codes
from qualcode.storage.coding_rows import add_codings, change_coding, codings, move_codings, remove_codings
from qualcode.storage.database import Store
from qualcode.storage.decision_rows import decide
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.storage.passage_tallies import PassageTally, passage_tallies, spans_of_themes
from qualcode.storage.row_turning import UndoConflictError
from qualcode.storage.suggestion_rows import replace_suggestions, suggestions
from qualcode.storage.undoing import redo, undo

# One theme's id begins another's, and a theme may be a code itself.
CODES = ("a/b", "a/c", "a", "ab/c", "a-b/c/d", "ö/å")
CODERS = ("ena", "andra")
ACTS = ("code", "recode", "move", "uncode", "suggest", "decide", "follow", "undo", "redo", "beside")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "project.db") as made:
        with change(made, "importerare", "import") as step:
            for n in range(3):
                minutes = Document("", f"{n}.md", Metadata(f"Fall {n % 2}", "2024"), "o" * 90, f"{n:064x}")
                add_document(step, minutes, path=f"{n}.md")
        yield made


def some(chance: random.Random, document: str) -> Coding:
    start = chance.randrange(4)
    return Coding("", document, chance.choice(CODES), Span(start, start + 9), chance.choice(CODABLE), "ena")


def act(store: Store, what: str, chance: random.Random) -> None:
    coder, document, there = chance.choice(CODERS), chance.choice(("d1", "d2", "d3")), codings(store)
    one = chance.choice(there) if there else None
    match what:
        case "undo" | "redo":
            # Where the other coder has been since, nothing is turned.
            with suppress(UndoConflictError):
                (undo if what == "undo" else redo)(store, coder)
        case "suggest":
            why, status = Why("i", (), "r", ()), (*CODABLE, Status.NOT_ASSERTED)
            told = [
                Suggestion(c.code, c.span, chance.choice(status), chance.choice((0.4, 0.9)), why)
                for c in (some(chance, document) for _ in range(6))
            ]
            replace_suggestions(store, [(document, told)])
        case "beside":
            # By another program, which knows of no ledger.
            with closing(sqlite3.connect(store.path)) as plain, plain:
                plain.execute("UPDATE coding SET score = 0.5 WHERE document = ?", (document,))
                plain.execute("DELETE FROM suggestion WHERE document = ? AND start = 1", (document,))
        case _:
            with change(store, coder, what) as step:
                if what == "code":
                    add_codings(step, [some(chance, document) for _ in range(3)])
                elif what == "recode" and one:
                    change_coding(step, replace(some(chance, one.document), id=one.id))
                elif what == "move" and one:
                    move_codings(step, [replace(one, document=document)])
                elif what == "uncode" and one:
                    remove_codings(step, [one.id])
                elif what == "follow":
                    old, new = chance.sample(CODES, 2)
                    follow_codes(step, {old: new})
                elif what == "decide":
                    waiting = suggestions(store, waiting=True)[:2]
                    decide(step, [(s, Verdict.REJECTED, "") for s in waiting], coder)


@pytest.mark.parametrize("seed", range(12))
def test_after_any_changes_they_are_those_of_a_recount(store: Store, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - chance that can be repeated
    most = 0
    for _ in range(40):
        act(store, chance.choice(ACTS), chance)
        assert store.check() == "ok"
        assert passage_tallies(store) == expected(store)
        assert spans_of_themes(store) == expected_themes(store)
        most = max(most, sum(t.number for t in passage_tallies(store)))
    assert most > 10


def told(store: Store) -> list[tuple[str, str, Status, bool, float, Span]]:
    made = [(c.document, c.code, c.status, c.corrects, c.score, c.span) for c in codings(store)]
    return made + [
        (
            s.document,
            s.suggestion.code,
            s.suggestion.status,
            s.suggestion.why.corrects,
            s.suggestion.score,
            s.suggestion.span,
        )
        for s in suggestions(store, waiting=True)
    ]


def expected(store: Store) -> tuple[PassageTally, ...]:
    """Count in the plainest way."""
    found: dict[tuple[str, str, Status, bool], list[float]] = {}
    for document, code, status, corrects, score, _ in told(store):
        found.setdefault((document, code, status, corrects), []).append(score)
    return tuple(sorted((PassageTally(*k, len(v), max(v)) for k, v in found.items()), key=order))


def expected_themes(store: Store) -> dict[tuple[str, str], int]:
    places = {
        (d, code.split("/")[0], span) for d, code, status, _, _, span in told(store) if status.value != "not-asserted"
    }
    keys = [(d, theme) for d, theme, _ in places]
    return {key: keys.count(key) for key in keys}


def order(one: PassageTally) -> tuple[str, str, str, bool]:
    return one.document, one.code, one.status.value, one.corrects


def test_a_wrong_tally_is_a_fault_of_the_file(store: Store) -> None:
    act(store, "code", random.Random(1))  # noqa: S311 - chance that can be repeated
    for wrong in ("UPDATE tally SET number = number + 1", "DELETE FROM theme_tally"):
        with store.engine.connect() as connection:
            connection.execute(text(wrong))
            connection.commit()
        assert store.check().startswith("tally d")
        with store.write() as connection:
            connection.execute(text("INSERT INTO stale_tally SELECT DISTINCT document, code FROM coding"))
        assert store.check() == "ok"


def test_what_another_program_wrote_is_counted_when_it_is_read_and_kept_with_the_next_change(store: Store) -> None:
    act(store, "code", random.Random(2))  # noqa: S311 - chance that can be repeated
    act(store, "beside", random.Random(2))  # noqa: S311 - chance that can be repeated
    before = passage_tallies(store)
    assert marked(store)
    with store.write():
        pass
    assert not marked(store)
    assert passage_tallies(store) == before


def marked(store: Store) -> bool:
    with store.read() as connection:
        return connection.execute(text("SELECT 1 FROM stale_tally")).first() is not None
