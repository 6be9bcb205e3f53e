"""Which words are ordinary Swedish or English words, so that names stand out from them."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

_CACHE = 1 << 16
_LONGEST = 60
"""Longer rows of letters are no words; they would only cost time."""
_NOUN_ENDINGS = (
    "ande",
    "ende",
    "möte",
    "bete",
    "råde",
    "inte",
    "hundrade",
    "händelse",
    "tjugonde",
    "värde",
    "mitte",
    "minde",
    "bonde",
    "fiende",
    "förste",
    "sista",
    "näste",
    "äldste",
)
_PREFIXES = (
    "be",
    "för",
    "er",
    "ut",
    "in",
    "upp",
    "av",
    "på",
    "över",
    "an",
    "till",
    "om",
    "åter",
    "under",
    "med",
    "mot",
    "efter",
    "ned",
    "ner",
    "fram",
)


def _words(name: str) -> frozenset[str]:
    text = files("qualcode.language").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(" ".join(line for line in text.splitlines() if not line.startswith("#")).split())


@cache
def everyday_names() -> frozenset[str]:
    """Give the names, in lower case, that are everyday words as well (dag, sten, björn …): they need a context."""
    return _words("everyday_names.txt")


@cache
def function_words() -> frozenset[str]:
    """Give the function words in lower case: however they are capitalised, they are no names by themselves."""
    return _words("function_words.txt")


@cache
def _finite_verbs() -> frozenset[str]:
    return _words("finite_verbs.txt")


@cache
def speech_verbs() -> frozenset[str]:
    """Give the verbs of saying; a name follows them often ("säger Hodzic")."""
    return _words("speech_verbs.txt")


@lru_cache(_CACHE)
def is_word(word: str) -> bool:
    """Tell whether ``word`` in lower case is an ordinary word of Swedish; proper names that the lemma list holds are not."""
    import simplemma

    if len(word) > _LONGEST:
        return False
    return simplemma.is_known(word, lang="sv") and not simplemma.lemmatize(word, lang="sv")[:1].isupper()


@lru_cache(_CACHE)
def is_compound(word: str) -> bool:
    """Tell whether ``word`` in lower case splits into two ordinary words, each of three letters or more."""
    if len(word) > _LONGEST:
        return False
    for cut in range(3, len(word) - 2):
        head = word[:cut]
        if not is_word(word[cut:]):
            continue
        if (
            is_word(head)
            or is_word(head + "a")
            or is_word(head + "e")
            or (head[-1] in "so-" and len(head) > 3 and is_word(head[:-1]))  # noqa: PLR2004
        ):
            return True
    return False


@lru_cache(_CACHE)
def is_ordinary(word: str) -> bool:
    """Tell whether ``word``, whatever its case, is an ordinary word or a compound of such."""
    low = word.lower().strip("-’'")
    if is_word(low) or is_compound(low):
        return True
    if low.endswith("s") and (is_word(low[:-1]) or is_compound(low[:-1])):
        return True
    return "-" in low and all(is_word(part) or is_compound(part) for part in low.split("-") if part)


@lru_cache(_CACHE)
def is_english(word: str) -> bool:
    """Tell whether ``word`` in lower case is an ordinary English word; names of courses and programs often are."""
    import simplemma

    return (
        len(word) > 2 and simplemma.is_known(word, lang="en") and not simplemma.lemmatize(word, lang="en")[:1].isupper()  # noqa: PLR2004
    )


@lru_cache(_CACHE)
def may_be_strong_past(word: str) -> bool:
    """Tell whether a word with one vowel may be the past of a strong verb by its lemma ("teg" of tiga), and no noun ("plan")."""
    import simplemma

    if sum(map("aeiouyåäö".count, word)) != 1:
        return False
    lemma = simplemma.lemmatize(word, lang="sv")
    return lemma.endswith("a") and not lemma.startswith(word)


@lru_cache(_CACHE)
def is_finite_verb(word: str) -> bool:
    """Tell whether ``word`` may be a finite Swedish verb, judged by a list of strong verbs and the endings of the weak."""
    import simplemma

    if word in _finite_verbs() or any(
        word.startswith(prefix) and word[len(prefix) :] in _finite_verbs() for prefix in _PREFIXES
    ):
        return True
    if len(word) > 4 and word.endswith(  # noqa: PLR2004
        (
            "ade",
            "ades",
            "dde",
            "tte",
            "ste",
            "kte",
            "pte",
            "nde",
            "lde",
            "rde",
            "gde",
            "vde",
            "lte",
            "nte",
            "rte",
            "mde",
            "jde",
        )
    ):
        return not word.endswith(_NOUN_ENDINGS)
    if len(word) > 3 and word.endswith(("ar", "er", "as", "es")):  # noqa: PLR2004
        lemma = simplemma.lemmatize(word, lang="sv")
        return lemma != word and lemma.endswith("a")
    return False
