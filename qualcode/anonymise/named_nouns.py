"""Common nouns with a capital inside a sentence: Swedish capitalises names only, so that some of them name a group or a project."""

from __future__ import annotations

import re
from functools import lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import begins_line
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import Head, generic_parts, head_of, is_generic
from qualcode.anonymise.name_lists import given_band, surname_band, word_set
from qualcode.anonymise.short_terms import is_nearly_word
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_finite_verb, is_ordinary, is_word
from qualcode.language.places import place_names

_BEFORE_NAMES = word_set("group_finder.before_names")
DEFINITE = ("et", "en", "an", "na", "rn", "ln", "ån", "ön", "ets", "ens", "ans")
_MANY = ("arna", "erna", "orna", "grupper", "aktörer", "parter", "ers", "ors")
"""Several of a kind have no name of their own."""
_ADJECTIVES = ("a", "t", "sk", "iv", "al", "sam")
_NEXT_SMALL = re.compile(r" (råd|[a-zåäöé][a-zåäöé-]{3,})(?!\w)")
_NUMBERED = re.compile(r"(?:^|\n)[ \t>*_#]*(?:§+|[Pp]unkt|[Pp]\.?|[Nn]r)?[ \u00a0]?\d+(?:[.:]\d+)*[ \t\u00a0]+[*_]*$")
"""The number of a heading or paragraph of the minutes ("§ 4 Samverkan"): the capital is the beginning's."""
_NEAR, _FAR = 24, 42
_WITH = re.compile(
    r"(?<!\w)(?:partnerskap(?:et)?|samarbete[nt]?|samarbetar|samverkan|avtal(?:et)?|överenskommelsen?|IOP) med $"
)
_SERVICES = ("teams", "zoom", "skype", "excel", "facebook")
_SHORT, _LONG = 3, 5


def is_kind(low: str, head: Head) -> bool:
    """Tell whether a compound says what kind of group it is and no more ("beredningsgruppen"), be it with a slip of the pen."""
    if not head.word.endswith(("grupp", "gruppen")):
        return False
    first = low.removesuffix("s").removesuffix(head.word)
    return not {first, first.rstrip("s")}.isdisjoint(generic_parts()) or (not is_ordinary(low) and is_nearly_word(low))


def named_noun(reading: Reading, word: Word) -> Found | None:
    """Give a common noun with a capital inside a sentence ("vi kör Kopplet"), or two ("Ny Gryning")."""
    low = word.low
    if word.opening or word.quoted or word.shout or not may_name(word.text) or low in reading.lower_words:
        return None
    if len(low) < _SHORT or "-" in low or _heads_point(reading, word):
        return None
    following = reading.next(word)
    if following and not word.adjacent and not following.shout:
        second = following.text.lower()
        if is_ordinary(second) and not is_generic(second) and second not in reading.lower_words and not head_of(second):
            return Found(word.start, following.end, HitType.ORGANISATION, "named-pair", 42, head="verksamheten")
        return None
    if word.adjacent or following or reading.text[word.end + 1 : word.end + 2].isdigit() or len(low) < _LONG:
        return None
    after = _NEXT_SMALL.match(reading.text, word.end)
    if after and _is_adjective(low, after.group(1)):
        head = head_of(after.group(1))
        if head and head.type is HitType.GROUP and not is_function(after.group(1)):
            return Found(word.start, after.end(), head.type, "adjective-and-head", 43, head=head.plain)
        return None
    several = low.endswith(_MANY) or reading.text[word.end : word.end + 1] == "-"
    if not several and (low.endswith(DEFINITE) or not is_word(low) or reading.before(word.start) in _BEFORE_NAMES):
        return Found(word.start, word.end, HitType.GROUP, "named-noun", 43, head="verksamheten")
    return None


def _heads_point(reading: Reading, word: Word) -> bool:
    """Tell whether a word heads a numbered point, or is a topic after the time of a chat's line ("[09:09] Medlen: slut")."""
    if reading.text[word.end : word.end + 1] == ":" and begins_line(reading, word):
        return True
    return _NUMBERED.search(reading.text, max(0, word.start - _NEAR), word.start) is not None


def partner(reading: Reading, word: Word) -> Found | None:
    """Give a name that no list holds where there is an agreement with it ("partnerskap med Fyrisstödet")."""
    told = _is_partner(reading, word)
    return Found(word.start, word.end, HitType.ORGANISATION, "partner", 44, head="verksamheten") if told else None


def _is_partner(reading: Reading, word: Word) -> bool:
    if word.opening or word.shout or reading.before(word.start) != "med" or not word.text.endswith(DEFINITE):
        return False
    if not _WITH.search(reading.text, max(0, word.start - _FAR), word.start) or is_ordinary(word.text):
        return False
    return not (given_band(word.text) or surname_band(word.text) or word.text in place_names())


@lru_cache(1 << 16)
def may_name(text: str) -> bool:
    """Tell whether a noun of Swedish may be a name where it has a capital: it is none that is often written so for no reason."""
    low = text.lower()
    head = head_of(low)
    return is_ordinary(low) and not (
        is_generic(low)
        or low.startswith(_SERVICES)
        or (head is not None and is_kind(low, head))
        or is_function(low)
        or given_band(text)
        or text in place_names()
    )


def _is_adjective(low: str, after: str) -> bool:
    """Tell whether a word before a small noun is an adjective ("Nationella enkäten"): it names something with a group's head only."""
    noun = head_of(after) is not None or (is_ordinary(after) and after not in function_words())
    return noun and low.endswith(_ADJECTIVES) and not is_finite_verb(after)
