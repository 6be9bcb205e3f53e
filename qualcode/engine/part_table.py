"""Finds the known parts of many words at once: pieces of words as numbers, looked up together, since every new word has some forty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.engine.number_table import NumberTable
from qualcode.engine.word_parts import LONGEST, LONGEST_WORD, NUMBER, SHORTEST, edged, whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

_BITS = 10
"""Bits of a letter's number: six letters fit a whole number of 64 bits."""
_UNKNOWN = (1 << _BITS) - 1
_NOWHERE = -1


class PartTable:
    """The parts that a second opinion knows. Of a writing with more than a thousand letters the rarest count as unknown."""

    def __init__(self, parts: Sequence[str]) -> None:
        """Number the letters of the parts, and sort the pieces by the numbers that their letters make."""
        import numpy as np

        self._places = {part: row for row, part in enumerate(parts)}
        pieces = [part for part in parts if SHORTEST <= len(part) <= LONGEST]
        counted = Counter(letter for piece in pieces for letter in piece)
        # Numbers begin at 1, so that a shorter piece never makes the number of a longer one.
        known = [ord(letter) for letter, _ in counted.most_common(_UNKNOWN - 1)]
        self._letters = np.full(max(known, default=0) + 2, _UNKNOWN, np.int64)
        self._letters[known] = np.arange(1, len(known) + 1)
        self._pieces = NumberTable(self._keys_of_all(pieces))
        # One row more, for pieces that are not known.
        self._rows = np.array([*map(self._places.__getitem__, pieces), _NOWHERE], np.intp)

    def found(self, forms: Sequence[str]) -> tuple[Numbers, list[int]]:
        """Give the rows of the known parts of words in lower case, each word's in the order of ``parts_of``, one word after the other.

        Also gives where those of each word end.
        """
        import numpy as np

        places = self._places
        wholes = [places.get(NUMBER if form.isdigit() else whole(form), _NOWHERE) for form in forms]
        cut = ["" if form.isdigit() or len(form) > LONGEST_WORD else edged(form) for form in forms]
        of_letter = np.repeat(np.arange(len(cut)), list(map(len, cut)))
        words = [np.arange(len(cut))]
        rows = [np.array(wholes, np.intp)]
        for size, keys in enumerate(self._windows(self._numbers("".join(cut))), start=SHORTEST):
            count = len(keys)
            words.append(of_letter[:count])
            inside = of_letter[:count] == of_letter[size - 1 :]
            rows.append(np.where(inside, self._rows[self._pieces.places(keys)], _NOWHERE))
        of_word, row = np.concatenate(words), np.concatenate(rows)
        met = row != _NOWHERE
        of_word, row = of_word[met], row[met]
        order = np.argsort(of_word, kind="stable")
        return row[order], np.searchsorted(of_word[order], np.arange(len(cut)), side="right").tolist()

    def _numbers(self, text: str) -> Numbers:
        """Give the number of every letter."""
        import numpy as np

        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
        found: Numbers = self._letters[np.minimum(codes, len(self._letters) - 1)]
        return found

    @staticmethod
    def _windows(letters: Numbers) -> list[Numbers]:
        """Give the numbers that every run of 3, 4, 5 and 6 letters makes."""
        windows = []
        keys = letters
        for size in range(2, LONGEST + 1):
            keys = (keys[:-1] << _BITS) | letters[size - 1 :]
            if size >= SHORTEST:
                windows.append(keys)
            if not len(keys):
                break
        return windows

    def _keys_of_all(self, pieces: Sequence[str]) -> Numbers:
        import numpy as np

        letters = self._numbers("".join(piece.ljust(LONGEST, "\0") for piece in pieces)).reshape(-1, LONGEST)
        keys = np.zeros(len(pieces), np.int64)
        sizes = np.array([len(piece) for piece in pieces], np.int64)
        for place in range(LONGEST):
            keys = np.where(place < sizes, (keys << _BITS) | letters[:, place], keys)
        return keys
