"""What of a word the second opinion looks at: the word itself and its pieces, so that inflection and compounds share what they mean."""

from __future__ import annotations

SHORTEST, LONGEST = 3, 6
"""Letters in a piece; the borders of the word count as letters."""


def parts_of(word: str) -> list[str]:
    """Give the parts of a word in lower case: the whole word ("=plan") and every piece of 3–6 letters of "^plan$".

    Numbers are all alike, since a year or a sum says nothing by itself.
    """
    form = word.lower()
    if form.isdigit():
        return ["=0"]
    edged = f"^{form}$"
    pieces = [edged[at : at + size] for size in range(SHORTEST, LONGEST + 1) for at in range(len(edged) - size + 1)]
    return [f"={form}", *pieces]
