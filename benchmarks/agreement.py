"""Compare the coefficients of agreement with independent packages on random tables.

The packages are for checking only and stand in no lock file; install them where this is run:
`pip install krippendorff nltk irrCAC scikit-learn`, in an environment of its own that has qualcode as well.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Callable

from qualcode.analysis.coefficients import (
    brennan_prediger,
    cohen_kappa,
    conger_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    ordinal,
)
from qualcode.analysis.ratings import Ratings
from qualcode.analysis.set_distances import jaccard, jaccard_distance, masi, masi_distance

TABLES = 200
_CATEGORIES = "12345"


def table(rng: random.Random, coders: int, *, missing: float) -> Ratings:
    """Give a random table in which coders agree more often than by chance and every category occurs."""
    rows = [tuple(c for _ in range(coders)) for c in _CATEGORIES]
    for _ in range(rng.randint(10, 40)):
        true = rng.choice(_CATEGORIES)
        given = (true if rng.random() < 0.6 else rng.choice(_CATEGORIES) for _ in range(coders))
        rows.append(tuple(None if rng.random() < missing else c for c in given))
    return Ratings(tuple(f"k{i}" for i in range(coders)), tuple(rows))


def against_krippendorff(data: Ratings) -> list[tuple[str, float, float]]:
    import krippendorff
    import numpy as np

    values = [[np.nan if row[g] is None else float(row[g] or 0) for row in data.rows] for g in range(len(data.coders))]
    return [
        (
            f"α {level}",
            float(krippendorff_alpha(data, distance=distance)),
            float(krippendorff.alpha(reliability_data=values, level_of_measurement=level)),
        )
        for level, distance in (("nominal", None), ("ordinal", ordinal))
    ]


def against_irrcac(data: Ratings) -> list[tuple[str, float, float]]:
    import pandas as pd
    from irrCAC.raw import CAC

    frame = pd.DataFrame(list(data.rows), columns=list(data.coders))
    peer = CAC(frame, digits=12)
    return [
        (name, float(ours(data)), float(theirs()["est"]["coefficient_value"]))
        for name, ours, theirs in (
            ("Gwet AC1", gwet_ac1, peer.gwet),
            ("Fleiss κ", fleiss_kappa, peer.fleiss),
            ("Conger κ", conger_kappa, peer.conger),
            ("Brennan–Prediger", brennan_prediger, peer.bp),
        )
    ]


def against_scikit_learn(data: Ratings) -> list[tuple[str, float, float]]:
    from sklearn.metrics import cohen_kappa_score

    first, second = zip(*data.rows, strict=True)
    return [("Cohen κ", float(cohen_kappa(data)), float(cohen_kappa_score(first, second)))]


def against_nltk(rng: random.Random) -> list[tuple[str, float, float]]:
    from nltk.metrics import jaccard_distance as nltk_jaccard
    from nltk.metrics import masi_distance as nltk_masi
    from nltk.metrics.agreement import AnnotationTask

    sets = [frozenset(rng.sample("abcd", rng.randint(1, 3))) for _ in range(40)]
    pairs = [(s, s if rng.random() < 0.5 else rng.choice(sets)) for s in sets]
    triples = [(who, str(i), one) for i, pair in enumerate(pairs) for who, one in zip(("a", "b"), pair, strict=True)]
    ours = Ratings(("a", "b"), tuple((" ".join(sorted(x)), " ".join(sorted(y))) for x, y in pairs))
    found = [
        ("α Jaccard", float(krippendorff_alpha(ours, distance=jaccard)), AnnotationTask(triples, nltk_jaccard).alpha()),
        ("α MASI", float(krippendorff_alpha(ours, distance=masi)), AnnotationTask(triples, nltk_masi).alpha()),
    ]
    for x, y in pairs:
        found.append(("Jaccard distance", jaccard_distance(x, y), nltk_jaccard(x, y)))
        found.append(("MASI distance", masi_distance(x, y), nltk_masi(x, y)))
    return found


def main() -> None:
    warnings.simplefilter("ignore")
    rng = random.Random(2004)  # noqa: S311 - tables to compare, no secret
    worst: dict[tuple[str, str], float] = {}
    runs: tuple[tuple[str, Callable[[], list[tuple[str, float, float]]]], ...] = (
        ("krippendorff", lambda: against_krippendorff(table(rng, 4, missing=0.2))),
        ("irrCAC", lambda: against_irrcac(table(rng, 4, missing=0.2))),
        ("scikit-learn", lambda: against_scikit_learn(table(rng, 2, missing=0))),
        ("nltk", lambda: against_nltk(rng)),
    )
    for package, compare in runs:
        for _ in range(TABLES):
            for name, ours, theirs in compare():
                worst[name, package] = max(worst.get((name, package), 0.0), abs(ours - theirs))
    print(f"| coefficient, {TABLES} random tables | package | largest difference |")
    print("| --- | --- | --- |")
    for (name, package), apart in worst.items():
        print(f"| {name} | {package} | {apart:.1e} |")


if __name__ == "__main__":
    main()
