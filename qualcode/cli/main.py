"""The program's entry: the table of commands, and the one place that owns stderr and exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

import click

from qualcode.cli.command import GLOBAL_OPTIONS, write_examples
from qualcode.cli.face import Face, split_globals
from qualcode.cli.leak_lines import leak_line
from qualcode.cli.listing import tell_conflict
from qualcode.domain.errors import N_, QualcodeError

COMMANDS: dict[str, tuple[str, str]] = {
    "demo": ("run_demo", N_("run the whole job on the demonstration minutes that come with the program")),
    "init": ("run_project", N_("make a project folder")),
    "import": ("run_import", N_("read minutes, hide names, keep them in the project")),
    "describe": ("run_describe", N_("correct or confirm what was guessed of a document")),
    "versions": ("run_versions", N_("decide where codings stand in a corrected version")),
    "anonymise": ("run_anonymise", N_("try what is hidden in a text, and review what was")),
    "vault": ("run_vault", N_("make, check and re-key the vault with the originals")),
    "erase": ("run_erase", N_("erase a person from vault, texts and history")),
    "leakcheck": ("run_leakcheck", N_("search a finished file for names and other identifying words")),
    "codebook": ("run_codebook", N_("check, try and evaluate a codebook")),
    "suggest": ("run_suggest", N_("let the codebook suggest codes for every document")),
    "learn": ("run_learn", N_("learn from your decisions how this material says things")),
    "accept": ("run_suggest", N_("turn suggestions into codings")),
    "reject": ("run_suggest", N_("record that suggestions are wrong")),
    "code": ("run_coding", N_("give a passage a code by hand")),
    "recode": ("run_coding", N_("change or split a coding")),
    "uncode": ("run_coding", N_("take a coding away")),
    "memo": ("run_coding", N_("note something down")),
    "read": ("run_coding", N_("mark documents as read to the end")),
    "judge": ("run_analysis", N_("record what is the case in a cell of the matrix")),
    "matrix": ("run_analysis", N_("show or write the matrix of cases by codes or themes")),
    "counts": ("run_analysis", N_("give the declared counts, in numbers and words")),
    "frequencies": ("run_tally", N_("show in how many cases each code or theme comes up")),
    "combinations": ("run_tally", N_("show which cases have what together")),
    "disclosure": ("run_disclosure", N_("list what singles out a case, with how to word it")),
    "quotes": ("run_quotes", N_("give quotes at the published level")),
    "report": ("run_report", N_("write the whole report to Word")),
    "case": ("run_report", N_("write everything on one case to Word")),
    "export": ("run_export", N_("write the project as .qdpx for other programs (REFI-QDA)")),
    "verify": ("run_report", N_("check a Word file against the project")),
    "query": ("run_explore", N_("find the passages for which codes, words and attributes hold together")),
    "kwic": ("run_explore", N_("show a word or phrase wherever it stands, with what stands around it")),
    "cooccurrence": ("run_explore", N_("show which codes come together")),
    "saturation": ("run_explore", N_("show how many new codes each further document brought")),
    "compare": ("run_explore", N_("set two waves against each other")),
    "agreement": ("run_agreement", N_("measure how far coders agree, and list where they differ")),
    "history": ("run_history", N_("show what was done, by whom")),
    "undo": ("run_history", N_("take back the last steps")),
    "redo": ("run_history", N_("do again what was undone")),
    "backup": ("run_backup", N_("copy the project's database, and list the copies")),
    "restore-backup": ("run_backup", N_("put a copy of the database back")),
    "snapshot": ("run_snapshot", N_("write the decisions as sorted text for version control")),
    "restore": ("run_snapshot", N_("make the decisions those of a snapshot")),
    "merge": ("run_snapshot", N_("bring in the work of a coder who worked apart")),
    "status": ("run_project", N_("show the project's documents and what to do next")),
    "config": ("run_project", N_("show the settings and where each comes from")),
    "tui": ("run_tui", N_("open the terminal app")),
}

EXAMPLES = (
    ("qualcode demo demo/", N_("see everything at work on 21 invented minutes")),
    ("qualcode init study/ && cd study/", N_("begin a project of your own")),
    ("qualcode import ../minutes/ --wave 2024", N_("bring the minutes in, names hidden")),
    ("qualcode suggest && qualcode tui", N_("let the codebook suggest, decide in the terminal app")),
    ("qualcode matrix --to exports/matrix.docx", N_("write the county-by-theme matrix to Word")),
)


_ONE_PHRASE = ("query", "kwic")
"""Commands whose one argument is often several words."""


class Program(click.Group):
    """The group of all commands; a command's module is loaded when the command is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the commands in the order of the work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load the command's module and give the command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"qualcode.cli.{COMMANDS[cmd_name][0]}")
        found = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return found if isinstance(found, click.Command) else None

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is, examples, and the commands with a sentence each."""
        face = ctx.find_object(Face) or Face()
        formatter.write_usage("qualcode", face.words(N_("COMMAND …")), prefix=face.words(N_("Usage:")) + " ")
        formatter.write_paragraph()
        formatter.write_text(face.words(N_("Code dialogue and interview notes, hide names, judge, and report.")))
        write_examples(formatter, face, EXAMPLES)
        with formatter.section(face.words(N_("Commands"))):
            formatter.write_dl([(name, face.words(said)) for name, (_, said) in COMMANDS.items()])
        with formatter.section(face.words(N_("Options of every command"))):
            formatter.write_dl([(name, face.words(said)) for name, said in GLOBAL_OPTIONS])
        formatter.write_paragraph()
        formatter.write_text(face.words(N_("`qualcode COMMAND --help` shows a command's examples and options.")))


program = Program("qualcode", context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110})


def run(words: list[str] | None = None) -> NoReturn:
    """Run the program and leave with its exit code."""
    for stream in ("stdout", "stderr"):
        if getattr(sys, stream) is None:
            # Closed by who started us (`>&-`): what is said there is meant for nobody.
            setattr(sys, stream, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as the program runs
    sys.exit(answer(sys.argv[1:] if words is None else words))


def answer(words: list[str]) -> int:
    """Do what the words of a command line say and give the exit code; errors are told in one sentence on stderr."""
    face = Face()
    try:
        face, rest = split_globals(words)
        if rest == ["--version"]:
            from qualcode import __version__

            face.print(f"qualcode {__version__}")
            return 0
        told = _obeyed(rest or ["--help"], face)
        # Here, where a reader that has left can still be met, not when the interpreter ends.
        sys.stdout.flush()
    except QualcodeError as fault:
        for conflict in getattr(fault, "conflicts", ()):
            tell_conflict(face, conflict)
        for leak in getattr(fault, "leaks", ()):
            face.print_aside(leak_line(face, leak, clear=sys.stderr.isatty()))
        face.tell_said(fault)
        return fault.exit_code
    except click.UsageError as fault:
        path = fault.ctx.command_path if fault.ctx else "qualcode"
        face.tell(N_("{what} See {help}."), what=_wrong_words(face, fault), help=f"`{path} --help`")
        return 2
    except (click.Abort, KeyboardInterrupt):
        face.tell(N_("Stopped; what was done so far is saved."))
        return 130
    except BrokenPipeError:
        # The reader of our output has left (as `| head` does): nothing is wrong, but nothing more can be said either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        if os.environ.get("QUALCODE_TRACEBACK"):
            raise
        return _unforeseen(face, fault)
    return told


def _obeyed(words: list[str], face: Face) -> int:
    # Not click's own main: it takes a broken pipe for a failure and leaves the process itself.
    try:
        with program.make_context("qualcode", words, obj=face) as context:
            told = program.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return told if isinstance(told, int) else 0


def _unforeseen(face: Face, fault: Exception) -> int:
    from qualcode.usecases.unforeseen import place_of_fault

    if isinstance(fault, OSError):
        # What readers and writers did not foresee of a file or of our own output: a closed folder, a full disk.
        path = face.words(N_("The output")) if fault.filename is None else fault.filename
        why = fault.strerror or type(fault).__name__
        face.tell(
            N_("{path} cannot be read or written ({why}); check its permissions and the room that is left."),
            path=path,
            why=why,
        )
        if fault.filename is None:
            # What is left to write is not tried once more when the interpreter ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    face.tell(
        N_(
            "An unforeseen {kind} at {place}; the project is as it was. Report it with the command; QUALCODE_TRACEBACK=1 shows more."
        ),
        kind=type(fault).__name__,
        place=place_of_fault(fault),
    )
    return 1


def _wrong_words(face: Face, fault: click.UsageError) -> str:
    match fault:
        case click.NoSuchOption():
            return face.words(N_("There is no option {name}."), name=fault.option_name)
        case click.MissingParameter():
            return face.words(N_("{name} is missing."), name=_asked_for(fault))
        case click.BadParameter():
            return _bad_value(face, fault)
        case click.BadOptionUsage():
            return face.words(N_("{name} needs a value after it."), name=fault.option_name)
        case _ if fault.message.startswith("Got unexpected extra argument"):
            extra = fault.message.partition("(")[2].removesuffix(")")
            if fault.ctx is not None and fault.ctx.info_name in _ONE_PHRASE:
                return _cut_phrase(face, fault.ctx, extra)
            return face.words(N_("This is more than the command takes: {words}."), words=extra)
        case _ if "No such command" in fault.message:
            return face.words(N_("There is no such command: {name}."), name=fault.message.split("'")[1])
        case _:
            return fault.message


def _cut_phrase(face: Face, ctx: click.Context, extra: str) -> str:
    """Say of words that a shell has cut apart, or has put names of files in the place of, how they stay together."""
    first = next((str(value) for name, value in ctx.params.items() if name in ("expression", "term") and value), "")
    return face.words(
        N_(
            "This is more than the command takes: {words}. What holds spaces or a star stands between apostrophes, so that the shell "
            "leaves it alone: `qualcode {name} {whole}`."
        ),
        words=extra,
        name=ctx.info_name,
        whole=f"{first} {extra}".strip(),
    )


def _asked_for(fault: click.MissingParameter) -> str:
    if fault.param is None or fault.ctx is None:
        return str(fault.param_hint)
    shape = fault.param.make_metavar(fault.ctx)
    return f"{fault.param.opts[0]} {shape}" if isinstance(fault.param, click.Option) else shape


def _bad_value(face: Face, fault: click.BadParameter) -> str:
    param = fault.param
    if isinstance(param, click.Option):
        name = param.opts[0]
    else:
        name = param.make_metavar(fault.ctx).strip("[]") if param and fault.ctx else str(fault.param_hint)
    match param.type if param else None:
        case click.Choice(choices=choices):
            return face.words(
                N_("{name} is not understood; possible: {choices}."), name=name, choices=", ".join(choices)
            )
        case click.IntRange(min=low, max=None):
            return face.words(N_("{name} must be a whole number from {low} up."), name=name, low=low)
        case click.IntRange(min=low, max=high) | click.FloatRange(min=low, max=high):
            return face.words(N_("{name} must be a number from {low} to {high}."), name=name, low=low, high=high)
        case _:
            return face.words(N_("{name} is not understood: {why}"), name=name, why=fault.message)
