"""What README and docs print can be typed: every command and option is there, and the README's own job runs from end to end."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from qualcode.cli.command import GLOBAL_OPTIONS
from qualcode.cli.face import split_globals
from qualcode.cli.main import COMMANDS, answer, program

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ENDS = frozenset({"&&", "|", ">", "<", "2>errors.txt", "[--…]"})
"""What ends a command's own words on a line, or stands for options."""


def blocks(page: Path) -> list[str]:
    """Give the blocks that are in no language."""
    return [words for language, words in _BLOCK.findall(page.read_text(encoding="utf-8")) if not language]


def printed(page: Path) -> Iterator[str]:
    """Give every line in a block of commands, and every command between backticks."""
    text = page.read_text(encoding="utf-8")
    for block in blocks(page):
        yield from block.splitlines()
    yield from re.findall(r"`((?:qualcode|make|python) [^`]+)`", _BLOCK.sub("", text))


def commands(line: str, name: str) -> Iterator[list[str]]:
    """Give the words after the name of each command ``name`` in a line, up to where the shell has something else to do."""
    words = shlex.split(line, comments=True)
    for at, word in enumerate(words):
        if word == name and (at == 0 or words[at - 1] in _ENDS):
            rest = words[at + 1 :]
            end = next((n for n, other in enumerate(rest) if other in _ENDS), len(rest))
            yield rest[:end]


EVERY = [(page.name, line) for page in PAGES for line in printed(page)]


def understood(words: list[str]) -> None:
    """See that a command and its options exist, and that the options have their values."""
    _, rest = split_globals([word.replace("[", "").replace("]", "") for word in words])
    found: click.Command | None = program
    context = click.Context(program)
    while isinstance(found, click.Group) and rest:
        found = found.get_command(context, rest.pop(0))
    assert found is not None, words
    context = click.Context(found)
    known = {name for option in found.params for name in (*option.opts, *option.secondary_opts)}
    asked = {word.partition("=")[0] for word in rest if re.match(r"--?[a-z]", word)}
    assert asked <= {*known, "--help"}, words
    if isinstance(found, click.Group) or "--help" in rest:
        return
    found.make_parser(context).parse_args(rest)


def test_every_printed_command_is_one() -> None:
    seen = 0
    for page, line in EVERY:
        for words in commands(line, "qualcode"):
            if words[:1] == ["COMMAND"]:
                continue
            try:
                understood(words)
            except (click.UsageError, AssertionError) as fault:
                pytest.fail(f"{page}: {line}: {fault}")
            seen += 1
    assert seen > 10 * len(PAGES)


def test_a_command_that_is_none_is_found() -> None:
    for line in (
        "qualcode matrx",
        "qualcode matrix --two x",
        "cd x && qualcode quotes --per-code",
        "qualcode vault turn",
    ):
        [words] = commands(line, "qualcode")
        with pytest.raises((click.UsageError, AssertionError)):
            understood(words)


def test_every_printed_target_of_make_and_every_script_is_there() -> None:
    targets = set(re.findall(r"^([\w./-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for page, line in EVERY:
        for words in commands(line, "make"):
            assert words[0] in targets, (page, line)
        for words in commands(line, "python"):
            assert words[0] == "-m" or (ROOT / words[0]).is_file(), (page, line)


def test_every_command_stands_in_a_page() -> None:
    told = {words[0] for _, line in EVERY for words in commands(line, "qualcode") if words}
    assert set(COMMANDS) <= told
    assert GLOBAL_OPTIONS


def test_the_job_of_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path / "data"))
    (tmp_path / "minutes").mkdir()
    for name in ("BLEKINGE 241121 minnesant godk.txt", "2024-10-29_jkpg_anteckningar_v2.md"):
        shutil.copy(ROOT / "corpora" / "lansdialoger-2024" / name, tmp_path / "minutes" / name)
    monkeypatch.chdir(tmp_path)
    [job] = [block for block in blocks(PAGES[0]) if "qualcode init" in block]
    done = []
    for line in job.splitlines():
        for said in line.partition("#")[0].split("&&"):
            words = shlex.split(said)
            if words[:1] == ["cd"]:
                monkeypatch.chdir(words[1])
            elif words[0] == "qualcode" and words[1] != "tui":
                # Taken out of the surroundings by the first that reads it.
                monkeypatch.setenv("QUALCODE_PASSPHRASE", "tretton gula kajor")
                code = answer([*words[1:], "--lang", "en"])
                told = capsys.readouterr()
                assert code == 0, (words, told.err)
                done.append(words[1])
    assert done[:2] == ["init", "import"]
    assert len(done) > 8
    assert (tmp_path / "study" / "exports" / "matrix.docx").is_file()
