"""Which passages of a code are quoted: what it mostly says first, then what contrasts, each clear by itself and telling no county."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from qualcode.domain.coding import Coding
from qualcode.domain.minutes import Document

_GOOD_LENGTH = (60, 420)
"""So many characters make a quote that stands on its own and is read to the end."""

_FIRST_WORD = re.compile(r"[^\W\d_]+")
_START = " \n\t*_-•–—…\"”“„»«'’./[]()"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A coded passage that may be quoted."""

    coding: Coding
    document: Document


@dataclass(frozen=True, slots=True)
class Choice:
    """The passages chosen of a code, those of them that may tell their county, and how many were held back for that reason."""

    chosen: tuple[Candidate, ...]
    disclosing: frozenset[str]
    held_back: int


def main_status(found: Iterable[Coding]) -> str:
    """Give the status that most codings have, the first by name among equals: it is what quotes should show first."""
    number = Counter(coding.status.value for coding in found)
    return min(number, key=lambda status: (-number[status], status), default="")


def choose(
    candidates: Sequence[Candidate],
    number: int,
    *,
    main: str,
    key: Callable[[Candidate], str],
    text: Callable[[Candidate], str],
    used: set[str],
    allow_disclosing: bool,
) -> Choice:
    """Choose at most ``number`` passages: all but the last say what the code mostly says (``main``), the last one contrasts.

    ``key`` gives the opaque id of a passage and breaks ties; ``text`` its published text; ``used`` are the names that quotes hold
    already (changed in place): no two quotes may share one. Passages that may tell their county come last and only when allowed.
    """
    from qualcode.anonymise.disclosing_cues import disclosing_words, own_names

    chosen: list[Candidate] = []
    told: set[str] = set()
    cues: dict[str, frozenset[str]] = {}

    def clear(one: Candidate, *, disclosing: bool) -> bool:
        words = cues.setdefault(key(one), disclosing_words(text(one)))
        return not words if not disclosing else not (own_names(text(one)) & used)

    def take(wanted: Callable[[str], bool], *, disclosing: bool = False) -> bool:
        cases = Counter(one.document.metadata.case for one in chosen)
        left = [one for one in candidates if wanted(one.coding.status.value) and not _is_quoted(one, chosen)]
        for one in sorted(left, key=lambda one: _rank(one, cases, key)):
            if clear(one, disclosing=disclosing):
                chosen.append(one)
                if disclosing:
                    told.add(key(one))
                    used.update(own_names(text(one)))
                return True
        return False

    for _ in range(max(1, number - 1)):
        take(lambda status: status == main)
    if number > 1:
        take(lambda status: status != main)
    wanted = min(number, _places(candidates))
    while len(chosen) < wanted and take(lambda _: True):
        pass
    while allow_disclosing and len(chosen) < wanted and take(lambda _: True, disclosing=True):
        pass
    return Choice(tuple(chosen), frozenset(told), wanted - len(chosen))


def _is_quoted(one: Candidate, chosen: Sequence[Candidate]) -> bool:
    """Tell whether a passage, or words of it, are chosen already: two coders' codings of the same words make one quote."""
    return any(one.document.id == other.document.id and one.coding.span.overlaps(other.coding.span) for other in chosen)


def _places(candidates: Sequence[Candidate]) -> int:
    """Count the places that passages stand at; those that overlap are one."""
    number = 0
    at = ("", 0)
    for document, start, end in sorted((c.document.id, c.coding.span.start, c.coding.span.end) for c in candidates):
        if document != at[0] or start >= at[1]:
            number += 1
            at = (document, end)
        else:
            at = (document, max(at[1], end))
    return number


def _rank(one: Candidate, cases: Counter[str], key: Callable[[Candidate], str]) -> tuple[bool, int, bool, float, str]:
    low, high = _GOOD_LENGTH
    passage = one.coding.span.of(one.document.text)
    good = low <= len(one.coding.span) <= high
    # The keyed id breaks ties, so that the choice tells nothing of the order of documents.
    return (is_loose(passage, _loose()), cases[one.document.metadata.case], not good, -one.coding.score, key(one))


def is_loose(passage: str, words: Collection[str]) -> bool:
    """Tell whether a passage begins with one of ``words``, which lean on what was said before it, or in the middle of a sentence."""
    bare = passage.lstrip(_START)
    first = _FIRST_WORD.match(bare)
    return first is not None and first.group().lower() in words


def _loose() -> frozenset[str]:
    from qualcode.anonymise.name_lists import word_set

    return word_set("quoting.loose")
