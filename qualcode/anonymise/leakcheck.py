"""The leak check: what in a finished file its audience may not see."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualcode.anonymise.capitals import Reading
from qualcode.anonymise.contact_finders import find_contacts
from qualcode.anonymise.finding_names import find_names
from qualcode.anonymise.known_people import KnownPeople
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience, HitType, Leak
from qualcode.domain.spans import Span
from qualcode.language.known_words import everyday_names, function_words, is_word

if TYPE_CHECKING:
    from qualcode.anonymise.vault import Original

FROM_VAULT = N_("the vault holds these words as an original")
CONTACT = N_("this looks like contact details or an identity number")
SINGLES_OUT = N_("this names a person, place, county or group")

_PUBLISHED = frozenset({HitType.COUNTY, HitType.PLACE, HitType.GROUP, HitType.ORGANISATION})
_ALWAYS_OUT = frozenset(
    {HitType.PERSON, HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER, HitType.ADDRESS, HitType.URL}
)
_CONTACTS = frozenset({HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER})
_SHORTEST = 3
_SURE = 60
"""Weaker finds are guesses, and guesses stop no export."""
Exempt = frozenset[str] | Mapping[str, frozenset[str]]


class LeakChecker:
    """Originals and rules compiled once; checks any number of parts.

    ``exempt`` are texts that are innocent when they are the whole part or the whole cell (case labels, codebook words, fixed
    wording): one set for all parts, or a set by part.
    """

    def __init__(
        self,
        originals: Iterable[Original],
        audience: Audience,
        exempt: Exempt = frozenset(),
        *,
        waived: frozenset[str] = frozenset(),
    ) -> None:
        self._audience = audience
        self._exempt = exempt
        self._waived = waived
        self._types: dict[str, HitType] = {}
        types = _ALWAYS_OUT if audience is Audience.INTERNAL else _ALWAYS_OUT | _PUBLISHED
        for original in originals:
            if original.type in types and len(original.text) >= _SHORTEST:
                self._add(original.text, original.type)
        self._automaton = _compile(self._types)
        self._people = KnownPeople.of(
            (words, words)
            for words, kind in self._types.items()
            if kind is HitType.PERSON and words[0].isupper() and not words.isupper()
        )

    def _add(self, words: str, kind: HitType) -> None:
        for form in {words, words.upper(), " ".join(words.split())}:
            self._types.setdefault(form, kind)

    def check(self, parts: Iterable[tuple[str, str]]) -> Iterator[Leak]:
        """Give the leaks of each part in turn; nothing is kept of a part once it is checked."""
        for part, text in parts:
            yield from self._check(part, text)

    def _check(self, part: str, text: str) -> Iterator[Leak]:
        innocent = self._innocent(part, text)
        if innocent == [Span(0, len(text))]:
            return
        reading = Reading(text)
        found = dict(self._from_vault(reading))
        for one in find_contacts(text):
            if one.type in _CONTACTS:
                found.setdefault((one.start, one.end), (one.type, CONTACT))
        if self._audience is Audience.PUBLISHED:
            for one in find_names(reading, KnownPeople(), always={}, never=())[0]:
                if one.type in _PUBLISHED and one.strength >= _SURE:
                    found.setdefault((one.start, one.end), (one.type, SINGLES_OUT))
        yield from self._leaks(part, text, found, innocent)

    def _from_vault(self, reading: Reading) -> Iterator[tuple[tuple[int, int], tuple[HitType, str]]]:
        in_context: set[tuple[int, int]] | None = None
        for start, end, words in self._originals_in(reading.text):
            kind = self._types[words]
            if kind is HitType.PERSON and _also_word(words):
                in_context = self._names_in(reading) if in_context is None else in_context
                if not any(s <= start and end <= e for s, e in in_context) or _opens_as_word(reading, start, words):
                    continue
            yield (start, end), (kind, FROM_VAULT)

    def _leaks(
        self, part: str, text: str, found: Mapping[tuple[int, int], tuple[HitType, str]], innocent: Sequence[Span]
    ) -> Iterator[Leak]:
        last = -1
        for (start, end), (kind, reason) in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
            if end <= last or any(span.contains(Span(start, end)) for span in innocent):
                continue
            last = end
            leak = Leak(leak_id(part, text[start:end], kind), part, start, end, kind, text[start:end], reason)
            if leak.id not in self._waived:
                yield leak

    def _innocent(self, part: str, text: str) -> list[Span]:
        """Give the spans that an exempt text fills: the whole part, or a whole cell or line of it."""
        exempt = self._exempt.get(part, frozenset()) if isinstance(self._exempt, Mapping) else self._exempt
        if not exempt:
            return []
        if text.strip() in exempt:
            return [Span(0, len(text))]
        cells = re.finditer(r"[^\t\n|]+", text)
        return [Span(cell.start(), cell.end()) for cell in cells if cell.group().strip() in exempt]

    def _originals_in(self, text: str) -> Iterator[tuple[int, int, str]]:
        if self._automaton is None:
            return
        for last, words in self._automaton.iter(text):
            start, end = last - len(words) + 1, last + 1
            if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                continue
            ending = _ENDING.match(text, end)
            if ending:
                yield start, ending.end(), words

    def _names_in(self, reading: Reading) -> set[tuple[int, int]]:
        names, _ = find_names(reading, self._people, always={}, never=())
        return {(one.start, one.end) for one in names if one.type is HitType.PERSON}


_ENDING = re.compile(r"(?:['’:]?[sS])?(?![^\W_])")


def _compile(types: Mapping[str, HitType]) -> Any:  # noqa: ANN401 - the package has no types
    import ahocorasick

    if not types:
        return None
    automaton = ahocorasick.Automaton()
    for words in types:
        automaton.add_word(words, words)
    automaton.make_automaton()
    return automaton


def _also_word(words: str) -> bool:
    low = words.lower()
    return " " not in words and (low in everyday_names() or is_word(low) or (low.endswith("s") and is_word(low[:-1])))


def _opens_as_word(reading: Reading, start: int, words: str) -> bool:
    """Tell whether a name that is also a function word ("Inga") begins a sentence, where the word is by far the likelier."""
    word = reading.at(start)
    return words.lower() in function_words() and word is not None and word.opening


def leak_id(part: str, words: str, kind: HitType) -> str:
    """Give a leak's name for a waiver: the same words of the same type in the same part have the same one."""
    return "leak-" + hashlib.sha256(f"{part}\x1f{kind}\x1f{words}".encode()).hexdigest()[:12]


def leaks(
    parts: Iterable[tuple[str, str]],
    *,
    originals: Iterable[Original] = (),
    audience: Audience = Audience.PUBLISHED,
    exempt: Exempt = frozenset(),
    waived: frozenset[str] = frozenset(),
) -> tuple[Leak, ...]:
    """Give everything in ``parts`` (place, text) that the audience may not see: the vault's originals and what the finders find.

    Originals match as whole words, case-sensitive or in capitals, with a genitive ending; a name that is an everyday word as well
    counts when a finder takes it for a name in its context.
    """
    return tuple(LeakChecker(originals, audience, exempt, waived=waived).check(parts))
