"""Every code that an example of the help names is one of the default codebook, so that it can be tried as it stands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

from qualcode.cli.command import Command
from qualcode.cli.main import COMMANDS, program
from qualcode.domain.queries import HasCode, atoms, parse_query
from qualcode.exchange.codebook_files import load

BOOK = load(Path(__file__).parents[2] / "codebooks" / "overenskommelsen.yaml")
KNOWN = {code.path for code in BOOK.walk()} | {code.path.rpartition("/")[2] for code in BOOK.walk()}
SHAPED = ("edit", "rename", "move", "merge", "split", "retire")
"""Commands of `codebook` whose first word is a code that is there."""


def _commands(found: click.Command, context: click.Context) -> Iterator[Command]:
    if isinstance(found, click.Group):
        for name, inner in found.commands.items():
            yield from _commands(inner, click.Context(inner, info_name=name, parent=context))
    elif isinstance(found, Command):
        yield found


def _lines() -> Iterator[str]:
    context = click.Context(program, info_name="qualcode")
    for name in COMMANDS:
        found = program.get_command(context, name)
        assert found is not None
        for one in _commands(found, context):
            yield from (line for line, _ in one.examples)


def _named(line: str) -> Iterator[str]:
    """Give the codes and themes that a line names: a path of two ids, and where a command takes nothing but a code."""
    words = shlex.split(line)
    if words[1:2] == ["query"] and not words[2].startswith("--"):
        yield from (a.code for a in atoms(parse_query(words[2]).query) if isinstance(a, HasCode))
        return
    if words[1:2] == ["combinations"]:
        for word in words[2 : next((i for i, w in enumerate(words) if w.startswith("--")), None)]:
            if not word.startswith("count:"):
                asked = atoms(parse_query(word.partition("=")[2] or word).query)
                yield from (a.code for a in asked if isinstance(a, HasCode))
        return
    if words[1:2] == ["codebook"] and words[2] in SHAPED:
        yield words[3]
    for before, word in pairwise(words):
        if before in ("--code", "--as-code", "--below", "--before") or re.fullmatch(r"[a-z-]+/[a-z-]+", word):
            yield word


NAMED = [(line, code) for line in _lines() for code in _named(line)]


@pytest.mark.parametrize(("line", "code"), NAMED)
def test_a_code_in_an_example_is_in_the_default_codebook(line: str, code: str) -> None:
    assert code in KNOWN, line


def test_codes_are_found_wherever_examples_name_them() -> None:
    """Else the test above could hold because nothing was looked at."""
    found = {line.split()[1] for line, _ in NAMED}
    assert {"query", "judge", "recode", "code", "memo", "combinations", "cooccurrence", "codebook", "accept"} <= found
    assert set(_named("qualcode query 'a/b[saknas] och inte c inom fall'")) == {"a/b", "c"}
