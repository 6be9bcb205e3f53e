"""Queries over passages: `governance and (needs/county-analysis[absent] or "samtal") within sentence`.

Beside codes with statuses, as the declared counts write them, a query may ask for words in quotation marks (`"samverk*"`), for
attributes (`case=Gotland`, `wave=2024`, `focus=plans`, `coder=Åsa`, any column of the metadata), and for nearness
(`a/b near[20] "chef"`: at most so many words apart). `within` ends the query and says where all of it must hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.domain.expressions import BadExpressionError

SCOPES = ("sentence", "paragraph", "section", "document", "case")
"""Where a query may have to hold, the smallest first."""
NEAR = 20
"""Words apart that count as near unless told."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<bracket>[()])
    |["“”](?P<words>[^"“”]*)["“”]
    |near\[(?P<near>\d{1,4})\]
    |(?P<name>[^\W\d][\w-]*)\s*=\s*(?:["“”](?P<quoted>[^"“”]*)["“”]|(?P<value>[^\s()"“”]+))
    |(?P<code>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?:\[(?P<statuses>[^\]]*)\])?
    |(?P<wrong>\S))""",
    re.VERBOSE,
)
_MOST_DEEP = 50
_KEYWORDS = ("and", "or", "not", "near", "within")


@dataclass(frozen=True, slots=True)
class HasCode:
    """A coding of the code, or of one below it, overlaps; its status one of ``statuses`` (empty: any)."""

    code: str
    statuses: frozenset[Status] = frozenset()


@dataclass(frozen=True, slots=True)
class HasWords:
    """The words stand there; ``*`` for any letters."""

    words: str


@dataclass(frozen=True, slots=True)
class HasAttribute:
    """The document's attribute has the value: case, wave, date, status, language, name, document, or a column of the metadata.

    ``focus`` is asked of the section, ``coder`` of the codings there.
    """

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Near:
    """A passage or word of the first stands at most ``words`` words from one of the second."""

    first: HasCode | HasWords
    second: HasCode | HasWords
    words: int = NEAR


@dataclass(frozen=True, slots=True)
class Without:
    """The inner query does not hold."""

    inner: Query


@dataclass(frozen=True, slots=True)
class Every:
    """Every part holds."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Query, ...]


Query = HasCode | HasWords | HasAttribute | Near | Without | Every | AnyOf


@dataclass(frozen=True, slots=True)
class Scoped:
    """A query and where it must hold."""

    query: Query
    scope: str = "paragraph"


def atoms(query: Query) -> Iterator[HasCode | HasWords | HasAttribute]:
    """Give what a query asks for, in its order."""
    match query:
        case HasCode() | HasWords() | HasAttribute():
            yield query
        case Near(first, second):
            yield first
            yield second
        case Without(inner):
            yield from atoms(inner)
        case Every(parts) | AnyOf(parts):
            for part in parts:
                yield from atoms(part)


def parse_query(expression: str) -> Scoped:
    """Read a query: `not` binds tightest, then `near`, `and`, `or`.

    Raises:
        BadExpressionError: with the character where it went wrong.
    """
    return _Parser(expression).whole()


class _Parser:
    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens = list(_TOKEN.finditer(expression.rstrip()))
        self.at = 0
        self.depth = 0

    def whole(self) -> Scoped:
        found = self._any()
        scope = "paragraph"
        if self._take("within"):
            token = self._next()
            if token is None or token["code"] not in SCOPES:
                raise self._wrong(N_("within is followed by sentence, paragraph, section, document or case"))
            scope = str(token["code"])
            self.at += 1
        if self._next() is not None:
            raise self._wrong(N_("something stands after the end"))
        return Scoped(found, scope)

    def _any(self) -> Query:
        parts = [self._every()]
        while self._take("or"):
            parts.append(self._every())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _every(self) -> Query:
        parts = [self._near()]
        while self._take("and"):
            parts.append(self._near())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _near(self) -> Query:
        first = self._one()
        token = self._next()
        if token is None or (token["near"] is None and not self._is(token, "near")):
            return first
        words = NEAR if token["near"] is None else int(token["near"])
        self.at += 1
        second = self._one()
        if not isinstance(first, HasCode | HasWords) or not isinstance(second, HasCode | HasWords):
            raise self._wrong(N_("near stands between two codes or words"))
        return Near(first, second, words)

    def _one(self) -> Query:
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise self._wrong(N_("it is nested too deep"))
        try:
            if self._take("not"):
                return Without(self._one())
            if self._take("("):
                inner = self._any()
                if not self._take(")"):
                    raise self._wrong(N_("a closing bracket is missing"))
                return inner
            return self._atom()
        finally:
            self.depth -= 1

    def _atom(self) -> Query:
        token = self._next()
        if token is None:
            raise self._wrong(N_("a code, words in quotation marks or an attribute is expected"))
        if token["words"] is not None:
            if not any(c.isalnum() for c in token["words"]):
                raise self._wrong(N_("the quotation marks hold no word"))
            self.at += 1
            return HasWords(token["words"].strip())
        if token["name"] is not None:
            self.at += 1
            return HasAttribute(token["name"], token["quoted"] if token["quoted"] is not None else token["value"])
        if token["code"] is None or token["code"] in _KEYWORDS:
            raise self._wrong(N_("a code, words in quotation marks or an attribute is expected"))
        known = {s.value: s for s in CODABLE}
        words = [w.strip() for w in (token["statuses"] or "").split(",") if w.strip()]
        if any(w not in known for w in words):
            raise self._wrong(N_("a status is unknown"))
        self.at += 1
        return HasCode(token["code"], frozenset(known[w] for w in words))

    def _next(self) -> re.Match[str] | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _take(self, word: str) -> bool:
        token = self._next()
        if token is None or not self._is(token, word):
            return False
        self.at += 1
        return True

    @staticmethod
    def _is(token: re.Match[str], word: str) -> bool:
        return (token["bracket"] or token["code"]) == word and token["statuses"] is None

    def _wrong(self, reason: str) -> BadExpressionError:
        token = self._next()
        at = len(self.expression) if token is None else token.end() - len(token.group().lstrip())
        return BadExpressionError(expression=self.expression, at=at + 1, reason=reason)
