"""A project as REFI-QDA's .qdpx: codebook, texts with coded passages, cases, variables and notes, valid against the schema.

The same project gives the same bytes: every GUID is derived, and no time is told. A passage that is not simply present carries a second
code, one of a heading for statuses, as the standard has no other place for it.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.domain.exchanged import STATUS_CODE, Exchanged, Mark, Note, Source
from qualcode.exchange.packages import Element
from qualcode.exchange.refi_codebook import ORIGIN, PROJECT, code_guid, codes_element, guid, xml_words
from qualcode.exchange.steady_zip import pack
from qualcode.language.wording import translator

_STATUS = N_("Status")
_SAID = N_(
    "How a passage speaks of the code that stands beside this one; without any it says that the matter is there."
)


def write(project: Exchanged, *, language: str) -> bytes:
    """Give the file; ``project.codebook`` must hold every code that is used."""
    return _Writing(project, language).package()


def status_theme(language: str) -> Code:
    """Give the heading and the codes that say a passage's status."""
    say = translator(language)
    codes = tuple(
        Code(status.value, f"{STATUS_CODE}/{status.value}", {language: say(status.value)})
        for status in CODABLE
        if status is not Status.PRESENT
    )
    return Code(
        STATUS_CODE, STATUS_CODE, {language: say(_STATUS)}, {language: say(_SAID)}, codable=False, children=codes
    )


class _Writing:
    def __init__(self, project: Exchanged, language: str) -> None:
        from lxml import etree

        self.etree = etree
        self.project = project
        self.language = language
        self.parts: dict[str, bytes] = {}
        self.notes: list[tuple[str, str, Note]] = []
        book = project.codebook or Codebook("", "", {}, ())
        used = any(m.status is not Status.PRESENT for s in project.sources for m in s.marks)
        self.statuses = Codebook(STATUS_CODE, "1", {}, (status_theme(language),)) if used else None
        self.book = book

    def package(self) -> bytes:
        """Give the zip."""
        root = self._one(None, "Project", name=self.project.name, origin=ORIGIN)
        self._users(root)
        if self.book.themes or self.statuses:
            self._codes(root)
        variables = sorted({name for s in self.project.sources for name in s.told if name != "case"})
        if variables:
            holder = self._one(root, "Variables")
            for name in variables:
                self._one(holder, "Variable", guid=self._guid("variable", name), name=name, typeOfVariable="Text")
        self._cases(root)
        if self.project.sources:
            holder = self._one(root, "Sources")
            for source in self.project.sources:
                self._source(holder, source)
        # Notes that nothing refers to are on the project; on a case they say so in their name, as nothing of a case can refer to them.
        loose = [(target, note) for target, note in self.project.notes if not target.startswith("code:")]
        whole = [self._note(note, target) for target, note in loose]
        if self.notes:
            self._written_notes(root)
        for (target, _), key in zip(loose, whole, strict=True):
            if target == "project":
                self._one(root, "NoteRef", targetGUID=key)
        self.etree.indent(root)
        self.parts["project.qde"] = self.etree.tostring(root, xml_declaration=True, encoding="UTF-8")
        return pack(self.parts)

    def _users(self, root: Element) -> None:
        sources = self.project.sources
        notes = [n for _, n in self.project.notes] + [n for s in sources for n in s.notes]
        marks = [m for s in sources for m in s.marks]
        coders = {m.coder for m in marks} | {n.coder for m in marks for n in m.notes} | {n.coder for n in notes}
        if coders - {""}:
            holder = self._one(root, "Users")
            for coder in sorted(coders - {""}):
                self._one(holder, "User", guid=self._user(coder), name=coder)

    def _codes(self, root: Element) -> None:
        holder = self._one(root, "CodeBook")
        codes = codes_element(self.book, self.language)
        if self.statuses:
            for theme in codes_element(self.statuses, self.language):
                codes.append(theme)
        holder.append(codes)
        by_guid = {one.get("guid"): one for one in codes.iter(f"{{{PROJECT}}}Code")}
        for target, note in self.project.notes:
            one = (
                by_guid.get(code_guid(self.book, target.removeprefix("code:"))) if target.startswith("code:") else None
            )
            if one is not None:
                ref = self._one(None, "NoteRef", targetGUID=self._note(note, target))
                # After the description, before the codes below: the schema wants it so.
                one.insert(sum(1 for c in one if not c.tag.endswith("}Code")), ref)

    def _cases(self, root: Element) -> None:
        cases: dict[str, list[Source]] = {}
        for source in self.project.sources:
            if source.told.get("case"):
                cases.setdefault(source.told["case"], []).append(source)
        if cases:
            holder = self._one(root, "Cases")
            for name, sources in cases.items():
                case = self._one(holder, "Case", guid=self._guid("case", name), name=name)
                for source in sources:
                    self._one(case, "SourceRef", targetGUID=source.key)

    def _source(self, holder: Element, source: Source) -> None:
        file = f"{source.key}.txt"
        self.parts[f"sources/{file}"] = source.text.encode("utf-8")
        one = self._one(holder, "TextSource", guid=source.key, name=source.name, plainTextPath=f"internal://{file}")
        for mark in source.marks:
            self._mark(one, mark)
        self._refer(one, source.notes, f"source {source.key}")
        for name, value in source.told.items():
            if name != "case":
                told = self._one(one, "VariableValue")
                self._one(told, "VariableRef", targetGUID=self._guid("variable", name))
                self._one(told, "TextValue").text = xml_words(value)

    def _mark(self, holder: Element, mark: Mark) -> None:
        selection = self._one(
            holder,
            "PlainTextSelection",
            guid=self._guid("selection", mark.key),
            startPosition=str(mark.span.start),
            endPosition=str(mark.span.end),
            creatingUser=self._user(mark.coder),
        )
        codes = [code_guid(self.book, mark.code)]
        if mark.status is not Status.PRESENT and self.statuses:
            codes.append(code_guid(self.statuses, f"{STATUS_CODE}/{mark.status.value}"))
        for number, code in enumerate(codes):
            key = self._guid("coding", mark.key, str(number))
            coding = self._one(selection, "Coding", guid=key, creatingUser=self._user(mark.coder))
            self._one(coding, "CodeRef", targetGUID=code)
            if number == 0:
                self._refer(coding, mark.notes, f"coding {mark.key}")

    def _refer(self, holder: Element, notes: Iterable[Note], target: str) -> None:
        for note in notes:
            self._one(holder, "NoteRef", targetGUID=self._note(note, target))

    def _note(self, note: Note, target: str) -> str:
        """Keep a note to be written at its place in the file, and give its GUID."""
        key = self._guid("note", target, str(len(self.notes)))
        self.notes.append((key, target if target.startswith("case:") else "", note))
        return key

    def _written_notes(self, root: Element) -> None:
        holder = self._one(root, "Notes")
        for key, name, note in self.notes:
            told = {"creatingUser": self._user(note.coder)} if note.coder else {}
            one = self._one(holder, "Note", guid=key, **({"name": name} if name else {}), **told)
            self._one(one, "PlainTextContent").text = xml_words(note.text)

    def _user(self, coder: str) -> str:
        return self._guid("user", coder)

    def _guid(self, *parts: str) -> str:
        return guid(self.project.name, *parts)

    def _one(self, holder: Element | None, kind: str, /, **attributes: str) -> Element:
        tag = f"{{{PROJECT}}}{kind}"
        made = self.etree.Element(tag, nsmap={None: PROJECT}) if holder is None else self.etree.SubElement(holder, tag)
        for key, value in attributes.items():
            made.set(key, xml_words(value))
        return made
