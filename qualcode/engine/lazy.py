"""What is worked out when first asked for, and then kept: `functools.cached_property` without its lock, which costs more than the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 - a decorator, like property
    """An attribute made by a method once; one thread at a time."""

    def __init__(self, made: Callable[[Any], Value]) -> None:
        """Take the method."""
        self._made = made
        self._name = made.__name__
        self.__doc__ = made.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> Value:  # noqa: ANN401 - any object with a dictionary
        """Work the value out; later look-ups find it in the object itself and never come here."""
        value = self._made(owner)
        # By its name, since an object of which nobody asked for the dictionary has none, and is quicker to make, ask and forget.
        setattr(owner, self._name, value)
        return value
