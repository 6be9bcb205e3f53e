"""What the app may ask of any screen: to say why a key is silent, to take what is typed ahead, to tell whether words would be lost."""

from __future__ import annotations

from typing import Protocol, runtime_checkable


@runtime_checkable
class TellsSilence(Protocol):
    """A screen that says why a key does nothing."""

    def tell_silence(self, key: str) -> None:
        """Say why ``key``, as Textual names it, does nothing just now."""


@runtime_checkable
class TakesAhead(Protocol):
    """A screen in whose field can be written before it is seen."""

    def type_ahead(self, key: str) -> bool:
        """Take a sign typed while the screen was opening; tell whether it is one to be written."""


@runtime_checkable
class HoldsText(Protocol):
    """A screen in which words are written that are lost when it closes."""

    def unwritten(self) -> bool:
        """Tell whether there are such words just now."""
