"""What speaks for a code or theme: by itself, beside its rivals, and in its best sentence."""

from __future__ import annotations

import numpy as np
import pytest

from qualcode.domain.opinion import FACTS
from qualcode.engine.evidence import UNHEARD, Scores, of_codes, of_themes, several, voices

WEIGHING = (3.0, 1.0, 1.0, 0.5, 1.0, 1.0, 1.0, -2.0, 2.0, -1.0, 0.5, 1.0, -1.0, -3.0)
"""As what is learnt weighs: score, indicator met and its score, theme, anything stated (thrice), a rival, the best sentence and piece."""
SCORE, ABOUT, RIVAL, BEST, RIVAL_THEN, ANYTHING_THEN, PIECE, RIVAL_THERE = 0, 3, 7, 8, 9, 10, 11, 12


def scores(*sentences: tuple[float, ...]) -> Scores:
    """One stretch of sentences with scores for two codes, their theme, and anything stated; the whole is their mean."""
    alone = np.array(sentences, np.float32)
    return Scores(alone.mean(axis=0, keepdims=True), alone, [0])


def test_a_code_has_to_speak_up_where_little_is_stated_and_where_another_speaks_louder() -> None:
    def sure(of_a: float, of_b: float, anything: float) -> list[float]:
        told = scores((of_a, of_b, 0.0, anything))
        heard = of_codes(told, np.zeros((1, 2), np.float32), [0, 0])
        return np.round(voices(heard, np.array([WEIGHING, WEIGHING], np.float32))[0], 3).tolist()

    alone = sure(1.0, UNHEARD, 0.0)[0]
    assert sure(1.0, UNHEARD, -0.5)[0] < alone < sure(1.0, UNHEARD, 0.4)[0]
    assert sure(1.0, 2.0, 0.0)[0] < alone
    # More than enough is no more, and a code that nobody hears is no rival.
    assert sure(1.0, UNHEARD, 0.5) == sure(1.0, UNHEARD, 3.0)
    assert sure(1.0, -3.0, 0.0)[0] == alone


def test_the_best_sentence_is_heard_with_its_own_rivals() -> None:
    told = scores((2.0, -1.0, 0.0, 0.25), (-2.0, 3.0, 0.0, 0.5))
    heard = of_codes(told, np.zeros((1, 2), np.float32), [0, 0])[:, 0]
    assert heard.shape == (FACTS, 2)
    assert heard[SCORE].tolist() == [0.0, 1.0]
    assert heard[BEST].tolist() == [2.0, 2.0]
    # In the paragraph the second code is the first one's rival; in the sentence that speaks for the first there is none.
    assert heard[RIVAL].tolist() == [1.0, 0.0]
    assert heard[RIVAL_THEN].tolist() == [UNHEARD - 1.0, UNHEARD - 0.0]
    assert heard[ANYTHING_THEN].tolist() == [0.25 - 0.375, 0.5 - 0.375]


def test_a_sentence_by_itself_says_nothing_more_than_the_whole() -> None:
    heard = of_codes(scores((2.0, -1.0, 0.0, 0.25)), np.zeros((1, 2), np.float32), [0, 0])
    assert np.abs(heard[BEST:]).max() == 0


def test_a_piece_counts_where_it_speaks_louder_than_its_sentence_and_with_its_own_rivals() -> None:
    told = scores((0.0, 1.0, 0.0, 0.25), (-1.0, -1.0, 0.0, 0.25))
    apart = np.array([[2.0, -1.5], [-2.0, 0.5]], np.float32)
    heard = of_codes(Scores(told.whole, told.alone, told.firsts, apart, np.array([0, 0])), np.zeros((1, 2)), [0, 0])[
        :, 0
    ]
    assert heard[PIECE].tolist() == [2.0, 0.0]
    # In the sentence the second code spoke louder (1.0), in the piece nobody did.
    assert heard[RIVAL_THERE].tolist() == [UNHEARD - 1.0, 0.0]
    assert heard[: BEST + 1].tolist() == of_codes(told, np.zeros((1, 2)), [0, 0])[: BEST + 1, 0].tolist()


def test_only_a_sentence_that_may_speak_of_two_codes_is_heard_piece_by_piece() -> None:
    assert several(np.array([[1.0, -1.0, -0.5], [1.0, -0.3, -2.0], [-1.0, -1.0, -1.0]])).tolist() == [
        False,
        True,
        False,
    ]


def test_a_theme_lives_beside_the_others() -> None:
    told = Scores(np.array([[0.0, 2.0, 3.0, 0.5]], np.float32), np.array([[0.0, 2.0, 3.0, 0.5]], np.float32), [0])
    heard = of_themes(told, np.array([[0.0, 0.75]], np.float32), 1)[:, 0]
    assert heard[:3].tolist() == [[2.0, 3.0], [0.0, 1.0], [0.0, 0.75]]
    assert np.abs(heard[3:]).max() == 0


def test_a_code_without_a_theme_of_the_opinion_is_heard_all_the_same() -> None:
    told = Scores(np.array([[1.0, 0.5]], np.float32), np.array([[1.0, 0.5]], np.float32), [0])
    heard = of_codes(told, np.zeros((1, 1), np.float32), [-1])[:, 0, 0]
    assert heard[[SCORE, ABOUT]].tolist() == pytest.approx([1.0, 0.0])
