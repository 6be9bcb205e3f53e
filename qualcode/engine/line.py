"""A sentence of a document as the engine sees it; whatever is asked of it is worked out then, and kept."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qualcode.domain.spans import Span
from qualcode.engine.lazy import lazy

if TYPE_CHECKING:
    from qualcode.engine.lines import Lines


class Line:
    """A sentence as the engine sees it: its words, where they stand, and the atoms that each of them meets.

    ``first`` counts the words of the document before it. ``paragraph`` numbers the paragraph; ``sections`` are the focus areas,
    the heading above it and its words; ``bullet`` marks list items and table rows, ``lead`` the sentence that introduces them (or -1),
    ``heading`` what is written above.
    """

    def __init__(self, lines: Lines, number: int) -> None:
        self._lines = lines
        self._number = number
        self.first = lines.firsts[number]
        self.last = lines.lasts[number]
        self.words = lines.words[self.first : self.last]

    @lazy
    def span(self) -> Span:
        """Give where the sentence stands."""
        return Span(self._lines.begins[self._number], self._lines.closes[self._number])

    @lazy
    def borders(self) -> list[tuple[int, int]]:
        """Give where each word begins and ends."""
        lines = self._lines
        return list(zip(lines.starts[self.first : self.last], lines.ends[self.first : self.last], strict=True))

    @property
    def gaps(self) -> list[str]:
        """Give what stands between the words: before each but the first, which has nothing before it."""
        text, borders = self._lines.text, self.borders
        return ["", *(text[before[1] : after[0]] for before, after in pairwise(borders))]

    @lazy
    def atoms(self) -> list[frozenset[int]]:
        """Give the atoms of each word."""
        return self._lines.view.of(self._lines.words, self.first, self.last)

    @lazy
    def present(self) -> frozenset[int]:
        """Give the atoms of all words."""
        return frozenset().union(*self.atoms)

    @lazy
    def said(self) -> str:
        """Give the sentence as it is written."""
        return self._lines.text[self._lines.begins[self._number] : self._lines.closes[self._number]]

    @lazy
    def paragraph(self) -> int:
        """Give the number of the paragraph, below 0 for a sentence outside of any."""
        return self._lines.paragraph(self._number)

    @lazy
    def bullet(self) -> bool:
        """Tell whether the sentence is a list item or in a table row."""
        return self._lines.listed(self._number)

    @property
    def asks(self) -> bool:
        """Tell whether the sentence is a question."""
        return self._lines.asks(self._number)

    @lazy
    def moderator(self) -> bool:
        """Tell whether the moderator speaks."""
        return self._lines.moderated(self._number)

    @lazy
    def sections(self) -> frozenset[str]:
        """Give the focus areas, the heading above and its words."""
        return self._lines.section_names(self._number)

    @property
    def focused(self) -> bool:
        """Tell whether any section of the document has a focus area."""
        return self._lines.focused

    @property
    def lead(self) -> int:
        """Give the sentence that introduces the list that this one belongs to ("Följande saknas:"), or -1."""
        return self._lines.lead(self._number)

    @property
    def heading(self) -> str:
        """Give the heading above as written, its colon too."""
        return self._lines.heading(self._number)

    def where(self, atom: int) -> list[int]:
        """Give the places of an atom."""
        return [place for place, here in enumerate(self.atoms) if atom in here]
