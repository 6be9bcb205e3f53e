"""Spoken, dialectal and hastily typed forms of little words ("int", "nåt", "o"), read as the forms that the rules know."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_SHORTEST_CAPITALISED = 3
"""A capital before fewer letters is an initial or the name of a list item."""


@cache
def _forms() -> dict[str, str]:
    text = files("qualcode.language").joinpath("data", "spoken_forms_sv.tsv").read_text("utf-8")
    rows = [
        (line.split("\t")[0], line.split("\t")[1]) for line in text.splitlines() if line and not line.startswith("#")
    ]
    first = {said.capitalize(): form.capitalize() for said, form in rows if len(said) >= _SHORTEST_CAPITALISED}
    return first | dict(rows)


def plainly(words: Sequence[str], language: str) -> list[str]:
    """Give the words with little ones as they are usually written, one for one; other languages than Swedish are left alone."""
    if language == "en":
        return list(words)
    forms = _forms()
    # Written minutes have none of them.
    return list(words) if forms.keys().isdisjoint(words) else list(map(forms.get, words, words))
