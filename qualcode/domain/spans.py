"""Half-open spans of code points."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``start`` up to, not with, ``end``; code points of the text they belong to."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if not 0 <= self.start <= self.end:
            message = f"not a span: {self.start}-{self.end}"
            raise ValueError(message)

    def __len__(self) -> int:
        """Give the number of code points."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the words of ``text`` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def joined(self, other: Span) -> Span:
        """Give the smallest span that covers both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def shifted(self, by: int) -> Span:
        """Give the span moved by ``by`` code points."""
        return Span(self.start + by, self.end + by)
