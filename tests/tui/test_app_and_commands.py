"""What the app does, the commands do, and the other way round where it belongs there: docs/app-and-commands.md, held to what is built."""

from __future__ import annotations

import re
from pathlib import Path

import click

from qualcode.cli.main import COMMANDS, program
from qualcode.tui.every_deed import every_deed

PAGE = Path(__file__).parents[2] / "docs" / "app-and-commands.md"
_TICKED = re.compile(r"`([^`]+)`")


def rows(number: int) -> list[list[list[str]]]:
    """Give the words in backticks of each cell, of the page's first or second table."""
    part = PAGE.read_text(encoding="utf-8").split("\n## ")[number]
    lines = [line for line in part.splitlines() if line.startswith("| ")][1:]
    return [[_TICKED.findall(cell) for cell in line.strip("| ").split(" | ")] for line in lines if "---" not in line]


def command(words: list[str]) -> click.Command | None:
    context = click.Context(program, info_name="qualcode")
    found = program.get_command(context, words[0])
    if isinstance(found, click.Group) and len(words) > 1:
        return found.get_command(click.Context(found), words[1])
    return found


def test_every_action_of_the_app_stands_in_the_page_once() -> None:
    told = [name for row in rows(1) for name in row[0]]
    assert sorted(told) == sorted({deed.name for deed in every_deed()})


def test_every_command_named_there_has_the_options_named() -> None:
    for row in rows(1):
        for line in row[2]:
            words = [word for word in line.split() if not word.startswith("--")]
            found = command(words)
            assert found is not None, line
            known = {name for param in found.params for name in param.opts}
            assert {word for word in line.split() if word.startswith("--")} <= known, line


def test_what_only_moves_or_shows_has_no_command_and_all_else_has() -> None:
    changing = {"code", "accept", "reject", "status", "memo", "judge", "hide", "merge", "settle", "change", "export"}
    for row in rows(1):
        assert row[2] or not changing & set(row[0])


def test_every_command_says_where_it_is_in_the_app() -> None:
    assert sorted(name for row in rows(2) for name in row[0]) == sorted(COMMANDS)
