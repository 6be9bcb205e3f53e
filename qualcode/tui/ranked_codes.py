"""Codes to choose from, found by a part of their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, Ranked, by_name, told_of_code
from qualcode.usecases.viewing import offered_codes

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

NO_CODES = N_("The codebook has no codes yet; they are made there ({k:codebook} on the overview), or while reading.")


def _theme(desk: Desk, path: str) -> str:
    theme, below, _ = path.partition("/")
    return desk.code_name(theme) if below else ""


def ranked_codes(desk: Desk) -> Ranked:
    """Give the function that finds codes by a part of their names, those of a theme so called first; retired ones come last."""
    language = desk.project.language
    choices = [
        Choice(
            c.path,
            c.name(language),
            _theme(desk, c.path),
            told_of_code(c.name(language), c.brief.get(language) or next(iter(c.brief.values()), "")),
            c.path,
        )
        for c in desk.project.codebook.codes()
    ]
    known = {choice.key: choice for choice in choices}
    named = by_name(choices)

    def ranked(typed: str) -> Sequence[Choice]:
        found = {choice.key: choice for choice in named(typed)}
        if not typed.strip() or typed.strip() in known:
            return tuple(found.values())
        first = [code.path for code in offered_codes(desk.project, typed)]
        return [known[path] for path in dict.fromkeys((*first, *found)) if path in known]

    return ranked
