"""What speaks for each code and theme in each stretch of text, and how probable it makes them: one set of facts for learning and use."""

from __future__ import annotations

import math
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
_MARGIN = 0.1
"""Log odds by which more is looked at than is asked for, since numbers of this kind are rounded."""
_ANYTHING = 4
"""Which of the facts tells how much of anything is stated."""
_NAMED = -0.4
"""Above this score a sentence may well speak of a code; two such codes, and it is heard piece by piece."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a second opinion hears: ``whole`` in every stretch, ``alone`` in each of its sentences heard by itself.

    Both have a column for each code, each theme and *anything* (``SecondOpinion.weights``). ``firsts`` tells where the sentences
    of each stretch begin among those of ``alone``, so that a stretch of one sentence is heard twice alike. ``pieces`` are those of
    sentences that name ``several`` things, and ``piece_of`` tells the stretch of each, in rising order. ``rivals`` are those of the
    codes of ``alone`` (``rivals_of``), where they are known already.
    """

    whole: Floats
    alone: Floats
    firsts: Sequence[int] | Numbers
    pieces: Floats | None = None
    piece_of: Numbers | None = None
    rivals: Floats | None = None


def several(alone: Floats) -> NDArray[np.bool_]:
    """Tell of each sentence whether it may speak of more than one code, by its scores, shape (sentences, codes)."""
    told: NDArray[np.bool_] = (alone > _NAMED).sum(axis=1) > 1
    return told


def of_codes(scores: Scores, met: Floats, theme_of: Sequence[int]) -> Floats:
    """Give what speaks for each code, shape (facts less the constant, stretches, codes), in the order of ``SecondOpinion.voice``."""
    facts = facts_of_codes(scores, met, theme_of)
    return _table(facts[0], facts)


def facts_of_codes(scores: Scores, met: Floats, theme_of: Sequence[int]) -> list[NDArray[Any]]:
    """Give the same as a list of facts, each of the shape (stretches, codes), which need not be copied together to be weighed.

    ``met`` holds the best score of an indicator, 0 where none was met, and ``theme_of`` the number of each code's theme, -1 for none.
    Where little is stated at all, or another code speaks louder, a code has to speak up: that is what keeps talk about other things
    silent. In a paragraph on several matters it is one sentence that speaks up, so that is heard by itself too, with its own rivals,
    and in a sentence that names several things it is one piece of it.
    """
    import numpy as np

    codes = len(theme_of)
    whole, alone = scores.whole[:, :codes], scores.alone[:, :codes]
    rivals = rivals_of(whole)
    facts = _of_passages(scores.whole, met, theme_of, rivals)
    anything, anything_alone = facts[_ANYTHING], np.clip(scores.alone[:, -1:], UNHEARD, _ENOUGH_STATED)
    alone_rivals = rivals_of(alone) if scores.rivals is None else scores.rivals
    best, (rivals_then, anything_then) = _at_best(alone, scores.firsts, (alone_rivals, anything_alone))
    facts += (best - whole, rivals_then - rivals, anything_then - anything)
    return [*facts, *_in_pieces(scores, best, rivals_then)]


def facts_by_themselves(alone: Floats, met: Floats, theme_of: Sequence[int], rivals: Floats) -> list[NDArray[Any]]:
    """Give what speaks for each code in sentences that are read by themselves, of which none says more than the whole.

    That is ``facts_of_codes`` without the facts that are nothing then.
    """
    return _of_passages(alone, met, theme_of, rivals)


def _of_passages(scores: Floats, met: Floats, theme_of: Sequence[int], rivals: Floats) -> list[NDArray[Any]]:
    """Give the facts of passages as wholes, by their scores of all columns and by their codes' rivals."""
    import numpy as np

    codes = len(theme_of)
    whole = scores[:, :codes]
    themes = np.asarray(theme_of, np.intp)
    about = np.where(themes >= 0, scores[:, codes + themes], 0)
    anything = np.clip(scores[:, -1:], UNHEARD, _ENOUGH_STATED)
    return [whole, met > 0, met, about, anything, np.minimum(anything, 0), anything * whole, rivals]


def of_themes(scores: Scores, met: Floats, codes: int) -> Floats:
    """Give what speaks for each theme, as ``of_codes`` does for the ``codes``: its score, whether an indicator was met, and the best one's.

    Themes live side by side, so a loud one takes nothing from another, and what a paragraph is about need be no one sentence's.
    """
    facts = facts_of_themes(scores, met, codes)
    return _table(facts[0], facts)


def facts_of_themes(scores: Scores, met: Floats, codes: int) -> list[NDArray[Any]]:
    """Give the same as a list of facts, each of the shape (stretches, themes); those that are nothing are left out."""
    return [scores.whole[:, codes:-1], met > 0, met]


def voices(heard: Sequence[NDArray[Any]] | Floats, voice: Floats) -> Floats:
    """Give the probability of each column in each stretch, shape (stretches, columns), from what speaks for it.

    ``heard`` are facts in the order of ``voice``, each of the shape (stretches, columns); facts that are nothing may be left out at
    the end.
    """
    return _probable(_odds(heard, voice))


def clear_voices(heard: Sequence[NDArray[Any]], voice: Floats, least: float) -> tuple[Numbers, Numbers, Floats]:
    """Give where ``voices`` are at least so sure: the stretches, the columns and the probabilities, all of one length."""
    import numpy as np

    odds = _odds(heard, voice)
    # A little less than enough: what is enough is told by the probability itself, of few instead of all.
    stretches, columns = np.nonzero(odds > math.log(least / (1 - least)) - _MARGIN)
    sure = _probable(odds[stretches, columns])
    enough = np.flatnonzero(sure >= least)
    return stretches[enough], columns[enough], sure[enough]


def _odds(heard: Sequence[NDArray[Any]] | Floats, voice: Floats) -> Floats:
    """Give the log odds; facts are added one after the other, in their order."""
    import numpy as np

    odds = np.array(heard[0] * voice[:, 0], np.float32)
    part = np.empty_like(odds)
    for place, fact in enumerate(heard[1:], start=1):
        np.multiply(fact, voice[:, place], out=part)
        odds += part
    odds += voice[:, -1]
    return odds


def _probable(odds: Floats) -> Floats:
    import numpy as np

    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -_CERTAIN, _CERTAIN))), np.float32)


def _table(like: Floats, facts: Sequence[NDArray[Any]]) -> Floats:
    import numpy as np

    heard = np.zeros((FACTS, *like.shape), like.dtype)
    for number, fact in enumerate(facts):
        heard[number] = fact
    return heard


def rivals_of(scores: Floats) -> Floats:
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
        top, (rivals_there,) = _at_best(pieces, firsts, (rivals_of(pieces),))
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
