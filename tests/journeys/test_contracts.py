"""The walls of the house stand: a forbidden import planted in a copy of the package breaks the contract that forbids it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import qualcode

ROOT = Path(qualcode.__file__).parents[1]
LINTER = Path(sys.executable).with_name("lint-imports")

LAYERS = "The rooms stand in layers, and siblings do not see each other"
FACES = "The faces speak to the rooms through the use cases"
SQL = "SQL stays in storage"
FORMATS = "File formats stay in exchange"
LANGUAGE = "spaCy and lemmas stay in language"
TEXTUAL = "Textual stays in tui"
SECRETS = "Secrets stay in anonymise"
RECOGNISER = "The statistical recogniser stays in anonymise"
LEARNING = "Learning stays in the engine"
TABLES = "Tables of pandas stay in analysis and the public interface"

FAULTS = [
    (FACES, "cli", "qualcode.storage.database"),
    (FACES, "cli", "qualcode.engine.indicators"),
    (FACES, "tui", "qualcode.exchange.reading"),
    (FACES, "tui", "qualcode.anonymise.vault"),
    (FACES, "cli", "qualcode.analysis.matrix"),
    (LAYERS, "engine", "qualcode.storage.database"),
    (LAYERS, "analysis", "qualcode.exchange.reading"),
    (LAYERS, "anonymise", "qualcode.engine.indicators"),
    (LAYERS, "exchange", "qualcode.anonymise.vault"),
    (LAYERS, "language", "qualcode.engine.indicators"),
    (LAYERS, "domain", "qualcode.language.tokens"),
    (LAYERS, "storage", "qualcode.usecases.project"),
    (LAYERS, "usecases", "qualcode.cli.face"),
    (LAYERS, "tui", "qualcode.cli.face"),
    (SQL, "usecases", "sqlalchemy"),
    (SQL, "cli", "alembic"),
    (FORMATS, "cli", "docx"),
    (FORMATS, "usecases", "openpyxl"),
    (FORMATS, "analysis", "matplotlib"),
    (FORMATS, "domain", "ruamel.yaml"),
    (LANGUAGE, "engine", "spacy"),
    (LANGUAGE, "anonymise", "simplemma"),
    (TEXTUAL, "cli", "textual"),
    (TEXTUAL, "usecases", "textual"),
    (SECRETS, "usecases", "cryptography"),
    (RECOGNISER, "usecases", "pycrfsuite"),
    (RECOGNISER, "engine", "pycrfsuite"),
    (LEARNING, "usecases", "sklearn"),
    (LEARNING, "analysis", "scipy"),
    (TABLES, "storage", "pandas"),
    (TABLES, "cli", "pandas"),
]


def planted(number: int) -> str:
    return f"planted_fault_{number:02}"


def lint(folder: Path) -> tuple[int, str]:
    """Run the linter on the package in a folder and give its answer without colours and line breaks."""
    done = subprocess.run(
        [LINTER, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "300", "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def copy_of_the_house(folder: Path) -> Path:
    shutil.copytree(
        ROOT / "qualcode",
        folder / "qualcode",
        ignore=shutil.ignore_patterns("__pycache__", "data", "locale", "shipped"),
    )
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    house = copy_of_the_house(tmp_path_factory.mktemp("house"))
    for number, (_, room, module) in enumerate(FAULTS):
        (house / "qualcode" / room / f"{planted(number)}.py").write_text(f'"""Planted."""\n\nimport {module}\n')
    (house / "qualcode" / "extra").mkdir()
    (house / "qualcode" / "extra" / "__init__.py").write_text('"""A room that no layer knows."""\n')
    return lint(house)


def test_the_house_as_it_stands_keeps_its_contracts(tmp_path: Path) -> None:
    code, said = lint(copy_of_the_house(tmp_path))
    assert code == 0, said
    assert " 0 broken" in said


def test_every_contract_is_put_to_the_test() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {c["name"] for c in settings["tool"]["importlinter"]["contracts"]} == {f[0] for f in FAULTS}


def part_about(said: str, contract: str) -> str:
    """Give what the report says of one broken contract: from its heading to the next contract's."""
    names = {f[0] for f in FAULTS}
    lines = said.split("Broken contracts", 1)[1].split("\n")
    found: list[str] = []
    inside = False
    for line in lines:
        if line.strip() in names:
            inside = line.strip() == contract
        elif inside:
            found.append(line)
    return "\n".join(found)


@pytest.mark.parametrize(
    ("number", "fault"), list(enumerate(FAULTS)), ids=lambda v: f"{v[1]}-{v[2]}" if isinstance(v, tuple) else ""
)
def test_a_planted_fault_breaks_its_contract(report: tuple[int, str], number: int, fault: tuple[str, str, str]) -> None:
    contract, room, module = fault
    code, said = report
    assert code == 1, said
    assert re.search(rf"{re.escape(contract)} BROKEN", said)
    target = module.split(".")[0] if not module.startswith("qualcode") else module
    about = part_about(said, contract)
    assert any(f"qualcode.{room}.{planted(number)} " in line and target in line for line in about.split("\n")), about


def test_a_room_that_no_layer_knows_is_told(report: tuple[int, str]) -> None:
    assert "extra" in part_about(report[1], LAYERS)
