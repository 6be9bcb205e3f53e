"""Learns columns of weights from passages as rows of numbers, and scores passages by what the others teach; needs scikit-learn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_COST = 1.0
_RARE_COUNTS = 2.0
"""How much more a passage with the code weighs than one without: most codes are rare."""


@dataclass(frozen=True, slots=True)
class Table:
    """Passages as rows of numbers, and their sentences, each ``alone``; ``firsts`` is each passage's first sentence, ``folds`` its fold.

    ``pieces`` are those of the sentences, and ``piece_of`` tells the sentence of each.
    """

    rows: Any
    alone: Any
    firsts: Array
    folds: Array
    pieces: Any
    piece_of: Array


@dataclass(frozen=True, slots=True)
class Columns:
    """Weights for some columns, and the scores that they give passages (sentences alone, pieces) that they were not learnt from."""

    weights: Array
    bias: Array
    scores: Array
    alone: Array
    pieces: Array


def column(table: Table, truth: Array, told: Array, rare: float = _RARE_COUNTS) -> Columns:
    """Learn columns from the passages that are ``told``, shape (passages, columns or 1), and score each fold by what the others teach."""
    import numpy as np

    rows, alone, folds = table.rows, table.alone, table.folds
    own = np.repeat(folds, np.diff(table.firsts, append=alone.shape[0]))
    scores, (scores_alone, scores_pieces) = (
        np.zeros(truth.shape),
        (np.zeros((one.shape[0], truth.shape[1])) for one in (alone, table.pieces)),
    )
    told = np.broadcast_to(told, truth.shape)
    for fold in sorted(set(folds)):
        out = folds == fold
        weights, bias = _fit(rows, truth, told & ~out[:, None], rare)
        scores[out] = rows[out] @ weights + bias
        scores_alone[own == fold] = alone[own == fold] @ weights + bias
        scores_pieces[own[table.piece_of] == fold] = table.pieces[own[table.piece_of] == fold] @ weights + bias
    weights, bias = _fit(rows, truth, told, rare)
    return Columns(weights, bias, scores, scores_alone, scores_pieces)


def beside(one: Any, two: Any) -> Any:  # noqa: ANN401 - sparse matrices
    """Put two tables side by side, with the narrow numbers that scikit-learn wants."""
    import numpy as np
    from scipy.sparse import csr_matrix, hstack

    table = csr_matrix(hstack([one, two]))
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    return table


def _fit(table: Any, truth: Array, told: Array, rare: float) -> tuple[Array, Array]:  # noqa: ANN401 - a sparse matrix
    """Learn each column from the passages that are ``told`` for it."""
    import numpy as np
    from sklearn.svm import LinearSVC

    weights, bias = [], []
    for column in range(truth.shape[1]):
        rows = np.flatnonzero(told[:, column])
        held = truth[rows, column]
        if held.all() or not held.any():
            weights.append(np.zeros(table.shape[1]))
            bias.append(-1.0)
            continue
        machine = LinearSVC(C=_COST, class_weight={True: rare, False: 1}, random_state=0)
        machine.fit(table[rows], held)
        weights.append(machine.coef_[0])
        bias.append(float(machine.intercept_[0]))
    return np.stack(weights, axis=1), np.array(bias)
