"""Names are hidden in several threads at once, as the app does it: each text is read as it is by itself."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import zip_longest

import pytest

from qualcode.anonymise import searching
from qualcode.anonymise.pseudonymising import pseudonymise
from qualcode.anonymise.recogniser import recognise
from qualcode.anonymise.token_features import Around
from qualcode.domain.finding import Level


@pytest.fixture
def restless() -> Iterator[None]:
    """Let threads give way to each other all the time."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


def _text(number: int) -> str:
    lines = [
        f"Ord{number}x{line}y hölls i bygdegård{number}, och Kaisa Vikman{number % 3} i Vindeln sa att det går {line}."
        for line in range(30)
    ]
    return "\n".join([f"Kontakt: n{number}@exempel.example, tel 070-174061{number}", *lines])


def _hits(text: str) -> list[tuple[int, int, str]]:
    return [(hit.start, hit.end, hit.rule) for hit in pseudonymise(text, level=Level.STORED).hits]


@pytest.mark.usefixtures("restless")
def test_texts_hidden_at_the_same_time_are_hidden_as_one_by_one() -> None:
    texts = [_text(number) for number in range(8)]
    # Nothing that was looked up before is known any more.
    searching.fitting("", re.compile("not asked for in any other place"))
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(_hits, texts))
    assert together == [_hits(text) for text in texts]


@pytest.mark.usefixtures("restless")
def test_words_asked_for_in_several_threads_are_held() -> None:
    def missed(number: int) -> list[str]:
        asked = [f"ord{number}x{line}y" for line in range(30)]
        return [word for word in asked if searching.held(_text(number), (word, "bygde")) != [word, "bygde"]]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(missed, range(8))) == [[]] * 8


def test_a_text_that_is_read_beside_another_has_its_own_names() -> None:
    one = "Sedan talade Kaisa och Vidar om saken, och Tuva höll med Holger."
    other = "Mötet var kort. Birgit kom."
    around = Around()
    alone = list(recognise(one, around)), list(recognise(other, around))
    assert len(alone[0]) > 1
    both = list(zip_longest(recognise(one, around), recognise(other, around)))
    assert ([a for a, _ in both if a], [b for _, b in both if b]) == alone
