"""Krippendorff's α for unitising: do coders see the same passages at all, and with the same borders?

Unlike α over characters it cares for where passages begin and end: two neighbouring passages are not one long one. Source:
Krippendorff 2004, "Measuring the reliability of qualitative text analysis data", Quality & Quantity 38; the worked example there
(two observers, two codes, a continuum of 300) is a test.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations

Passages = Sequence[Sequence[tuple[int, int]]]
"""Each coder's half-open spans of one code in one continuum; overlapping ones of one coder are taken as one."""


@dataclass(frozen=True, slots=True)
class _Section:
    begin: int
    length: int
    coded: bool


@dataclass(frozen=True, slots=True)
class Unitised:
    """Observed and expected disagreement of one code, both in units of the continuum's length squared."""

    observed: float
    expected: float

    @property
    def alpha(self) -> float:
        """Give α; nan when nobody coded anything."""
        return 1 - self.observed / self.expected if self.expected else float("nan")


def unitised(length: int, passages: Passages) -> Unitised:
    """Give the disagreement of one code over a continuum of ``length`` characters."""
    coders = [_sections(length, spans) for spans in passages]
    return Unitised(_observed(length, coders), _expected(length, coders))


def unitised_alpha(length: int, codes: Mapping[str, Passages]) -> float:
    """Give α over all codes: one minus the sum of observed over the sum of expected disagreements; nan when nothing is coded."""
    found = [unitised(length, passages) for passages in codes.values()]
    return Unitised(sum(f.observed for f in found), sum(f.expected for f in found)).alpha


def _sections(length: int, spans: Sequence[tuple[int, int]]) -> list[_Section]:
    """Cut the continuum into a coder's passages and the gaps between them."""
    sections: list[_Section] = []
    at = 0
    for begin, end in _merged(spans):
        if begin > at:
            sections.append(_Section(at, begin - at, coded=False))
        sections.append(_Section(begin, end - begin, coded=True))
        at = end
    if at < length:
        sections.append(_Section(at, length - at, coded=False))
    return sections


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what overlaps; passages that only touch stay two."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged


def _observed(length: int, coders: Sequence[Sequence[_Section]]) -> float:
    apart = sum(_apart(a, b) for one, other in permutations(coders, 2) for a in one for b in other)
    return apart / (len(coders) * (len(coders) - 1) * length**2)


def _apart(a: _Section, b: _Section) -> float:
    """Give the squared distance of two coders' sections: of overlapping passages by their borders, of a passage in a gap by its length."""
    shift = a.begin - b.begin
    if a.coded and b.coded:
        if -a.length < shift < b.length:
            return float(shift**2 + (shift + a.length - b.length) ** 2)
        return 0.0
    if a.coded and b.length - a.length >= shift >= 0:
        return float(a.length**2)
    if b.coded and a.length - b.length >= -shift >= 0:
        return float(b.length**2)
    return 0.0


def _expected(length: int, coders: Sequence[Sequence[_Section]]) -> float:
    """Give the disagreement of all ways to lay the coders' sections over each other by chance."""
    sections = [s for one in coders for s in one]
    units = [s.length for s in sections if s.coded]
    gaps = [s.length for s in sections if not s.coded]
    total = len(coders) * length
    apart = sum(
        (len(units) - 1) / 3 * (2 * u**3 - 3 * u**2 + u) + u**2 * sum(g - u + 1 for g in gaps if g >= u) for u in units
    )
    ways = total * (total - 1) - sum(u * (u - 1) for u in units)
    return 2 / length * apart / ways if ways else 0.0
