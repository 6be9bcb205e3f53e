"""Words of a text and where they stand: the engine's own tokeniser, because spaCy's is too slow for the hot path."""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import TYPE_CHECKING

from qualcode.domain.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Places = NDArray[np.intp]
    Letters = NDArray[np.uint32]
    Kinds = NDArray[np.uint8]

WORD = re.compile(r"\w+(?:[-'’]\w+|:[a-zåäö]{1,4}\b)*-?|[%§&+]")
"""A word with its inner hyphens and apostrophes, the genitive of an abbreviation ("BUP:s"), a hyphen left hanging ("behovs-"),
or a sign that is read as a word."""
_ENDING = re.compile("[a-zåäö]{1,4}")
_OTHER, _LETTER, _SIGN, _JOINER, _COLON = range(5)
_BLANK = ord(" ")
_KNOWN = 0x2100
"""Letters below this number have their kind in a table: Western, Greek, Cyrillic and others, dashes and quotation marks."""


def words(text: str) -> list[str]:
    """Give the words of ``text`` in order; a list of plain strings, because look-ups by distinct word want nothing else."""
    return WORD.findall(text)


def spans(text: str) -> list[Span]:
    """Give where each word of :func:`words` stands, in code points, for callers that show or mark words."""
    return [Span(*found.span()) for found in WORD.finditer(text)]


def borders(text: str) -> list[tuple[int, int]]:
    """Give the same as plain pairs (start, end), because the engine reads many and keeps few."""
    return [found.span() for found in WORD.finditer(text)]


def placed_words(text: str, start: int = 0, end: int | None = None) -> tuple[list[str], array[int], array[int]]:
    """Give the words, where they begin and where they end: the same as ``WORD`` finds, of all letters at once, for whole documents.

    ``start`` and ``end`` limit it to a part of the text; places are those of the whole.
    """
    part = text[start:end]
    letters = _letters_of(part)
    begins, ends = _found(part, letters)
    return _written(part, letters, begins, ends), _numbers(begins + start), _numbers(ends + start)


def _written(text: str, letters: Letters, begins: Places, ends: Places) -> list[str]:
    """Give the words from ``begins`` to ``ends``: cut out in one go where blanks are put for all that stands between them."""
    import numpy as np

    borders = np.zeros(2 * len(begins) + 2, np.intp)
    borders[1:-1:2], borders[2:-1:2], borders[-1] = begins, ends, len(letters)
    within = np.repeat(np.arange(len(borders) - 1) % 2 == 1, np.diff(borders))
    parted = np.where(within, letters, np.uint32(_BLANK)).astype("<u4", copy=False)
    found = parted.tobytes().decode("utf-32-le", "surrogatepass").split()
    if len(found) == len(begins):
        return found
    # Words side by side, as in "50%", have no place for a blank between them.
    return [text[begin:stop] for begin, stop in zip(begins.tolist(), ends.tolist(), strict=True)]


def _numbers(places: Places) -> array[int]:
    """Give places as an array, which makes a number only of those that are asked for."""
    numbers = array("q")
    numbers.frombytes(places.astype("i8", copy=False).tobytes())
    return numbers


def _letters_of(text: str) -> Letters:
    """Give a text as the numbers of its letters."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")


def _found(text: str, letters: Letters) -> tuple[Places, Places]:
    """Give where the words of a text begin and end."""
    import numpy as np

    kinds = _kinds_of(letters)
    inside = np.zeros(len(kinds) + 2, bool)
    np.equal(kinds, _LETTER, out=inside[1:-1])
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    begins, ends = edges[::2], edges[1::2]
    apart = _apart(text, kinds, begins, ends)
    begins, ends = begins[np.append(True, apart)[: len(begins)]], ends[np.append(apart, True)[: len(ends)]]
    # A hyphen that no letter follows is left hanging, and belongs to the word before it.
    ends = ends + (np.append(letters, 0)[ends] == ord("-"))
    signs = np.flatnonzero(kinds == _SIGN)
    if len(signs):
        begins, ends = np.sort(np.append(begins, signs)), np.sort(np.append(ends, signs + 1))
    return begins, ends


def _apart(text: str, kinds: Kinds, begins: Places, ends: Places) -> NDArray[np.bool_]:
    """Tell for every row of letters but the last whether the next one is another word."""
    import numpy as np

    after = ends[:-1]
    mark = kinds[after]
    near = begins[1:] - after == 1
    apart: NDArray[np.bool_] = ~(near & (mark == _JOINER))
    for place in np.flatnonzero(near & (mark == _COLON)).tolist():
        apart[place] = not _ENDING.fullmatch(text, int(begins[place + 1]), int(ends[place + 1]))
    return apart


def _kinds_of(letters: Letters) -> Kinds:
    """Give the kind of every letter."""
    import numpy as np

    kinds: Kinds = _kinds().take(letters, mode="clip")
    far = np.flatnonzero(letters >= _KNOWN)
    if len(far):
        several, which = np.unique(letters[far], return_inverse=True)
        kinds[far] = np.array([_kind(chr(letter)) for letter in several.tolist()], np.uint8)[which]
    return kinds


@cache
def _kinds() -> Kinds:
    import numpy as np

    return np.array([_kind(chr(number)) for number in range(_KNOWN)], np.uint8)


def _kind(letter: str) -> int:
    """Give the kind of a letter, the same as in ``WORD``: alphanumeric letters and the low line make words."""
    if letter.isalnum() or letter == "_":
        return _LETTER
    if letter in "%§&+":
        return _SIGN
    if letter in "-'’":
        return _JOINER
    return _COLON if letter == ":" else _OTHER
