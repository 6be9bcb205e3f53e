"""What a step of the ledger is about, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qualcode.domain.errors import N_
from qualcode.usecases.history_words import status_in_words

_FLAGS = {"bulk": N_("many at once"), "as_proposed": N_("as they are proposed")}
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


def target_words(target: str, say: Callable[[str], str]) -> str:
    """Give what a memo is about ("coding:k1", "project") in words."""
    kind, _, name = target.partition(":")
    if kind in _TARGETS and name:
        return say(_TARGETS[kind]).format(name=name)
    return say(N_("the project")) if target == "project" else target


def about_in_words(about: Mapping[str, object], say: Callable[[str], str]) -> str:
    """Give what a step is about, by ``say`` in the reader's language; a key that has no words here stands as it is kept."""
    told = []
    for key, value in about.items():
        if key in _FLAGS and isinstance(value, bool):
            if value:
                told.append(say(_FLAGS[key]))
        elif value not in (None, "", []):
            shown = ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
            shown = _shown(key, shown, say)
            told.append(say(_TOLD[key]).format(value=shown) if key in _TOLD else f"{key}: {shown}")
    return " · ".join(told)


def how_many_in_words(about: Mapping[str, object], say: Callable[[str], str]) -> str:
    """Give how many things a step is about, as ``about_in_words`` tells it; "" for a step about one."""
    return about_in_words({key: n for key, n in about.items() if type(n) is int and n > 1}, say)


def _shown(key: str, value: str, say: Callable[[str], str]) -> str:
    """Give a value in words, where it is one of the program's own."""
    if key == "status":
        return status_in_words(value, say)
    if key == "target":
        return target_words(value, say)
    if key == "parts":
        from qualcode.usecases.carrying_codebooks import PARTS

        return ", ".join(say(PARTS[part]) if part in PARTS else part for part in value.split(", "))
    return value
