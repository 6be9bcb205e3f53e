"""Queries over passages: `governance and (needs/county-analysis[absent] or "samtal") within sentence`.

Beside codes with statuses, as the declared counts write them, a query may ask for words in quotation marks (`"samverk*"`), for
attributes (`case=Gotland`, `wave=2024`, `focus=plans`, `coder=Åsa`, any column of the metadata), and for nearness
(`a/b near[20] "chef"`: at most so many words apart). `within` ends the query and says where all of it must hold. Swedish words
do as well (query_words.py): `planer[saknas] och inte behov inom avsnitt`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualcode.domain.boolean_words import BooleanParser
from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.domain.minutes import Notice
from qualcode.domain.query_words import attribute, joining
from qualcode.domain.query_words import scope as scope_word

SCOPES = ("sentence", "paragraph", "section", "document", "case")
"""Where a query may have to hold, the smallest first."""
NEAR = 20
"""Words apart that count as near unless told."""

_TOKEN = re.compile(
    r"""\s*(?:(?P<bracket>[()])
    |["“”](?P<words>[^"“”]*)["“”]
    |(?:near|nära)\[(?P<near>\d{1,4})\]
    |(?P<name>[^\W\d][\w-]*)\s*=\s*(?:["“”](?P<quoted>[^"“”]*)["“”]|(?P<value>[^\s()"“”]+))
    |(?P<code>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?:\[(?P<statuses>[^\]]*)\])?
    |(?P<wrong>\S))""",
    re.VERBOSE,
)
_KEYWORDS = ("and", "or", "not", "near", "within")
_EXPECTED = N_("a code, words in quotation marks or an attribute is expected")
_STARRED = N_("words are asked for in quotation marks, between apostrophes in a shell: `qualcode query {words}`")


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


def changed(query: Query, change: Callable[[HasCode | HasWords | HasAttribute], Query]) -> Query:
    """Give a query in which ``change`` has been made to each of ``atoms``; beside a near stay a code or words."""
    match query:
        case HasCode() | HasWords() | HasAttribute():
            return change(query)
        case Near(first, second, words):
            one, other = change(first), change(second)
            if not isinstance(one, HasCode | HasWords) or not isinstance(other, HasCode | HasWords):
                raise TypeError(query)
            return Near(one, other, words)
        case Without(inner):
            return Without(changed(inner, change))
        case Every(parts):
            return Every(tuple(changed(part, change) for part in parts))
        case AnyOf(parts):
            return AnyOf(tuple(changed(part, change) for part in parts))


def parse_query(expression: str) -> Scoped:
    """Read a query: `not` binds tightest, then `near`, `and`, `or`.

    Raises:
        BadExpressionError: with the character where it went wrong.
    """
    return _Parser(expression, _TOKEN).whole()


class _Parser(BooleanParser[Query]):
    closed = False
    """Whether within has been said, after which nothing comes."""

    def whole(self) -> Scoped:
        found = self.either()
        scope = "paragraph"
        if self.take("within"):
            token = self.next()
            if token is None or scope_word(token["code"]) not in SCOPES:
                raise self.wrong(N_("within is followed by sentence, paragraph, section, document or case"))
            scope = str(scope_word(token["code"]))
            self.at += 1
            self.closed = True
        self.finish()
        return Scoped(found, scope)

    def negated(self, inner: Query) -> Query:
        return Without(inner)

    def every(self, parts: tuple[Query, ...]) -> Query:
        return Every(parts)

    def any_of(self, parts: tuple[Query, ...]) -> Query:
        return AnyOf(parts)

    def factor(self) -> Query:
        first = self.one()
        token = self.next()
        if token is not None and token["near"] is not None:
            words = int(token["near"])
            self.at += 1
        elif self.take("near"):
            words = NEAR
        else:
            return first
        second = self.one()
        if not isinstance(first, HasCode | HasWords) or not isinstance(second, HasCode | HasWords):
            raise self.wrong(N_("near stands between two codes or words"))
        return Near(first, second, words)

    def atom(self) -> Query:
        token = self.next()
        if token is None:
            raise self.wrong(_EXPECTED)
        if token["words"] is not None:
            if not any(c.isalnum() for c in token["words"]):
                raise self.wrong(N_("the quotation marks hold no word"))
            self.at += 1
            return HasWords(token["words"].strip())
        if token["name"] is not None:
            self.at += 1
            return HasAttribute(
                *attribute(token["name"], token["quoted"] if token["quoted"] is not None else token["value"])
            )
        if token["wrong"] is not None or token["bracket"] == ")":
            raise self.wrong(self.left_over())
        if token["code"] is None or joining(token["code"]) in _KEYWORDS:
            raise self.wrong(_EXPECTED)
        words = self.statuses_of(token, (s.value for s in CODABLE))
        self.at += 1
        return HasCode(token["code"], frozenset(map(Status, words)))

    def left_over(self, at_end: str = "") -> str | Notice:
        token = self.next()
        if token is None:
            return super().left_over(at_end)
        if token["wrong"] == "*":
            return Notice(_STARRED, {"words": f'"{self._starred(token)}"'})
        if joining(token["code"]) == "near" and token["statuses"] is not None:
            return N_("near takes the number of words in its brackets, as near[20]")
        if joining(token["code"]) == "within" or self.closed:
            return N_("within stands last, outside all brackets")
        return super().left_over(at_end)

    def _starred(self, token: re.Match[str]) -> str:
        """Give the words around a star, as they were typed without quotation marks."""
        at = token.end() - 1
        before = re.search(r"[\w*-]*$", self.expression[:at])
        after = re.match(r"[\w*-]*", self.expression[at:])
        return (before[0] if before else "") + (after[0] if after else "")
