"""Codebooks to other programs and back, and what differs between two of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from qualcode.domain.codebook import Code, Codebook, Kind
from qualcode.domain.codebook_changes import Reshaped, added, edited
from qualcode.domain.codebook_diff import Turn, differences
from qualcode.domain.errors import N_, FileMissingError, QualcodeError, UsageError
from qualcode.domain.finding import Audience
from qualcode.domain.listing import Head, Listing
from qualcode.domain.minutes import Notice
from qualcode.exchange.refi_codebook import ReadCodes
from qualcode.language.wording import translator
from qualcode.usecases.codebook_file import keep_reshaped, read_text_of
from qualcode.usecases.export_gate import Written, keep_bytes, own_words, publish
from qualcode.usecases.file_writers import UnknownExportError
from qualcode.usecases.project import Project
from qualcode.usecases.publishing import write_listing

_TABLES = (".csv", ".xlsx", ".md", ".json")
_READ = (".qdc", ".csv", ".xlsx", ".tsv")

TURNS = {
    Turn.ADDED: N_("new"),
    Turn.GONE: N_("gone"),
    Turn.MOVED: N_("moved or renamed"),
    Turn.MERGED: N_("went up in another"),
    Turn.CHANGED: N_("changed"),
}

PARTS = {
    "names": N_("name"),
    "brief": N_("brief definition"),
    "definition": N_("full definition"),
    "use_when": N_("when to use it"),
    "not_when": N_("when not to use it"),
    "colour": N_("colour"),
    "codable": N_("may be applied"),
    "kind": N_("kind"),
    "threshold": N_("threshold"),
    "since": N_("since wave"),
    "retired": N_("not used any more"),
    "examples": N_("examples"),
    "exclude": N_("exclusions"),
    "touches": N_("touches"),
    "indicators": N_("indicators"),
    "count": N_("expression"),
}
"""What a code says of itself, in words."""
KINDS = {
    Kind.FINDING: N_("finding"),
    Kind.VIEW: N_("what somebody thinks"),
    Kind.REQUEST: N_("request"),
    Kind.TOPIC: N_("topic"),
}
"""What a code is about, in words."""


class CodebookThereError(QualcodeError):
    """A codebook would be written over another file."""

    sentence = N_(
        "{path} exists already; choose another file, or leave --to out to bring the codes into the project's codebook."
    )


class UnknownCodebookFileError(UsageError):
    """An ending that no reader of codebooks answers to."""

    sentence = N_("{path} is no codebook that is read here; there are {known}.")


@dataclass(frozen=True, slots=True)
class Brought:
    """What importing codes did: those that are new, those that were filled in, and what could not be kept."""

    new: tuple[str, ...]
    filled: tuple[str, ...]
    notices: tuple[Notice, ...] = ()


def compare_codebooks(old: Path, new: Path, language: str, *, ids: bool = False) -> Listing:
    """Give what differs between two codebook files: a row for each difference; ``ids`` keeps the words of the file, for machines.

    Raises:
        FileMissingError, CodebookFaultsError.
    """
    say = translator(language)
    found = differences(_plain(old), _plain(new))

    def told(part: str, value: str) -> str:
        if value in ("yes", "no"):
            return say(N_("yes")) if value == "yes" else say(N_("no"))
        return say(KINDS[Kind(value)]) if part == "kind" and value else value

    rows = tuple(
        (str(TURNS[d.turn]), d.path, d.part, d.before, d.after)
        if ids
        else (
            say(TURNS[d.turn]),
            d.path,
            say(PARTS[d.part]) if d.part else "",
            told(d.part, d.before),
            told(d.part, d.after),
        )
        for d in found
    )
    heads = (
        Head("change", say(N_("Change"))),
        Head("code", say(N_("Code")), 2),
        Head("part", say(N_("What"))),
        Head("before", say(N_("Before")), 3),
        Head("after", say(N_("After")), 3),
    )
    title = say(N_("Differences between {old} and {new}")).format(old=old.name, new=new.name)
    note = say(N_("Differences: {number}.")).format(number=len(rows))
    return Listing(title, say(N_("A row for each difference.")), heads, rows, (note,))


def export_codebook(
    project: Project, target: Path, *, language: str = "", audience: Audience, passphrase: str | None
) -> tuple[Written, tuple[Notice, ...]]:
    """Write the project's codebook to a .qdc, .docx, .csv, .xlsx, .md or .json file, and tell what that format has no place for.

    Raises:
        UnknownExportError, PassphraseNeededError, LeakFoundError (nothing is then written), FolderReadOnlyError.
    """
    spoken = language or project.settings.language
    suffix = target.suffix.lower()
    if suffix in _TABLES:
        from qualcode.exchange.codebook_tables import codebook_listing

        listing = codebook_listing(project.codebook, spoken)
        return write_listing(project, listing, target, audience=audience, passphrase=passphrase), ()
    if suffix == ".qdc":
        from qualcode.exchange.refi_codebook import left_out, written_codebook

        data, notices = written_codebook(project.codebook, spoken), left_out(project.codebook, spoken)
    elif suffix == ".docx":
        from qualcode.exchange.write_codebook_docx import write

        data, notices = write(project.codebook, lang=spoken, audience=audience), ()
    else:
        raise UnknownExportError(path=target, known=", ".join((".qdc", ".docx", *_TABLES)))
    exempt = {*own_words(project), *_rules_in_words(project.codebook)}
    return publish(project, target, data, audience=audience, passphrase=passphrase, exempt=exempt), notices


def read_codes_of(source: Path, language: str) -> ReadCodes:
    """Read the codes of another program's file: REFI-QDA's .qdc, or a .csv or .xlsx table.

    Raises:
        FileMissingError, UnknownCodebookFileError, NotRefiError, NoCodesError and other faults of the file.
    """
    if not source.is_file():
        raise FileMissingError(path=source)
    if source.suffix.lower() not in _READ:
        raise UnknownCodebookFileError(path=source, known=", ".join(_READ))
    if source.suffix.lower() == ".qdc":
        from qualcode.exchange.refi_codebook import read_codebook

        return read_codebook(source, language)
    from qualcode.exchange.codebook_tables import read_codebook_table

    return read_codebook_table(source, language)


def write_codes(source: Path, target: Path, language: str) -> Brought:
    """Make a codebook file of another program's codes.

    Raises:
        CodebookThereError, FolderReadOnlyError, and as ``read_codes_of``.
    """
    from qualcode.exchange.codebook_dumping import dump

    if target.exists():
        raise CodebookThereError(path=target)
    read = read_codes_of(source, language)
    keep_bytes(target, dump(read.codebook).encode())
    return Brought(tuple(code.path for code in read.codebook.walk()), (), read.notices)


def bring_codes(project: Project, source: Path, *, below: str = "") -> Brought:
    """Bring another program's codes into the project's codebook, as one step, below a code or at the root.

    Codes that are not there are added, and what is not said of those that are there is filled in; nothing that stands there is changed.

    Raises:
        As ``read_codes_of``; UnknownCodeError, CodebookFaultsError, CodeElsewhereError.
    """
    from qualcode.usecases.codebook_file import resolved

    read = read_codes_of(source, project.language)
    text, book = read_text_of(project)
    above = resolved(book, below) if below else ""
    made, new, filled = book, [], []
    for code in read.codebook.walk():
        path = f"{above}/{code.path}" if above else code.path
        there = made.find(path)
        if there is None:
            made = added(made, replace(code, children=()), path.rpartition("/")[0])
            new.append(path)
            continue
        full = _filled(there, code)
        if full != there:
            made = edited(made, path, partial(_instead, full))
            filled.append(path)
    if new or filled:
        about = {"file": source.name, "new": len(new), "filled": len(filled)}
        keep_reshaped(project, "import-codes", text, book, Reshaped(made, {}), about)
    return Brought(tuple(new), tuple(filled), read.notices)


def _filled(there: Code, code: Code) -> Code:
    """Give a code with what it lacks and another one has."""
    return replace(
        there,
        names={**code.names, **there.names},
        brief={**code.brief, **there.brief},
        definition={**code.definition, **there.definition},
        use_when={**code.use_when, **there.use_when},
        not_when={**code.not_when, **there.not_when},
        examples={**code.examples, **there.examples},
        colour=there.colour or code.colour,
    )


def _instead(code: Code, _: Code) -> Code:
    return code


def _plain(path: Path) -> Codebook:
    from qualcode.exchange.codebook_files import CodebookFaultsError, parse

    if not path.is_file():
        raise FileMissingError(path=path)
    book, faults = parse(path.read_text(encoding="utf-8-sig"), source=str(path))
    if faults or book is None:
        raise CodebookFaultsError(path, faults)
    return book


def _rules_in_words(book: Codebook) -> set[str]:
    return {words for code in book.walk() for part in (code.use_when, code.not_when) for words in part.values()}
