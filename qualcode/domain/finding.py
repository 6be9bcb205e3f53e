"""Findings: names and other identifying words in a text, and what stands there instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class HitType(StrEnum):
    """What kind of identifying words a hit is."""

    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    PERSONNUMMER = "personnummer"
    ADDRESS = "address"
    URL = "url"
    GROUP = "group"
    PLACE = "place"
    COUNTY = "county"
    ORGANISATION = "organisation"


class Level(StrEnum):
    """How far the text is cleaned: stored (direct identifiers gone) or published (nothing that singles out)."""

    STORED = "stored"
    PUBLISHED = "published"


class Audience(StrEnum):
    """Who an export is for: internal may name cases and is marked as working material; published may not."""

    INTERNAL = "internal"
    PUBLISHED = "published"


class Hit(NamedTuple):
    """Identifying words found at ``start``-``end`` of the text as it was, and their replacement. ``rule`` names the finder."""

    start: int
    end: int
    type: HitType
    text: str
    replacement: str
    rule: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that nothing excuses; masked at the stored level until a person has looked. ``reason`` is English."""

    start: int
    end: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class StoredHit:
    """A hit as the project keeps it: where the replacement stands in the stored text, and the vault's id, never the words.

    ``review`` is "" (not looked at), "accepted", "rejected" or "changed"; ``doubt`` marks the second tier.
    """

    id: str
    document: str
    start: int
    end: int
    type: HitType
    replacement: str
    rule: str
    vault_id: str = ""
    doubt: bool = False
    review: str = ""


@dataclass(frozen=True, slots=True)
class Leak:
    """Words in a finished file that its audience may not see.

    ``part`` is the place in the file, ``line`` and ``column`` (from 1; 0 outside tables) where in it; ``start``-``end`` lie in the
    piece of the part that was searched. ``id`` names the leak for a waiver ("" where there is no project to keep one); ``context``
    are the words around, with every leak in them masked.
    """

    id: str
    part: str
    start: int
    end: int
    type: HitType
    text: str
    reason: str
    line: int = 0
    column: int = 0
    context: str = ""

    @property
    def masked(self) -> str:
        """The words with only the first letter of each left."""
        return mask(self.text)


_REST = re.compile(r"(?<=[^\W_])[^\W_]|(?<!^)\d")


def mask(words: str) -> str:
    """Give words with only the first letter of each left, so that a list of leaks is no leak itself."""
    return _REST.sub("•", words)


_MACHINE = " (markup)"


def machine_part(name: str) -> str:
    """Give the name of a part that holds a machine's words (styles, fonts, scripts): searched for originals alone, not by the finders."""
    return name + _MACHINE


def is_machine_part(name: str) -> bool:
    """Tell whether a part holds a machine's words."""
    return name.endswith(_MACHINE)
