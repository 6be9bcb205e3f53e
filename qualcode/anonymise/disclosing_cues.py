"""What in a published passage may still tell its county: words of landscape and number, and the names of plans and projects."""

from __future__ import annotations

import re
from functools import cache

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.name_lists import data_lines, word_set
from qualcode.language.known_words import is_ordinary, speech_verbs

_QUOTED = re.compile(r"(?<!\w)[\"”“„»«'‘’]([^\W\d_][\w-]*(?: [\w-]+){0,3})[\"”“»«'’](?!\w)")
_DATED = re.compile(r"([^\W\d_]{4,}) 20\d\d(?!\w)")
_SPEECH = re.compile(r",? ([^\W\d_]+)")
_ALONE = 5
"""A single word in quotation marks is a name from so many letters on; shorter ones are stress ("nej")."""


def disclosing_words(text: str) -> frozenset[str]:
    """Give the words of a published passage that may tell its county, in lower case, since such a passage is better not quoted."""
    return frozenset(m.group().casefold() for m in _cues().finditer(text)) | own_names(text)


def own_names(text: str) -> frozenset[str]:
    """Give the names that stand in a published passage, in lower case: two quotes that share one tell that they share a county."""
    reading = Reading(text)
    found: set[str] = set()
    for match in _QUOTED.finditer(text):
        name = match.group(1)
        said = _SPEECH.match(text, match.end())
        spoken = said is not None and said.group(1).lower() in speech_verbs()
        if not spoken and (len(name) >= _ALONE if " " not in name else name[0].isupper()):
            found.add(name.casefold())
    for word in reading.words:
        if word.opening or word.shout or len(word.text) < _ALONE - 1:
            continue
        low = word.text.casefold()
        dated = _DATED.match(text, word.start)
        if dated and low not in word_set("disclosing_cues.times"):
            found.add(dated.group().casefold())
        elif not any(is_ordinary(form.casefold()) for form in word.forms):
            found.add(low)
    plain = text.casefold()
    harmless = [name for name in _harmless() if name in plain]
    return frozenset(one for one in found if not any(one in name or name == one for name in harmless))


@cache
def _harmless() -> tuple[str, ...]:
    """Give the national bodies, methods and documents, which are named everywhere."""
    return tuple(name.casefold() for name in data_lines("allowed.txt"))


@cache
def _cues() -> re.Pattern[str]:
    numbers = {"+": word_set("disclosing_cues.five_to_seven") | word_set("disclosing_cues.from_eight")}
    numbers["%"] = word_set("disclosing_cues.from_eight")
    digits = {"+": r"[5-9]|[1-9]\d", "%": r"[89]|[1-9]\d"}

    def pattern(word: str) -> str:
        if word in numbers:
            return "(?:" + "|".join([*sorted(numbers[word], key=len, reverse=True), digits[word]]) + ")"
        return re.escape(word).replace(r"\*", r"\w*")

    rows = (line.split("\t")[0] for line in data_lines("disclosing_cues.tsv"))
    wanted = sorted((r" ".join(pattern(w) for w in row.split(" ")) for row in rows), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(wanted) + r")(?!\w)", re.IGNORECASE)
