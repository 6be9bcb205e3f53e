"""Cues of negation, plan, past and doubt: read from data files, so that a linguist may mend them without touching code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from itertools import islice

_SAMPLE = 150
"""Words looked at to tell the language."""


class CueKind(StrEnum):
    """What a cue says about the words in its scope; docs/status.md gives the rules."""

    NEUTRAL = "neutral"
    NEGATION = "negation"
    DETERMINER = "determiner"
    LACK = "lack"
    LACKING = "lacking"
    REFUSAL = "refusal"
    WITHOUT = "without"
    NEITHER = "neither"
    ENDED = "ended"
    FORMER = "former"
    WAS = "was"
    MODAL = "modal"
    PLAN = "plan"
    TIME_AHEAD = "time_ahead"
    UNREADY = "unready"
    HEDGE = "hedge"
    UNSURE = "unsure"
    ELSEWHERE = "elsewhere"
    NATION = "nation"
    CONDITION = "condition"
    HYPOTHETICAL = "hypothetical"
    UNDISCUSSED = "undiscussed"
    ASKED = "asked"
    REPORT = "report"
    WISH = "wish"
    DECLINED = "declined"
    CORRECTION = "correction"
    ONGOING = "ongoing"
    HABITUAL = "habitual"
    RECENT = "recent"
    MAINTENANCE = "maintenance"
    CREATION = "creation"
    EXISTENTIAL = "existential"
    UNTRUE = "untrue"


@dataclass(frozen=True, slots=True)
class CueList:
    """One language's cues: patterns by kind, and small word classes (casefolded) that clauses are cut by."""

    language: str
    patterns: Mapping[CueKind, tuple[str, ...]]
    classes: Mapping[str, frozenset[str]]
    beginnings: Mapping[str, tuple[str, ...]]
    """Classes of words that are told by how they begin: "own_county" ("länets"), "localities" ("kommunala"), "prolonged" ("förlängd")."""
    endings: Mapping[str, tuple[str, ...]]
    """Classes of words that are told by how they end: "bodies" of a county ("beredningsgruppen")."""


@cache
def load(language: str) -> CueList:
    """Read the cues of a language ("sv" or "en"); any other language gets the English ones, which at least know "no".

    Raises:
        ValueError: when a data file names a kind of cue that the engine does not know.
    """
    known = language if language in {"sv", "en"} else "en"
    table = tomllib.loads(files("qualcode.language").joinpath("data", f"cues_{known}.toml").read_text("utf-8"))
    patterns = {CueKind(kind): tuple(dict.fromkeys(listed)) for kind, listed in table["cues"].items()}
    classes = {name: frozenset(word.casefold() for word in listed) for name, listed in table["words"].items()}
    beginnings = {name: tuple(listed) for name, listed in table["beginnings"].items()}
    endings = {name: tuple(listed) for name, listed in table["endings"].items()}
    return CueList(known, patterns, classes, beginnings, endings)


@cache
def guess_language_words() -> Mapping[str, frozenset[str]]:
    """Give the little words that tell one language from the other, because minutes may lack the metadata."""
    return {
        "sv": frozenset({"och", "att", "det", "är", "som", "för", "på", "inte", "av", "en", "ett", "vi", "har"}),
        "en": frozenset({"and", "the", "of", "to", "is", "that", "not", "we", "a", "are", "have", "it"}),
    }


def guess_language(found: Sequence[str]) -> str:
    """Give "sv" or "en" by the little words among the first ones; Swedish when in doubt."""
    first = [word.casefold() for word in islice(found, _SAMPLE)]
    counts = {language: sum(map(small.__contains__, first)) for language, small in guess_language_words().items()}
    return "en" if counts["en"] > counts["sv"] else "sv"


@cache
def tone_words() -> frozenset[str]:
    """Give the little words, Swedish and English, whose neighbourhood tells whether something is so, was so or will be."""
    text = files("qualcode.language").joinpath("data", "tone_words.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
