"""The expressions of declared counts: codes joined by and, or, not and brackets; read here to find their mistakes.

What an expression counts is the analysis' to say; a codebook file only has to be sure that it can be read and that its codes exist.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.domain.errors import N_

_TOKEN = re.compile(r"\s*(?:(?P<open>\()|(?P<close>\))|(?P<code>[\w.-]+(?:/[\w.-]+)*)(?:\[(?P<statuses>[^\]]*)\])?)")
_WORDS = ("and", "or", "not")


@dataclass(frozen=True, slots=True)
class Mention:
    """A code in an expression, its own statuses if it names some, and the column (from 0) where it stands."""

    code: str
    statuses: tuple[str, ...]
    column: int


class SyntaxFault(Exception):  # noqa: N818 - a fault of the file, collected and never shown by itself
    """What is wrong with an expression, and at which column (from 0)."""

    def __init__(self, message: str, column: int, fields: Mapping[str, object] | None = None) -> None:
        """Keep the template, its fields and the place for the list of faults."""
        super().__init__(message.format(**(fields or {})))
        self.message = message
        self.column = column
        self.fields = fields or {}


def mentions(expression: str) -> tuple[Mention, ...]:
    """Give the codes of an expression in order; this reads the whole of it, so a mistake anywhere shows.

    Raises:
        SyntaxFault: when it cannot be read.
    """
    reader = _Reader(expression)
    reader.either()
    if reader.kind != "end":
        raise SyntaxFault(N_("Expected and, or or the end before {word!r}."), reader.column, {"word": reader.word})
    return tuple(reader.found)


class _Reader:
    """Reads by descent: either → both → single."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.column = 0
        self.kind = self.word = ""
        self.statuses: tuple[str, ...] = ()
        self.found: list[Mention] = []
        self.depth = 0
        self._step()

    def _step(self) -> None:
        rest = self.text[self.at :]
        self.column = self.at + len(rest) - len(rest.lstrip())
        if not rest.strip():
            self.kind, self.word = "end", ""
            return
        met = _TOKEN.match(self.text, self.at)
        if met is None:
            raise SyntaxFault(N_("{word!r} has no meaning here."), self.column, {"word": self.text[self.column]})
        self.at = met.end()
        if met["code"] is None:
            self.kind = "open" if met["open"] else "close"
            self.word = met[0].strip()
            return
        self.word = met["code"]
        self.kind = self.word if self.word in _WORDS else "code"
        self.statuses = tuple(s.strip() for s in met["statuses"].split(",")) if met["statuses"] is not None else ()
        if self.kind != "code" and met["statuses"] is not None:
            raise SyntaxFault(N_("{word!r} takes no statuses."), self.column, {"word": self.word})

    def either(self) -> None:
        self.both()
        while self.kind == "or":
            self._step()
            self.both()

    def both(self) -> None:
        self.single()
        while self.kind == "and":
            self._step()
            self.single()

    def single(self) -> None:
        while self.kind == "not":
            self._step()
        if self.kind == "open":
            self.depth += 1
            if self.depth > 50:  # noqa: PLR2004 - no analyst nests so deep, and the reader descends
                raise SyntaxFault(N_("Brackets nested deeper than 50 levels."), self.column)
            self._step()
            self.either()
            if self.kind != "close":
                raise SyntaxFault(N_("A closing bracket is missing."), self.column)
            self._step()
            self.depth -= 1
        elif self.kind == "code":
            self.found.append(Mention(self.word, self.statuses, self.column))
            self._step()
        else:
            word = self.word or N_("the end")
            raise SyntaxFault(N_("Expected a code before {word!r}."), self.column, {"word": word})
