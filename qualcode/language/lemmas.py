"""Under which dictionary forms a word is known: lemma list, irregular forms, endings and the heads of compounds.

Matching compares keys: a word meets a term when they share one. A word may have several keys, because one written form can belong
to several words; a key too many does no harm unless it is itself a term.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.language.lemma_table import LemmaTable

SWEDISH = "sv"
ENGLISH = "en"
_SHORTEST_STEM = 3
_SHORTEST_HEAD = 4
_SHORTEST_LINK = 3
_EDGE = 3
"""Endings are filed under so many of their last letters, and under fewer."""
_LONGEST = 100
"""Letters of the longest word that is taken apart; what is longer is no word but a key, an address or a fault."""


@cache
def _lemma_list(language: str) -> LemmaTable:
    # Read on first use only: help needs no lemmas.
    from qualcode.language.lemma_table import lemma_list

    return lemma_list(language)


@cache
def _table(name: str) -> dict[str, tuple[str, ...]]:
    rows: dict[str, tuple[str, ...]] = {}
    source = files("qualcode.language").joinpath("data", name)
    if not source.is_file():
        return rows
    for line in source.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            form, values = line.split("\t")
            rows[form] = tuple("" if v == "-" else v for v in values.split(","))
    return rows


@cache
def _endings(language: str) -> tuple[dict[str, tuple[tuple[int, str, tuple[str, ...]], ...]], ...]:
    """Give the endings with their lengths and what may stand in their place, filed by the last three, two and one letters of a word.

    A word whose last three letters are not there has none of the endings that are as long, and so on: most words have few to try.
    """
    table = _table(f"suffixes_{language}.tsv")
    filed = []
    for size in range(_EDGE, 0, -1):
        edges = {ending[-size:] for ending in table if len(ending) >= size}
        filed.append(
            {
                edge: tuple(
                    (len(ending), "" if edge.endswith(ending) else ending, put)
                    for ending, put in table.items()
                    if edge.endswith(ending) or ending.endswith(edge)
                )
                for edge in edges
            }
        )
    return tuple(filed)


@cache
def _overrides(language: str) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Give the overrides, and those that may end a compound by their last letters."""
    table = _table(f"lemma_overrides_{language}.tsv")
    filed: dict[str, tuple[str, ...]] = {}
    for form in table:
        filed[form[-_SHORTEST_HEAD:]] = (*filed.get(form[-_SHORTEST_HEAD:], ()), form)
    return table, filed


def known_lemma(word: str, language: str = SWEDISH) -> str:
    """Give the lemma of a casefolded word that the lemma list holds, else "" (the list names one lemma a form)."""
    override = _overrides(language)[0].get(word)
    if override:
        return override[0]
    return _lemma_list(language).get(word) or ""


def keys(word: str, language: str = SWEDISH) -> frozenset[str]:
    """Give every dictionary form under which ``word`` may be known, itself included, casefolded; whoever asks remembers the answer."""
    form = word.casefold()
    if not form.isalpha():
        form = _plain(word)
    if len(form) > _LONGEST:
        return frozenset((form,))
    override = _overrides(language)[0].get(form)
    if override:
        return frozenset((form, *override))
    found = {form}
    if "-" in form:
        found |= _hyphenated(form, language)
    table = _lemma_list(language)
    ends = table.ends(form)
    lemma = table.lemma_by(form, ends[-1]) if ends and len(ends[-1]) == len(form) else ""
    if lemma:
        found.add(lemma)
    last = form[-1:]
    if language == SWEDISH:
        if last == "s" and len(form) > _SHORTEST_STEM:
            base = form[:-1]
            found.add(base)
            found.add(known_lemma(base, language) or base)
        if not lemma:
            found |= _by_head(form, language, ends)
    if not last.isdigit() and not (lemma and _is_verb_form(form, lemma)):
        _add_by_ending(form, language, found)
    return frozenset(found)


def term_keys(word: str, language: str = SWEDISH) -> frozenset[str]:
    """Give the keys of a word that a codebook names: itself and its lemma, never guesses, so that terms stay narrow."""
    form = _plain(word)
    found = {form}
    override = _overrides(language)[0].get(form)
    if override:
        return frozenset(found.union(override))
    lemma = _lemma_list(language).get(form)
    if lemma:
        found.add(lemma)
    elif language == SWEDISH:
        found |= _by_head(form, language, _lemma_list(language).ends(form))
    return frozenset(found)


def compound_heads(prefix: str, full: str, language: str = SWEDISH) -> frozenset[str]:
    """Give what "behovs-" may stand for before "riskanalyser": the first part joined to every end of the full word's forms."""
    first = _plain(prefix.rstrip("-"))
    found: set[str] = set()
    if len(full) > _LONGEST:
        return frozenset(found)
    for key in keys(full, language):
        for at in range(1, len(key) - _SHORTEST_LINK + 1):
            found.add(first + key[at:].lstrip("-"))
    return frozenset(found)


def _plain(word: str) -> str:
    form = word.casefold()
    if form.isalpha():
        return form
    form = form.replace("’", "'")
    if ":" not in form:
        return form
    head, _, tail = form.partition(":")
    # "BUP:s", "IOP:er": the ending of an abbreviation is no part of it.
    return head if tail.isalpha() else form


def _hyphenated(form: str, language: str) -> set[str]:
    stem, _, last = form.rpartition("-")
    if not stem or not last:
        return {form.strip("-")}
    return {form.replace("-", "")} | {f"{stem}{link}{key}" for key in keys(last, language) for link in ("-", "")}


def _by_head(form: str, language: str, ends: Sequence[str]) -> set[str]:
    """Give the lemma of a compound the list lacks, by the longest ending that is a word of the list: ``ends``, as it gives them."""
    overriding = _overrides(language)[1].get(form[-_SHORTEST_HEAD:])
    if overriding and form.endswith(overriding):
        return _joined_to_head(form, language, _heads(form, language))
    table = _lemma_list(language)
    for end in reversed(ends):
        size = len(end)
        if size < _SHORTEST_HEAD:
            break
        at = len(form) - size
        if at >= _SHORTEST_LINK:
            # What makes the lemma of its last word makes that of the compound.
            joined = table.lemma_by(form, end)
            if len(joined) - at >= _SHORTEST_LINK:
                return _with_base(joined, form, language)
    return set()


def _joined_to_head(form: str, language: str, heads: Sequence[tuple[str, str]]) -> set[str]:
    for head, lemma in heads:
        at = len(form) - len(head)
        if at >= _SHORTEST_LINK and len(head) >= _SHORTEST_HEAD and len(lemma) >= _SHORTEST_LINK:
            return _with_base(form[:at] + lemma, form, language)
    return set()


def _with_base(joined: str, form: str, language: str) -> set[str]:
    """Give the lemma of a compound, and what a genitive is made of."""
    if form[-1:] == "s" and _lemma_list(language).get(form[:-1]) is not None:
        return {joined, form[:-1]}
    return {joined}


def _heads(form: str, language: str) -> list[tuple[str, str]]:
    """Give the words that a form ends in and their lemmas, the longest first; what the overrides say goes before the list."""
    overrides = _overrides(language)[0]
    ends = (form[at:] for at in range(len(form)))
    told = {end: overrides[end][0] for end in ends if end in overrides}
    return sorted({**dict(_lemma_list(language).endings(form)), **told}.items(), key=lambda found: -len(found[0]))


def _is_verb_form(form: str, lemma: str) -> bool:
    """Tell a verb that the list knows ("räcker" of "räcka"): its endings say nothing of nouns ("räcke")."""
    return lemma.endswith("a") and form in {lemma + "r", lemma[:-1] + "er", lemma[:-1] + "te", lemma[:-1] + "de"}


def _add_by_ending(form: str, language: str, found: set[str]) -> None:
    three, two, one = _endings(language)
    longest = len(form) - _SHORTEST_STEM
    for size, ending, replacements in three.get(form[-3:]) or two.get(form[-2:]) or one.get(form[-1:], ()):
        if size <= longest and (not ending or form.endswith(ending)):
            stem = form[:-size]
            for replacement in replacements:
                found.add(stem + replacement)
