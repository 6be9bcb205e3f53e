"""What the program loads before it has anything to do: nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

from qualcode.cli.main import COMMANDS

if TYPE_CHECKING:
    from tests.conftest import Desk

HEAVY = frozenset({"spacy", "pandas", "textual", "docx", "matplotlib", "sklearn", "sqlalchemy", "lxml"})
"""What the contract names; ``--help`` loads none of it."""

ALSO = frozenset(
    {
        "numpy",
        "openpyxl",
        "alembic",
        "pydantic",
        "ruamel",
        "rich",
        "cryptography",
        "simplemma",
        "rapidfuzz",
        "ahocorasick",
        "regex",
    }
)
"""What a command that only speaks about itself does not need either."""

LIST = "import json; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})), file=sys.stderr)"


@cache
def loaded(program: str, *words: str) -> frozenset[str]:
    """Run a program and give the top-level packages that it had loaded when it ended."""
    code = f"import sys, atexit\natexit.register(lambda: exec({LIST!r}))\n{program}"
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=True)
    return frozenset(json.loads(done.stderr.splitlines()[-1]))


RUN = "from qualcode.cli.main import run; run(sys.argv[1:])"


@pytest.mark.parametrize(
    "words", [("--help",), ("--version",), (), *((name, "--help") for name in COMMANDS)], ids=" ".join
)
def test_help_and_version_load_nothing_heavy(words: tuple[str, ...]) -> None:
    assert loaded(RUN, *words) & (HEAVY | ALSO) == frozenset()


@pytest.mark.parametrize(
    "words", [("vault", "new", "--help"), ("codebook", "try", "--help"), ("anonymise", "try", "--help")]
)
def test_help_of_inner_commands_too(words: tuple[str, ...]) -> None:
    assert loaded(RUN, *words) & (HEAVY | ALSO) == frozenset()


def test_the_list_itself_would_notice() -> None:
    assert {"docx", "lxml"} <= loaded("import docx")


def test_the_package_itself_loads_no_third_party_at_all() -> None:
    bare = loaded("pass")
    assert loaded("import qualcode") - bare <= {"qualcode", "__future__"}


MAY = {
    "domain": frozenset[str](),
    "language": frozenset[str](),
    "storage": frozenset({"sqlalchemy"}),
    "engine": frozenset[str](),
    "anonymise": frozenset({"cryptography", "ahocorasick", "rapidfuzz", "numpy"}),
    "analysis": frozenset[str](),
    "exchange": frozenset[str](),
    "usecases": frozenset({"sqlalchemy"}),
    "cli": frozenset[str](),
}
"""What a room may load when all its modules are imported, before anything is asked of them."""

ROOM = """
from importlib import import_module
from pathlib import Path
import qualcode
for path in sorted((Path(qualcode.__file__).parent / {room!r}).glob("*.py")):
    if {room!r} + "." + path.stem not in {aside!r}:
        import_module("qualcode." + {room!r} + "." + path.stem)
"""
ASIDE = (
    "exchange.codebook_shape",
    "engine.aligning",
    "engine.anchoring",
    "exchange.recogniser_shapes",
    "exchange.settings_shape",
    "exchange.word_runs",
    "exchange.word_styles",
    "exchange.word_text",
    "language.catalogue",
)
"""Modules that are themselves imported late, by the one that needs them."""


@pytest.mark.parametrize("room", MAY)
def test_a_room_loads_only_what_it_may(room: str) -> None:
    found = loaded(ROOM.format(room=room, aside=ASIDE))
    assert found & (HEAVY | ALSO) <= MAY[room]


def test_work_that_needs_no_document_opens_no_word(study: Desk) -> None:
    words = ("--project", str(study.project), "status", "--json")
    assert loaded(RUN, *words) & {"spacy", "pandas", "textual", "docx", "matplotlib", "lxml", "openpyxl"} == frozenset()
