"""What the two small languages of codes share, the declared counts' and the queries': and, or, not, brackets, and where it went wrong."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable
from typing import Generic, TypeVar

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.query_words import joining

Tree = TypeVar("Tree")
_MOST_DEEP = 50


class BadExpressionError(QualcodeError):
    """An expression that does not parse."""

    sentence = N_("The expression {expression} is not understood at character {at}: {reason}.")
    exit_code = 2


class BooleanParser(Generic[Tree]):
    """Walks tokens: `not` binds tightest, then `and`, then `or`, in English or Swedish.

    Tokens have the groups bracket, code and statuses.
    """

    def __init__(self, expression: str, token: re.Pattern[str]) -> None:
        """Take the words and the pattern that cuts them."""
        self.expression = expression
        self.tokens = list(token.finditer(expression.rstrip()))
        self.at = 0
        self.depth = 0

    @abstractmethod
    def atom(self) -> Tree:
        """Read what is neither joined nor negated."""

    @abstractmethod
    def negated(self, inner: Tree) -> Tree:
        """Give "not inner"."""

    @abstractmethod
    def every(self, parts: tuple[Tree, ...]) -> Tree:
        """Give the parts joined by "and"."""

    @abstractmethod
    def any_of(self, parts: tuple[Tree, ...]) -> Tree:
        """Give the parts joined by "or"."""

    def either(self) -> Tree:
        """Read a whole expression."""
        return self._joined("or", self.both, self.any_of)

    def both(self) -> Tree:
        """Read what "and" joins."""
        return self._joined("and", self.factor, self.every)

    def factor(self) -> Tree:
        """Read what "and" stands between; a language may put something tighter in between."""
        return self.one()

    def one(self) -> Tree:
        """Read an atom, something negated, or something in brackets."""
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise self.wrong(N_("it is nested too deep"))
        try:
            if self.take("not"):
                return self.negated(self.one())
            if self.take("("):
                inner = self.either()
                if not self.take(")"):
                    raise self.wrong(N_("a closing bracket is missing"))
                return inner
            return self.atom()
        finally:
            self.depth -= 1

    def finish(self) -> None:
        """Make sure that nothing is left.

        Raises:
            BadExpressionError: when something is.
        """
        if self.next() is not None:
            raise self.wrong(N_("something stands after the end"))

    def next(self) -> re.Match[str] | None:
        """Give the next token, or None at the end."""
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, word: str) -> bool:
        """Go past the next token when it is this word or bracket."""
        token = self.next()
        if token is None or (token["bracket"] or joining(token["code"])) != word or token["statuses"] is not None:
            return False
        self.at += 1
        return True

    def wrong(self, reason: str) -> BadExpressionError:
        """Give the error for the place that was reached."""
        token = self.next()
        at = len(self.expression) if token is None else token.end() - len(token[0].lstrip())
        return BadExpressionError(expression=self.expression, at=at + 1, reason=reason)

    def _joined(self, word: str, read: Callable[[], Tree], join: Callable[[tuple[Tree, ...]], Tree]) -> Tree:
        parts = [read()]
        while self.take(word):
            parts.append(read())
        return parts[0] if len(parts) == 1 else join(tuple(parts))
