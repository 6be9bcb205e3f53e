"""Where an indicator stands in a sentence that the sieve has let through: places only where all its lists are met."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from qualcode.domain.codebook import Scope
from qualcode.domain.spans import Span
from qualcode.engine.indicators import (
    REGEX_SECONDS,
    Anchored,
    CompiledCodebook,
    CompiledIndicator,
    Numbered,
    RegexTimeoutError,
    TermList,
)
from qualcode.engine.lines import Line as Line  # noqa: PLC0414 - others look for it here
from qualcode.engine.lines import Lines
from qualcode.engine.term_patterns import LONGEST_GAP

_MOST_LIGHT = 2
_BORDER_SIGNS = ("^", "$", "\\A", "\\Z", "(?!", "(?<", "\\G", "(?r", "(?m", "(?e", "(?b")
_MOST_PLACES = 4
"""So many places of one list are tried in a sentence; a sentence that repeats a word more often says nothing new."""


class Match(NamedTuple):
    """An indicator met: the words (their places in the sentence) that met it, and those elsewhere in the paragraph."""

    indicator: int
    places: tuple[int, ...]
    beyond: tuple[Span, ...] = ()


def matches(line: Line, number: int, compiled: CompiledCodebook, paragraph: Sequence[Line] = ()) -> list[Match]:
    """Give where indicator ``number`` stands in the sentence; ``paragraph`` are the sentences around it, which only its scope needs."""
    indicator = compiled.indicators[number]
    if indicator.sections and not in_section(line, indicator.sections):
        return []
    own: list[list[tuple[int, ...]]] = []
    across = indicator.rule.scope is Scope.PARAGRAPH
    for slot in indicator.slots:
        own.append(places_of(line, slot))
        if not own[-1] and (not across or len(own) == 1):
            return []
    if indicator.unless is not None and holds(line, indicator.unless):
        return []
    if across:
        return _across(line, number, indicator, own, paragraph)
    within = indicator.rule.within if indicator.rule.scope is Scope.WORDS else 0
    found: dict[tuple[int, ...], Match] = {}
    if len(own) == 1:
        return [Match(number, start) for start in dict.fromkeys(own[0])]
    for start in own[0]:
        chosen = _nearest(start, own[1:])
        places = tuple(sorted({place for term in chosen for place in term}))
        if not within or _distance(chosen) <= within:
            found.setdefault(places, Match(number, places))
    return list(found.values())


def _distance(terms: Sequence[tuple[int, ...]]) -> int:
    """Count the words from the end of the first term to the start of the last, as a reader would."""
    return max(0, max(term[0] for term in terms) - min(term[-1] for term in terms))


def _nearest(start: tuple[int, ...], rest: Sequence[Sequence[tuple[int, ...]]]) -> list[tuple[int, ...]]:
    return [start, *(min(terms, key=lambda t: (abs(t[0] - start[0]), t)) for terms in rest)]


def _across(
    line: Line,
    number: int,
    indicator: CompiledIndicator,
    own: Sequence[Sequence[tuple[int, ...]]],
    paragraph: Sequence[Line],
) -> list[Match]:
    beyond: list[Span] = []
    places: set[int] = set()
    for slot, here in zip(indicator.slots[1:], own[1:], strict=True):
        if here:
            places.update(here[0])
            continue
        hit = next(
            ((other, term) for other in paragraph if other is not line for term in places_of(other, slot)[:1]),
            None,
        )
        if hit is None:
            return []
        other, term = hit
        beyond += (Span(*other.borders[place]) for place in term)
    return [Match(number, tuple(sorted(places.union(start))), tuple(beyond)) for start in own[0][:1]]


def in_section(line: Line, sections: frozenset[str]) -> bool:
    """Tell whether a sentence stands under one of the focus areas or headings; texts without known headings never limit."""
    if not line.focused:
        return True
    return not sections.isdisjoint(line.sections)


def holds(line: Line, terms: TermList) -> bool:
    """Tell whether the sentence has one of the terms."""
    present = line.present
    if terms.trigger.isdisjoint(present):
        return False
    return not terms.singles.isdisjoint(present) or bool(_sequences_in(line, terms))


def places_of(line: Line, terms: TermList) -> list[tuple[int, ...]]:
    """Give the first places where one of the terms stands, as word numbers of the sentence.

    Longer terms first, so that the words of a sequence count as matched and not as what stands around the match.
    """
    present = line.present
    if terms.trigger.isdisjoint(present):
        return []
    if not terms.sequences:
        # Most lists in a sentence are met by single words.
        return _places_of_words(line, terms.singles)[:_MOST_PLACES]
    found: list[tuple[int, ...]] = []
    met = _sequences_in(line, terms)
    if met:
        found = sorted(met, key=_longest_first)[:_MOST_PLACES]
    if len(found) < _MOST_PLACES:
        singles = terms.singles & present
        if singles:
            found += _places_of_words(line, singles)[: _MOST_PLACES - len(found)]
    return found


def _places_of_words(line: Line, atoms: frozenset[int]) -> list[tuple[int, ...]]:
    return [(place,) for place, here in enumerate(line.atoms) if not atoms.isdisjoint(here)]


def _longest_first(places: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return -len(places), places


def _sequences_in(line: Line, terms: TermList) -> set[tuple[int, ...]]:
    """Give where terms of several words stand."""
    met: set[tuple[int, ...]] = set()
    for atom in terms.trigger & line.present:
        if (listed := terms.sequences.get(atom)) is not None:
            _add_sequences(line, listed, atom, terms.light, met)
    return met


def _add_sequences(
    line: Line, listed: Sequence[Anchored], atom: int, light: frozenset[int], met: set[tuple[int, ...]]
) -> None:
    atoms, lacks, size = line.atoms, line.present.isdisjoint, len(line.atoms)
    places: list[int] = []
    for sequence, anchor, step, demand, others in listed:
        # Most terms with a gap lack their other word in the whole sentence.
        if others and any(map(lacks, others)):
            continue
        places = places or line.where(atom)
        for place in places:
            if step:
                if not 0 <= place + step < size:
                    continue
                beside = atoms[place + step]
                if demand.isdisjoint(beside) and light.isdisjoint(beside):
                    continue
            if anchor < 0:
                met.update(sequence_places(atoms, sequence, light))
                break
            for start in range(place - anchor, place - anchor - (_MOST_LIGHT + 1 if anchor else 1), -1):
                rest = follow(atoms, sequence, 0, start, light) if start >= 0 else None
                if rest:
                    met.add(rest)
                    break


def sequence_places(
    atoms: Sequence[frozenset[int]], sequence: Numbered, light: frozenset[int]
) -> Iterator[tuple[int, ...]]:
    """Give every place where a sequence starts, gaps as short as they can be."""
    first = sequence[0]
    if not isinstance(first, frozenset):
        return
    for place, here in enumerate(atoms):
        if here and not first.isdisjoint(here):
            rest = follow(atoms, sequence, 1, place + 1, light)
            if rest is not None:
                yield (place, *rest)


def follow(
    atoms: Sequence[frozenset[int]], sequence: Numbered, step: int, place: int, light: frozenset[int] = frozenset()
) -> tuple[int, ...] | None:
    """Give the places of the sequence from ``step`` on when it goes on at ``place``, else None; ``light`` words may stand inside."""
    met: list[int] = []
    size = len(atoms)
    for at in range(step, len(sequence)):
        slot = sequence[at]
        if slot is False:
            rest = _over_gap(atoms, sequence, at + 1, place, light)
            return None if rest is None else (*met, *rest)
        if place >= size:
            return None
        if slot is not True:
            skipped = 0
            while slot.isdisjoint(atoms[place]):
                skipped += 1
                if not at or skipped > _MOST_LIGHT or light.isdisjoint(atoms[place]) or place + 1 >= size:
                    return None
                place += 1
            met.append(place)
        place += 1
    return tuple(met)


def _over_gap(
    atoms: Sequence[frozenset[int]], sequence: Numbered, step: int, place: int, light: frozenset[int]
) -> tuple[int, ...] | None:
    """Follow the sequence from ``step`` on from the first place, not too far, where it goes on."""
    then = sequence[step] if step < len(sequence) else True
    for start in range(place, place + LONGEST_GAP + 1):
        if isinstance(then, frozenset):
            if start >= len(atoms):
                return None
            if then.isdisjoint(atoms[start]) and light.isdisjoint(atoms[start]):
                continue
        rest = follow(atoms, sequence, step, start, light)
        if rest is not None:
            return rest
    return None


def sentences_to_try(
    compiled: CompiledCodebook, numbers: Sequence[int], text: str, lines: Lines
) -> list[tuple[int, int]]:
    """Give the sentences on which each regular expression that the sieve can tell nothing of is worth trying.

    A hit in a sentence also begins there in the whole text, so that one pass over the text finds the sentences; expressions
    that look at the borders of a sentence are tried on all.
    """
    found: list[tuple[int, int]] = []
    starts = lines.begins
    within = (lines.part.start, lines.part.end)
    for number in numbers:
        indicator = compiled.indicators[number]
        sentences: set[int] = set(range(len(lines)))
        if not any(sign in indicator.rule.regex for sign in _BORDER_SIGNS):
            try:
                hits = {hit.start() for hit in indicator.regex.finditer(text, *within, overlapped=True, timeout=1.0)}
                sentences = {bisect_right(starts, start) - 1 for start in hits} - {-1}
            except TimeoutError:
                # Slow on the whole text says nothing about single sentences; those have their own limit.
                sentences = set(range(len(lines)))
        found += ((sentence, number) for sentence in sorted(sentences))
    return found


def regex_matches(line: Line, number: int, compiled: CompiledCodebook) -> list[Match]:
    """Give where a regular expression stands in the sentence.

    Raises:
        RegexTimeoutError: when it works longer than ``REGEX_SECONDS``.
    """
    indicator = compiled.indicators[number]
    if _barred(line, indicator):
        return []
    try:
        hits = indicator.regex.finditer(line.said, timeout=REGEX_SECONDS)
        spans = [hit.span() for hit in islice(hits, _MOST_PLACES)]
    except TimeoutError as fault:
        raise RegexTimeoutError(indicator=indicator.rule.id, line=indicator.rule.line, seconds=REGEX_SECONDS) from fault
    if not spans:
        return []
    return [
        Match(number, places) for a, b in spans if (places := _words_in(line, a + line.span.start, b + line.span.start))
    ]


def token_matches(line: Line, number: int, compiled: CompiledCodebook, language: str) -> list[Match]:
    """Give where a spaCy token pattern stands in the sentence."""
    if _barred(line, compiled.indicators[number]):
        return []
    found = compiled.token_matcher(number, language).find(line.said)
    spans = (hit.shifted(line.span.start) for hit in found)
    return [Match(number, places) for hit in spans if (places := _words_in(line, hit.start, hit.end))]


def _barred(line: Line, indicator: CompiledIndicator) -> bool:
    if indicator.sections and not in_section(line, indicator.sections):
        return True
    return indicator.unless is not None and holds(line, indicator.unless)


def _words_in(line: Line, start: int, end: int) -> tuple[int, ...]:
    """Give the words that a passage touches; a passage of punctuation alone gives none."""
    first = max(0, bisect_left(line.borders, (start, start)) - 1)
    return tuple(i for i in range(first, len(line.borders)) if line.borders[i][0] < end and line.borders[i][1] > start)
