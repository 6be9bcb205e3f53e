"""REFI-QDA projects (.qdpx, .qde) of any program: texts with their coded passages, notes, cases and variables; the rest is counted.

Nothing outside the package is opened, whatever its paths say. Sources are what the standard calls plain text; pictures, sound and
selections on pages have no place here, and their number is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.domain.exchanged import STATUS_CODE, Exchanged, Mark, Note, Source
from qualcode.domain.minutes import Notice
from qualcode.domain.spans import Span
from qualcode.exchange.charsets import as_it_stands, decode
from qualcode.exchange.file_guards import MAX_LINE, MAX_TEXT_BYTES, check_lines, printable, take
from qualcode.exchange.packages import BrokenPackageError, Element, Package, guarded_xml
from qualcode.exchange.refi_cases import Cases
from qualcode.exchange.refi_codebook import (
    ORIGIN,
    NotRefiError,
    ReadCodes,
    is_refi,
    plain_guid,
    read_codes,
    slug,
)
from qualcode.exchange.refi_losses import LOST
from qualcode.exchange.refi_notes import Notes, described
from qualcode.exchange.refi_positions import placed

_TEXTS = ("TextSource", "Representation", "Transcript", "TextDescription")
_SHOWN = 60
_FILE = re.compile(r"[^/\\:]+")
"""The name of a file among the package's sources; whatever is a path or an address is not followed."""


def read_project(path: Path, language: str) -> Exchanged:
    """Read a project; ``language`` is the one its codes' words are taken for.

    Raises:
        QualcodeError: when it is damaged, dangerous, too big, or no project of REFI-QDA.
    """
    reading = _Reading(path, language)
    return reading.project()


class _Reading:
    def __init__(self, path: Path, language: str) -> None:
        self.path = path
        self.language = language
        self.lost: Counter[str] = Counter()
        self.package: Package | None = None
        if path.suffix.lower() == ".qde":
            data = take(path, limit=MAX_TEXT_BYTES)
        else:
            self.package = Package.open(path, ".qdpx")
            names = [n for n in self.package.names() if n.lower().endswith(".qde") and "/" not in n]
            if len(names) != 1:
                raise NotRefiError(path=str(path), what=N_("project"))
            data = self.package.part(names[0])
        self.root = guarded_xml(data, str(path), "project.qde")
        if not is_refi(self.root, "Project"):
            raise NotRefiError(path=str(path), what=N_("project"))
        self.parts = {n.lower(): n for n in self.package.names()} if self.package else {}
        self.own = self.root.get("origin") == ORIGIN
        self.users = {
            plain_guid(u.get("guid")): printable(u.get("name") or u.get("id") or u.get("guid") or "")
            for u in self._all("User")
        }
        self.cases = Cases(self.root)
        self.codes = self._codes()
        self.notes = Notes(self._all("Note"), lambda one: (self._text(one) or (None, None))[1], self.users)

    def _all(self, name: str) -> Iterator[Element]:
        return (one for one in self.root.iter() if is_refi(one, name))

    def _codes(self) -> ReadCodes | None:
        codes = next(self._all("Codes"), None)
        if codes is None or not any(is_refi(one, "Code") for one in codes):
            return None
        name = " ".join(printable(self.root.get("name") or "").split()) or self.path.stem
        return read_codes(codes, self.language, id=slug(name), name=name)

    def project(self) -> Exchanged:
        told = self.cases.told()
        sources = tuple(self._sources(told))
        notes = [*self._notes_on_codes(), *self.notes.rest(own=self.own)]
        for name in ("Graph", "Link", "PictureSource", "PDFSelection", "PictureSelection", "AudioSelection"):
            self.lost[name] += sum(1 for _ in self._all(name))
        for name in ("VideoSelection", "SelectionRef", "MemberCode"):
            self.lost[name] += sum(1 for _ in self._all(name))
        book = self.codes.codebook if self.codes else None
        if book is not None:
            book = replace(book, themes=tuple(theme for theme in book.themes if theme.id != STATUS_CODE))
        left = [*(self.codes.notices if self.codes else ())]
        left += [Notice(sentence, {"number": self.lost[name]}) for name, sentence in LOST.items() if self.lost[name]]
        program = " ".join(printable(self.root.get("origin") or "").split())[:_SHOWN]
        name = printable(self.root.get("name") or "")
        guids = self.codes.paths if self.codes else {}
        return Exchanged(name, program, self.own, book, sources, tuple(notes), guids, tuple(left))

    # Sources

    def _sources(self, told: Mapping[str, Mapping[str, str]]) -> Iterator[Source]:
        holders = next(self._all("Sources"), None)
        for holder in holders.iterchildren() if holders is not None else ():
            if not isinstance(holder.tag, str):
                continue
            key = plain_guid(holder.get("guid"))
            texts = [one for one in holder.iter() if any(is_refi(one, name) for name in _TEXTS)]
            if not texts and not is_refi(holder, "PictureSource"):
                self.lost["media"] += 1
            # A selection's own words are no text of their own: they are those of the source.
            texts = [one for one in texts if not is_refi(one.getparent(), "PDFSelection")]
            for number, one in enumerate(texts):
                read = self._source(one, holder, told.get(key, {}), key if len(texts) == 1 else f"{key}-{number}")
                if read is not None:
                    yield read

    def _source(self, one: Element, holder: Element, told: Mapping[str, str], key: str) -> Source | None:
        found = self._text(one)
        if found is None:
            self.lost["rich"] += 1
            return None
        raw, text = found
        marks = tuple(self._marks(one, holder, raw, text))
        file = (one.get("plainTextPath") or "").removeprefix("internal://")
        said = holder.get("name") or one.get("name") or (file if _FILE.fullmatch(file) else "")
        name = " ".join(printable(said).split()) or key
        values = {**told, **self.cases.values(holder)}
        notes = tuple(self.notes.on(one) if one is holder else [*self.notes.on(holder), *self.notes.on(one)])
        return Source(key, name, text, values, marks, notes)

    def _text(self, one: Element) -> tuple[str, str] | None:
        """Give a text as the file has it and as it is kept; None when the file does not hold it."""
        inline = next((c.text or "" for c in one.iterchildren() if is_refi(c, "PlainTextContent")), None)
        if inline is not None:
            return (inline, self._kept(inline.encode("utf-8"))) if inline.strip() else None
        name = (one.get("plainTextPath") or "").removeprefix("internal://")
        if self.package is None or not _FILE.fullmatch(name):
            return None
        part = self.parts.get(f"sources/{name}".lower())
        if part is None:
            return None
        data = self.package.part(part)
        if not data.strip():
            return None
        if len(data) > MAX_TEXT_BYTES:
            raise BrokenPackageError(path=str(self.path), part=printable(part))
        return as_it_stands(data, f"{self.path} ({printable(part)})")[0], self._kept(data)

    def _kept(self, data: bytes) -> str:
        text, _ = decode(data, str(self.path))
        check_lines(text, str(self.path))
        return text

    # Passages

    def _marks(self, one: Element, holder: Element, raw: str, text: str) -> Iterator[Mark]:
        selections = [s for s in one.iterchildren() if is_refi(s, "PlainTextSelection")]
        borders = [(_number(s.get("startPosition")), _number(s.get("endPosition"))) for s in selections]
        times = {plain_guid(p.get("guid")): _number(p.get("position")) for p in one if is_refi(p, "SyncPoint")}
        spoken = [s for s in one.iterchildren() if is_refi(s, "TranscriptSelection")]
        selections += spoken
        borders += [
            (times.get(plain_guid(s.get("fromSyncPoint")), -1), times.get(plain_guid(s.get("toSyncPoint")), -1))
            for s in spoken
        ]
        for selection, span in zip(selections, placed(raw, text, borders, standard=self.own), strict=True):
            codings = [c for c in selection.iterchildren() if is_refi(c, "Coding")]
            if span is None or not span.of(text).strip():
                self.lost["unplaced"] += max(1, len(codings))
                continue
            found = list(self._coded(codings, selection))
            for path, coder, status, notes, key in found:
                yield Mark(path, _bare(text, span), coder, status, tuple(notes), key)
        whole = [c for where in {id(one): one, id(holder): holder}.values() for c in where if is_refi(c, "Coding")]
        if whole:
            for path, coder, status, notes, key in self._coded(whole, None):
                self.lost["whole"] += 1
                yield Mark(path, _bare(text, Span(0, len(text))), coder, status, tuple(notes), key)

    def _coded(self, codings: list[Element], selection: Element | None) -> Iterator[tuple[Any, ...]]:
        """Give what a selection's codings say: a code of our own for a status says how the others are meant."""
        paths = self.codes.paths if self.codes else {}
        status = Status.PRESENT
        said = []
        for coding in codings:
            ref = next((r for r in coding.iterchildren() if is_refi(r, "CodeRef")), None)
            path = paths.get(plain_guid(ref.get("targetGUID")), "") if ref is not None else ""
            head, _, last = path.partition("/")
            if head == STATUS_CODE:
                status = Status(last) if last in {s.value for s in CODABLE} else status
            elif path:
                said.append((path, coding))
            else:
                self.lost["uncoded"] += 1
        shared = list(self.notes.on(selection)) if selection is not None else []
        words = described(selection) if selection is not None else ""
        shared += [Note(words)] if words else []
        for number, (path, coding) in enumerate(said):
            user = coding.get("creatingUser") or (selection.get("creatingUser") if selection is not None else "")
            notes = [*self.notes.on(coding), *(shared if number == 0 else ())]
            yield path, self.users.get(plain_guid(user), ""), status, notes, plain_guid(coding.get("guid"))

    # Notes

    def _notes_on_codes(self) -> Iterator[tuple[str, Note]]:
        for code in self._all("Code"):
            path = self.codes.paths.get(plain_guid(code.get("guid")), "") if self.codes else ""
            yield from ((f"code:{path}", note) for note in self.notes.on(code) if path)


def _bare(text: str, span: Span) -> Span:
    words = span.of(text)
    return Span(span.start + len(words) - len(words.lstrip()), span.end - (len(words) - len(words.rstrip())))


def _number(written: str | None) -> int:
    said = (written or "").strip()
    return int(said) if said.isdigit() and len(said) < len(str(MAX_LINE * MAX_LINE)) else -1
