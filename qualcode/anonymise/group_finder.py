"""Named groups, boards, clinics, schools, associations and firms, by the words that head their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.heads import Head, head_of, head_words, names_one
from qualcode.anonymise.name_lists import given_band, word_set
from qualcode.anonymise.named_nouns import is_kind, may_name, named_noun, partner
from qualcode.anonymise.searching import held, places_of
from qualcode.anonymise.unit_names import FIRMS, UNITS, after_head, firm, owner, run_end, service
from qualcode.domain.finding import HitType
from qualcode.language.known_words import function_words, is_finite_verb, is_ordinary, is_word

_NOUN = re.compile(r" ([a-zåäöé]{3,})(?![\w-])")
_PHRASE = 20
_LANDS = ("dala", "hälsinge", "gästrike", "roslags", "bergslags", "norrlands")
"""Parts of the country that compounds begin with, and no county's name."""
_NUMBERED = re.compile(r" (?:\d{1,3}|[A-F])(?![\w%.,:/-])")
_TAIL = re.compile(r" (?:för|mot) [^\W\d_]+(?: och [^\W\d_]+)?")


_CALLED = re.compile(
    r"(?:heter|hette|kallas|kallar|kallad|kallat|döpt till|namnet|benämns|benämnd|nämligen|officiellt|dvs\.?|alltså)[^.!?\n]{0,18}$"
)


_NAMED_SO = re.compile(
    r"(?<!\w)([^\W\d_]{4,})(?:,? som| vi har| vi| man| de| länet)? (?:heter|hette|kallas|kallades|kallar|döptes till"
    r"|går under namnet|fick namnet|med namnet|vid namn)"
    r"(?: \w+){0,2}[: ]{0,2}[\"”“„»«]?$"
)


_STRONG = 1000
"""So common a given name owns no unit."""
_SPACES = frozenset(" \u00a0")
_CALLING, _REACH = ("het", "kalla", "namn", "döpt"), 80
"""What stands, so near before a name, where something is said to be called so."""


def find_groups(reading: Reading, people: frozenset[str]) -> Iterator[Found]:  # noqa: C901, PLR0912 - every capital passes here
    """Give named groups and units; ``people`` are the known persons' names in lower case, which head nothing."""
    small, text = function_words(), reading.text
    cues = _cues(text)
    last = -_REACH
    for word in reading.words:
        if word.hard and (word.idle or word.low in small):
            continue
        head, in_firms, rare, noun, called = _told(word.text)
        if in_firms or text.startswith(" & ", word.end):
            yield from firm(reading, word, people)
        somebody = head is None and not people.isdisjoint(word.folds)
        if not somebody and (head is not None or word.text in UNITS):
            yield from _headed(reading, word, people)
        if word.shout:
            continue
        before = reading.before(word.start)
        if head_of(before) is not None and (one := after_head(reading, word, certain=not somebody)):
            yield one
        if somebody:
            continue
        # Its neighbours show a unit: what it owns, what it is said to be called, or that it has a capital at all.
        if rare and text[word.end : word.end + 1] in _SPACES and (one := owner(reading, word)):
            yield one
        if noun and not (word.opening or word.quoted) and (one := named_noun(reading, word)):
            yield one
        while cues and cues[-1] <= word.start:
            last = cues.pop()
        if last > word.start - _REACH and (one := _called(reading, word)):
            yield one
        if before == "med" and (one := partner(reading, word)):
            yield one
        if called:
            yield from service(reading, word)


def _cues(text: str) -> list[int]:
    """Give the ends of what says that something is called somehow, the last first."""
    return sorted([at + len(cue) for cue in held(text, _CALLING) for at in places_of(text, cue)], reverse=True)


@lru_cache(1 << 16)
def _told(text: str) -> tuple[Head | None, bool, bool, bool, bool]:
    """Tell of a capitalised word its head, whether it is a firm's short form, may own a unit, be a noun that names one, or a service."""
    head, common = head_of(text), given_band(text) >= _STRONG
    return head, text in FIRMS, head is None and not common, may_name(text), common or "-" in text


def _headed(reading: Reading, word: Word, people: frozenset[str]) -> Iterator[Found]:
    """Give "Nätverk Vändpunkten", "Mottagningen Kajutan", "Kustrådet", "UM Älvstranden"."""
    head = head_of(word.text)
    if head is None:
        following = reading.next(word)
        if word.text in UNITS and following and not following.shout and following.text.casefold() not in people:
            yield Found(
                word.start, run_end(reading, word)[0], HitType.ORGANISATION, "unit-name", 79, head="mottagningen"
            )
        return
    if is_function(word.text):
        return
    end, count = _before_somebody(reading, word, *run_end(reading, word))
    text = reading.text
    quoted = re.match(r" [\"”“„»«][^\"”“»«\n]{2,40}[\"”“»«]", text[word.end : word.end + 45])
    if quoted:
        yield Found(word.start, word.end + quoted.end(), head.type, "headed-quoted", 81, head=head.plain)
        return
    holder = reading.words[word.number - 1] if word.adjacent else None
    if (
        holder
        and not holder.shout
        and holder.text.endswith(("s", "ska", "a"))
        and holder.text.casefold().removesuffix("s") not in people
    ):
        yield Found(holder.start, end, head.type, "owner-and-head", 84, head=head.plain)
        return
    if count > 1:
        if word.text.lower() in head_words() or not word.opening or head.alone:
            yield Found(word.start, _whole_phrase(reading, end), head.type, "headed-name", 81, head=head.plain)
        return
    if word.shout:
        return
    numbered = _NUMBERED.match(text, word.end)
    if numbered and head.type is HitType.ORGANISATION and word.text.lower() in head_words():
        yield Found(word.start, numbered.end(), head.type, "headed-number", 70, head=head.plain)
        return
    yield from _headed_alone(reading, word, head, end)


def _before_somebody(reading: Reading, word: Word, end: int, count: int) -> tuple[int, int]:
    """Give where a name ends and its words, up to a given name with a surname: "Mind-gruppen Ida Lo leder" names a group and a person."""
    last = word
    for number in range(1, count):
        given = reading.words[last.number + 1]
        surname = reading.next(given)
        if given_band(given.text) >= _STRONG and surname is not None and not surname.shout:
            return last.end, number
        last = given
    return end, count


def _whole_phrase(reading: Reading, end: int) -> int:
    """Give where a name ends whose last capitalised word asks for a noun: "Länsgrupp Hela" is called "Hela livet"."""
    noun = _NOUN.match(reading.text, end)
    last = reading.text[:end][-_PHRASE:].rpartition(" ")[2].lower()
    asks = last in word_set("group_finder.asking") and noun is not None
    whole = noun and asks and noun.group(1) not in function_words() and not is_finite_verb(noun.group(1))
    return noun.end() if noun and whole and is_word(noun.group(1)) else end


def _headed_alone(reading: Reading, word: Word, head: Head, end: int) -> Iterator[Found]:
    """Give a compound that is a name by itself ("Kustrådet"), and a plain head with what it is for ("Samrådet för hälsa")."""
    text = reading.text
    low = word.text.lower()
    tail = _TAIL.match(text, end)
    if low in head_words():
        if tail and not word.opening and head.type is HitType.GROUP and head.plain == low:
            yield Found(word.start, tail.end(), head.type, "head-and-purpose", 70, head=head.plain)
        return
    if word.opening and not (word.quoted and _CALLED.search(text[max(0, word.start - 60) : word.start])):
        cell = text[word.start - 1 : word.start] in {"\t", "|"} or text[max(0, word.start - 2) : word.start] == "| "
        # "Alfons-gruppen": the capital is a given name's before the hyphen.
        named = given_band(word.text.partition("-")[0]) >= _STRONG and "-" in low
        if not head.alone or (
            is_ordinary(word.text)
            and not named
            and not low.startswith(_LANDS)
            and not (cell and head.type is HitType.ORGANISATION and names_one(low, head))
        ):
            return
    if is_kind(low, head):
        return
    if head.alone or not is_ordinary(word.text):
        yield Found(word.start, tail.end() if tail else end, head.type, "headed-compound", 72, head=head.plain)


def _called(reading: Reading, word: Word) -> Found | None:
    """Give what a group or unit is said to be called: 'projektet heter "Stigen"'."""
    before = _NAMED_SO.search(reading.text[max(0, word.start - _REACH) : word.start])
    head = head_of(before.group(1)) if before else None
    if head is None:
        return None
    end, _ = run_end(reading, word)
    closing = re.match(r"[^\"”“»«\n.]{0,30}(?=[\"”“»«])", reading.text[end : end + 32]) if word.quoted else None
    return Found(word.start, end + (closing.end() if closing else 0), head.type, "called", 73, head=head.plain)
