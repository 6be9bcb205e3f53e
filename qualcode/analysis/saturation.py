"""Saturation: how many codes each further document brought that none before it had.

The curve tells whether more dialogues would have brought more; it says nothing where the whole population was asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Document


class WholePopulationError(QualcodeError):
    """Every case of the population is in the material."""

    sentence = N_(
        "All {number} cases of the population are in the material, so there is nobody left whom saturation could speak of; "
        "use `qualcode matrix` or `qualcode counts`."
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One document in the order of time: the codes in it, those that were new, and how many had been seen by then."""

    document: str
    case: str
    date: str
    codes: int
    new: tuple[str, ...]
    seen: int


def saturation(
    documents: Sequence[Document], codes: Iterable[tuple[str, str]], population: Sequence[str] = ()
) -> tuple[Step, ...]:
    """Give a step for each document, by date and then by the order of import; undated ones last.

    ``codes`` are (document, code) pairs of what is coded; ``population`` the declared cases, if they are declared.

    Raises:
        WholePopulationError: when every declared case has a document.
    """
    if population and set(population) <= {d.metadata.case for d in documents}:
        raise WholePopulationError(number=len(population))
    inside: Mapping[str, set[str]] = {d.id: set() for d in documents}
    for home, code in codes:
        if home in inside:
            inside[home].add(code)
    seen: set[str] = set()
    steps = []
    order = {d.id: n for n, d in enumerate(documents)}
    for document in sorted(documents, key=lambda d: (not d.metadata.date, d.metadata.date, order[d.id])):
        new = tuple(sorted(inside[document.id] - seen))
        seen |= inside[document.id]
        meta = document.metadata
        steps.append(Step(document.id, meta.case, meta.date, len(inside[document.id]), new, len(seen)))
    return tuple(steps)
