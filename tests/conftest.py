"""A tiny study of three invented minutes and a codebook of four codes, made once and copied for each test."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PASSPHRASE = "tretton gula kajor"  # noqa: S105 - of vaults that live as long as a test

CODEBOOK = """\
id: smått
version: "1"
names: {sv: Smått, en: Small}
themes:
  - id: plans
    names: {sv: Planer, en: Plans}
    brief: {sv: Vad som är beslutat, en: What is decided}
    colour: "#3b6ea5"
    codes:
      - id: county-plan
        names: {sv: Länsplan, en: County plan}
        brief: {sv: Länet har en plan, en: The county has a plan}
        indicators:
          - words: [handlingsplan]
      - id: budget
        names: {sv: Budget, en: Budget}
        indicators:
          - words: [budget]
            weight: 0.7
  - id: support
    names: {sv: Stöd, en: Support}
    codes:
      - id: relatives
        names: {sv: Anhörigstöd, en: Support for relatives}
        indicators:
          - words: [anhörigstöd]
      - id: training
        names: {sv: Utbildning, en: Training}
        kind: request
        indicators:
          - words: [utbildning]
counts:
  - id: with-plan
    label: {sv: Län med plan, en: Counties with a plan}
    count: plans/county-plan
    remainder: {sv: ingen plan i kraft, en: no plan in force}
  - id: plan-and-budget
    label: {sv: Plan med budget, en: Plan with a budget}
    count: plans/budget[present,planned]
    of: with-plan
  - id: people
    label: {sv: Deltagare, en: Participants}
    unit: participant
    measure: sum
"""

GOTLAND = """\
---
case: Gotland
wave: "2024"
date: 2024-10-17
status: godkänd
participants:
  - {name: Ragnhild Ståhlkvist, role: samordnare, organisation: regionen}
  - {name: Torgny Bodelius, role: skolchef, organisation: kommunen}
---
# Dialog med länet

## Styrning

Ragnhild Ståhlkvist berättar att länet har en handlingsplan som beslutades i våras och som följs upp varje år.
Det finns ingen budget för arbetet, säger Torgny Bodelius.

## Stöd

Anhörigstöd ska byggas upp under nästa år. Frågor till Ragnhild, 070-174 06 05, ragnhild.stahlkvist@example.se.
"""

DALARNA = """\
Minnesanteckningar, dialog med Dalarnas län 22 oktober 2024

Deltagare:
Birgitta Hammarlyng, folkhälsostrateg, Region Dalarna
Sixten Åkerlyng, enhetschef, Falu kommun
Yrsa Ödquist, utredare, myndigheten

Styrning
Länet saknar handlingsplan, enligt Birgitta Hammarlyng.
Men vi har en budget för arbetet, sade Sixten Åkerlyng (personnummer 640823-3234) och det räcker ett tag till.

Stöd
I Falun ges utbildning till all personal i skolan varje höst.
"""

KRONOBERG = """\
Kronobergs län, minnesanteckningar, utkast, 5 november 2024

Styrning
Vi har en handlingsplan i länet sedan länge.
"""

NAMES = (
    "Ragnhild",
    "Ståhlkvist",
    "Torgny",
    "Bodelius",
    "Hammarlyng",
    "Sixten",
    "Åkerlyng",
    "Yrsa",
    "Ödquist",
    "070-174 06 05",
    "ragnhild.stahlkvist",
    "640823-3234",
)
"""What may stand nowhere in clear once the minutes are imported."""


@dataclass(frozen=True)
class Answer:
    """What a command said and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@dataclass
class Desk:
    """A folder with minutes, a codebook, a project and a data folder, and the program to run on them."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    asked: tuple[str, ...] = field(default=("--lang", "en"))

    @property
    def minutes(self) -> Path:
        return self.folder / "minutes"

    @property
    def project(self) -> Path:
        return self.folder / "study"

    @property
    def codebook(self) -> Path:
        return self.folder / "small.yaml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def vaults(self) -> list[Path]:
        return sorted((self.data / "vaults").glob("*")) if self.data.is_dir() else []

    def answer(self, *words: object) -> Answer:
        """Run the program in this process with just these words."""
        from qualcode.cli.main import answer

        self.capture.readouterr()
        code = answer([str(w) for w in words])
        said = self.capture.readouterr()
        return Answer(code, said.out, said.err)

    def run(self, *words: object) -> Answer:
        """Run the program on the project, in English."""
        return self.answer("--project", self.project, *self.asked, *words)

    def done(self, *words: object) -> Answer:
        """Run the program on the project; it must succeed."""
        told = self.run(*words)
        assert told.code == 0, told.err
        return told

    def text(self, document: str) -> str:
        """Give the stored text of a document."""
        from qualcode.storage.document_rows import documents
        from qualcode.usecases.project import Project

        with Project.open(self.project) as project:
            return documents(project.store, ids=[document])[0].text

    def span(self, document: str, words: str) -> tuple[int, int]:
        """Give where words stand in a stored text."""
        text = self.text(document)
        assert text.count(words) == 1, text
        return text.index(words), text.index(words) + len(words)


def make_older(database: Path) -> None:
    """Take from a database what the steps after the first schema have added."""
    added = {
        "decision": ("code", "start", "end", "status"),
        "document": ("characters", "guessed"),
        "judgement": ("at", "as_proposed", "reason", "recorder"),
    }
    drop = "".join(f'ALTER TABLE {table} DROP COLUMN "{c}";' for table, columns in added.items() for c in columns)
    with closing(sqlite3.connect(database)) as plain:
        plain.executescript(
            f"DROP TABLE placement; DROP INDEX ix_document_id_characters_guessed; {drop}"  # noqa: S608 - names from above
            "DROP TABLE tally; DROP TABLE theme_tally; DROP TABLE stale_tally;"
            + "".join(
                f"DROP TRIGGER {table}_{event}_tallied;"
                for table in ("coding", "suggestion", "decision")
                for event in ("insert", "delete", "update")
            )
            + "DROP INDEX ix_coding_document_code_status_corrects_score;"
            "CREATE INDEX ix_coding_document_code ON coding (document, code);"
            "UPDATE alembic_version SET version_num = '0001'; PRAGMA journal_mode = DELETE"
        )


def passphrase_fd() -> int:
    """Give a file descriptor from which PASSPHRASE can be read once, as other programs hand it over."""
    read, write = os.pipe()
    os.write(write, PASSPHRASE.encode() + b"\n")
    os.close(write)
    return read


def write_minutes(folder: Path) -> None:
    folder.mkdir()
    (folder / "gotland.md").write_text(GOTLAND, encoding="utf-8")
    (folder / "dalarna.txt").write_bytes(DALARNA.replace("\n", "\r\n").encode("cp1252"))
    (folder / "kronoberg utkast.txt").write_text(KRONOBERG, encoding="utf-8")


def pytest_configure(config: pytest.Config) -> None:
    # The table of lemmas takes seconds to make: once for all runs, and never in the caller's own folder.
    # Without the plugin of the cache (`-p no:cacheprovider`) a configuration has none.
    cache = getattr(config, "cache", None)
    if cache is not None:
        os.environ["QUALCODE_CACHE"] = str(cache.mkdir("qualcode"))


@pytest.fixture(autouse=True)
def _no_surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    # No test may find the caller's own vaults, project, name or language.
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path_factory.getbasetemp() / "data"))
    for name in (
        "QUALCODE_PASSPHRASE",
        "QUALCODE_PROJECT",
        "QUALCODE_CODER",
        "QUALCODE_TRACEBACK",
        "LC_ALL",
        "LC_MESSAGES",
        "LANG",
    ):
        monkeypatch.delenv(name, raising=False)


def _built(folder: Path, *, passphrase: str | None, suggest: bool) -> Path:
    """Make the study in a folder, by the use cases and once a session."""
    from qualcode.usecases.importing import import_files
    from qualcode.usecases.project import Project, make_project
    from qualcode.usecases.run_suggestions import run_suggestions

    write_minutes(folder / "minutes")
    (folder / "small.yaml").write_text(CODEBOOK, encoding="utf-8")
    before = os.environ.get("QUALCODE_DATA")
    os.environ["QUALCODE_DATA"] = str(folder / "data")
    try:
        make_project(folder / "study", codebook=folder / "small.yaml")
        if suggest:
            with Project.open(folder / "study") as project:
                files = [folder / "minutes" / n for n in ("gotland.md", "dalarna.txt", "kronoberg utkast.txt")]
                results = import_files(project, files, passphrase=passphrase)
                assert [r.document for r in results] == ["d1", "d2", "d3"], [str(f) for r in results for f in r.faults]
                run_suggestions(project)
    finally:
        if before is None:
            del os.environ["QUALCODE_DATA"]
        else:
            os.environ["QUALCODE_DATA"] = before
    return folder


@pytest.fixture(scope="session")
def _templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    made: dict[str, Path] = {}
    kinds: dict[str, dict[str, Any]] = {
        "bare": {"passphrase": None, "suggest": False},
        "study": {"passphrase": None, "suggest": True},
        "guarded": {"passphrase": PASSPHRASE, "suggest": True},
    }

    def give(kind: str) -> Path:
        if kind not in made:
            made[kind] = _built(tmp_path_factory.mktemp(kind), **kinds[kind])
        return made[kind]

    return give


@pytest.fixture
def lay_out(
    _templates: Callable[[str], Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Callable[[str], Desk]]:
    def give(kind: str) -> Desk:
        folder = tmp_path / "desk"
        shutil.copytree(_templates(kind), folder)
        monkeypatch.setenv("QUALCODE_DATA", str(folder / "data"))
        monkeypatch.chdir(folder)
        return Desk(folder, capsys)

    return give


@pytest.fixture
def bare(lay_out: Callable[[str], Desk]) -> Desk:
    """A project without documents, with minutes beside it."""
    return lay_out("bare")


@pytest.fixture
def study(lay_out: Callable[[str], Desk]) -> Desk:
    """A project with d1 (Gotland), d2 (Dalarna) and d3 (Kronoberg, a draft), suggestions waiting, no vault."""
    return lay_out("study")


@pytest.fixture
def guarded(lay_out: Callable[[str], Desk]) -> Desk:
    """The same project with a vault under PASSPHRASE."""
    return lay_out("guarded")


@pytest.fixture
def passphrase(monkeypatch: pytest.MonkeyPatch) -> str:
    """Put the vault's passphrase into the environment, from where one run of the program takes it."""
    monkeypatch.setenv("QUALCODE_PASSPHRASE", PASSPHRASE)
    return PASSPHRASE
