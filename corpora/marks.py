"""Reads the marked sources of the demonstration minutes: text with its evidence, personal data and tracked changes.

Marks: ``⟦theme/code=status, …⟧ … ⟦/⟧`` evidence, ``‹type:…›`` personal data, ``{+…+}`` inserted, ``{-…-}`` deleted,
``{>Author: …<}`` a comment, ``**…**`` bold (kept as typed except in Word files). Marks nest and never span a line break.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

STATUSES = ("present", "absent", "planned", "past", "possible")
TYPES = ("person", "phone", "email", "personnummer", "address", "url", "group", "place", "county", "organisation")
NEEDED = frozenset({"file", "case", "date", "format", "participants"})
_TOKEN = re.compile(r"⟦/⟧|⟦([^⟧]*)⟧|‹(\w+):|›|\{\+|\+\}|\{-|-\}|\{>|<\}|\*\*")


class MarkError(Exception):
    """A source whose marks cannot be read; the message begins with file:line."""


@dataclass(frozen=True)
class Evidence:
    """A passage that shows a code with a status; offsets in the text it belongs to."""

    code: str
    status: str
    start: int
    end: int


@dataclass(frozen=True)
class Personal:
    """Personal data; offsets in the text it belongs to."""

    type: str
    start: int
    end: int


@dataclass(frozen=True)
class Piece:
    """Some characters of a line as Word keeps them: ``change`` is "", "ins", "del" or "comment" (then ``author``)."""

    text: str
    bold: bool = False
    change: str = ""
    author: str = ""


@dataclass
class Marked:
    """One line or cell without its marks: the accepted text, what is marked in it, and its pieces."""

    text: str = ""
    evidence: list[Evidence] = field(default_factory=list)
    personal: list[Personal] = field(default_factory=list)
    aside: list[tuple[str, str, str]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def shifted(self, by: int) -> tuple[list[Evidence], list[Personal]]:
        """Give the marks as they lie in a text where this line begins at ``by``."""
        return (
            [Evidence(e.code, e.status, e.start + by, e.end + by) for e in self.evidence],
            [Personal(p.type, p.start + by, p.end + by) for p in self.personal],
        )


@dataclass
class Source:
    """One marked source: its header and the lines of its body."""

    path: Path
    header: dict[str, str]
    judged: dict[str, str]
    lines: list[str]
    first_line: int


def read_source(path: Path, needed: frozenset[str] = NEEDED) -> Source:
    """Read a source's header (``@key value`` lines up to ``---``) and body; ``needed`` are the keys it must have."""
    head, rule, body = path.read_text(encoding="utf-8").partition("\n---\n")
    if not rule:
        raise MarkError(f"{path}:1: no line --- ends the header")
    header: dict[str, str] = {}
    judged: dict[str, str] = {}
    for number, line in enumerate(head.splitlines(), 1):
        key, _, value = line.removeprefix("@").partition(" ")
        if not line.startswith("@") or not value.strip():
            raise MarkError(f"{path}:{number}: not a header line: {line!r}")
        if key == "judge":
            code, _, status = value.partition("=")
            judged[code.strip()] = status.strip()
        else:
            header[key] = value.strip()
    missing = needed - set(header)
    if missing:
        raise MarkError(f"{path}:1: the header lacks {', '.join(sorted(missing))}")
    lines = body.split("\n")
    first = head.count("\n") + 3
    while lines and not lines[0].strip():
        lines.pop(0)
        first += 1
    while lines and not lines[-1].strip():
        lines.pop()
    return Source(path, header, judged, lines, first)


def read_marks(line: str, where: str, *, word: bool, tracked: bool = False) -> Marked:
    """Take the marks out of one line; ``word`` drops the asterisks of bold, ``tracked`` reads changes and comments."""
    reader = _Reader(where, word=word, tracked=tracked)
    at = 0
    for met in _TOKEN.finditer(line):
        reader.add(line[at : met.start()])
        reader.mark(met)
        at = met.end()
    reader.add(line[at:])
    return reader.done()


class _Reader:
    def __init__(self, where: str, *, word: bool, tracked: bool) -> None:
        self.where, self.word, self.tracked = where, word, tracked
        self.found = Marked()
        self.length = 0
        self.open: list[tuple[str, int, object]] = []
        self.change = ""
        self.bold = False
        self.comment = ""

    def fail(self, what: str) -> MarkError:
        return MarkError(f"{self.where}: {what}")

    def add(self, text: str) -> None:
        if not text:
            return
        if self.change == "comment":
            self.comment += text
            return
        self.found.pieces.append(Piece(text, self.bold, self.change))
        if self.change != "del":
            self.found.text += text
            self.length += len(text)

    def mark(self, met: re.Match[str]) -> None:
        token = met.group()
        if token == "**":
            if self.word:
                self.bold = not self.bold
            else:
                self.add(token)
        elif token[0] == "{" or token[-1] == "}":
            if self.tracked:
                self._change(token)
            else:
                self.add(token)
        elif token == "⟦/⟧":
            _, start, codes = self._close("evidence")
            self.found.evidence += [Evidence(c, s, start, self.length) for c, s in codes]
        elif token == "›":
            _, start, (type_, length) = self._close("personal")
            if self.change in ("del", "comment"):
                text = (
                    self.comment[length:]
                    if self.change == "comment"
                    else "".join(p.text for p in self.found.pieces)[length:]
                )
                self.found.aside.append((type_, text, "comment" if self.change == "comment" else "deleted"))
            else:
                self.found.personal.append(Personal(type_, start, self.length))
        elif token.startswith("⟦"):
            if any(kind == "evidence" for kind, *_ in self.open):
                raise self.fail(f"evidence inside evidence: {token}")
            self.open.append(("evidence", self.length, self._codes(met[1])))
        else:
            if met[2] not in TYPES:
                raise self.fail(f"no such type: {met[2]}")
            so_far = len(self.comment) if self.change == "comment" else sum(len(p.text) for p in self.found.pieces)
            self.open.append(("personal", self.length, (met[2], so_far)))

    def _codes(self, text: str) -> list[tuple[str, str]]:
        found = []
        for one in text.split(","):
            code, _, status = one.strip().partition("=")
            if status not in STATUSES or "/" not in code:
                raise self.fail(f"not an evidence mark: {text!r}")
            found.append((code, status))
        return found

    def _close(self, kind: str) -> tuple[str, int, object]:
        if not self.open or self.open[-1][0] != kind:
            raise self.fail(f"a mark of {kind} ends that did not begin, after {self.found.text[-30:]!r}")
        return self.open.pop()

    def _change(self, token: str) -> None:
        begins = {"{+": "ins", "{-": "del", "{>": "comment"}
        ends = {"+}": "ins", "-}": "del", "<}": "comment"}
        if token in begins:
            if self.change:
                raise self.fail(f"{token} inside another change")
            self.change = begins[token]
            self.comment = ""
        elif ends[token] != self.change:
            raise self.fail(f"{token} ends what did not begin")
        else:
            if self.change == "comment":
                author, colon, text = self.comment.partition(":")
                if not colon:
                    raise self.fail("a comment without its author")
                self.found.pieces.append(Piece(text.strip(), change="comment", author=author.strip()))
            self.change = ""

    def done(self) -> Marked:
        if self.open or self.change:
            raise self.fail(f"unclosed: {[kind for kind, *_ in self.open]} {self.change}")
        return self.found
