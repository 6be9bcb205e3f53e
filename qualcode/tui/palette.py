"""The commands of a screen, found by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qualcode.tui.choice_screen import Choice, Ranked
from qualcode.tui.deeds import Deed


def ranked_deeds(deeds: Sequence[Deed], say: Callable[[str], str], keys: Callable[[Deed], Sequence[str]]) -> Ranked:
    """Give the function that finds deeds by what was typed."""
    from qualcode.usecases.viewing import fitting

    choices = [Choice(d.action, _upper(say(d.short)), say(next(iter(keys(d)), "")), say(d.told)) for d in deeds]
    names = [f"{c.words} {c.told}" for c in choices]
    return lambda typed: [choices[place] for place in fitting(typed, names)]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
