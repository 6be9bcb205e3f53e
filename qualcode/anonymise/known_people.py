"""The people a document is known to speak of: under which words each may appear."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from qualcode.anonymise.capitals import Word
from qualcode.anonymise.name_forms import Surface, forms_of, is_letters
from qualcode.anonymise.name_lists import word_set
from qualcode.anonymise.searching import places_of
from qualcode.language.known_words import is_ordinary

_INITIALS_AFTER = re.compile(r"\s*[(,|\t]\s*([A-ZÅÄÖ](?:[.-]?[A-ZÅÄÖ]){0,3})\.?\s*[),;|\t]")
_INITIALS_BEFORE = re.compile(r"(?:^|[|\t(\n])\s*([A-ZÅÄÖ](?:-?[A-ZÅÄÖ]){0,3})\s*(?:[|\t=:]|\s[–-])\s*$")
_AFTER_INITIALS = frozenset("|=:–-")
_NOT_INITIALS = word_set("listed_people.no_labels")


@dataclass(slots=True)
class KnownPeople:
    """Surfaces by their first word in lower case, longest first, and the initials that stand for people.

    ``declared`` are the initials that the text itself gives somebody, ``ends`` the words with which full names begin and end,
    ``lows`` all surfaces in lower case, ``elsewhere`` single names of people of other documents, in lower case: whoever is called so
    here may be somebody else, and is somebody.
    """

    surfaces: dict[str, list[Surface]] = field(default_factory=dict)
    initials: dict[str, str] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    declared: set[str] = field(default_factory=set)
    ends: set[str] = field(default_factory=set)
    lows: set[str] = field(default_factory=set)
    elsewhere: set[str] = field(default_factory=set)

    def add(self, name: str, key: str, *, whole: bool = False) -> None:
        """Take in a person under all the forms that minutes use: full, first alone, surname alone, parts, nickname, initials.

        With ``whole`` only given name and surname together count: the person belongs to other documents.
        """
        forms = forms_of(name)
        grown: dict[str, list[Surface]] = {}
        for first, surface in _surfaces(name, key, whole=whole):
            if surface.low not in self.lows:
                self.lows.add(surface.low)
                held = grown[first] = self.surfaces.setdefault(first, [])
                held.append(surface)
                self.ends.update(surface.ends)
        for held in grown.values():
            if len(held) > 1:
                held.sort(key=_shortness)
        if whole:
            self.elsewhere.update(part for part in forms.names if not is_ordinary(part))
            return
        for part in forms.names:
            self.names.setdefault(part, key)
        for letter in forms.letters:
            self.letters.setdefault(letter, key)
        for letters in forms.initials:
            self.initials.setdefault(letters, key)
        if is_letters(name):
            # A list gives nothing but the letters: they are the person's, be they a term elsewhere.
            self.declared.update(forms.initials)

    def declare(self, name: str, key: str, text: str) -> None:
        """Take in the initials that the text itself gives a person: "Annelie Hjort (AH)", or a cell beside the name."""
        if not name:
            return
        for at in places_of(text, name):
            line = text[max(0, at - 12) : at].rpartition("\n")[2]
            after = _INITIALS_AFTER.match(text[at + len(name) : at + len(name) + 16])
            before = _INITIALS_BEFORE.search(line) if "\t" in line or line.rstrip()[-1:] in _AFTER_INITIALS else None
            for found in (after, before):
                if found:
                    letters = found.group(1).replace(".", "")
                    if not _are_initials(letters, name) or (letters in _NOT_INITIALS and not _speaks(letters, text)):
                        continue
                    self.initials[letters] = key
                    self.letters[letters] = key
                    self.declared.add(letters)

    def begins(self, word: Word) -> bool:
        """Tell whether a surface of somebody known may begin with the word; an initial's begins with its letter and mark."""
        return bool(self.surfaces) and (not self.surfaces.keys().isdisjoint(word.folds) or not word.text[1:2].isalpha())

    @classmethod
    def of(cls, people: Iterable[tuple[str, str]]) -> KnownPeople:
        """Take in (key, name) pairs; those named first have the first right to a shared given name."""
        known = cls()
        for key, name in people:
            known.add(name, key)
        return known


@lru_cache(1 << 12)
def _surfaces(name: str, key: str, *, whole: bool) -> tuple[tuple[str, Surface], ...]:
    """Give the surfaces of a person with the first word of each; the same people are asked for several times in each document."""
    forms = forms_of(name)
    return tuple(
        (one.first, Surface(one.text, key, one.full, one.given, one.lead, one.low, one.ends))
        # Of somebody whom another document names by one word alone nothing is known here.
        for one in ([form for form in forms.full if form.full] if whole else (*forms.full, *forms.single))
    )


def _shortness(surface: Surface) -> int:
    return -len(surface.text)


def _speaks(letters: str, text: str) -> bool:
    """Tell whether a common short form opens a line as a speaker's label: beside a name it stands for the person then."""
    return re.search(rf"(?m)^[ \t>*_•–-]*{re.escape(letters)}(?:\*\*)? ?:", text) is not None


def _are_initials(letters: str, name: str) -> bool:
    """Tell whether letters beside a name may be how minutes call the person: all of them begin parts of the name.

    Naima Hersi (HSD) is the director of health care, and not called so.
    """
    firsts = {part[0].upper() for part in re.split(r"[\W_]+", name) if part}
    return set(letters.upper().replace("-", "")) <= firsts
