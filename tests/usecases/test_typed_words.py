"""Codes are found by what one types of their names: endings, dots and slips forgiven, and nothing listed that has little to do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qualcode.usecases.project import Project, make_project
from qualcode.usecases.typed_words import fitting
from qualcode.usecases.viewing import offered_codes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a project with the default codebook of 48 codes."""
    return make_project(tmp_path_factory.mktemp("typed") / "studie")


@pytest.fixture(params=["sv", "en"])
def project(folder: Path, request: pytest.FixtureRequest) -> Iterator[Project]:
    with Project.open(folder, language=request.param) as opened:
        yield opened


def found(project: Project, typed: str) -> list[str]:
    return [c.path for c in offered_codes(project, typed)]


TYPED = [
    # Swedish words with their endings, as far as one has come with them.
    ("skola", "governance/school-represented", 1),
    ("skolor", "governance/school-represented", 1),
    ("skolorna", "governance/school-represented", 1),
    ("ungd", "agreement-changes/youth-clinics", 2),
    ("ungdomsmottagningen", "agreement-changes/youth-clinics", 2),
    ("civilsamhälle", "collaboration/civil-society", 1),
    ("länsnätverket", "collaboration/suicide-network", 1),
    ("nätverken", "collaboration/broad-network", 2),
    ("utbildningar", "suicide-prevention/training", 2),
    ("efterlevande", "suicide-prevention/postvention", 1),
    ("behov analys", "needs-analysis/regular", 4),
    ("omfördela", "agreement-changes/reallocation", 1),
    ("långsiktiga", "agreement-changes/long-term", 1),
    ("förtroendevald", "governance/political-decision", 1),
    ("sena besked", "agreement-changes/short-notice", 1),
    ("samordnare", "suicide-prevention/coordinator", 2),
    ("psykiatrin", "collaboration/broad-network", 1),
    ("strategi överenskommelse", "national-strategy/link-to-agreement", 2),
    # Typed without dots and rings.
    ("natverk", "collaboration/broad-network", 2),
    ("uppfoljning", "support-needs/evaluation", 1),
    ("langsiktig", "agreement-changes/long-term", 1),
    ("fortroendevalda", "governance/political-decision", 1),
    # One letter wrong, missing, too many, or in its neighbour's place.
    ("skloa", "governance/school-represented", 1),
    ("nätvärk", "collaboration/broad-network", 2),
    ("utbildnig", "suicide-prevention/training", 1),
    ("kompettens", "suicide-prevention/training", 1),
    ("efterlevnadestöd", "suicide-prevention/postvention", 1),
    ("civlsamhället", "collaboration/civil-society", 1),
    ("omfrödelning", "agreement-changes/reallocation", 1),
    ("traning", "suicide-prevention/training", 1),
    # Ids and the names of the other language.
    ("youth-clinics", "agreement-changes/youth-clinics", 2),
    ("agreement-changes/short-notice", "agreement-changes/short-notice", 1),
    ("postvention", "suicide-prevention/postvention", 1),
    ("school", "governance/school-represented", 1),
    ("schools", "governance/school-represented", 1),
    ("evaluate", "support-needs/evaluation", 1),
    ("civil society", "collaboration/civil-society", 1),
    ("late decisions", "agreement-changes/short-notice", 1),
    ("public health", "national-strategy/public-health-approach", 3),
    ("oro", "national-strategy/breadth-concern", 1),
]
"""What is typed, the code that is meant, and how many may be listed for it."""


@pytest.mark.parametrize(("typed", "meant", "most"), TYPED)
def test_forty_inputs_find_what_is_meant_and_little_else(project: Project, typed: str, meant: str, most: int) -> None:
    listed = found(project, typed)
    assert meant in (listed[:1] if most == 1 else listed[:most])
    assert len(listed) <= most


@pytest.mark.parametrize("typed", ["stigma", "stig", "kurator", "hbtq", "barn", "polis", "råd", "zzz", "skola kurator"])
def test_what_no_code_is_called_lists_nothing(project: Project, typed: str) -> None:
    assert found(project, typed) == []


def test_the_very_word_comes_first_then_its_beginnings_endings_insides_and_slips() -> None:
    names = ["Plomen", "Handlingsplaner", "Länsplan", "Planerna", "Planering", "En plan"]
    assert [names[n] for n in fitting("plan", names)] == [
        "En plan",
        "Planerna",
        "Planering",
        "Handlingsplaner",
        "Länsplan",
    ]
    assert names[fitting("planerna", names)[0]] == "Planerna"


def test_who_types_dots_and_rings_means_them() -> None:
    names = ["Utvärdering", "Vård"]
    assert fitting("vård", names) == (1,)
    assert fitting("vard", names) == (1, 0)


def test_of_what_is_told_beside_a_name_only_beginnings_count() -> None:
    names, told = ["Ångra", "Historik"], ["Ta tillbaka det senaste steget", "Visa vad som gjordes"]
    assert fitting("steg", names, briefs=told) == (0,)
    assert fitting("baka", names, briefs=told) == ()
    assert fitting("sensate", names, briefs=told) == ()


def test_a_name_that_begins_with_what_was_typed_comes_first(project: Project) -> None:
    assert offered_codes(project, "samord")[0].path == "suicide-prevention/coordinator"
