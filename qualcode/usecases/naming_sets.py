"""Naming sets: the sentence that tells a reader which sets a table of combinations is of, and `verify` how to make it again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from qualcode.analysis.counting import label_of
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_
from qualcode.exchange.word_ids import digest, letters_of, number_of
from qualcode.language.wording import translator
from qualcode.usecases.project import Project

COUNT = "count:"
"""What stands before the id of a declared count, since a code may have the same."""
APART = "; "
"""Between the names of sets."""
_IS = " = "
_SETS = N_("Sets: {sets}.")


def sets_sentence(project: Project, sets: Iterable[tuple[str, str]]) -> str:
    """Give the sentence on sets by (name, what was asked for).

    A code or declared count is told by its name alone, which the codebook explains; what somebody has put together himself is told as
    he asked for it.
    """
    known = _by_name(project)
    told = []
    for name, asked in sets:
        if known.get(name) == asked:
            told.append(name)
        else:
            told.append(asked if name == asked or any(mark in name for mark in (APART, _IS)) else f"{name}{_IS}{asked}")
    return translator(project.language)(_SETS).format(sets=APART.join(told))


def asked_sets(project: Project, sentence: str) -> list[str]:
    """Give the words, as `combinations` takes them, that a sentence on sets tells; none when it is no such sentence."""
    before, _, after = translator(project.language)(_SETS).partition("{sets}")
    if not sentence.startswith(before):
        return []
    known = _by_name(project)
    words = []
    for part in sentence.removeprefix(before).removesuffix(after).split(APART):
        name, equals, asked = part.partition(_IS)
        words.append(f"{name}={asked}" if equals else known.get(part, part))
    return words


def sets_key(sentence: str, statuses: Iterable[CellStatus]) -> str:
    """Give what a table's tag tells of its sets: which statuses count, and a digest of the sentence on them."""
    places = list(CellStatus)
    return f"{letters_of(sum(1 << places.index(status) for status in set(statuses)))}-{digest(sentence)}"


def statuses_in_key(key: str) -> tuple[CellStatus, ...]:
    """Give the statuses that ``sets_key`` told; none of a key that it has not made."""
    bits = number_of(key.partition("-")[0])
    return tuple(status for n, status in enumerate(CellStatus) if bits >> n & 1)


def _by_name(project: Project) -> dict[str, str]:
    """Give what is asked for by the name of each code, theme and declared count that no other has."""
    language = project.language
    named = [(code.name(language), code.path) for code in project.codebook.walk()]
    named += [(label_of(rule, language), COUNT + rule.id) for rule in project.codebook.counts]
    often = Counter(name for name, _ in named)
    return {name: asked for name, asked in named if often[name] == 1 and not _marked(name)}


def _marked(name: str) -> bool:
    return APART in name or _IS in name
