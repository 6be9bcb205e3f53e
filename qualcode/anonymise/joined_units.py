"""Names in several pieces made one, of units above all: "Sjukhuskyrkan i Gävle", "Finska föreningen Aurinko", "Dalarnas välfärdsråd"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from qualcode.anonymise.capitals import UPPER, Reading
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.grown_names import grown, one_name
from qualcode.anonymise.heads import Head, head_of, head_words
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words

_UNITS = frozenset({HitType.GROUP, HitType.ORGANISATION})
_PLACES = frozenset({HitType.PLACE, HitType.COUNTY})
_PLACES_OR_UNITS = _PLACES | _UNITS
_GAP = re.compile(r" (?:(?:i|på|vid|för|kring|av|och) )?")
_HEAD_AFTER = re.compile(r" ((?:[a-zåäöé]{3,}(?:iska|ala|liga|ella) )?)([a-zåäöé][a-zåäöé-]{2,})(?![\w-])")
_HEAD_BEFORE = re.compile(r"(?<![\w-])(råd|[a-zåäöé][a-zåäöé-]{3,}) $")
_CAPITAL_BEFORE = re.compile(rf"(?<![\w-])([{UPPER}][^\W\d_]{{2,}}) $")
_ADJECTIVE_BEFORE = re.compile(
    rf"(?<![\w-])([{UPPER}][^\W\d_]+(?:al|ala|alt|isk|iska|iskt|gemensam\w*|gripande|sam|samma|samt)) $"
)
_COMPASS = re.compile(r" i (?:norr|söder|väst|öst|syd|nord|väster|öster|norra|södra|västra|östra)(?!\w)")
_FOR = re.compile(
    r" (?:för|mot) (?!att |den |det |de |en |ett |oss |dem |alla )[a-zåäöé]{3,}(?: och [a-zåäöé]{3,})?(?!\w)"
)
_PURPOSE = re.compile(
    r" (?:(?:för|mot|kring) )?(?:(?:psykisk|social|god|jämlik|existentiell|mental)\w* )?(?:ohälsa|hälsa|suicidprevention"
    r"|hållbarhet|vård|barn|unga|äldre|självmord|folkhälsa|trygghet)(?: och [a-zåäö]+)?(?!\w)"
)
_FEW, _FAR = 3, 60
_PARTS_OF_COUNTRY = frozenset({"Norr", "Nord", "Söder", "Syd", "Väst", "Väster", "Öst", "Öster", "Mitt", "Mälardalen"})
_APART = 24
"""No more characters than this part two pieces of one name: a nickname between marks."""
_BRANCHING = dict.fromkeys(
    (
        "mind", "suicide zero", "röda korset", "rädda barnen", "bris", "spes", "attention", "hjärnkoll", "verdandi", "rsmh", "rfsl",
        "rfsu", "tilia", "maskrosbarn", "fryshuset", "autism sverige", "jourhavande medmänniska",
        "pro", "spf", "spf seniorerna", "abf", "sensus", "studiefrämjandet", "medborgarskolan", "studieförbundet vuxenskolan",
        "studieförbundet bilda", "folkuniversitetet", "iogt-nto", "red cross", "swedish red cross", "save the children",
    ),
    "föreningen",
) | dict.fromkeys(("svenska kyrkan", "church of sweden", "swedish church"), "församlingen") | dict.fromkeys(
    ("mini-maria", "mini maria", "minimaria", "mini-mariamottagningen", "minimariamottagningen"), "mottagningen"
) | dict.fromkeys(("barnahus", "barnahuset"), "verksamheten")  # fmt: skip
"""National associations and kinds of clinics whose name with a place's is that of a local one, and what stands for that."""


def join_units(reading: Reading, found: Sequence[Found]) -> Iterator[Found]:
    """Give the finds with those that are pieces of one unit's name joined; nothing grows over another find."""
    kept: list[Found] = []
    for one in found:
        since = kept[-1].end if kept else 0
        joined = _with_last(reading, kept[-1], one) if kept and one.start - since <= _APART else None
        if joined:
            kept[-1] = joined
        else:
            whole = _with_words_before(reading, one, since) if one.type in _PLACES_OR_UNITS else one
            if whole.rule == "head-and-place" and kept and _is_its_adjective(reading, kept[-1], whole):
                whole = whole._replace(start=kept.pop().start)
            kept.append(whole)
    since = 0
    for one, following in zip_longest(kept, kept[1:]):
        until = following.start if following else len(reading.text)
        whole = one
        if one.type in _PLACES_OR_UNITS or one.rule == "recogniser":
            whole = _with_words_after(reading, one, until)
        yield grown(reading, whole, since, until) if whole.type is HitType.PERSON else whole
        since = one.end


def _with_last(reading: Reading, last: Found, one: Found) -> Found | None:
    """Give two finds as one when the first is a unit that the second belongs to, or the second a unit of the first."""
    if last.type is one.type is HitType.PERSON:
        return one_name(reading, last, one)
    gap = reading.text[last.end : one.start]
    if last.type in _UNITS and one.type in _PLACES and _GAP.fullmatch(gap) and gap not in {" för ", " och ", " av "}:
        return last._replace(end=one.end)
    if last.type is None and last.rule == "allowed" and one.type in _PLACES and gap in {" ", " i ", " på ", " in "}:
        head = _BRANCHING.get(reading.text[last.start : last.end].casefold())
        branch = one._replace(start=last.start, type=HitType.ORGANISATION, rule="branch", place=None, head=head or "")
        return branch if head else None
    if last.rule == "allowed" and gap == " " and reading.text[one.start : one.end] in _PARTS_OF_COUNTRY:
        head = _BRANCHING.get(reading.text[last.start : last.end].casefold())
        return last._replace(end=one.end, type=HitType.ORGANISATION, rule="branch", head=head) if head else None
    if last.type in _UNITS and one.type in _UNITS and gap == " ":
        return last._replace(end=one.end)
    opens = reading.text[one.start].islower()
    if last.type in _PLACES_OR_UNITS and one.type in _UNITS and gap == " " and opens:
        return one._replace(start=last.start)
    return None


def _is_its_adjective(reading: Reading, last: Found, one: Found) -> bool:
    """Tell whether what the recogniser took for a unit is but the adjective of the one after it ("Delregionalt råd Fyrbodal")."""
    guessed = last.rule == "recogniser" and last.type in _UNITS
    return guessed and reading.text[last.end : one.start] == " "


def _with_words_after(reading: Reading, one: Found, until: int) -> Found:
    """Give a find with a head in small letters after it ("Vivallagårdens grundskola"), or with what the unit is for."""
    text = reading.text
    match = _HEAD_AFTER.match(text, one.end)
    head = _unit_head(match.group(2)) if match else None
    surface = text[one.start : one.end]
    if (
        match
        and head
        and match.end() <= until
        and (match.group(1) or _owns(surface, match.group(2), unit=one.type in _UNITS))
    ):
        one = one._replace(end=match.end(), type=head.type, head=head.plain, rule="joined-" + one.rule, place=None)
    if one.type in _UNITS:
        for pattern in (_PURPOSE, _FOR, _COMPASS) if one.type is HitType.GROUP else (_COMPASS,):
            match = pattern.match(text, one.end)
            words = text[one.start : one.end].split(" ")
            if match and match.end() <= until and (head_of(words[0]) or head_of(words[-1])):
                one = one._replace(end=match.end())
                break
    return one


def _owns(surface: str, word: str, *, unit: bool) -> bool:
    """Tell whether a name before a head in small letters belongs to it: a genitive, an adjective, or a name of a school and the like."""
    if surface.endswith(("s", "ska", "'", "’")):
        return True
    return (
        not unit
        and word not in head_words()
        and word.endswith(("skola", "kyrka", "församling", "förening", "gymnasium"))
    )


def _unit_head(word: str) -> Head | None:
    if word in function_words() or is_function(word) or word.endswith(("erna", "arna", "orna", "or", "ningar")):
        return None
    return head_of(word)


def _with_words_before(reading: Reading, one: Found, since: int) -> Found:
    """Give a unit with the capitalised word before its head ("Finska föreningen"), or a place with the head before it."""
    text = reading.text
    if text[one.start - 1 : one.start] != " ":
        return one
    # The word before begins after the last space, and no part of it before that.
    begin = max(since, one.start - _FAR, text.rfind(" ", 0, one.start - 1) + 1)
    if one.type in _UNITS and text[one.start].islower():
        before = _CAPITAL_BEFORE.search(text, begin, one.start)
        if before and before.group(1).lower() not in function_words():
            return one._replace(start=one.start - len(before.group()))
    if one.type in _PLACES and not text[one.start : one.end].endswith("s"):
        before = _HEAD_BEFORE.search(text, begin, one.start)
        head = _unit_head(before.group(1)) if before else None
        if (
            before
            and head
            and (len(before.group(1)) > _FEW or before.group(1) == "råd")
            and before.group(1) not in {"samverkan", "centrum", "center"}
        ):
            # "Delregionalt råd Fyrbodal": the adjective belongs to it.
            kind = _ADJECTIVE_BEFORE.search(text, max(since, one.start - _FAR), one.start - len(before.group()))
            start = kind.start(1) if kind else one.start - len(before.group())
            return one._replace(start=start, type=head.type, head=head.plain, rule="head-and-place")
    return one
