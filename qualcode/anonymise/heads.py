"""The words that head the names of groups and units, and the words that only name their kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from qualcode.anonymise.name_lists import data_lines, read_data, word_set
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_word
from qualcode.language.places import place_names

_NOT_HEADS = (
    "området", "områdets", "områden", "områdena", "förråd", "förrådet", "utrymmet", "samhället",
    # Persons of that title.
    "kommunalrådet", "landstingsrådet", "oppositionsrådet", "borgarrådet", "statsrådet", "departementsrådet",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """A word that heads names: its type, what stands for it, and whether a compound with it is a name by itself."""

    word: str
    type: HitType
    plain: str
    alone: bool


@cache
def head_words() -> Mapping[str, Head]:
    """Give every head by its word."""
    rows = (line.split("\t") for line in data_lines("heads.tsv"))
    return {r[0]: Head(r[0], HitType(r[1]), r[2], r[3] == "yes") for r in rows}


@lru_cache(1 << 14)
def head_of(word: str) -> Head | None:
    """Give the head that ``word`` is or ends with (the longest), or None; "samordningsrummet" is headed by "rummet"."""
    low = word.lower()
    first, hyphen, _ = word.partition("-")
    if low.endswith(_NOT_HEADS) or (
        hyphen
        and not low.endswith("bordet")
        and (first.isupper() or first in place_names() or first.lower() in word_set("short_terms.clipped"))
    ):
        return None
    for cut in range(len(low) - 2):
        if cut in {1, 2}:
            continue
        head = head_words().get(low[cut:]) or head_words().get(low[cut:].removesuffix("s"))
        if head:
            return head
    return None


def names_one(low: str, head: Head) -> bool:
    """Tell whether a compound names one unit ("söderportskliniken") and not a kind of unit ("barnkliniken")."""
    first = low.removesuffix("s").removesuffix(head.word)
    return not is_word(low) and first.rstrip("s") not in generic_parts() and first not in generic_parts()


@cache
def generic_parts() -> frozenset[str]:
    """Give the first parts of compounds that name a kind of unit."""
    return frozenset(read_data("generic_words.txt").partition("[parts]")[2].partition("[words]")[0].split())


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(read_data("generic_words.txt").partition("[words]")[2].split())


@lru_cache(1 << 14)
def is_generic(low: str) -> bool:
    """Tell whether a common noun in the definite form is one that is often capitalised though it names nothing."""
    base = low.removesuffix("s")
    stems = {
        base,
        *(base.removesuffix(ending) for ending in ("n", "en", "et", "t", "na", "arna", "erna", "orna", "ena", "an")),
    }
    stems |= {stem + "a" for stem in stems}
    return bool(stems & _generic_words()) or any(
        stem.endswith(word)
        for stem in stems
        for word in _generic_words()
        if len(word) > 5  # noqa: PLR2004
    )
