"""The people a document is known to speak of: under which words each may appear."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from qualcode.anonymise.name_lists import data_lines, given_band, word_set
from qualcode.anonymise.name_shapes import PARTICLES, name_parts, nickname
from qualcode.language.known_words import everyday_names

_NOT_INITIALS = word_set("listed_people.no_labels")


@dataclass(frozen=True, slots=True)
class Surface:
    """Words that name a known person.

    ``key`` is the register's; ``full``: given name and surname both stand there; ``given``: it is a given or familiar name;
    ``lead``: small words that may stand before it and belong to it ("von ").
    """

    text: str
    key: str
    full: bool = False
    given: bool = False
    lead: str = ""


@dataclass(slots=True)
class KnownPeople:
    """Surfaces by their first word in lower case, longest first, and the initials that stand for people.

    ``declared`` are the initials that the text itself gives somebody.
    """

    surfaces: dict[str, list[Surface]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)

    def add(self, name: str, key: str, *, whole: bool = False) -> None:
        """Take in a person under all the forms that minutes use: full, first alone, surname alone, parts, nickname, initials.

        With ``whole`` only given name and surname together count: the person belongs to other documents.
        """
        parts = name_parts(name)
        if not parts:
            return
        self._surface(name, key, full=len(parts) > 1)
        given, last = parts[0], parts[-1]
        if len(parts) > 1:
            for first in (given, *_familiar(given), nickname(name)):
                if first:
                    self._surface(f"{first} {last}", key, full=True)
                    self._surface(f"{first} {last[0]}.", key, full=True)
                    self._surface(f"{first} {last[0]}", key, full=True)
            self._surface(" ".join(parts), key, full=True)
            self._surface(f"{given[0]}. {last}", key, full=True)
            self._surface(f"{last}, {given}", key, full=True)
        if whole:
            return
        for part in {*parts, *_pieces(given), *_pieces(last), nickname(name), *_familiar(given)}:
            if len(part.rstrip(".")) > 1:
                self._surface(part, key, given=part not in last, lead=_lead(name, last) if part == last else "")
                self.names.setdefault(part.casefold(), key)
        for letter in (given[0], last[0], nickname(name)[:1]):
            self.letters.setdefault(letter.upper(), key)
        for letters in (*_initials(parts, nickname(name)), *_with_particles(name)):
            self.initials.setdefault(letters, key)

    def declare(self, name: str, key: str, text: str) -> None:
        """Take in the initials that the text itself gives a person: "Annelie Hjort (AH)", or a cell beside the name."""
        for match in re.finditer(re.escape(name), text):
            line = text[max(0, match.start() - 12) : match.start()].rpartition("\n")[2]
            after = re.match(
                r"\s*[(,|\t]\s*([A-ZÅÄÖ](?:[.-]?[A-ZÅÄÖ]){0,3})\.?\s*[),;|\t]", text[match.end() : match.end() + 16]
            )
            before = re.search(r"(?:^|[|\t(\n])\s*([A-ZÅÄÖ](?:-?[A-ZÅÄÖ]){0,3})\s*(?:[|\t=:]|\s[–-])\s*$", line)
            for found in (after, before):
                if found and found.group(1) not in _NOT_INITIALS:
                    letters = found.group(1).replace(".", "")
                    if not _are_initials(letters, name):
                        continue
                    self.initials[letters] = key
                    self.letters[letters] = key
                    self.declared.add(letters)

    def _surface(self, text: str, key: str, *, full: bool = False, given: bool = False, lead: str = "") -> None:
        first = re.split(r"[ ,]", text, maxsplit=1)[0].casefold()
        held = self.surfaces.setdefault(first, [])
        if not any(s.text.casefold() == text.casefold() for s in held):
            held.append(Surface(text, key, full, given, lead))
            held.sort(key=lambda s: -len(s.text))

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]]) -> KnownPeople:
        """Take in (key, name) pairs; those named first have the first right to a shared given name."""
        known = cls()
        for key, name in people:
            known.add(name, key)
        return known


def _are_initials(letters: str, name: str) -> bool:
    """Tell whether letters beside a name may be how minutes call the person: all of them begin parts of the name.

    Naima Hersi (HSD) is the director of health care, and not called so.
    """
    firsts = {part[0].upper() for part in re.split(r"[\W_]+", name) if part}
    return set(letters.upper().replace("-", "")) <= firsts


def _with_particles(name: str) -> set[str]:
    """Give initials with the small words of the surname among them: Willem van der Berg is WvdB, and WvB."""
    words = name.split()
    if not any(word.lower() in PARTICLES for word in words[1:-1]):
        return set()
    small = [word[0].lower() if word.lower() in PARTICLES else word[0].upper() for word in words if word[0].isalpha()]
    return {"".join(small), words[0][0].upper() + small[1] + words[-1][0].upper(), "".join(small).upper()}


def _lead(name: str, last: str) -> str:
    """Give the small words before a surname ("von "), which belong to it when it stands alone, too."""
    words = name.split()
    end = len(words) - 1 - words[::-1].index(last) if last in words else 0
    at = end
    while at > 1 and words[at - 1].lower() in PARTICLES:
        at -= 1
    return "".join(f"{word} " for word in words[at:end])


@cache
def _nicknames() -> Mapping[str, tuple[str, ...]]:
    by_given: dict[str, tuple[str, ...]] = {}
    for line in data_lines("nicknames.tsv"):
        nick, givens = line.split("\t")
        for given in givens.split(";"):
            by_given[given] = (*by_given.get(given, ()), nick)
    return by_given


def _familiar(given: str) -> tuple[str, ...]:
    return _nicknames().get(given.split("-", maxsplit=1)[0], ())


def _pieces(name: str) -> list[str]:
    """Give the parts of a hyphenated name that can stand alone."""
    pieces = name.split("-") if "-" in name else []
    return [p for p in pieces if len(p) > 2 and (given_band(p) or p.lower() not in everyday_names())]  # noqa: PLR2004


def _initials(parts: tuple[str, ...], nick: str) -> set[str]:
    """Give the initials that stand for a name, hyphenated or not: Ann-Sofie Berg is AB, ASB or A-SB; P-G Sandin is PG and PS too."""
    pieces = [[bit[0].upper() for bit in re.split(r"[-.]", part) if bit] for part in parts]
    if len(parts) < 2:  # noqa: PLR2004
        return set()
    given, last = pieces[0], pieces[-1]
    forms = {
        given[0] + last[0],
        "".join(given) + last[0],
        given[0] + "".join(last),
        "".join(given) + "".join(last),
        "".join(b[0] for b in pieces),
    }
    forms |= {"".join(given), "-".join(given)} if len(given) > 1 else set()
    forms |= {"-".join((given[0], last[0]))}
    if nick:
        forms.add(nick[0].upper() + last[0])
    return {form for form in forms if len(form) > 1}
