"""Given names and surnames of Sweden, with how common they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files


def read_data(name: str) -> str:
    """Give a data file of this room; the first lines, which name its source, begin with #."""
    return files("qualcode.anonymise").joinpath("data", name).read_text(encoding="utf-8")


def data_lines(name: str) -> tuple[str, ...]:
    """Give the lines of a data file without its comments."""
    return tuple(line for line in read_data(name).split("\n") if line and not line.startswith("#"))


@cache
def _word_sets() -> Mapping[str, frozenset[str]]:
    sets = {}
    for part in read_data("word_sets.txt").split("\n[")[1:]:
        name, _, words = part.partition("]\n")
        sets[name] = frozenset(words.split())
    return sets


def word_set(name: str) -> frozenset[str]:
    """Give one of the small sets of words that a finder goes by, "module.set" in word_sets.txt."""
    return _word_sets()[name]


def _banded(name: str) -> Mapping[str, int]:
    bands: dict[str, int] = {}
    for part in read_data(name).split("\n[")[1:]:
        band, _, names = part.partition("]\n")
        bands |= dict.fromkeys(names.split(), int(band))
    return bands


@cache
def given_names() -> Mapping[str, int]:
    """Give each given name with the least number of its bearers (10, 30, 100, 1000, 10000)."""
    return _banded("given_names.txt")


@cache
def surnames() -> Mapping[str, int]:
    """Give each surname with the least number of its bearers (10, 30, 100, 1000, 10000)."""
    return _banded("surnames.txt")


@lru_cache(1 << 16)
def bare(name: str) -> tuple[str, ...]:
    """Give ``name`` and what it may be the genitive of: a name in -s has both readings ("Lars", "Åsas")."""
    for mark in (":s", "'s", "’s", ":S"):
        if name.endswith(mark):
            return (name[: -len(mark)],)
    if name.endswith(("'", "’")):
        return (name[:-1],)
    return (name, name[:-1]) if name.endswith(("s", "S")) and len(name) > 2 else (name,)  # noqa: PLR2004


@lru_cache(1 << 16)
def folded(name: str) -> frozenset[str]:
    """Give what ``bare`` gives without regard to case."""
    return frozenset(form.casefold() for form in bare(name))


@lru_cache(1 << 16)
def given_band(name: str) -> int:
    """Give how common ``name`` is as a given name, 0 when it is none; the genitive and hyphenated names count too."""
    return max((_band(form, given_names()) for form in bare(name)), default=0)


@lru_cache(1 << 16)
def surname_band(name: str) -> int:
    """Give how common ``name`` is as a surname, 0 when it is none; the genitive and hyphenated names count too."""
    return max((_band(form, surnames()) for form in bare(name)), default=0)


def _without_accents(name: str) -> str:
    """Give a name without the accents that Swedish does not write."""
    return "".join(c if c in _OWN else unicodedata.normalize("NFD", c)[0] for c in name)


_ARTICLES = frozenset({"al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul", "ur"})


_OWN = frozenset("åäöéÅÄÖÉ")


def _band(name: str, names: Mapping[str, int]) -> int:
    band = names.get(name, 0)
    if band:
        return band
    if not name.isascii() and (plain := _without_accents(name)) != name:
        # The lists have "Anne" for "Ánne".
        return _band(plain, names)
    if "-" not in name:
        return band
    parts = [names.get(part, 0) for part in name.split("-") if part not in _ARTICLES] or [0]
    return min(parts)
