"""What speaks for each code and theme in each stretch of text, and how probable it makes them: one set of facts for learning and use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.domain.opinion import FACTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Numbers = NDArray[np.intp]

UNHEARD = -1.0
"""About the score of a code that no word speaks for, and of a passage that states nothing."""
_ENOUGH_STATED = 0.5
"""Above this score more of it says nothing more: a long passage states many things."""
_CERTAIN = 50.0
"""Log odds beyond which nothing changes, and the exponential runs over."""
_NAMED = -0.4
"""Above this score a sentence may well speak of a code; two such codes, and it is heard piece by piece."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a second opinion hears: ``whole`` in every stretch, ``alone`` in each of its sentences heard by itself.

    Both have a column for each code, each theme and *anything* (``SecondOpinion.weights``). ``firsts`` tells where the sentences
    of each stretch begin among those of ``alone``, so that a stretch of one sentence is heard twice alike. ``pieces`` are those of
    sentences that name ``several`` things, and ``piece_of`` tells the stretch of each, in rising order.
    """

    whole: Floats
    alone: Floats
    firsts: Sequence[int] | Numbers
    pieces: Floats | None = None
    piece_of: Numbers | None = None


def several(alone: Floats) -> NDArray[np.bool_]:
    """Tell of each sentence whether it may speak of more than one code, by its scores, shape (sentences, codes)."""
    told: NDArray[np.bool_] = (alone > _NAMED).sum(axis=1) > 1
    return told


def of_codes(scores: Scores, met: Floats, theme_of: Sequence[int]) -> Floats:
    """Give what speaks for each code, shape (facts less the constant, stretches, codes), in the order of ``SecondOpinion.voice``.

    ``met`` holds the best score of an indicator, 0 where none was met, and ``theme_of`` the number of each code's theme, -1 for none.
    Where little is stated at all, or another code speaks louder, a code has to speak up: that is what keeps talk about other things
    silent. In a paragraph on several matters it is one sentence that speaks up, so that is heard by itself too, with its own rivals,
    and in a sentence that names several things it is one piece of it.
    """
    import numpy as np

    codes = len(theme_of)
    whole, alone = scores.whole[:, :codes], scores.alone[:, :codes]
    themes = np.asarray(theme_of, np.intp)
    about = np.where(themes >= 0, scores.whole[:, codes + themes], 0)
    anything, anything_alone = (np.clip(of[:, -1:], UNHEARD, _ENOUGH_STATED) for of in (scores.whole, scores.alone))
    rivals = _rivals(whole)
    alone_rivals = rivals if scores.alone is scores.whole else _rivals(alone)
    best, (rivals_then, anything_then) = _at_best(alone, scores.firsts, (alone_rivals, anything_alone))
    least = np.minimum(anything, 0)
    facts = (whole, met > 0, met, about, anything, least, anything * whole, rivals)
    in_sentence = (best - whole, rivals_then - rivals, anything_then - anything)
    return _table(whole, (*facts, *in_sentence, *_in_pieces(scores, best, rivals_then)))


def of_themes(scores: Scores, met: Floats, codes: int) -> Floats:
    """Give what speaks for each theme, as ``of_codes`` does for the ``codes``: its score, whether an indicator was met, and the best one's.

    Themes live side by side, so a loud one takes nothing from another, and what a paragraph is about need be no one sentence's.
    """
    whole = scores.whole[:, codes:-1]
    return _table(whole, (whole, met > 0, met))


def voices(heard: Floats, voice: Floats) -> Floats:
    """Give the probability of each column in each stretch, shape (stretches, columns), from what speaks for it."""
    import numpy as np

    logit = np.einsum("fsc,cf->sc", heard, voice[:, :-1]) + voice[:, -1]
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -_CERTAIN, _CERTAIN))), np.float32)


def _table(like: Floats, facts: Sequence[NDArray[Any]]) -> Floats:
    import numpy as np

    heard = np.zeros((FACTS, *like.shape), like.dtype)
    for number, fact in enumerate(facts):
        heard[number] = fact
    return heard


def _rivals(scores: Floats) -> Floats:
    """Give the best score of another column in the same row, at least that of one which is not heard at all."""
    import numpy as np

    if scores.shape[1] == 1:
        return np.full_like(scores, UNHEARD)
    two = np.partition(scores, -2, axis=1)[:, -2:]
    best = scores >= two[:, 1:]
    return np.maximum(np.where(best, two[:, :1], two[:, 1:]), UNHEARD)


def _in_pieces(scores: Scores, best: Floats, rivals: Floats) -> tuple[Floats, Floats]:
    """Give how much louder than in the best sentence each code is in the best piece of one, and how much louder its rivals are there."""
    import numpy as np

    louder, rivalled = np.zeros_like(best), np.zeros_like(best)
    if scores.pieces is not None and scores.piece_of is not None and len(scores.pieces):
        pieces = scores.pieces[:, : best.shape[1]]
        of, firsts = np.unique(scores.piece_of, return_index=True)
        top, (rivals_there,) = _at_best(pieces, firsts, (_rivals(pieces),))
        more = top > best[of]
        louder[of] = np.where(more, top - best[of], 0)
        rivalled[of] = np.where(more, rivals_there - rivals[of], 0)
    return louder, rivalled


def _at_best(
    alone: Floats, firsts: Sequence[int] | Numbers, others: Sequence[Floats]
) -> tuple[Floats, tuple[Floats, ...]]:
    """Give the best score of a sentence for each stretch and column, and what others say of that sentence (of two alike, the most)."""
    import numpy as np

    firsts = np.asarray(firsts, np.intp)
    if len(firsts) == len(alone):
        return alone, tuple(np.broadcast_to(other, alone.shape) for other in others)
    best: Floats = np.maximum.reduceat(alone, firsts, axis=0)
    there = alone == np.repeat(best, np.diff(firsts, append=len(alone)), axis=0)
    lowest = np.float32(-np.inf)
    return best, tuple(np.maximum.reduceat(np.where(there, other, lowest), firsts, axis=0) for other in others)
