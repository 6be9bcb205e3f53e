"""REFI-QDA's <CodeBook>, which .qdc files and .qdpx projects share: our codebooks as its codes, and its codes as a codebook.

REFI-QDA (urn:QDA-XML, version 1.0) knows of a code its name, colour, description and whether it may be applied. What we know beyond that
and is words (brief, definition, when to use, examples) goes into the description, each part under its label, and is found there again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid5

from qualcode.domain.codebook import Code, Codebook, Kind
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.minutes import Notice
from qualcode.exchange.file_guards import MAX_TEXT_BYTES, printable, take
from qualcode.exchange.packages import Element, guarded_xml
from qualcode.exchange.raw_xml import local
from qualcode.language.wording import LANGUAGES, translator

CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT = "urn:QDA-XML:project:1.0"
ORIGIN = "qualcode"
"""Who wrote it, without a version: the same project, the same bytes."""
_ANY = "urn:QDA-XML:"
_SPACE = UUID("6b1f0e3a-0c2e-5d0e-9a53-6f3b3f2a7c11")
"""Ids of what we write are derived in this name space, so that the same project gives the same file."""
_GUID = re.compile(r"\{?([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})\}?\Z")
_COLOUR = re.compile(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\Z")
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(r"[^\W_][\w-]*\Z")
_RESERVED = ("and", "or", "not")
_LONGEST_ID = 60
_LONGEST_BRIEF = 300
"""Characters; a longer first paragraph of another program's description is a definition."""

DEFINITION = N_("Definition")
USE_WHEN = N_("Use when")
NOT_WHEN = N_("Do not use when")
EXAMPLES = N_("Examples")
ID = N_("Id")
KIND = N_("Kind")
_LABELS = (DEFINITION, USE_WHEN, NOT_WHEN, EXAMPLES, ID, KIND)

_ENGINE_LEFT = Nn_(
    "Indicators of {number} code were left out: REFI-QDA has no place for them.",
    "Indicators of {number} codes were left out: REFI-QDA has no place for them.",
)
_COUNTS_LEFT = Nn_(
    "{number} declared count was left out: REFI-QDA has no place for it.",
    "{number} declared counts were left out: REFI-QDA has no place for them.",
)
_LANGUAGES_LEFT = N_("Names and definitions were written in {language} only: {others} were left out.")
_SETS_LEFT = Nn_(
    "{number} set of codes was left out: a codebook here is a tree.",
    "{number} sets of codes were left out: a codebook here is a tree.",
)
_UNNAMED = Nn_(
    "{number} code has no name and is called by its id.", "{number} codes have no name and are called by their ids."
)


class NotRefiError(QualcodeError):
    """XML of another kind than REFI-QDA's."""

    sentence = N_("{path} is no {what} of REFI-QDA; export it again from the program that made it.")


@dataclass(frozen=True, slots=True)
class ReadCodes:
    """Codes as read: the codebook, the path of each code by its GUID, and what could not be kept."""

    codebook: Codebook
    paths: Mapping[str, str]
    notices: tuple[Notice, ...] = ()


def guid(*parts: str) -> str:
    """Give the GUID of something that is told apart by these words: the same words, the same GUID."""
    return str(uuid5(_SPACE, "\n".join(parts)))


def plain_guid(written: str | None) -> str:
    """Give a GUID without braces and in small letters, as it is compared; "" when it is none."""
    met = _GUID.match((written or "").strip())
    return met[1].lower() if met else ""


def code_guid(book: Codebook, path: str) -> str:
    """Give the GUID of a code of a codebook; it stays when the code is changed, and not when it is renamed."""
    return guid("code", book.id, path)


def xml_words(words: str) -> str:
    """Give words without what XML cannot hold."""
    return _NOT_XML.sub("\ufffd", words)


# Writing


def codes_element(book: Codebook, language: str, space: str = PROJECT) -> Element:
    """Give a codebook as <Codes> in one language, for a project or (``space`` is ``CODEBOOK``) a codebook file."""
    from lxml import etree

    root = etree.Element(f"{{{space}}}Codes", nsmap={None: space})
    waiting = [(root, code) for code in reversed(book.themes)]
    while waiting:
        above, code = waiting.pop()
        one = etree.SubElement(above, f"{{{space}}}Code")
        one.set("guid", code_guid(book, code.path))
        one.set("name", xml_words(code.name(language)))
        one.set("isCodable", "true" if code.codable else "false")
        if code.colour:
            one.set("color", code.colour)
        etree.SubElement(one, f"{{{space}}}Description").text = xml_words(description(code, language))
        waiting += [(one, below) for below in reversed(code.children)]
    return root


def written_codebook(book: Codebook, language: str) -> bytes:
    """Give a codebook as a .qdc file, whose bytes depend on nothing but the codebook and the language."""
    from lxml import etree

    root = etree.Element(f"{{{CODEBOOK}}}CodeBook", nsmap={None: CODEBOOK})
    root.set("origin", ORIGIN)
    root.append(codes_element(book, language, CODEBOOK))
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def description(code: Code, language: str) -> str:
    """Give all that is said of a code in ``language``, each part under its label."""
    say = translator(language)

    def told(words: Mapping[str, str]) -> str:
        return (words.get(language) or "").strip()

    parts = [told(code.brief)]
    for label, words in ((DEFINITION, code.definition), (USE_WHEN, code.use_when), (NOT_WHEN, code.not_when)):
        if told(words):
            parts.append(f"{say(label)}: {told(words)}")
    examples = code.examples.get(language, ())
    if examples:
        parts.append("\n".join([f"{say(EXAMPLES)}:", *(f"– {' '.join(e.split())}" for e in examples)]))
    parts.append(f"{say(ID)}: {code.id}" + (f"\n{say(KIND)}: {code.kind}" if code.kind is not Kind.FINDING else ""))
    return "\n\n".join(part for part in parts if part)


def left_out(book: Codebook, language: str) -> tuple[Notice, ...]:
    """Tell what of a codebook REFI-QDA has no place for."""
    codes = tuple(book.walk())
    found = []
    if ruled := sum(bool(c.indicators or c.exclude) for c in codes):
        found.append(Notice(_ENGINE_LEFT, {"number": ruled}))
    if book.counts:
        found.append(Notice(_COUNTS_LEFT, {"number": len(book.counts)}))
    others = {spoken for code in codes for spoken in (*code.names, *code.brief, *code.definition)} - {language}
    if others:
        found.append(Notice(_LANGUAGES_LEFT, {"language": language, "others": ", ".join(sorted(others))}))
    return tuple(found)


# Reading


def read_codebook(path: Path, language: str, *, id: str = "") -> ReadCodes:  # noqa: A002 - as the codebook has it
    """Read a .qdc file. ``language`` is the one its words are taken for; ``id`` the codebook's, by default after the file's name.

    Raises:
        FileMissingError, TooBigError …: as ``file_guards.take``; EntityError, BrokenPackageError: XML that is not read.
        NotRefiError: when it holds no codes.
    """
    root = guarded_xml(take(path, limit=MAX_TEXT_BYTES), str(path), path.name)
    codes = next((one for one in root.iterchildren() if is_refi(one, "Codes")), None)
    if not is_refi(root, "CodeBook") or codes is None or not any(is_refi(one, "Code") for one in codes):
        raise NotRefiError(path=str(path), what=N_("codebook"))
    sets = sum(1 for one in root.iter() if is_refi(one, "Set"))
    return read_codes(codes, language, id=id or slug(path.stem), name=path.stem, sets=sets)


def read_codes(codes: Element, language: str, *, id: str, name: str, sets: int = 0) -> ReadCodes:  # noqa: A002
    """Give what stands in <Codes> as a codebook; ``sets`` of codes, which stand elsewhere, are counted among what was left out."""
    paths: dict[str, str] = {}
    reading = _Reading(language, paths)
    themes = reading.level(codes, "")
    notices = []
    if reading.unnamed:
        notices.append(Notice(_UNNAMED, {"number": reading.unnamed}))
    if sets:
        notices.append(Notice(_SETS_LEFT, {"number": sets}))
    book = Codebook(id, "1", {language: printable(name) or id}, themes)
    return ReadCodes(book, paths, tuple(notices))


def is_refi(element: Element, name: str) -> bool:
    """Tell whether an element is REFI-QDA's of that name; older versions of the standard have other numbers in their name spaces."""
    return local(element) == name and str(element.tag).startswith(f"{{{_ANY}")


def slug(name: str) -> str:
    """Give an id after a name: small letters, figures and -."""
    made = re.sub(r"[^\w]+|_+", "-", name.lower()).strip("-")[:_LONGEST_ID].strip("-")
    return f"{made}-code" if made in _RESERVED else made or "code"


class _Reading:
    def __init__(self, language: str, paths: dict[str, str]) -> None:
        self.language = language
        self.paths = paths
        self.unnamed = 0

    def level(self, above: Element, path: str) -> tuple[Code, ...]:
        taken: set[str] = set()
        return tuple(self.code(one, path, taken) for one in above.iterchildren() if is_refi(one, "Code"))

    def code(self, one: Element, above: str, taken: set[str]) -> Code:
        told = _described(next((d.text or "" for d in one.iterchildren() if is_refi(d, "Description")), ""))
        name = printable(" ".join((one.get("name") or "").split()))
        self.unnamed += not name
        wanted = told.get(ID, "")
        free = self.free(wanted if _ID.match(wanted) and wanted not in _RESERVED else slug(name), taken)
        path = f"{above}/{free}" if above else free
        self.paths.setdefault(plain_guid(one.get("guid")), path)
        colour = _COLOUR.match((one.get("color") or "").strip())
        kind = told.get(KIND, "")
        below = self.level(one, path)
        return Code(
            id=free,
            path=path,
            names={self.language: name or free},
            brief=self.words(told.get("", "")),
            definition=self.words(told.get(DEFINITION, "")),
            use_when=self.words(told.get(USE_WHEN, "")),
            not_when=self.words(told.get(NOT_WHEN, "")),
            examples={self.language: examples} if (examples := _listed(told.get(EXAMPLES, ""))) else {},
            colour=_six(colour[1]) if colour else "",
            codable=(one.get("isCodable") or "true").strip().lower() not in ("false", "0"),
            kind=Kind(kind) if kind in tuple(Kind) else Kind.FINDING,
            children=below,
        )

    def words(self, said: str) -> dict[str, str]:
        return {self.language: said} if said else {}

    def free(self, wanted: str, taken: set[str]) -> str:
        """Give the id, or with a number behind it when a sister has it."""
        name, number = wanted, 1
        while name in taken:
            number += 1
            name = f"{wanted}-{number}"
        taken.add(name)
        return name


def _six(digits: str) -> str:
    return "#" + (digits if len(digits) == 6 else "".join(2 * d for d in digits))  # noqa: PLR2004 - #rgb or #rrggbb


def _label_words() -> dict[str, str]:
    return {translator(language)(label).lower(): label for language in LANGUAGES for label in _LABELS}


def _described(text: str) -> dict[str, str]:
    """Give the parts of a description by their labels; what stands before any label under ""."""
    known = _label_words()
    parts: dict[str, list[str]] = {"": []}
    here = ""
    for line in _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n"):
        head, colon, rest = line.partition(":")
        label = known.get(head.strip().lower()) if colon else None
        if label is not None and label not in parts:
            here = label
            parts[here] = [rest.strip()]
        else:
            parts[here].append(line)
    told = {label: "\n".join(lines).strip() for label, lines in parts.items()}
    if len(told) == 1:
        told = dict(_unlabelled(told[""]))
    return told


def _unlabelled(text: str) -> Iterator[tuple[str, str]]:
    """Part another program's description: a short first paragraph is the brief, the rest the definition."""
    first, _, rest = text.partition("\n\n")
    if len(first) <= _LONGEST_BRIEF:
        yield "", first.strip()
        yield DEFINITION, rest.strip()
    else:
        yield DEFINITION, text


def _listed(text: str) -> tuple[str, ...]:
    return tuple(line.strip().removeprefix("–").removeprefix("-").strip() for line in text.split("\n") if line.strip())
