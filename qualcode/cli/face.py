"""What every command shares: language, project, coder, the vault's passphrase, and the two streams."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.domain.errors import N_, QualcodeError, UsageError
from qualcode.language.wording import LANGUAGES, filled, sentence_of, translator, without_orders

if TYPE_CHECKING:
    from collections.abc import Callable

    from qualcode.domain.minutes import Notice
    from qualcode.usecases.project import Project

_MOST_SECRET = 4096


@dataclass
class Face:
    """How this run of the program speaks and to whom.

    ``language`` is "" when nobody asked: the project's own, else the environment's, then decides.
    """

    project_folder: Path | None = None
    coder: str = ""
    asked_language: str = ""
    passphrase_fd: int | None = None
    _passphrase: str | None = field(default=None, repr=False)
    _of_project: str = ""

    @property
    def language(self) -> str:
        """The language to speak: as asked, else the open project's, else by LC_ALL, LC_MESSAGES or LANG, else Swedish."""
        if spoken := self.asked_language or self._of_project:
            return spoken
        told = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
        return "en" if told.startswith("en") else "sv"

    def words(self, sentence: str, **fields: object) -> str:
        """Give a sentence in the language, its fields filled in."""
        return filled(sentence, self.language, fields) if fields else translator(self.language)(sentence)

    def tell(self, sentence: str, **fields: object) -> None:
        """Say a sentence on stderr."""
        sys.stderr.write(self.words(sentence, **fields) + "\n")

    def tell_said(self, said: QualcodeError | Notice, *, before: str = "") -> None:
        """Say an error's or notice's sentence on stderr."""
        sys.stderr.write(without_orders(before) + sentence_of(said, self.language) + "\n")

    def tell_kept(self, said: str, kept: str) -> None:
        """Say how an analyst's words are kept, when names in them were hidden."""
        if said.strip() != kept:
            self.tell(N_("Words that may identify somebody were replaced; kept is: {text}"), text=kept)

    def secret_for_words(self, project: Project) -> str | None:
        """Give the vault's passphrase for hiding its names in an analyst's own words; nobody is asked, but told that it was not given."""
        secret = self.passphrase()
        if secret is None and project.vault_path.exists():
            self.tell(
                N_(
                    "The vault is closed, so its names were not looked for in these words, only what the finders know: "
                    "give --passphrase-fd N or QUALCODE_PASSPHRASE to hide them as well."
                )
            )
        return secret

    def print_aside(self, text: str) -> None:
        """Print a line on stderr as it stands."""
        sys.stderr.write(without_orders(text) + "\n")

    def print(self, text: str = "") -> None:
        """Print a line of the result on stdout."""
        sys.stdout.write(without_orders(text) + "\n")

    def print_json(self, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Print one JSON value on stdout."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    @property
    def asked_folder(self) -> Path | None:
        """The project folder that was asked for, by option or environment; None: the nearest one."""
        told = os.environ.get("QUALCODE_PROJECT")
        return self.project_folder or (Path(told) if told else None)

    @contextmanager
    def project(self) -> Iterator[Project]:
        """Open the project that was asked for, or the nearest one.

        Raises:
            NoProjectError: when there is none.
        """
        from qualcode.usecases.project import DEFAULT_CODER, Project

        folder = self.asked_folder
        coder = self.coder or os.environ.get("QUALCODE_CODER") or DEFAULT_CODER
        asked = self.asked_language or None
        with Project.open(folder, coder=coder, language=asked, waiting=self.tell_waiting) as project:
            # From here on: tables speak the project's language, and a message in another would stand beside them.
            self._of_project = project.language
            if coder != DEFAULT_CODER:
                self._tell_coder(project)
            yield project

    def tell_waiting(self, seconds: float) -> None:
        """Say that another program holds the database and is waited for."""
        self.tell(
            N_("Another program is writing in the project; waiting for it, at most {seconds} seconds …"),
            seconds=round(seconds),
        )

    def _tell_coder(self, project: Project) -> None:
        """Say, before a coder's first step, that the name is a person's: it will stand in every step."""
        from qualcode.usecases.recalling import steps

        if not steps(project, coder=project.coder, limit=1):
            from qualcode.usecases.naming_coders import CODER_NAMES_SOMEBODY, names_a_person

            if names_a_person(project.coder):
                self.tell(CODER_NAMES_SOMEBODY)

    def passphrase(self, *, ask: str | None = None) -> str | None:
        """Give the vault's passphrase: from the file descriptor, the environment (then removed from it), or a prompt.

        ``ask`` is the prompt's sentence; without one, or without a terminal, nobody is asked.
        """
        if self._passphrase is None:
            # Taken out of the environment so that no child process inherits it.
            from_environment = os.environ.pop("QUALCODE_PASSPHRASE", None)
            if self.passphrase_fd is not None:
                self._passphrase = _from_descriptor(self.passphrase_fd)
            elif from_environment:
                self._passphrase = from_environment
            elif ask is not None and sys.stdin.isatty() and sys.stderr.isatty():
                from getpass import getpass

                self._passphrase = getpass(self.words(ask) + " ", stream=sys.stderr) or None
        return self._passphrase

    def table(
        self,
        head: Sequence[str],
        rows: Iterable[Sequence[str]],
        *,
        title: str = "",
        right: Iterable[int] = (),
        widest: int = 160,
    ) -> None:
        """Print a table on stdout; ``right`` are the columns set to the right, ``widest`` its width where no terminal is narrower."""
        from rich.box import SIMPLE_HEAD
        from rich.console import Console
        from rich.table import Table

        table = Table(box=SIMPLE_HEAD, title=title or None, title_justify="left", title_style="bold")
        numbers = set(right)
        for number, words in enumerate(head):
            table.add_column(words, justify="right" if number in numbers else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(_plain, row))
        room = Console().width if sys.stdout.isatty() else widest
        Console(file=sys.stdout, highlight=False, width=min(room, widest)).print(table)

    @contextmanager
    def progress(self, what: str) -> Iterator[Callable[[int, int, str], None]]:
        """Show how far long work has come, on stderr; nothing when that is no terminal."""
        if not sys.stderr.isatty():
            yield lambda _done, _all, _name: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[name]}"),
        )
        with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
            task = bar.add_task(self.words(what), total=None, name="")
            yield lambda done, total, name: bar.update(task, completed=done, total=total, name=name)


def split_globals(words: Sequence[str]) -> tuple[Face, list[str]]:
    """Take the options that may stand before or after the command out of the words of a command line.

    Raises:
        MissingValueError, BadValueError: when one of them lacks its value or has one that is not understood.
    """
    names = {"--project", "--coder", "--lang", "--passphrase-fd"}
    found: dict[str, str] = {}
    rest: list[str] = []
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *waiting]
            break
        if name not in names:
            rest.append(word)
            continue
        if not equals:
            if not waiting:
                raise MissingValueError(name=name)
            value = waiting.pop(0)
        found[name] = value
    face = Face(
        project_folder=Path(found["--project"]) if "--project" in found else None,
        coder=found.get("--coder", ""),
        asked_language=found.get("--lang", ""),
    )
    if face.asked_language and face.asked_language not in LANGUAGES:
        told = face.asked_language
        face.asked_language = ""
        raise BadValueError(name="--lang", value=told, possible=", ".join(LANGUAGES))
    if "--passphrase-fd" in found:
        if not found["--passphrase-fd"].isdigit():
            raise BadValueError(name="--passphrase-fd", value=found["--passphrase-fd"], possible="0, 3, 4 …")
        face.passphrase_fd = int(found["--passphrase-fd"])
    return face, rest


class MissingValueError(UsageError):
    """An option stands last, without its value."""

    sentence = N_("{name} needs a value after it.")


class BadValueError(UsageError):
    """An option's value is none of those it may have."""

    sentence = N_("{name} cannot be {value}; possible: {possible}.")


class BadDescriptorError(QualcodeError):
    """The passphrase's file descriptor cannot be read."""

    sentence = N_(
        "File descriptor {number} cannot be read; open it for the passphrase, as in `--passphrase-fd 3 3< file`."
    )
    exit_code = 2


def _from_descriptor(number: int) -> str:
    """Read the first line, and not a byte more: what follows on standard input may be a new passphrase."""
    line = b""
    try:
        while len(line) < _MOST_SECRET and (byte := os.read(number, 1)) not in (b"", b"\n"):
            line += byte
        return line.decode("utf-8").strip("\r")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadDescriptorError(number=number) from fault


def _plain(words: str) -> str:
    # Square brackets are markup to rich; in minutes they are cuts.
    return words.replace("[", r"\[")
