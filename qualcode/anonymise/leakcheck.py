"""The leak check: what in a finished file its audience may not see."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.contact_finders import find_contacts
from qualcode.anonymise.finding_names import find_names
from qualcode.anonymise.known_people import KnownPeople
from qualcode.anonymise.name_lists import bare
from qualcode.anonymise.original_words import SHORTEST, Met, OriginalWords, also_word
from qualcode.anonymise.policy import Policy
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience, HitType, Leak, Level, is_machine_part, mask
from qualcode.domain.spans import Span
from qualcode.language.known_words import function_words
from qualcode.language.plain_letters import plain_letters

if TYPE_CHECKING:
    from qualcode.anonymise.found import Found
    from qualcode.anonymise.recognisers import Recogniser
    from qualcode.anonymise.vault import Original

CONTACT = N_("this looks like contact details or an identity number")
PERSON = N_("this looks like a person's name")
SINGLES_OUT = N_("this names a place, county or group")

_NEVER = frozenset({HitType.PERSON, HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER})
"""What no audience sees, whatever the policy keeps in the stored texts."""
_CONTACTS = frozenset({HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER})
_SURE = 60
"""Weaker finds are guesses, and guesses stop no export."""
_INITIALS = frozenset({"initials", "label-initials", "agreed-initials"})
_KIND = re.compile(r"s? (?:kommun|stad|län|region)s?$")
_AROUND = 40
"""Characters of context on each side of a leak."""
Exempt = frozenset[str] | Mapping[str, frozenset[str]]


def types_for(audience: Audience, policy: Policy | None = None) -> frozenset[HitType]:
    """Give what an audience may not see: what the policy replaces at its level, and persons and contact details always."""
    level = Level.STORED if audience is Audience.INTERNAL else Level.PUBLISHED
    policy = policy or Policy()
    return _NEVER | {kind for kind in HitType if policy.replaces(kind, level)}


class LeakChecker:
    """Originals and rules compiled once; checks any number of parts, piece by piece, and keeps nothing of what it has read.

    ``exempt`` are texts that are innocent when they are the whole part or the whole cell (case labels, codebook words, fixed
    wording): one set for all parts, or a set by part. ``spoken`` are the program's own sentences: in them such a text is innocent too.
    ``key`` makes the leaks' ids, which then tell nothing to whoever lacks it;
    ``kind`` (of the file) enters them. ``always``, ``never`` and ``recognisers`` are the project's own; ``cases`` are names of cases,
    which an internal file may tell though a text hides them as a place: persons and contact details it may not, whatever they are.
    """

    def __init__(  # noqa: PLR0913 - each is a thing that a caller may know or not
        self,
        originals: Iterable[Original],
        audience: Audience,
        exempt: Exempt = frozenset(),
        *,
        policy: Policy | None = None,
        key: bytes = b"",
        kind: str = "",
        always: Iterable[str] = (),
        never: Iterable[str] = (),
        recognisers: Sequence[Recogniser] = (),
        spoken: Iterable[str] = (),
        cases: Iterable[str] = (),
    ) -> None:
        self._types = types_for(audience, policy)
        self._exempt = exempt
        self._spoken = tuple(dict.fromkeys(map(plain_letters, spoken)))
        self._key = key
        self._kind = kind
        self._always = dict.fromkeys(always, HitType.PERSON)
        self._never = tuple(never)
        self._recognisers = tuple(recognisers)
        inside = cases if audience is Audience.INTERNAL else ()
        self._cases = frozenset(form.casefold() for case in inside for form in (case, _without_kind(case)))
        kept = [(one.text, one.type) for one in originals if one.type in self._types and len(one.text) >= SHORTEST]
        self._originals = OriginalWords(kept)
        self._people = KnownPeople.of(
            (words, words)
            for words, kind_ in kept
            if kind_ is HitType.PERSON and words[0].isupper() and not words.isupper()
        )

    def check(self, parts: Iterable[tuple[str, str]]) -> Iterator[Leak]:
        """Give the leaks of each part in turn; pieces of one part follow each other and end at a line's end."""
        last, line = "", 0
        for part, text in parts:
            line = line if part == last else 0
            last = part
            for leak in self._check(part, plain_letters(text)):
                yield replace(leak, line=leak.line + line)
            line += text.count("\n")

    def _check(self, part: str, text: str) -> Iterator[Leak]:
        innocent = self._innocent(part, text)
        if innocent == [Span(0, len(text))]:
            return
        found: dict[tuple[int, int], tuple[HitType, str]] = {}
        reading = None if is_machine_part(part) else Reading(text)
        named = [] if reading is None else self._named(reading)
        for one in self._originals.find(text):
            if self._counts(one, named, reading):
                found[one.start, one.end] = (one.sought.type, one.reason)
        contacts = find_contacts(text) if reading is None else named
        for find in contacts:
            if told := self._told(text, find):
                found.setdefault((find.start, find.end), told)
        if self._cases:
            found = {at: told for at, told in found.items() if told[0] in _NEVER or not self._is_case(text[slice(*at)])}
        yield from self._leaks(part, text, found, innocent)

    def _is_case(self, words: str) -> bool:
        return any(_without_kind(form).casefold() in self._cases for form in bare(words))

    def _named(self, reading: Reading) -> list[Found]:
        found, _ = find_names(
            reading, self._people, always=self._always, never=self._never, recognisers=self._recognisers
        )
        return found

    def _counts(self, met: Met, named: Sequence[Found], reading: Reading | None) -> bool:
        """Tell whether an original that was met is meant: a name that is a word as well counts when a finder says so."""
        words = met.sought.words
        if met.sought.type is not HitType.PERSON or not met.sought.alone or not also_word(words):
            return True
        if reading is None or _opens_as_word(reading, met.start, words):
            return False
        return any(
            one.type is HitType.PERSON and one.start <= met.start and met.start + len(words) <= one.end for one in named
        )

    def _told(self, text: str, one: Found) -> tuple[HitType, str] | None:
        """Give the type of a find that the audience may not see, and why it is one."""
        if one.type is None or one.type not in self._types:
            return None
        if one.type in _CONTACTS or one.rule == "always":
            return one.type, CONTACT if one.type in _CONTACTS else PERSON
        if one.strength < _SURE or one.type in (HitType.URL, HitType.ADDRESS):
            return None
        if one.type is HitType.PERSON:
            words = text[one.start : one.end]
            if one.rule in _INITIALS and words.isupper() and words.isalpha():
                # The initials of somebody in another document: PH may be Per Holm, and psykisk hälsa.
                return None
            return None if " " not in words and also_word(words) else (one.type, PERSON)
        return one.type, SINGLES_OUT

    def _leaks(
        self, part: str, text: str, found: Mapping[tuple[int, int], tuple[HitType, str]], innocent: Sequence[Span]
    ) -> Iterator[Leak]:
        kept: list[tuple[int, int, HitType, str]] = []
        last = -1
        for (start, end), (kind, reason) in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
            if end <= last or any(span.contains(Span(start, end)) for span in innocent):
                continue
            if start < last:
                # What another leak has told of these words is not told twice.
                kept.append((end - len(text[last:end].lstrip()), end, kind, reason))
            else:
                kept.append((start, end, kind, reason))
            last = end
        line, counted = 1, 0
        for number, (start, end, kind, reason) in enumerate(kept):
            line += text.count("\n", counted, start)
            counted = start
            words = text[start:end]
            begin = text.rfind("\n", 0, start) + 1
            stop = text.find("\n", end)
            row = (begin, len(text) if stop < 0 else stop)
            column = text.count("\t", begin, start) + 1 if "\t" in text[row[0] : row[1]] else 0
            near = text[max(row[0], start - _AROUND) : start] + "\x1f" + text[end : min(row[1], end + _AROUND)]
            context = _masked(text, kept, number, row)
            name = self._id(words, kind, near)
            yield Leak(name, part, start, end, kind, words, reason, line, column, context)

    def _id(self, words: str, kind: HitType, near: str) -> str:
        if not self._key:
            return ""
        told = "\x1f".join((self._kind, kind, " ".join(words.split()), " ".join(near.split())))
        return "leak-" + hmac.new(self._key, told.encode(), hashlib.sha256).hexdigest()[:12]

    def _innocent(self, part: str, text: str) -> list[Span]:
        """Give the spans that an exempt text fills: the whole part, or a whole cell or line of it."""
        exempt = self._exempt.get(part, frozenset()) if isinstance(self._exempt, Mapping) else self._exempt
        if not exempt:
            return []
        if text.strip() in exempt:
            return [Span(0, len(text))]
        cells = re.finditer(r"[^\t\n|]+", text)
        filled = [Span(cell.start(), cell.end()) for cell in cells if cell.group().strip() in exempt]
        return [*filled, *self._in_own_sentences(text, exempt)]

    def _in_own_sentences(self, text: str, exempt: Iterable[str]) -> Iterator[Span]:
        """Give where exempt words stand whole in one of the program's own sentences, wherever that stands in the text."""
        for sentence in self._spoken:
            places = [found.start() for found in re.finditer(re.escape(sentence), text)] if sentence else []
            for words in filter(None, exempt if places else ()):
                for one in re.finditer(rf"(?<!\w){re.escape(plain_letters(words))}(?!\w)", sentence):
                    yield from (Span(place + one.start(), place + one.end()) for place in places)


def _without_kind(words: str) -> str:
    """Give the name of a place without what kind it is ("Ekby kommun": "Ekby")."""
    return _KIND.sub("", words)


def _masked(text: str, kept: Sequence[tuple[int, int, HitType, str]], number: int, row: tuple[int, int]) -> str:
    """Give the words around a leak on its line, it and every other one masked."""
    start, end = kept[number][:2]
    begin, stop = max(row[0], start - _AROUND), min(row[1], end + _AROUND)
    pieces, at = [], begin
    first = number
    while first and kept[first - 1][1] > begin:
        first -= 1
    for one in kept[first:]:
        if one[0] >= stop:
            break
        pieces += [text[at : max(at, one[0])], mask(text[max(at, one[0]) : one[1]])]
        at = max(at, one[1])
    around = " ".join(("".join(pieces) + text[at : max(at, stop)]).split())
    return ("…" if begin > row[0] else "") + around + ("…" if stop < row[1] else "")


def _opens_as_word(reading: Reading, start: int, words: str) -> bool:
    """Tell whether a name that is also a function word ("Inga") begins a sentence, where the word is by far the likelier."""
    word = reading.at(start)
    return words.lower() in function_words() and word is not None and word.opening


def leaks(
    parts: Iterable[tuple[str, str]],
    *,
    originals: Iterable[Original] = (),
    audience: Audience = Audience.PUBLISHED,
    exempt: Exempt = frozenset(),
    key: bytes = b"",
) -> tuple[Leak, ...]:
    """Give everything in ``parts`` (place, text) that the audience may not see: the vault's originals and what the finders find.

    Originals match as whole words, as written or in capitals, with a genitive or plural ending, over line ends and invisible signs, a
    surname of seven letters or more also with a slip of one letter; a name that is an everyday word as well counts when a finder
    takes it for a name in its context. Finders' persons and contact details count for every audience, places and groups for
    the published one.
    """
    return tuple(LeakChecker(originals, audience, exempt, key=key).check(parts))
