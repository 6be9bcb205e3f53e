"""Agreement between coders: coefficients with intervals, per code and over all, and what they mean in words."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.analysis import coefficients as known
from qualcode.analysis.agreement_units import CODED, Work, continuum, ratings_by_code, sets_by_segment
from qualcode.analysis.ratings import PAIR, Ratings, joined
from qualcode.analysis.set_distances import jaccard, masi
from qualcode.analysis.unitising import unitised, unitised_alpha
from qualcode.domain.coding import CellStatus

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SAMPLES = 1000
"""Bootstrap samples behind an interval."""
_SEED = 20040701
_LOW, _HIGH = 2.5, 97.5
_ENOUGH = 0.5
"""An interval is given when at least this share of its samples is defined."""
_TWO = 2
_SCALE = (CellStatus.ABSENT.value, CellStatus.POSSIBLE.value, CellStatus.PLANNED.value, CellStatus.PRESENT.value)
"""The statuses that have an order: from is not, over may be and will be, to is."""

FIRST = ("percent", "cohen_kappa", "krippendorff_alpha")
"""What is given unless all is asked for."""
EVERY: Mapping[str, known.Coefficient] = {
    "percent": known.percent,
    "cohen_kappa": known.cohen_kappa,
    "krippendorff_alpha": known.krippendorff_alpha,
    "scott_pi": known.scott_pi,
    "fleiss_kappa": known.fleiss_kappa,
    "conger_kappa": known.conger_kappa,
    "brennan_prediger": known.brennan_prediger,
    "gwet_ac1": known.gwet_ac1,
}


@dataclass(frozen=True, slots=True)
class Estimate:
    """A coefficient with its 95 % bootstrap interval; None where it is not defined, ``low`` and ``high`` None without interval."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agree on one code, or over all (``code`` "").

    ``units`` counts what at least two coders rated: cells, documents, paragraphs, or characters for spans; ``used`` is the number
    of units to which anybody gave something other than "not mentioned" or "not coded".
    """

    code: str
    units: int
    used: int
    estimates: Mapping[str, Estimate] = field(default_factory=dict)


def agreements(work: Work, unit: str, *, every: bool = False) -> tuple[Agreement, ...]:
    """Give the agreement over all codes first, then of each code, in the codebook's order.

    Intervals come from drawing whole cases (or documents) again, since what is said in one county hangs together. ``every`` adds
    the coefficients that few ask for.
    """
    tables = ratings_by_code(work, unit)
    together = joined(tables.values())
    rows = [_agreement("", together, every=every)]
    # A status that could be chosen for any code could be chosen for each: chance is the same for all.
    rows += [
        _agreement(code, Ratings(t.coders, t.rows, t.weights, t.clusters, together.used), every=every)
        for code, t in tables.items()
    ]
    if every and unit == "span":
        return _with_unitised(work, rows)
    if every and unit == "segment":
        return (_with_sets(work, rows[0]), *rows[1:])
    return tuple(rows)


def disagreements(work: Work) -> tuple[tuple[str, str, tuple[str | None, ...]], ...]:
    """Give the cells in which coders differ: case, code, and the status by each coder (None where there is none)."""
    found = []
    for code, table in ratings_by_code(work, "cell").items():
        for case, row in zip(table.clusters, table.rows, strict=True):
            told = {status for status in row if status is not None}
            if len(told) > 1:
                found.append((case, code, row))
    return tuple(found)


def _agreement(code: str, table: Ratings, *, every: bool) -> Agreement:
    silent = {
        CellStatus.NOT_MENTIONED.value,
        None,
        *(c for c in table.categories if c != CODED and CODED in table.categories),
    }
    pairs = [
        (row, weight)
        for row, weight in zip(table.rows, table.shares, strict=True)
        if sum(c is not None for c in row) >= PAIR
    ]
    units = round(sum(float(weight) for _, weight in pairs))
    used = round(sum(float(weight) for row, weight in pairs if not set(row) <= silent))
    condensed = table.condensed()
    draws = condensed.draws(SAMPLES, _SEED) if pairs else None
    estimates = {
        name: _estimate(coefficient, condensed, draws) for name, coefficient in EVERY.items() if every or name in FIRST
    }
    if every:
        estimates["holsti"] = Estimate(_holsti(table, silent))
        ordered = _ordered(table)
        if ordered is not None:
            estimates["krippendorff_alpha_ordinal"] = Estimate(
                _number(known.krippendorff_alpha(ordered, distance=known.ordinal))
            )
    return Agreement(code, units, used, estimates)


def _estimate(coefficient: known.Coefficient, table: Ratings, draws: NDArray[np.float64] | None) -> Estimate:
    import numpy as np

    value = _number(coefficient(table))
    # A case that one coder alone has judged says nothing of agreement, and varies nothing.
    shared = {
        cluster
        for cluster, row in zip(table.clusters, table.rows, strict=True)
        if sum(c is not None for c in row) >= PAIR
    }
    if value is None or draws is None or len(shared) < _TWO:
        return Estimate(value)
    samples = coefficient(table, draws)
    samples = samples[~np.isnan(samples)]
    if len(samples) < SAMPLES * _ENOUGH:
        return Estimate(value)
    low, high = np.percentile(samples, [_LOW, _HIGH])
    return Estimate(value, float(low), float(high))


def _holsti(table: Ratings, silent: set[str | None]) -> float | None:
    """Give 2A / (N1 + N2) of what two coders gave, silence apart; of more coders the pairs' decisions together."""
    both = made = 0.0
    for row, weight in zip(table.rows, table.shares, strict=True):
        given = [c for c in row if c is not None]
        for i, first in enumerate(given):
            for second in given[i + 1 :]:
                made += float(weight) * ((first not in silent) + (second not in silent))
                both += float(weight) * (first == second and first not in silent)
    return _number(known.holsti(both, made / 2, made / 2))


def _ordered(table: Ratings) -> Ratings | None:
    """Give the ratings with their categories in order, or None when some have no place in it (past, mixed, not mentioned)."""
    chosen = {c for row in table.rows for c in row if c is not None}
    if len(chosen) <= _TWO or not chosen <= set(_SCALE):
        return None
    return Ratings(table.coders, table.rows, table.weights, table.clusters, _SCALE)


def _with_unitised(work: Work, rows: list[Agreement]) -> tuple[Agreement, ...]:
    length, codes = continuum(work)
    if not length:
        return tuple(rows)
    each = {code: unitised(length, spans).alpha for code, spans in codes.items()}
    each[""] = unitised_alpha(length, codes)
    return tuple(_with(row, krippendorff_alpha_unitised=each[row.code]) for row in rows)


def _with_sets(work: Work, row: Agreement) -> Agreement:
    sets = sets_by_segment(work)
    if not sets.pairable:
        return row
    return _with(
        row,
        krippendorff_alpha_masi=float(known.krippendorff_alpha(sets, distance=masi)),
        krippendorff_alpha_jaccard=float(known.krippendorff_alpha(sets, distance=jaccard)),
    )


def _with(row: Agreement, **values: float) -> Agreement:
    more = {name: Estimate(_number(value)) for name, value in values.items()}
    return Agreement(row.code, row.units, row.used, {**row.estimates, **more})


def _number(value: object) -> float | None:
    found = float(value)  # type: ignore[arg-type]  # a number or an array of one
    return None if math.isnan(found) else found
