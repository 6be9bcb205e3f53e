"""Learns a second opinion from passages coded by hand: a linear classifier on word parts, joined with the indicators by cross-validation.

Needs scikit-learn (the extra ``learn``); what it learns is applied without it (``opining``).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import Status
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.opinion import SecondOpinion
from qualcode.engine.evidence import Scores, of_codes, of_themes, several, voices
from qualcode.engine.examples import Example, pair_table, parts_in, table_of
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.learning_columns import Table, beside, column
from qualcode.engine.learning_tone import learn_tone
from qualcode.engine.lines import Lines
from qualcode.engine.pieces import pieces
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import suggest
from qualcode.language.cues import guess_language
from qualcode.language.spoken import plainly
from qualcode.language.tokens import words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

FEWEST_PASSAGES = 60
FEWEST_OF_A_CODE = 8
"""With fewer passages of a code nothing is learnt of it: its indicators speak alone."""
_FOLDS = 5
_SILENT = -20.0
"""Log odds that no limit lets through."""


class TooFewPassagesError(QualcodeError):
    """Too little to learn from."""

    sentence = Nn_(
        "{number} passage is too few to learn from; code at least {limit}, with every code at least {each} times.",
        "{number} passages are too few to learn from; code at least {limit}, with every code at least {each} times.",
    )


class LearnerMissingError(QualcodeError):
    """scikit-learn is not installed."""

    sentence = N_('Learning needs scikit-learn: install it with `pip install "qualcode[learn]"`.')


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, and how well it does on passages of groups that it was not learnt from.

    F1 of the codes found by the indicators alone, the opinion alone and both, each at its best limit; ``f1_kept`` is that of all codes
    as they would be suggested: both at the code's threshold, the indicators alone where nothing was learnt of it.
    Share of right statuses by the rules alone and with it.
    """

    opinion: SecondOpinion
    f1_indicators: float
    f1_opinion: float
    f1_joint: float
    f1_kept: float
    statuses_by_rules: float
    statuses_joint: float


def learn(examples: Sequence[Example], compiled: CompiledCodebook) -> Learnt:
    """Learn which word parts speak for which code.

    Cross-validation leaves whole groups out (a writer, a document), because what is to be known is how it does on new ones.

    Raises:
        LearnerMissingError: when scikit-learn is not installed; TooFewPassagesError.
    """
    import numpy as np

    try:
        import sklearn  # noqa: F401 - asked for before the work begins
    except ImportError as fault:
        raise LearnerMissingError from fault
    counts = Counter(code for example in examples for code in example.codes)
    codes = tuple(c.path for c in compiled.codes if counts[c.path] >= FEWEST_OF_A_CODE)
    if len(examples) < FEWEST_PASSAGES or not codes:
        raise TooFewPassagesError(number=len(examples), limit=FEWEST_PASSAGES, each=FEWEST_OF_A_CODE)
    bags = [_bag(example.text) for example in examples]
    parts, rarity = parts_in(bags)
    pairs, pair_rarity, _ = pair_table(bags)
    sentences, firsts, cut, piece_of = _sentences(examples, bags, compiled)
    rows, alone, apart = (
        beside(table_of(one, parts, rarity), pair_table(one, pairs, pair_rarity)[2]) for one in (bags, sentences, cut)
    )
    table = Table(rows, alone, firsts, _folds(examples), apart, piece_of)
    truth = np.array([[code in example.codes for code in codes] for example in examples])
    every = [c.path for c in compiled.codes]
    columns = [every.index(code) for code in codes]
    met_of_all = _met(examples, compiled, every)
    met = met_of_all[:, columns]
    themes = tuple(dict.fromkeys(code.partition("/")[0] for code in codes))
    spoken = [example.speaks_of() for example in examples]
    # What somebody might add to a passage teaches neither that it is about the theme nor that it is not.
    told = np.array(
        [
            [one is not None and theme not in example.also for theme in themes]
            for one, example in zip(spoken, examples, strict=True)
        ]
    )
    of_code = [themes.index(code.partition("/")[0]) for code in codes]
    theme_truth = np.array([[theme in (one or ()) for theme in themes] for one in spoken])
    theme_met = np.stack([met[:, np.array(of_code) == theme].max(axis=1) for theme in range(len(themes))], axis=1)
    coded = np.array([[example.coded] for example in examples])
    about = column(table, theme_truth, told)
    stated = np.asarray(truth.any(axis=1, keepdims=True))
    anything = column(table, stated, coded, rare=1.0)
    found = column(table, truth, coded)
    columns_of = (found, about, anything)
    listing = several(found.alone)[piece_of]
    passage_of = np.repeat(np.arange(len(examples)), np.diff(firsts, append=len(sentences)))
    scores = Scores(
        np.concatenate([one.scores for one in columns_of], axis=1),
        np.concatenate([one.alone for one in columns_of], axis=1),
        firsts,
        found.pieces[listing],
        passage_of[piece_of[listing]],
    )
    about_voice = _voice(of_themes(scores, theme_met, len(codes)), theme_truth, told)
    heard = of_codes(scores, met, of_code)
    voice = _voice(heard, truth, np.broadcast_to(coded, truth.shape))
    joint = voices(heard.astype(np.float32), voice.astype(np.float32))
    weights = np.concatenate([one.weights for one in columns_of], axis=1).astype(np.float32)
    opinion = SecondOpinion(
        codes=codes,
        themes=themes,
        parts=tuple(parts),
        rarity=rarity.astype(np.float32),
        weights=weights[: len(parts)],
        bias=np.concatenate([one.bias for one in columns_of]).astype(np.float32),
        voice=np.concatenate([voice, about_voice, np.zeros_like(voice[:1])]).astype(np.float32),
        pairs=tuple(pairs),
        pair_rarity=pair_rarity.astype(np.float32),
        pair_weights=weights[len(parts) :],
        passages=len(examples),
    )
    opinion, right = learn_tone(examples, opinion, compiled, table.folds)
    suggested = met_of_all > 0
    suggested[:, columns] = joint >= np.array([compiled.codes[column].threshold for column in columns])
    known = coded[:, 0]
    held = np.array([[code in example.codes for code in every] for example in examples])
    return Learnt(
        opinion,
        _best_f1(met[known], truth[known], above=0.0),
        _best_f1(found.scores[known], truth[known]),
        _best_f1(joint[known], truth[known]),
        _f1(suggested[known], held[known]),
        *right,
    )


def _bag(text: str) -> list[str]:
    """Give the words of a passage as a run over a document reads them."""
    found = words(text)
    return [word.lower() for word in plainly(found, guess_language(found))]


def _sentences(
    examples: Sequence[Example], bags: Sequence[list[str]], compiled: CompiledCodebook
) -> tuple[list[list[str]], Array, list[list[str]], Array]:
    """Give the words of every sentence as a run hears it alone, and where those of each passage begin; at least one for each.

    Then those of the pieces of sentences, and the sentence of each.
    """
    import numpy as np

    found: list[list[str]] = []
    cut: list[list[str]] = []
    firsts, piece_of = [], []
    for example, bag in zip(examples, bags, strict=True):
        first = len(found)
        firsts.append(first)
        lines = Lines(example.text, segment(example.text), compiled.lexicon)
        said = [[word.lower() for word in lines.words[a:b]] for a, b in zip(lines.firsts, lines.lasts, strict=True)]
        found += said if len(said) > 1 else [bag]
        for number in range(len(lines)):
            of_this = pieces(lines, number)
            cut += ([word.lower() for word in lines.words[a:b]] for a, b in of_this)
            piece_of += [first + number] * len(of_this)
    return found, np.array(firsts, np.intp), cut, np.array(piece_of, np.intp)


def _folds(examples: Sequence[Example]) -> Array:
    """Put whole groups into folds, the largest first into the emptiest; without groups each passage by its place."""
    import numpy as np

    sizes = Counter(example.group for example in examples)
    if len(sizes) < _FOLDS:
        return np.arange(len(examples)) % _FOLDS
    filled = [0] * _FOLDS
    fold_of: dict[str, int] = {}
    for group, size in sorted(sizes.items(), key=lambda pair: (-pair[1], pair[0])):
        fold_of[group] = filled.index(min(filled))
        filled[fold_of[group]] += size
    return np.array([fold_of[example.group] for example in examples])


def _met(examples: Sequence[Example], compiled: CompiledCodebook, codes: Sequence[str]) -> Array:
    """Give the best score that the indicators alone give each code in each passage."""
    import numpy as np

    alone = replace(compiled, speaker=None, spoken=())
    column = {code: number for number, code in enumerate(codes)}
    met = np.zeros((len(examples), len(codes)))
    for row, example in enumerate(examples):
        for one in suggest(example.text, segment(example.text), alone):
            if one.code in column and one.status is not Status.NOT_ASSERTED:
                met[row, column[one.code]] = max(met[row, column[one.code]], one.score)
    return met


def _voice(heard: Array, truth: Array, told: Array | None = None) -> Array:
    """Give the coefficients that join opinion and indicators (``evidence``), alike for all columns."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    columns = truth.shape[1]
    kept = np.ones(truth.size, bool) if told is None else told.ravel()
    facts, held = heard.reshape(len(heard), -1).T[kept], truth.ravel()[kept]
    if held.all() or not held.any():
        # Where everything holds it, or nothing does, nothing tells what holds it: the opinion stays silent.
        return np.tile([*np.zeros(len(heard)), _SILENT], (columns, 1))
    joined = LogisticRegression(C=10.0, max_iter=1000).fit(facts, held)
    return np.tile([*joined.coef_[0], joined.intercept_[0]], (columns, 1))


def _f1(suggested: Array, truth: Array) -> float:
    return float(2 * (suggested & truth).sum() / max(1, suggested.sum() + truth.sum()))


def _best_f1(scores: Array, truth: Array, *, above: float = -math.inf) -> float:
    """Give the best F1 that any one limit reaches; scores not above ``above`` never count as found."""
    import numpy as np

    order = np.argsort(-scores.ravel(), kind="stable")
    ranked = scores.ravel()[order]
    right = np.cumsum(truth.ravel()[order])
    measured = 2 * right / (np.arange(1, len(order) + 1) + truth.sum())
    # A limit takes all of the same score or none.
    possible = np.append(ranked[1:] < ranked[:-1], True) & (ranked > above)
    return float(measured[possible].max(initial=0.0))
