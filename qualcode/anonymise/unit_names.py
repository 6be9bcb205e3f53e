"""Groups and units that their neighbours show: "föreningen Ljusglimt", "Ekhagens psykiatri", "Skärgårdshus AB"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.contexts import is_label
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import head_of, head_words
from qualcode.anonymise.name_lists import bare, given_band, surname_band, word_set
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_ordinary, is_word, speech_verbs
from qualcode.language.places import place_names

FIRMS = frozenset({"AB", "HB", "KB", "IF", "IK", "BK", "FF", "SK", "GIF", "IFK", "FK"})


_BUILT = frozenset(
    {
        "vårdcentralen",
        "hälsocentralen",
        "skolan",
        "förskolan",
        "högskolan",
        "folkhögskolan",
        "sjukhuset",
        "kyrkan",
        "församlingen",
        "kliniken",
    }
)


_ANY_PLACES = frozenset({"psykiatrin", "öppenvården", "enheten", "avdelningen", "verksamheten", "boendet"})
"""Every place has these; with the place's name before them they are still no unit's name."""

UNITS = frozenset({"UM", "BUP", "VC", "HVB", "BVC", "HC", "FC", "LSS"})
_LOWER_HEAD = re.compile(r"(?<![\w-])([a-zåäöé][a-zåäöé-]{2,})[ \u00a0][\"”“„»«]?$")


_NAMED_AFTER = ("skola", "kyrka", "församling", "förening", "gymnasium", "klubb", "kår", "lag")
"""Units in the indefinite form that stand after the name of their place."""
_GIVEN, _STRONG = 100, 1000
_FOR_YOUTH = re.compile(r" [Uu]ngdom(?:smottagning(?:en)?)?(?![\w-])")
_OF_SOMEBODY = re.compile(
    r",? \(?\d{1,3}(?: år(?![\w-])|\)|,)|[^.!?\n]{0,60}(?<!\w)(?:hon|han|hen|she|he)(?!\w)|[^.!?\n]{0,80}[.!?] (?:Hon|Han|Hen|She|He)(?!\w)"
)
"""What follows somebody and no service: an age, or a pronoun for one person in the same sentence or at the beginning of the next."""
_PARTNER = re.compile(r" & ([A-ZÅÄÖ][\w-]+)")
_NEXT_LOWER = re.compile(r"[ \u00a0]([a-zåäöé][a-zåäöé-]{3,})(?!\w)")


def run_end(reading: Reading, word: Word) -> tuple[int, int]:
    """Give where the row of adjacent capitalised words that begins with ``word`` ends, and how many words it has."""
    end, count, at = word.end, 1, word
    while (following := reading.next(at)) and count < 4:  # noqa: PLR2004
        if following.text in place_names() and count > 1:
            break
        end, count, at = following.end, count + 1, following
    return end, count


def after_head(reading: Reading, word: Word, *, certain: bool) -> Found | None:
    """Give "föreningen Ljusglimt", "nätverket Vändpunkten": a head in lower case with a name after it."""
    text = reading.text
    before = _LOWER_HEAD.search(text[max(0, word.start - 40) : word.start])
    if before is None:
        return None
    head = head_of(before.group(1))
    if head is None or is_function(before.group(1)) or before.group(1).endswith(("samverkan", "ring")):
        return None
    if any(form in place_names() for form in word.forms) or (given_band(word.text) >= 1000 and not certain):  # noqa: PLR2004
        return None
    surname = reading.next(word)
    if given_band(word.text) >= 1000 and surname is not None and not surname.shout and not word.quoted:  # noqa: PLR2004
        # "styrgruppen Anna Berg leder": whoever has both names is a person.
        return None
    start = word.start - (len(text[max(0, word.start - 40) : word.start]) - before.start(1))
    end, _ = run_end(reading, word)
    closing = re.match(r"[\"”“»«]", text[end : end + 1]) if text[word.start - 1] in '"”“„»«' else None
    return Found(
        start, end + (1 if closing else 0), head.type, "name-after-head", 80 if certain else 67, head=head.plain
    )


def owner(reading: Reading, word: Word) -> Found | None:
    """Give "Ekhagens psykiatri", "Kullbergska vårdenheten", "Motala lasarett": a name with a head in lower case after it."""
    unit = reading.next(word)
    if unit and unit.text in UNITS and word.text.endswith("s") and not is_word(word.low.removesuffix("s")):
        return Found(word.start, unit.end, HitType.ORGANISATION, "owner-of-unit", 79, head="verksamheten")
    following = _NEXT_LOWER.match(reading.text, word.end)
    head = head_of(following.group(1)) if following else None
    if following is None or head is None or head.type is not HitType.ORGANISATION:
        return None
    low = word.low
    if word.opening and (is_word(low) or is_word(low.removesuffix("s"))):
        return None
    place = any(form in place_names() for form in word.forms)
    town = place and not is_word(low)
    if word.hard and is_ordinary(word.text) and not town and head.plain not in _BUILT:
        return None
    if head.plain in {"enheten", "avdelningen"} and word.opening:
        return None
    if not place and not word.text.endswith(("s", "ska", "a")) and not _may_own(word, following.group(1)):
        return None
    if place and following.group(1) in head_words() and head.plain in _ANY_PLACES:
        return None
    return Found(
        word.start, following.end(), HitType.ORGANISATION, "owner-of-unit", 71 if not place else 68, head=head.plain
    )


def _may_own(word: Word, unit: str) -> bool:
    """Tell whether a name no list holds stands before the compound of a school and the like ("Stafsinge strandskola")."""
    strange = not (word.opening or given_band(word.text) or is_word(word.text.lower()))
    return strange and unit not in head_words() and unit.endswith(_NAMED_AFTER)


def service(reading: Reading, word: Word) -> Iterator[Found]:
    """Give a service with a given name in its own: "Ung-Klara", "Team-Elsa", "Maria Ungdom" with what it is for after it."""
    first, hyphen, called = word.text.partition("-")
    if hyphen and first.lower() in word_set("unit_names.before_given"):
        if max(given_band(called.removesuffix("s")), given_band(called)) < _GIVEN:
            return
        if first.lower() != "team" and _is_person(reading, word):
            yield Found(word.start, word.end, HitType.PERSON, "familiar-name", 76)
        else:
            yield Found(word.start, word.end, HitType.ORGANISATION, "service", 76, head="verksamheten")
    elif given_band(word.text) >= _STRONG and (tail := _FOR_YOUTH.match(reading.text, word.end)):
        yield Found(word.start, tail.end(), HitType.ORGANISATION, "service", 76, head="mottagningen")


def _is_person(reading: Reading, word: Word) -> bool:
    """Tell whether what may be a service's name is said of somebody: with an age, a verb of saying or "hon" that takes it up."""
    verbs = speech_verbs()
    if reading.after(word.end) in verbs or reading.before(word.start) in verbs:
        return True
    return _OF_SOMEBODY.match(reading.text, word.end) is not None


def firm(reading: Reading, word: Word, people: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Give "Skärgårdshus AB", "Fastighets AB Kvarnhjulet", "Kinda & Åtta".

    Two of ``people`` or two given names ("Eva & Ola") are two people.
    """
    text = reading.text
    if word.text in FIRMS:
        start, end, at = word.start, word.end, word
        while at.adjacent and at.number and not reading.words[at.number - 1].shout:
            at = reading.words[at.number - 1]
            if at.hard and at.text.lower() in function_words():
                break
            start = at.start
        if start == word.start or (following := reading.next(word)):
            following = reading.next(word)
            if following is not None and not following.shout:
                end = run_end(reading, following)[0]
        if (start, end) != (word.start, word.end):
            yield Found(
                start,
                end,
                HitType.ORGANISATION,
                "firm",
                83,
                head="ett företag" if word.text in {"AB", "HB", "KB"} else "föreningen",
            )
    if word.shout or not text.startswith(" & ", word.end):
        return
    pair = _PARTNER.match(text[word.end : word.end + 40])
    if pair and _are_people(reading, word, pair, people):
        yield Found(word.start, word.end, HitType.PERSON, "pair-of-people", 60)
        yield Found(word.end + pair.start(1), word.end + pair.end(), HitType.PERSON, "pair-of-people", 60)
    elif pair:
        yield Found(word.start, word.end + pair.end(), HitType.ORGANISATION, "pair-name", 69, head="organisationen")


def _are_people(reading: Reading, word: Word, pair: re.Match[str], people: frozenset[str]) -> bool:
    """Tell whether both names are people's: each is, one is of the known ``people``, or they speak together and one may be a given name."""
    names = (word.text, pair.group(1))
    if all(_names_person(name, people) for name in names) or any(name.casefold() in people for name in names):
        return True
    speak = is_label(reading, word, word.end + pair.end())
    return speak and any(given_band(form) for name in names for form in bare(name))


def _names_person(name: str, people: frozenset[str]) -> bool:
    """Tell whether a name beside "&" is a person's: one of ``people`` (lower case), or a given name rather than a surname or town."""
    given = max(given_band(form) for form in bare(name))
    town = name in place_names()
    return name.casefold() in people or (given >= _GIVEN and given >= surname_band(name) and not town)
