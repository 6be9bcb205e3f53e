"""How a command is declared: a sentence, examples first in its help, everything in the reader's language."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from qualcode.cli.face import Face
from qualcode.domain.errors import N_, UsageError

Function = Callable[..., Any]

GLOBAL_OPTIONS = (
    ("--project DIR", N_("the project folder (else the current folder or its nearest parent; QUALCODE_PROJECT)")),
    ("--coder NAME", N_("who codes (QUALCODE_CODER; default kodare-1)")),
    ("--lang sv|en", N_("the language of help and messages")),
    (
        "--passphrase-fd N",
        N_("read the vault's passphrase from a file descriptor (else QUALCODE_PASSPHRASE, else a prompt)"),
    ),
)


class Command(click.Command):
    """A command whose help leads with examples and speaks the asked language."""

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **{"options_metavar": "[--…]", **kwargs})
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write usage, sentence, examples, arguments and options."""
        face = ctx.find_object(Face) or Face()
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=face.words(N_("Usage:")) + " ")
        formatter.write_paragraph()
        formatter.write_text(face.words(self.help or ""))
        write_examples(formatter, face, self.examples)
        rows = []
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None and isinstance(param, click.Option):
                names = ", ".join(param.opts)
                if not param.is_flag:
                    names += f" {param.make_metavar(ctx)}"
                said = N_("show this help") if "--help" in param.opts else param.help
                rows.append((names, face.words(said) if said else record[1]))
        with formatter.section(face.words(N_("Options"))):
            formatter.write_dl(rows)
        _write_global_options(formatter, face)


class CommandGroup(click.Group):
    """A command of commands, such as `codebook`, whose help lists them with a sentence each."""

    command_class = Command

    def __init__(self, *args: Any, examples: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*args, **kwargs)
        self.examples = examples

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sentence, examples and the commands inside."""
        face = ctx.find_object(Face) or Face()
        formatter.write_usage(ctx.command_path, face.words(N_("COMMAND …")), prefix=face.words(N_("Usage:")) + " ")
        formatter.write_paragraph()
        formatter.write_text(face.words(self.help or ""))
        write_examples(formatter, face, self.examples)
        with formatter.section(face.words(N_("Commands"))):
            inner = [(name, self.commands[name]) for name in self.list_commands(ctx)]
            formatter.write_dl([(name, face.words(c.short_help or c.help or "")) for name, c in inner])
        _write_global_options(formatter, face)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Without a command after the group's name its help is the answer, on stderr: usage, not a result."""
        if not args:
            sys.stderr.write(ctx.get_help() + "\n")
            ctx.exit(2)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order they were declared."""
        del ctx
        return list(self.commands)


def write_examples(formatter: click.HelpFormatter, face: Face, examples: Sequence[tuple[str, str]]) -> None:
    """Write example lines, each with what it does."""
    if not examples:
        return
    with formatter.section(face.words(N_("Examples"))):
        for line, said in examples:
            formatter.write(f"  {line}\n")
            formatter.write(f"      {face.words(said)}\n")


def _write_global_options(formatter: click.HelpFormatter, face: Face) -> None:
    with formatter.section(face.words(N_("Options of every command"))):
        formatter.write_dl([(name, face.words(said)) for name, said in GLOBAL_OPTIONS])


def command(name: str, sentence: str, *, examples: Sequence[tuple[str, str]] = ()) -> Callable[[Function], Command]:
    """Declare a command: its name, what it does in one sentence, and example lines with what each does."""

    def declare(function: Function) -> Command:
        made = click.command(name, cls=Command, help=sentence, examples=examples)(click.pass_obj(function))
        return made if isinstance(made, Command) else Command(name)

    return declare


class PathWords(click.Path):
    """A path as it was typed. An empty one is refused: it comes of a variable that is not set, and would mean the folder one stands in."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - as click has it
        """Give the path."""
        if value == "":
            raise UsageError(reason=N_("A path is empty; is a variable in the command not set?"))
        return super().convert(value, param, ctx)


path_words = PathWords(path_type=Path, readable=False)
"""A path as it was typed; whether it can be read or written is for its reader or writer to say, in one sentence."""

json_option = click.option("--json", "as_json", is_flag=True, help=N_("print the result as JSON"))
most_option = click.option(
    "--most",
    type=click.IntRange(0),
    metavar="N",
    help=N_("list at most N of what is explained (default 40; with --json all)"),
)
wave_option = click.option("--wave", metavar="W", help=N_("the wave (default: the latest)"))
to_option = click.option("--to", "target", metavar="FILE", type=path_words, help=N_("write to this file"))
figure_option = click.option(
    "--to",
    "target",
    metavar="FILE",
    type=path_words,
    help=N_("write to this file (.docx, .xlsx, .csv, .md, .json, or as a figure .png, .svg)"),
)
k_option = click.option(
    "--k",
    "k",
    type=click.IntRange(min=0),
    metavar="K",
    help=N_("withhold published counts below K, and what would tell them (default: withhold_below of the settings)"),
)
unjudged_option = click.option("--allow-unjudged", is_flag=True, help=N_("publish counts that rest on proposals, too"))
audience_option = click.option(
    "--audience",
    type=click.Choice(["internal", "published"]),
    help=N_("who the result is for: internal may name cases, published may not"),
)
