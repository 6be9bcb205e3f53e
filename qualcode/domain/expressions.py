"""Boolean expressions over codes: `a/b and not (c/d[planned,present] or e/f)`.

The declared counts of a codebook speak this language; queries (domain/queries.py) a larger one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualcode.domain.boolean_words import BooleanParser
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.domain.query_words import joining

_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<code>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?:\[(?P<statuses>[^\]]*)\])?|(?P<wrong>\S))",
)


@dataclass(frozen=True, slots=True)
class Holds:
    """A code holds for a case: its cell's status is one of ``statuses`` (empty: the statuses that count by default)."""

    code: str
    statuses: frozenset[CellStatus]


@dataclass(frozen=True, slots=True)
class Not:
    """The inner expression does not hold."""

    inner: Expression


@dataclass(frozen=True, slots=True)
class Both:
    """Every part holds."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part holds."""

    parts: tuple[Expression, ...]


Expression = Holds | Not | Both | Either


def holds(expression: Expression, test: Callable[[Holds], bool]) -> bool:
    """Tell whether an expression holds, asking ``test`` about each code."""
    match expression:
        case Holds():
            return test(expression)
        case Not(inner):
            return not holds(inner, test)
        case Both(parts):
            return all(holds(p, test) for p in parts)
        case Either(parts):
            return any(holds(p, test) for p in parts)


def leaves(expression: Expression) -> Iterator[Holds]:
    """Give the codes that an expression asks about, in its order."""
    match expression:
        case Holds():
            yield expression
        case Not(inner):
            yield from leaves(inner)
        case Both(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)


def parse(expression: str) -> Expression:
    """Read an expression: `and` binds tighter than `or`, `not` tightest; a code may carry [status, status].

    Raises:
        BadExpressionError: with the character where it went wrong.
    """
    parser = _Parser(expression, _TOKEN)
    found = parser.either()
    parser.finish()
    return found


class _Parser(BooleanParser[Expression]):
    def negated(self, inner: Expression) -> Expression:
        return Not(inner)

    def every(self, parts: tuple[Expression, ...]) -> Expression:
        return Both(parts)

    def any_of(self, parts: tuple[Expression, ...]) -> Expression:
        return Either(parts)

    def atom(self) -> Expression:
        token = self.next()
        if token is None or token["code"] is None or joining(token["code"]) in ("and", "or", "not"):
            raise self.wrong(N_("a code is expected"))
        words = self.statuses_of(token, CellStatus)
        self.at += 1
        return Holds(token["code"], frozenset(map(CellStatus, words)))
