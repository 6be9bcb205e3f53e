"""What a step of the ledger is about, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.usecases.history_words import status_in_words

if TYPE_CHECKING:
    from qualcode.usecases.step_names import StepNames

_FLAGS = {"bulk": N_("many at once"), "as_proposed": N_("as they are proposed"), "borders": N_("new borders")}
"""What is either so or not, and is told when it is so."""
_TOLD = {
    "case": N_("case: {value}"),
    "cells": N_("cells: {value}"),
    "children": N_("codes below it: {value}"),
    "code": N_("code: {value}"),
    "coding": N_("coding: {value}"),
    "decisions": N_("decisions: {value}"),
    "filled": N_("codes completed: {value}"),
    "judgements": N_("judgements: {value}"),
    "lost": N_("not found again: {value}"),
    "memos": N_("memos: {value}"),
    "moved": N_("moved along: {value}"),
    "name": N_("name: {value}"),
    "names": N_("reviews of names: {value}"),
    "new": N_("new codes: {value}"),
    "parts": N_("what is said: {value}"),
    "placements": N_("places that wait: {value}"),
    "readings": N_("marks of reading: {value}"),
    "to": N_("to: {value}"),
    "uncertain": N_("to be decided: {value}"),
    "codings": N_("codings: {value}"),
    "date": N_("date: {value}"),
    "document": N_("document: {value}"),
    "documents": N_("documents: {value}"),
    "file": N_("file: {value}"),
    "ground": N_("ground: {value}"),
    "hits": N_("hits: {value}"),
    "leaks": N_("leaks: {value}"),
    "memo": N_("memo: {value}"),
    "number": N_("number: {value}"),
    "reason": N_("reason: {value}"),
    "status": N_("status: {value}"),
    "suggestion": N_("suggestion: {value}"),
    "suggestions": N_("suggestions: {value}"),
    "target": N_("on: {value}"),
    "themes": N_("themes: {value}"),
    "wave": N_("wave: {value}"),
}

_TARGETS = {
    "coding": N_("the coding {name}"),
    "document": N_("the document {name}"),
    "code": N_("the code {name}"),
    "case": N_("the case {name}"),
}
"""What a memo hangs on."""
_MOST_NAMED = 3
"""Things of a step that are told by name."""


def target_words(target: str, say: Callable[[str], str], names: StepNames | None = None) -> str:
    """Give what a memo is about ("coding:k1", "project") in words, by ``names`` with the name of what an id is."""
    kind, _, name = target.partition(":")
    if kind in _TARGETS and name:
        return say(_TARGETS[kind]).format(name=names.target(target) if names is not None else name)
    return say(N_("the project")) if target == "project" else target


def about_in_words(about: Mapping[str, object], say: Callable[[str], str], names: StepNames | None = None) -> str:
    """Give what a step is about, by ``say`` in the reader's language; a key that has no words here stands as it is kept.

    ``names`` gives ids the names of what they are; a list of many things is told as their number.
    """
    told = []
    for key, value in about.items():
        if key in _FLAGS and isinstance(value, bool):
            if value:
                told.append(say(_FLAGS[key]))
        elif value not in (None, "", []) and not (key == "hits" and names is not None and "number" in about):
            # Where the case is told already the document is told by its own name.
            shown = _shown("file_of" if key == "document" and "case" in about else key, value, say, names)
            told.append(say(_TOLD[key]).format(value=shown) if key in _TOLD else f"{key}: {shown}")
    return " · ".join(told)


def how_many_in_words(about: Mapping[str, object], say: Callable[[str], str]) -> str:
    """Give how many things a step is about, as ``about_in_words`` tells it; "" for a step about one."""
    return about_in_words({key: n for key, n in about.items() if type(n) is int and n > 1}, say)


def _shown(key: str, value: object, say: Callable[[str], str], names: StepNames | None) -> str:
    """Give a value in words, where it is one of the program's own or an id that has a name."""
    if key == "parts":
        from qualcode.usecases.carrying_codebooks import PARTS

        # A step keeps them as a list, or joined to one text.
        parts = value.split(", ") if isinstance(value, str) else value
        parts = parts if isinstance(parts, (list, tuple)) else [parts]
        return ", ".join(say(PARTS[part]) if part in PARTS else str(part) for part in parts)
    if isinstance(value, (list, tuple)):
        if names is not None and len(value) > _MOST_NAMED:
            return str(len(value))
        return ", ".join(_shown(key, one, say, names) for one in value)
    words = str(value)
    if key == "status":
        return status_in_words(words, say)
    if key == "target":
        return target_words(words, say, names)
    # A number counts things; a word under the same key is what one is called.
    return words if names is None or isinstance(value, int) else names.told(key, words)
