"""Boolean expressions over codes: `a/b and not (c/d[planned,present] or e/f)`.

The declared counts of a codebook and, later, saved queries speak this language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError

_TOKEN = re.compile(
    r"\s*(?:(?P<bracket>[()])|(?P<code>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?:\[(?P<statuses>[^\]]*)\])?|(?P<wrong>\S))",
)
_MOST_DEEP = 50


class BadExpressionError(QualcodeError):
    """An expression that does not parse."""

    sentence = N_("The expression {expression} is not understood at character {at}: {reason}.")
    exit_code = 2


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
    return _Parser(expression).whole()


class _Parser:
    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens = list(_TOKEN.finditer(expression.rstrip()))
        self.at = 0
        self.depth = 0

    def whole(self) -> Expression:
        found = self._either()
        if self.at < len(self.tokens):
            raise self._wrong(N_("something stands after the end"))
        return found

    def _either(self) -> Expression:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Expression:
        parts = [self._one()]
        while self._take("and"):
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _one(self) -> Expression:
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise self._wrong(N_("it is nested too deep"))
        try:
            if self._take("not"):
                return Not(self._one())
            if self._take("("):
                inner = self._either()
                if not self._take(")"):
                    raise self._wrong(N_("a closing bracket is missing"))
                return inner
            return self._code()
        finally:
            self.depth -= 1

    def _code(self) -> Holds:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or token["code"] is None or token["code"] in ("and", "or", "not"):
            raise self._wrong(N_("a code is expected"))
        known = {s.value: s for s in CellStatus}
        words = [w.strip() for w in (token["statuses"] or "").split(",") if w.strip()]
        if any(w not in known for w in words):
            raise self._wrong(N_("a status is unknown"))
        self.at += 1
        return Holds(token["code"], frozenset(known[w] for w in words))

    def _take(self, word: str) -> bool:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        if token is None or (token["bracket"] or token["code"]) != word or token["statuses"] is not None:
            return False
        self.at += 1
        return True

    def _wrong(self, reason: str) -> BadExpressionError:
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        at = len(self.expression) if token is None else token.end() - len(token[0].lstrip())
        return BadExpressionError(expression=self.expression, at=at + 1, reason=reason)
