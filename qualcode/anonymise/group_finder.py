"""Named groups, boards, clinics, schools, associations and firms, by the words that head their names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from qualcode.anonymise.capitals import Reading, Word
from qualcode.anonymise.found import Found
from qualcode.anonymise.functions import is_function
from qualcode.anonymise.name_lists import data_lines, given_band, read_data
from qualcode.domain.finding import HitType
from qualcode.language.known_words import is_ordinary, is_word
from qualcode.language.places import place_names

_NOT_HEADS = ("området", "områdets", "områden", "områdena", "förråd", "förrådet", "utrymmet", "samhället")
_FIRMS = frozenset({"AB", "HB", "KB", "IF", "IK", "BK", "FF", "SK", "GIF", "IFK", "FK"})
_BUILT = frozenset({"vårdcentralen", "hälsocentralen", "skolan", "förskolan", "högskolan", "folkhögskolan", "sjukhuset", "kyrkan", "församlingen", "kliniken"})
_UNITS = frozenset({"UM", "BUP", "VC", "HVB", "BVC", "HC", "FC", "LSS"})
_TAIL = re.compile(r" (?:för|mot) [^\W\d_]+(?: och [^\W\d_]+)?")
_CALLED = re.compile(r"(?:heter|hette|kallas|kallar|kallad|kallat|döpt till|namnet|benämns|benämnd|nämligen|officiellt|dvs\.?|alltså)[^.!?\n]{0,18}$")
_NAMED_SO = re.compile(
    r"(?<!\w)([^\W\d_]{4,})(?:,? som| vi har| vi| man| de| länet)? (?:heter|hette|kallas|kallades|kallar|döptes till|går under namnet|fick namnet|med namnet|vid namn)"
    r"(?: \w+){0,2}[: ]{0,2}[\"”“„»«]?$"
)
_LOWER_HEAD = re.compile(r"(?<![\w-])([a-zåäöé][a-zåäöé-]{2,})[ \u00a0][\"”“„»«]?$")
_NEXT_LOWER = re.compile(r"[ \u00a0]([a-zåäöé][a-zåäöé-]{3,})(?!\w)")


@dataclass(frozen=True, slots=True)
class Head:
    """A word that heads names: its type, what stands for it, and whether a compound with it is a name by itself."""

    word: str
    type: HitType
    plain: str
    alone: bool


@cache
def _heads() -> Mapping[str, Head]:
    rows = (line.split("\t") for line in data_lines("heads.tsv"))
    return {r[0]: Head(r[0], HitType(r[1]), r[2], r[3] == "yes") for r in rows}


@lru_cache(1 << 14)
def head_of(word: str) -> Head | None:
    """Give the head that ``word`` is or ends with (the longest), or None; "samordningsrummet" is headed by "rummet"."""
    low = word.lower()
    first, hyphen, _ = word.partition("-")
    if low.endswith(_NOT_HEADS) or (hyphen and (first.isupper() or first in place_names())):
        return None
    for cut in range(len(low) - 2):
        if cut in {1, 2}:
            continue
        head = _heads().get(low[cut:]) or _heads().get(low[cut:].removesuffix("s"))
        if head:
            return head
    return None


def find_groups(reading: Reading, people: frozenset[str]) -> Iterator[Found]:
    """Give named groups and units; ``people`` are the known persons' names in lower case, which head nothing."""
    for word in reading.words:
        yield from _firm(reading, word)
        if any(form.casefold() in people for form in word.forms) and not head_of(word.text):
            yield from _after_head(reading, word, certain=False)
            continue
        yield from _headed(reading, word, people)
        yield from _after_head(reading, word, certain=True)
        yield from _owner(reading, word)
        yield from _named_noun(reading, word)
        yield from _called(reading, word)


def _run_end(reading: Reading, word: Word) -> tuple[int, int]:
    """Give where the row of adjacent capitalised words that begins with ``word`` ends, and how many words it has."""
    end, count, at = word.end, 1, word
    while (following := reading.next(at)) and count < 4:  # noqa: PLR2004
        if following.text in place_names() and count > 1:
            break
        end, count, at = following.end, count + 1, following
    return end, count


def _headed(reading: Reading, word: Word, people: frozenset[str]) -> Iterator[Found]:
    """Give "Nätverk Vändpunkten", "Mottagningen Kajutan", "Kustrådet", "UM Älvstranden"."""
    head = head_of(word.text)
    if head is None:
        following = reading.next(word)
        if word.text in _UNITS and following and not following.shout and following.text not in place_names() and following.text.casefold() not in people:
            yield Found(word.start, _run_end(reading, word)[0], HitType.ORGANISATION, "unit-name", 79, head="mottagningen")
        return
    if is_function(word.text):
        return
    end, count = _run_end(reading, word)
    text = reading.text
    quoted = re.match(r" [\"”“„»«][^\"”“»«\n]{2,40}[\"”“»«]", text[word.end : word.end + 45])
    if quoted:
        yield Found(word.start, word.end + quoted.end(), head.type, "headed-quoted", 81, head=head.plain)
        return
    owner = reading.words[word.index - 1] if word.adjacent else None
    if owner and not owner.shout and owner.text.endswith(("s", "ska", "a")) and owner.text.casefold().removesuffix("s") not in people:
        yield Found(owner.start, end, head.type, "owner-and-head", 84, head=head.plain)
        return
    if count > 1:
        if word.text.lower() in _heads() or not word.opening or head.alone:
            yield Found(word.start, end, head.type, "headed-name", 81, head=head.plain)
        return
    if word.shout:
        return
    yield from _headed_alone(reading, word, head, end)


def _headed_alone(reading: Reading, word: Word, head: Head, end: int) -> Iterator[Found]:
    """Give a compound that is a name by itself ("Kustrådet"), and a plain head with what it is for ("Samrådet för hälsa")."""
    text = reading.text
    low = word.text.lower()
    tail = _TAIL.match(text, end)
    if low in _heads():
        if tail and not word.opening and head.type is HitType.GROUP and head.plain == low:
            yield Found(word.start, tail.end(), head.type, "head-and-purpose", 70, head=head.plain)
        return
    if word.opening and not (word.quoted and _CALLED.search(text[max(0, word.start - 60) : word.start])):
        cell = text[word.start - 1 : word.start] in {"\t", "|"} or text[max(0, word.start - 2) : word.start] == "| "
        if not head.alone or (is_ordinary(word.text) and not (cell and head.type is HitType.ORGANISATION and _names_one(low, head))):
            return
    if head.alone or not is_ordinary(word.text):
        yield Found(word.start, tail.end() if tail else end, head.type, "headed-compound", 72, head=head.plain)


def _names_one(low: str, head: Head) -> bool:
    """Tell whether a compound names one unit ("söderportskliniken") and not a kind of unit ("barnkliniken")."""
    first = low.removesuffix("s").removesuffix(head.word)
    return not is_word(low) and first.rstrip("s") not in generic_parts() and first not in generic_parts()


@cache
def generic_parts() -> frozenset[str]:
    """Give the first parts of compounds that name a kind of unit."""
    return frozenset(read_data("generic_words.txt").partition("[parts]")[2].partition("[words]")[0].split())


@cache
def _generic_words() -> frozenset[str]:
    return frozenset(read_data("generic_words.txt").partition("[words]")[2].split())


_BEFORE_NAMES = frozenset("heter hette kallas kör driver startar startade kallar inom via genom hos med och mot av".split())
_DEFINITE = ("et", "en", "an", "na", "rn", "ln", "ån", "ön", "ets", "ens", "ans")


@lru_cache(1 << 14)
def is_generic(low: str) -> bool:
    """Tell whether a common noun in the definite form is one that is often capitalised though it names nothing."""
    base = low.removesuffix("s")
    stems = {base, *(base.removesuffix(ending) for ending in ("n", "en", "et", "t", "na", "arna", "erna", "orna", "ena", "an"))}
    stems |= {stem + "a" for stem in stems}
    return bool(stems & _generic_words()) or any(stem.endswith(word) for stem in stems for word in _generic_words() if len(word) > 4)  # noqa: PLR2004


def _named_noun(reading: Reading, word: Word) -> Iterator[Found]:
    """Give a common noun in the definite form with a capital inside a sentence ("vi kör Kopplet"): Swedish capitalises names only."""
    low = word.text.lower()
    if word.opening or word.quoted or word.shout or len(low) < 5 or low in reading.lower_words:  # noqa: PLR2004
        return
    if not low.endswith(_DEFINITE) and reading.before(word.start) not in _BEFORE_NAMES:
        return
    if not is_ordinary(low) or is_generic(low) or is_function(low) or given_band(word.text) or word.text in place_names():
        return
    if word.adjacent or reading.next(word):
        return
    yield Found(word.start, word.end, HitType.GROUP, "named-noun", 43, head="verksamheten")


def _called(reading: Reading, word: Word) -> Iterator[Found]:
    """Give what a group or unit is said to be called: 'projektet heter "Stigen"'."""
    before = _NAMED_SO.search(reading.text[max(0, word.start - 80) : word.start])
    head = head_of(before.group(1)) if before else None
    if head is None or word.shout:
        return
    end, _ = _run_end(reading, word)
    closing = re.match(r"[^\"”“»«\n.]{0,30}(?=[\"”“»«])", reading.text[end : end + 32]) if word.quoted else None
    yield Found(word.start, end + (closing.end() if closing else 0), head.type, "called", 73, head=head.plain)


def _after_head(reading: Reading, word: Word, *, certain: bool) -> Iterator[Found]:
    """Give "föreningen Ljusglimt", "nätverket Vändpunkten": a head in lower case with a name after it."""
    text = reading.text
    before = _LOWER_HEAD.search(text[max(0, word.start - 40) : word.start])
    if before is None or word.shout:
        return
    head = head_of(before.group(1))
    if head is None or is_function(before.group(1)) or before.group(1).endswith(("samverkan", "ring")):
        return
    if any(form in place_names() for form in word.forms) or (given_band(word.text) >= 1000 and not certain):  # noqa: PLR2004
        return
    start = word.start - (len(text[max(0, word.start - 40) : word.start]) - before.start(1))
    end, _ = _run_end(reading, word)
    closing = re.match(r"[\"”“»«]", text[end : end + 1]) if text[word.start - 1] in "\"”“„»«" else None
    yield Found(start, end + (1 if closing else 0), head.type, "name-after-head", 80 if certain else 67, head=head.plain)


def _owner(reading: Reading, word: Word) -> Iterator[Found]:
    """Give "Ekhagens psykiatri", "Kullbergska vårdenheten", "Motala lasarett": a name with a head in lower case after it."""
    if word.shout or given_band(word.text) >= 1000 or head_of(word.text):  # noqa: PLR2004
        return
    following = _NEXT_LOWER.match(reading.text, word.end)
    head = head_of(following.group(1)) if following else None
    low = word.text.lower()
    if word.opening and (is_word(low) or is_word(low.removesuffix("s"))):
        return
    if word.hard and is_ordinary(word.text) and (head is None or head.plain not in _BUILT):
        return
    if following is None or head is None or head.type is not HitType.ORGANISATION or head.plain in {"enheten", "avdelningen"} and word.opening:
        return
    place = any(form in place_names() for form in word.forms)
    if not place and not word.text.endswith(("s", "ska", "a")):
        return
    if place and head.plain in {"psykiatrin", "öppenvården", "enheten", "avdelningen", "verksamheten", "boendet"}:
        return
    yield Found(word.start, following.end(), HitType.ORGANISATION, "owner-of-unit", 71 if not place else 68, head=head.plain)


def _firm(reading: Reading, word: Word) -> Iterator[Found]:
    """Give "Skärgårdshus AB", "Fastighets AB Kvarnhjulet", "Kinda & Åtta"."""
    text = reading.text
    if word.text in _FIRMS:
        start, end, at = word.start, word.end, word
        while at.adjacent and at.index and not reading.words[at.index - 1].shout:
            at = reading.words[at.index - 1]
            start = at.start
        if start == word.start or (following := reading.next(word)):
            following = reading.next(word)
            if following is not None and not following.shout:
                end = _run_end(reading, following)[0]
        if (start, end) != (word.start, word.end):
            yield Found(start, end, HitType.ORGANISATION, "firm", 83, head="ett företag" if word.text in {"AB", "HB", "KB"} else "föreningen")
    pair = re.match(r" & [A-ZÅÄÖ][\w-]+", text[word.end : word.end + 40])
    if pair and not word.shout:
        yield Found(word.start, word.end + pair.end(), HitType.ORGANISATION, "pair-name", 69, head="organisationen")
