"""The lines of an RTF file: paragraphs, list items and rows, tracked changes accepted or undone, notes and comments apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.rtf_lines import KEPT, WRITTEN, RtfLines
from qualcode.exchange.rtf_tokens import Mark, marks
from qualcode.exchange.rtf_words import (
    CHARACTERS,
    CHARSETS,
    PAGES,
    SIGNS,
    State,
    code_page,
    skipped,
)

MAX_DEPTH = 500
"""Groups in groups: no program nests a tenth of it."""
MAX_MARKS = 4_000_000
"""A thousand pages with a mark at every second letter."""
_BULLETS = frozenset({"pntext", "listtext", "pn"})
_TABLES = frozenset({"fonttbl", "stylesheet", "info"})
_STARRED = frozenset({"shpinst", "shppict", "cs", "ds", "ts"})
"""Marked to be passed over by those who do not know them; they are known, or hold what is."""
_CHANGES = {"v": "hidden", "deleted": "deleted", "revised": "inserted"}
_ASIDE = {"footnote": "note", "annotation": "comment", "atnauthor": "atnauthor", "shptxt": "box", "dptxbxtext": "box"}
_BODY_LEVEL = 9


class DeepRtfError(QualcodeError):
    """Groups nested deeper, or marks more in number, than any program writes."""

    sentence = N_("{path} holds more marks than any program writes and is not opened; open it and save it as .docx.")


class CutRtfError(QualcodeError):
    """A file that ends before its groups are closed."""

    sentence = N_("{path} is damaged (it ends too early); fetch it again or open and save it in its program.")


class RtfWalk(RtfLines):
    """One walk through a file."""

    def __init__(self, path: str, *, original: bool) -> None:
        """Take the file's name for its faults, and whether its tracked changes are undone."""
        super().__init__(original=original)
        self.path = path
        self._fonts: dict[str, str] = {}
        self._stack: list[State] = []
        self._pending = bytearray()
        self._to_skip = 0
        self._high = 0
        self._page = "cp1252"

    def walk(self, data: bytes) -> None:
        """Follow the marks to the end.

        Raises:
            DeepRtfError: too deep; CutRtfError: not closed.
        """
        steps: dict[str, Callable[[Mark], None]] = {
            "{": self._open,
            "}": self._close,
            "word": self._word,
            "sign": self._sign,
            "text": self._text,
        }
        closed = False
        for number, mark in enumerate(marks(data)):
            if number > MAX_MARKS:
                raise DeepRtfError(path=self.path)
            if mark.kind != "text":
                self._flush()
            steps[mark.kind](mark)
            if mark.kind == "}" and not self._stack:
                closed = True
                break
        if not closed:
            raise CutRtfError(path=self.path)
        self._end_all(self._state)

    def _open(self, mark: Mark) -> None:
        del mark
        if len(self._stack) >= MAX_DEPTH:
            raise DeepRtfError(path=self.path)
        self._stack.append(self._state)
        self._state = replace(self._state, starred=False, first=True, entered=False)

    def _close(self, mark: Mark) -> None:
        del mark
        if not self._stack:
            return
        inner, self._state = self._state, self._stack.pop()
        self._to_skip = 0
        if inner.entered or inner.into != self._state.into:
            self._leave(inner)

    def _word(self, mark: Mark) -> None:
        word, number = mark.word, mark.number
        state = self._state
        first, state.first = state.first, False
        if state.into == "skip" or (first and self._destination(word)):
            return
        if state.into in ("fonttbl", "stylesheet", "style", "font"):
            self._table_word(word, number)
        elif word == "u":
            self._unicode(number or 0)
        elif word in CHARACTERS:
            self._say(CHARACTERS[word])
        else:
            self._property(word, number)

    def _destination(self, word: str) -> bool:
        """Go where the first word of a group leads, if anywhere."""
        state = self._state
        if word in skipped():
            state.into = "skip"
        elif word in _BULLETS:
            state.into = "skip"
            self._paragraph.listed = True
        elif word in _ASIDE:
            self._enter(_ASIDE[word])
        elif word in _TABLES:
            state.into = word
        elif state.into == "info":
            state.into = word if word in KEPT else "skip"
            self._heard = []
        elif state.starred and word not in _STARRED:
            state.into = "skip"
        else:
            return False
        return True

    def _table_word(self, word: str, number: int | None) -> None:
        """Learn the charsets of fonts and the names of styles."""
        state = self._state
        if state.into in ("fonttbl", "font"):
            if word == "f":
                state.into, state.style = "font", str(number or 0)
            elif word == "fcharset":
                self._fonts[state.style] = CHARSETS.get(number or 0, self._page)
        elif word == "s" or (word in ("cs", "ds", "ts") and number is not None):
            state.into, state.style = "style", f"{word if word != 's' else ''}{number or 0}"
            self._heard = []
        elif word == "u":
            self._unicode(number or 0)

    def _property(self, word: str, number: int | None) -> None:
        """Follow what ends lines and cells, else what holds for the paragraph or the letters."""
        ends = {
            "par": self._end_paragraph,
            "sect": self._end_paragraph,
            "cell": self._end_cell,
            "nestcell": self._end_cell,
            "row": self._end_row,
            "nestrow": self._end_row,
        }.get(word)
        if ends is not None:
            ends()
        elif not self._of_paragraph(word, number):
            self._of_letters(word, number)

    def _of_paragraph(self, word: str, number: int | None) -> bool:
        paragraph = self._paragraph
        if word == "pard":
            paragraph.listed = paragraph.table = False
            paragraph.level, paragraph.style = 0, ""
        elif word == "intbl":
            paragraph.table = True
        elif word == "ls":
            paragraph.listed = number != 0
        elif word == "outlinelevel" and number is not None:
            paragraph.level = number + 1 if 0 <= number < _BODY_LEVEL else 0
        elif word == "s" and number is not None:
            paragraph.style = str(number)
        else:
            return False
        return True

    def _of_letters(self, word: str, number: int | None) -> None:
        state = self._state
        if word in _CHANGES:
            setattr(state, _CHANGES[word], number != 0)
        elif word == "plain":
            state.hidden = state.deleted = state.inserted = False
        elif word == "uc":
            state.skip = min(max(0, number or 0), 10)
        elif word == "f":
            state.charset = self._fonts.get(str(number or 0), self._page)
        elif word in PAGES:
            self._page = state.charset = PAGES[word]
        elif word == "ansicpg":
            self._page = state.charset = code_page(number or 0)

    def _sign(self, mark: Mark) -> None:
        if mark.word == "*":
            self._state.starred = True
            return
        self._state.first = False
        if mark.word in ("\n", "\r"):
            if self._state.into in WRITTEN:
                self._end_paragraph()
        elif mark.word in SIGNS:
            self._say(SIGNS[mark.word])

    def _text(self, mark: Mark) -> None:
        self._state.first = False
        data = mark.data
        if self._to_skip:
            gone = min(self._to_skip, len(data))
            self._to_skip -= gone
            data = data[gone:]
        self._pending += data

    def _flush(self) -> None:
        if self._pending:
            data = bytes(self._pending)
            self._pending.clear()
            self._say(data.decode(self._state.charset, "replace"))

    def _unicode(self, number: int) -> None:
        """Take a character by its number; the signs after it, for readers that know no Unicode, are passed over."""
        self._to_skip = self._state.skip
        code = number + 0x10000 if number < 0 else number
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the first half of a pair
            self._high = code
            return
        if 0xDC00 <= code < 0xE000 and self._high:  # noqa: PLR2004 - the second half
            code = 0x10000 + ((self._high - 0xD800) << 10) + (code - 0xDC00)
        self._high = 0
        self._say(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd")  # noqa: PLR2004
