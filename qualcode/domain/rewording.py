"""Rewordings: words of a stored text that give way to others, some of which only the vault may hold."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Wording:
    """Words as they stand in a stored text.

    ``secret`` words identify somebody: history keeps ``vault_id`` in their place, and nothing when that is "".
    """

    text: str = field(repr=False)
    secret: bool = False
    vault_id: str = ""


@dataclass(frozen=True, slots=True)
class Rewording:
    """The code points ``start``-``end``, which are ``before.text``, become ``after.text``; neither is empty."""

    start: int
    end: int
    before: Wording
    after: Wording
