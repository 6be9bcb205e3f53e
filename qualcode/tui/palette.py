"""The commands of a screen, found by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.tui.choice_screen import Choice, Ranked, by_name
from qualcode.tui.deeds import Deed


def ranked_deeds(deeds: Sequence[Deed], say: Callable[[str], str], keys: Callable[[Deed], Sequence[str]]) -> Ranked:
    """Give the function that finds deeds by what was typed."""
    choices = [Choice(d.action, _upper(say(d.short)), say(next(iter(keys(d)), "")), say(d.told)) for d in deeds]
    return by_name(choices, told=True)


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
