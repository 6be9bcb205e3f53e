"""What the two small languages of codes share, the declared counts' and the queries': and, or, not, brackets, and where it went wrong."""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Notice
from qualcode.domain.query_words import joining, status, statuses_told

Tree = TypeVar("Tree")
_MOST_DEEP = 50
_OPENED = {
    "[": N_("the bracket [ is not closed by ]"),
    '"': N_("the quotation mark is not closed"),
    "“": N_("the quotation mark is not closed"),
    "”": N_("the quotation mark is not closed"),
    ")": N_("the bracket ) closes none"),
    "=": N_("an attribute is written as case=Gotland, with a value after the equals sign"),
}
"""What is wrong where a sign stands that begins nothing."""


class BadExpressionError(QualcodeError):
    """An expression that does not parse."""

    sentence = N_("The expression {expression} is not understood at character {at}: {reason}.")
    exit_code = 2


class BooleanParser(Generic[Tree]):
    """Walks tokens: `not` binds tightest, then `and`, then `or`, in English or Swedish.

    Tokens have the groups bracket, code, statuses and wrong.
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
            raise self.wrong(Notice(N_("it is nested too deep; at most {number} levels"), {"number": _MOST_DEEP}))
        try:
            if self.take("not"):
                return self.negated(self.one())
            if self.take("("):
                inner = self.either()
                if not self.take(")"):
                    raise self.wrong(self.left_over(N_("the bracket ( is not closed by )")))
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
            raise self.wrong(self.left_over())

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

    def left_over(self, at_end: str = "") -> str | Notice:
        """Say what is wrong with the next token, which nothing asks for; ``at_end`` when there is none."""
        token = self.next()
        if token is None:
            return at_end
        sign = token["wrong"]
        if sign in _OPENED or token["bracket"] == ")":
            return _OPENED[sign or ")"]
        if sign is not None:
            return Notice(N_("the sign {sign} means nothing here; codes are joined by and, or, not"), {"sign": sign})
        return Notice(N_("{words} is joined to nothing; write and or or before it"), {"words": token[0].strip()})

    def statuses_of(self, token: re.Match[str], known: Iterable[str]) -> list[str]:
        """Give the English statuses in a token's brackets.

        Raises:
            BadExpressionError: for one that is none of ``known``, with its place and those there are.
        """
        there, found = list(known), []
        for said in re.finditer(r"[^,]+", token["statuses"] or ""):
            words = said[0].strip()
            if not words:
                continue
            if status(words) not in there:
                at = token.start("statuses") + said.start() + len(said[0]) - len(said[0].lstrip())
                told = {"status": words, "known": statuses_told(there)}
                raise self.wrong(Notice(N_("{status} is no status; there are {known}"), told), at)
            found.append(status(words))
        return found

    def wrong(self, reason: str | Notice, at: int | None = None) -> BadExpressionError:
        """Give the error for a place in the expression, by default the one that was reached."""
        token = self.next()
        if at is None:
            at = len(self.expression) if token is None else token.end() - len(token[0].lstrip())
        return BadExpressionError(expression=self.expression, at=at + 1, reason=reason)

    def _joined(self, word: str, read: Callable[[], Tree], join: Callable[[tuple[Tree, ...]], Tree]) -> Tree:
        parts = [read()]
        while self.take(word):
            parts.append(read())
        return parts[0] if len(parts) == 1 else join(tuple(parts))
