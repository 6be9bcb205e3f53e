"""Co-occurrence: which codes come together, in overlapping passages or in one sentence, section, document or case."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from qualcode.analysis.proposing import Passage
from qualcode.domain.minutes import Document, SegmentKind

PLACES = ("overlap", "sentence", "section", "document", "case")
"""Where two codes must meet, the closest first."""
_PARTS = {"sentence": SegmentKind.SENTENCE, "section": SegmentKind.SECTION}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes: in how many places each occurs and both do.

    A place is what was asked for; for overlap it is a passage, and ``together`` counts pairs of passages that share a character.
    """

    first: str
    second: str
    firsts: int
    seconds: int
    together: int

    @property
    def coefficient(self) -> float:
        """Give together / (first + second − together), the Jaccard coefficient: 0 never, 1 always together.

        For overlap it is ATLAS.ti's c-coefficient and held to 1: a long passage may overlap several short ones.
        """
        either = self.firsts + self.seconds - self.together
        return min(1.0, self.together / either) if either > 0 else 1.0


def cooccurrences(passages: Iterable[Passage], documents: Sequence[Document], place: str) -> tuple[Pair, ...]:
    """Give every pair of codes that meets at least once, the most frequent first; ties by code.

    ``documents`` are those of the analysis, with their segments for "sentence" and "section"; passages of others are passed over.
    """
    known = {d.id: d for d in documents}
    kept = [p for p in passages if p.document in known]
    each, both = _overlaps(kept) if place == "overlap" else _places(kept, known, place)
    pairs = (Pair(a, b, each[a], each[b], number) for (a, b), number in both.items())
    return tuple(sorted(pairs, key=lambda p: (-p.together, p.first, p.second)))


def _overlaps(passages: Sequence[Passage]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    each: Counter[str] = Counter(p.code for p in passages)
    both: Counter[tuple[str, str]] = Counter()
    open_now: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.document, p.start, p.end, p.code)):
        open_now = [p for p in open_now if p.document == passage.document and p.end > passage.start]
        for other in open_now:
            if other.code != passage.code:
                both[_ordered(other.code, passage.code)] += 1
        open_now.append(passage)
    return each, both


def _places(
    passages: Sequence[Passage], documents: dict[str, Document], place: str
) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    codes: dict[object, set[str]] = defaultdict(set)
    starts = {
        key: [s.span.start for s in d.part(_PARTS[place])] if place in _PARTS else [] for key, d in documents.items()
    }
    for passage in passages:
        document = documents[passage.document]
        if place == "case":
            codes[document.metadata.case].add(passage.code)
        elif place == "document":
            codes[document.id].add(passage.code)
        else:
            first = bisect_right(starts[document.id], passage.start)
            last = bisect_right(starts[document.id], max(passage.start, passage.end - 1))
            for number in range(first, last + 1):
                codes[document.id, number].add(passage.code)
    each: Counter[str] = Counter(code for found in codes.values() for code in found)
    both = Counter(pair for found in codes.values() for pair in combinations(sorted(found), 2))
    return each, both


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a <= b else (b, a)
