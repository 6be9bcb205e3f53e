"""Under which dictionary forms a word is known: lemma list, irregular forms, endings and the heads of compounds.

Matching compares keys: a word meets a term when they share one. A word may have several keys, because one written form can belong
to several words; a key too many does no harm unless it is itself a term.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualcode.language.lemma_table import LemmaList

SWEDISH = "sv"
ENGLISH = "en"
_SHORTEST_STEM = 3
_SHORTEST_HEAD = 4
_SHORTEST_LINK = 3
_LONGEST = 100
"""Letters of the longest word that is taken apart; what is longer is no word but a key, an address or a fault."""
_MARKS = str.maketrans({"’": "'"})


@cache
def _lemma_list(language: str) -> LemmaList:
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
def _endings(language: str) -> tuple[tuple[int, dict[str, tuple[str, ...]]], ...]:
    by_length: dict[int, dict[str, tuple[str, ...]]] = {}
    for ending, replacements in _table(f"suffixes_{language}.tsv").items():
        by_length.setdefault(len(ending), {})[ending] = replacements
    return tuple(sorted(by_length.items(), reverse=True))


def known_lemma(word: str, language: str = SWEDISH) -> str:
    """Give the lemma of a casefolded word that the lemma list holds, else "" (the list names one lemma a form)."""
    override = _table(f"lemma_overrides_{language}.tsv").get(word)
    if override:
        return override[0]
    return _lemma_list(language).get(word) or ""


@lru_cache(maxsize=20_000)
def keys(word: str, language: str = SWEDISH) -> frozenset[str]:
    """Give every dictionary form under which ``word`` may be known, itself included, casefolded.

    Cached, because several look-ups ask for the same word one after the other; what they find they remember themselves.
    """
    form = _plain(word)
    found = {form}
    if len(form) > _LONGEST:
        return frozenset(found)
    override = _table(f"lemma_overrides_{language}.tsv").get(form)
    if override:
        found.update(override)
        return frozenset(found)
    if "-" in form:
        found |= _hyphenated(form, language)
    lemma = _lemma_list(language).get(form)
    if lemma:
        found.add(lemma)
    if language == SWEDISH:
        if form.endswith("s") and len(form) > _SHORTEST_STEM:
            base = form[:-1]
            found |= {base, known_lemma(base, language) or base}
        if not lemma:
            found |= _by_head(form, language)
    if not form[-1:].isdigit() and not _is_verb_form(form, lemma or ""):
        found |= _by_ending(form, language)
    return frozenset(found)


def term_keys(word: str, language: str = SWEDISH) -> frozenset[str]:
    """Give the keys of a word that a codebook names: itself and its lemma, never guesses, so that terms stay narrow."""
    form = _plain(word)
    found = {form}
    override = _table(f"lemma_overrides_{language}.tsv").get(form)
    if override:
        return frozenset(found.union(override))
    lemma = _lemma_list(language).get(form)
    if lemma:
        found.add(lemma)
    elif language == SWEDISH:
        found |= _by_head(form, language)
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
    form = word.casefold().translate(_MARKS)
    head, colon, tail = form.partition(":")
    # "BUP:s", "IOP:er": the ending of an abbreviation is no part of it.
    return head if colon and tail.isalpha() else form


def _hyphenated(form: str, language: str) -> set[str]:
    stem, _, last = form.rpartition("-")
    if not stem or not last:
        return {form.strip("-")}
    return {form.replace("-", "")} | {f"{stem}{link}{key}" for key in keys(last, language) for link in ("-", "")}


def _by_head(form: str, language: str) -> set[str]:
    """Give the lemma of a compound the list lacks, by the longest ending that is a word of the list."""
    words = _lemma_list(language)
    overrides = _table(f"lemma_overrides_{language}.tsv")
    for at in range(_SHORTEST_LINK, len(form) - _SHORTEST_HEAD + 1):
        head = form[at:]
        lemma = overrides[head][0] if head in overrides else words.get(head)
        if lemma and len(lemma) >= _SHORTEST_LINK:
            found = {form[:at] + lemma}
            if form.endswith("s") and words.get(form[:-1]) is not None:
                found.add(form[:-1])
            return found
    return set()


def _is_verb_form(form: str, lemma: str) -> bool:
    """Tell a verb that the list knows ("räcker" of "räcka"): its endings say nothing of nouns ("räcke")."""
    return lemma.endswith("a") and form in {lemma + "r", lemma[:-1] + "er", lemma[:-1] + "te", lemma[:-1] + "de"}


def _by_ending(form: str, language: str) -> set[str]:
    found: set[str] = set()
    for length, endings in _endings(language):
        stem = form[:-length]
        if len(stem) < _SHORTEST_STEM:
            continue
        for replacement in endings.get(form[-length:], ()):
            found.add(stem + replacement)
    return found
