"""Why something is suggested: the words that an indicator recognises, and the status that the rules gave where the words say another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status, StoredSuggestion, Suggestion, Why
from qualcode.domain.spans import Span
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.storage.suggestion_rows import replace_suggestions, suggestions
from qualcode.usecases.explaining import OPINION, explain, rule_in_words, suggestion_json
from qualcode.usecases.project import Project, make_project
from tests.tui.conftest import minutes

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Skolan vill inte vara med.\n"


def suggested(indicator: str, rules_said: Status | None) -> Suggestion:
    rule = "plain" if rules_said is None else "learnt"
    return Suggestion(
        "a/b",
        Span(0, 26),
        Status.ABSENT,
        0.8,
        Why(indicator, (Span(0, 6),), rule, (Span(12, 16),), rules_said=rules_said),
    )


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Kind.FINDING, "reglerna sa ”finns”, men meningens ord talar för ”finns inte”"),
        (Kind.VIEW, "reglerna sa ”framförs”, men meningens ord talar för ”avvisas”"),
    ],
)
def test_the_status_that_the_rules_gave_is_named_as_the_screens_name_it(kind: Kind, said: str) -> None:
    told = suggested("a/b#2", Status.PRESENT)
    assert rule_in_words(told, "sv", kind) == said
    [_, line] = explain(StoredSuggestion("s1", "d1", told), TEXT, "sv", kind)
    assert line == f"indikatorn a/b#2 känner igen ”Skolan”; {said}, på grund av ”inte”"


def test_a_run_before_the_rules_status_was_kept_is_explained_too() -> None:
    old = Suggestion("a/b", Span(0, 26), Status.ABSENT, 0.8, Why("a/b#2", (), "learnt"))
    assert rule_in_words(old, "sv") == "meningens ord talar för en annan status än reglerna"


def test_what_the_rules_said_is_kept_with_the_suggestion_and_the_rule_keeps_its_name(tmp_path: Path) -> None:
    told = [suggested("a/b#2", Status.PRESENT), suggested(OPINION, None)]
    with Project.open(make_project(tmp_path / "studie"), language="sv") as project:
        with change(project.store, "kodare-1", "import") as step:
            key = add_document(step, minutes("a.txt", "A", TEXT), path="a.txt")
            other = add_document(step, minutes("b.txt", "B", TEXT), path="b.txt")
        replace_suggestions(project.store, [(key, told[:1]), (other, told[1:])])
        kept = suggestions(project.store)
    assert [s.suggestion for s in kept] == told
    assert [suggestion_json(s, TEXT)["why"]["rule"] for s in kept] == ["learnt", "plain"]
