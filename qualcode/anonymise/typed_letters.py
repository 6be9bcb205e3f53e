"""Whether minutes are typed without capitals, or in nothing else: then capitals tell nothing of names."""

from __future__ import annotations

import re

SENTENCE = re.compile(r"(?:^|(?<=[.!?:]\s)|(?<=\n))[\s\d.)\-*•–]*([^\W\d_])", re.MULTILINE)
"""The first letter of a sentence, line or item."""
_BEGINNING = re.compile(r"[\n.!?:](?:(?<=\n)| )[A-ZÅÄÖ]")
"""The plainest of the sentences that begin with a capital."""
_AFTER_STOP = re.compile(r"\. [A-ZÅÄÖ]")
"""The most of them, which are soonest counted."""
_SHORTEST = 120
_FEW = 0.15
"""A text in which fewer of its sentences than this begin with a capital is typed without them."""
_LOUD = 0.9
"""A text of whose letters more than this are capitals is typed in capitals."""
_COMMON_LETTERS = "aeinrstdlogk"
"""So many of a text's small letters are quick to count, and mostly settle that it is not typed in capitals."""


def typed_small(text: str) -> bool:
    """Tell whether a text of some length has hardly a sentence that begins with a capital."""
    if len(text) < _SHORTEST:
        return False
    enough = _FEW * (1 + sum(map(text.count, "\n.!?:")))
    if len(_AFTER_STOP.findall(text)) >= enough:
        return False
    if any(n >= enough for n, _ in enumerate(_BEGINNING.finditer(text), 1)):
        return False
    starts = upper = 0
    for match in SENTENCE.finditer(text):
        starts += 1
        upper += match.group(1).isupper()
        if upper >= enough:
            # Whatever follows, there are not so many sentences that these were few.
            return False
    return starts > 2 and upper < _FEW * starts  # noqa: PLR2004


def typed_loud(text: str) -> bool:
    """Tell whether a text is typed in capitals throughout: they tell as little as none."""
    if len(text) < _SHORTEST or text[-_SHORTEST:].islower():
        return False
    small = 0
    for letter in _COMMON_LETTERS:
        small += text.count(letter)
        if (len(text) - small) * (1 - _LOUD) <= small * _LOUD:
            return False
    upper = sum(map(str.isupper, text))
    return upper > _LOUD * (upper + sum(map(str.islower, text)))
