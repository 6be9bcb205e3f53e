"""Codes that a codebook's own words name by their ids ("use council-exists instead"), told by their names to who reads them."""

from __future__ import annotations

import re

from qualcode.domain.codebook import Code, Codebook

_ID = re.compile(r"(?<![\w/-])[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*(?![\w/-])")
_ALIKE = 4
"""Letters at the beginning that an id and a word of its code's name share when the id is a word of the language."""


def told_by_name(book: Codebook, text: str, language: str) -> str:
    """Give a text in which ids and paths of codes have given way to the codes' names in ``language``, in quotation marks.

    An id that is a word of the language as well ("plan" of "A plan exists") stays, and so does one that several codes have.
    """
    by_path = {code.path: code for code in book.walk()}
    by_id: dict[str, Code | None] = {}
    for code in by_path.values():
        by_id[code.id] = None if code.id in by_id else code

    def named(met: re.Match[str]) -> str:
        words = met.group()
        code = by_path.get(words) or by_id.get(words)
        if code is None or (words.isalnum() and _is_a_word(words, code.name(language))):
            return words
        return f"”{code.name(language)}”"

    return _ID.sub(named, text)


def _is_a_word(words: str, name: str) -> bool:
    return any(word.startswith(words[:_ALIKE]) for word in re.findall(r"\w+", name.casefold()))
