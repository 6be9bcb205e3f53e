"""The public interface: `qualcode.open`, on the tiny study, and the examples of docs/python.md on the demonstration."""

from __future__ import annotations

import doctest
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest

import qualcode
from qualcode.domain.errors import QualcodeError

if TYPE_CHECKING:
    from tests.conftest import Desk

PAGE = Path(qualcode.__file__).parents[1] / "docs" / "python.md"


def test_words_that_an_argument_does_not_take_are_told(study: Desk) -> None:
    with qualcode.open(study.project) as opened:
        for call in (
            lambda: opened.matrix(level="codes"),
            lambda: opened.frequencies(level="codes"),
            lambda: opened.cooccurrence(place="page"),
            lambda: opened.agreement(unit="word"),
        ):
            with pytest.raises(QualcodeError, match="but takes only: "):
                call()


def test_a_matrix_by_an_attribute_frequencies_and_combinations(study: Desk) -> None:
    study.done("suggest")
    with qualcode.open(study.project) as opened:
        by = opened.matrix(by="wave")
        assert (by.index.name, list(by.index)) == ("wave", ["2024"])
        assert by.loc["2024", "plans/county-plan"] == {"absent": 1, "present": 1}
        often = opened.frequencies()
        assert often.set_index("code").loc["plans/county-plan", "mentioned"] == 2
        assert list(opened.frequencies(level="theme")["theme"]) == ["plans", "support"]
        both = opened.combinations("plans/county-plan", "support", statuses=["present", "absent", "planned"])
        assert sum(both["just"]) == 2
        assert {"sets", "number", "just", "at_least", "cases"} == set(both.columns)


TABLES = {
    "documents": 8,
    "codings": 10,
    "suggestions": 7,
    "memos": 3,
    "quotes": 5,
    "cooccurrence": 6,
}
"""The fewest columns of each."""


def test_tables_of_a_project_without_documents_have_their_columns(bare: Desk) -> None:
    with qualcode.open(bare.project) as study:
        for name, columns in TABLES.items():
            table = getattr(study, name)()
            assert isinstance(table, pd.DataFrame)
            assert (len(table), len(table.columns)) == (0, columns), name


def test_the_tables_say_what_the_commands_say(study: Desk) -> None:
    study.done("accept", "--all")
    study.done("memo", "d1", "en tanke")
    with qualcode.open(study.project) as opened:
        assert all(len(getattr(opened, name)().columns) >= least for name, least in TABLES.items())
        assert opened.memos()["text"].tolist() == ["en tanke"]
        assert opened.documents().loc["d1", "case"] == "Gotlands län"
        assert opened.matrix().loc["Dalarnas län", "plans/county-plan"] == "absent"
        assert opened.counts().loc["with-plan", "count"] == 1
        first = opened.codings().iloc[0]
        assert opened.text(first["document"])[first["start"] : first["end"]] == first["text"]
        assert opened.kwic("budget")["document"].tolist() == ["d1", "d2"]
        assert opened.query("county-plan[absent]")["case"].tolist() == ["Dalarnas län"]
        assert opened.saturation()["seen"].is_monotonic_increasing
        assert len(opened.compare("2024", "2024")) == 0


def test_agreement_as_a_table(study: Desk) -> None:
    study.done("read", "--all", "--coder", "Åsa")
    study.done("code", "d1", *study.span("d1", "länet har en handlingsplan"), "plans/county-plan", "--coder", "Bo")
    study.done("read", "--all", "--coder", "Bo")
    with qualcode.open(study.project) as opened:
        table = opened.agreement()
    over_all = table[(table["code"] == "") & (table["coefficient"] == "percent")]
    assert over_all["value"].item() == pytest.approx(7 / 8)


def test_no_project_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(QualcodeError, match="No project was found"):
        qualcode.open(tmp_path)
    with pytest.raises(AttributeError):
        _ = qualcode.opne


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import qualcode, sys; print([m for m in ('pandas', 'sqlalchemy', 'spacy', 'textual') if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"


def test_the_examples_of_the_page_are_true(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    subprocess.run([Path(sys.executable).with_name("qualcode"), "demo", "demo"], check=True, capture_output=True)
    told = doctest.testfile(str(PAGE), module_relative=False)
    assert (told.attempted > 10, told.failed) == (True, 0)
