"""Writes docs/commands.md from the commands themselves: `python -m qualcode.cli.manual > docs/commands.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from qualcode.cli.command import GLOBAL_OPTIONS, Command
from qualcode.cli.main import COMMANDS, program


def manual() -> str:
    """Give the page: every command with its sentence, examples, arguments and options, in English."""
    lines = [
        "# Commands",
        "",
        "Made from the commands themselves (`python -m qualcode.cli.manual`). Data goes to stdout, messages and progress to stderr;",
        "`--json` prints one JSON value. Exit codes: 0 done, 1 could not, 2 usage, 3 findings, 4 refused by a safety gate.",
        "",
        "Options of every command, before or after its name:",
        "",
        *(f"- `{name}`: {said}" for name, said in GLOBAL_OPTIONS),
    ]
    context = click.Context(program, info_name="qualcode", **program.context_settings)
    for name in COMMANDS:
        found = program.get_command(context, name)
        if found is not None:
            lines += _page(found, click.Context(found, info_name=name, parent=context))
    return "\n".join(lines) + "\n"


def _page(found: click.Command, context: click.Context) -> Iterator[str]:
    if isinstance(found, click.Group):
        for name, inner in found.commands.items():
            yield from _page(inner, click.Context(inner, info_name=name, parent=context))
        return
    yield from ("", f"## {context.command_path}", "", found.help or "", "", "```")
    yield f"{context.command_path} {' '.join(found.collect_usage_pieces(context))}"
    yield "```"
    if isinstance(found, Command) and found.examples:
        yield ""
        yield from (f"- `{line}`: {said}" for line, said in found.examples)
    options = [
        p for p in found.get_params(context) if isinstance(p, click.Option) and p.help and "--help" not in p.opts
    ]
    if options:
        yield ""
        yield from ("| option | meaning |", "| --- | --- |")
        for option in options:
            value = "" if option.is_flag else f" {option.make_metavar(context)}"
            shown = f"{', '.join(option.opts)}{value}".replace("|", "\\|")
            yield f"| `{shown}` | {option.help} |"


if __name__ == "__main__":
    sys.stdout.write(manual())
