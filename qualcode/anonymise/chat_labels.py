"""Who writes in a chat, in whatever letters: "[09:05] wu jing: hej", where every line has its time and its writer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.contexts import TIMED
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, is_generic
from qualcode.anonymise.name_lists import given_band, surname_band
from qualcode.anonymise.name_shapes import harmless
from qualcode.anonymise.role_labels import is_role
from qualcode.anonymise.short_terms import is_clipped, is_term
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_english, is_ordinary, is_word
from qualcode.language.places import place_names

_LINE = re.compile(rf"(?m)^{TIMED.pattern}([^\W\d_][^:\n\[\]()\t|]{{0,40}}?)(?: ?\([^)\n]{{1,20}}\))? ?:(?=\s)")
_HEADED = re.compile(
    r"(?m)^[ \t>*_•–-]*([^\W\d_][^:\n\[\]()\t|]{0,40}?)(?: ?[\[(][^)\]\n]{1,20}[\])])?(?:\*\*)?[ \t,–-]{1,8}"
    r"\(?(?:kl\.? ?)?\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]m)?\)?[ \t]*$"
)
"""A line with a writer and a time and nothing else, as chats are copied; what was written stands below."""
_TIME = re.compile(r"\n[ \t>*_•–-]*[\[(]?\d")
"""What stands in every chat: a line that begins with a figure, or with a bracket and one."""
_CLOCK = re.compile(r"\d[:.]\d\d\)?[ \t]*\n")
"""What stands at the end of a line that may be such a one."""
_TURNS = 3
_SPEAKERS = 2
_MOST_WORDS = 4
_COMMON, _LONG = 1000, 10
_TOPIC = re.compile(
    r"\w{3,}(?:plan|bild|analys|nätverk|stöd|arbete|grupp|insats|uppdrag|utbildning|samverkan)(?:er|en|et)?"
)
"""Words put together with what minutes are about; where no list has them as a name, they are a topic."""


def find_chat_labels(reading: Reading) -> Iterator[Found]:
    """Give the labels of a chat's lines, where several people write and some more than once; a programme of the day has no such."""
    if _TIME.search(reading.text):
        yield from _labels(reading, _LINE)
    if _CLOCK.search(reading.text):
        yield from _labels(reading, _HEADED)


def _labels(reading: Reading, lines: re.Pattern[str]) -> Iterator[Found]:
    labels = [(match.start(1), match.group(1)) for match in lines.finditer(reading.text)]
    count = Counter(label for _, label in labels)
    if len(labels) < _TURNS or len(count) < _SPEAKERS or max(count.values()) == 1:
        return
    named = {label for label in count if _may_write(reading, label)}
    yield from (
        Found(start, start + len(label), HitType.PERSON, "chat-label", 61) for start, label in labels if label in named
    )


def _may_write(reading: Reading, label: str) -> bool:
    """Tell whether a label is somebody's: no part in the talk, no heading and no word that nobody is called."""
    words = label.split()
    if len(words) > _MOST_WORDS or is_role(label, reading) or label.casefold() in harmless():
        return False
    return all(map(_may_be_called, words))


def _may_be_called(word: str) -> bool:
    low = word.lower()
    if low in function_words() or is_term(word) or is_clipped(low) or is_generic(low) or is_function(low):
        return False
    name = word.title()
    if given_band(name) >= _COMMON or surname_band(name) >= _COMMON:
        return True
    if not (given_band(name) or surname_band(name)) and (
        _TOPIC.fullmatch(low) or _is_shortened(low) or (len(low) >= _LONG and is_ordinary(low))
    ):
        # What is put together of words, as long as hardly a name is, is a topic ("Brukarmedverkan").
        return False
    return not (head_of(low) or is_word(low) or is_english(low) or name in place_names())


def _is_shortened(low: str) -> bool:
    """Tell whether a word is shortened with a full stop inside ("ledn.grp"); an account ("anna.berg") has a name in it."""
    parts = [part.title() for part in low.split(".") if part]
    return len(parts) > 1 and not any(given_band(part) or surname_band(part) for part in parts)
