"""Whether a capitalised word that is an everyday word as well stands as a name where it is."""

from __future__ import annotations

import re

from qualcode.anonymise.capitals import Reading, Word
from qualcode.language.known_words import is_finite_verb


def stands_as_name(reading: Reading, word: Word) -> bool:
    """Tell whether a name that is an everyday word as well is used as a name: a verb, a mark or a name follows it."""
    if not word.opening:
        return True
    text = reading.text
    if text[word.end : word.end + 1] in {":", ")", "/", ","} or text[word.end : word.end + 3] in {"**:", "**,", " (", "”:", "\":"}:
        return True
    if word.end >= len(text) or text[word.end] in "\n\t|*":
        return True
    following = reading.next(word)
    if following is not None:
        return True
    after = reading.after(word.end)
    if after in {"och", "o", "samt"}:
        beyond = re.match(r" (?:och|o|samt) ([^\W\d_][\w-]*)", text[word.end : word.end + 40])
        return bool(beyond and beyond.group(1)[0].isupper())
    return is_finite_verb(after) and not (word.text.lower() in {"alla", "vi", "van", "hans", "per", "en", "min", "vår", "det"})
