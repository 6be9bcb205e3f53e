"""Codebooks: a tree of codes with definitions and indicators, and the counts that a report prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qualcode.domain.opinion import SecondOpinion

DEFAULT_WITHIN = 8
"""Words between the terms of an indicator that asks for nearness and does not say how near."""
DEFAULT_FUZZY = 88
"""How alike a word is to a term, of 100, where an indicator asks for likeness and does not say how much."""
Words = Mapping[str, str]
"""One text in several languages: {"sv": …, "en": …}."""


class Kind(StrEnum):
    """What a code asserts; the kind decides the words shown for a status, never the stored value."""

    FINDING = "finding"
    VIEW = "view"
    REQUEST = "request"
    TOPIC = "topic"


class Scope(StrEnum):
    """How near the terms of an indicator must stand."""

    WORDS = "words"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Indicator:
    """What in a text points to a code: one term of every slot, within the scope, and none of ``unless``.

    ``slots`` and ``unless`` hold term patterns (docs/codebook.md gives their small language) with groups already expanded;
    ``within`` counts words and holds for ``Scope.WORDS`` only. ``regex`` replaces the slots. ``says`` is the status when
    nothing around the match changes it; ``fixed`` keeps it whatever stands around. ``sections`` are focus areas (or heading
    words) it is limited to. ``line`` is where it stands in its file, for messages.
    """

    id: str
    slots: tuple[tuple[str, ...], ...] = ()
    scope: Scope = Scope.SENTENCE
    within: int = 0
    regex: str = ""
    fuzzy: int = 0
    unless: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    says: str = "present"
    fixed: bool = False
    weight: float = 0.8
    patterns: tuple[Mapping[str, object], ...] = ()
    line: int = 0


def unnamed(id: str) -> Words:  # noqa: A002 - as the codebook has it
    """Give what a code without a name is called: its id."""
    return {"sv": id}


@dataclass(frozen=True, slots=True)
class Code:
    """A code or a heading of codes.

    ``path`` joins the ids from the root by "/"; ``since`` is the first wave coded with it ("" always); ``file`` and ``line`` tell where it
    stands: a codebook that extends another holds codes of both files. ``touches`` are the ids of other themes that a passage with the
    code speaks of as well. A ``retired`` code keeps its codings and is neither suggested nor offered; ``formerly`` are paths that it had.
    """

    id: str
    path: str
    names: Words
    brief: Words = field(default_factory=dict)
    definition: Words = field(default_factory=dict)
    use_when: Words = field(default_factory=dict)
    not_when: Words = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    colour: str = ""
    codable: bool = True
    kind: Kind = Kind.FINDING
    indicators: tuple[Indicator, ...] = ()
    exclude: tuple[str, ...] = ()
    threshold: float = 0.5
    since: str = ""
    touches: tuple[str, ...] = ()
    retired: bool = False
    formerly: tuple[str, ...] = ()
    children: tuple[Code, ...] = ()
    line: int = 0
    file: str = ""

    def name(self, language: str) -> str:
        """Give the name in ``language``, else in any language, else the id."""
        return self.names.get(language) or next(iter(self.names.values()), self.id)

    def later_than(self, wave: str) -> bool:
        """Tell whether the code came after ``wave``: what was coded then says nothing about it. A document without a wave is of any."""
        return bool(self.since and wave) and self.since > wave


class Bound(StrEnum):
    """How sure a declared count is."""

    EXACT = "exact"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"
    ESTIMATE = "estimate"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class CountRule:
    """A count that a report prints, declared.

    ``expression`` joins code paths with and/or/not and brackets, a code may carry its own statuses as
    ``code[planned,present]``; ``statuses`` are the default that count. ``parent`` is the id of the count whose cases are the
    denominator; ``remainder`` names the rest of them (never "absent" when it only was not perceived). ``unit`` is case, document or
    participant; ``measure`` for participants: sum, min or max. ``low`` and ``high`` belong to ``Bound.RANGE``.
    """

    id: str
    label: Words
    expression: str = ""
    statuses: tuple[str, ...] = ("present",)
    parent: str = ""
    remainder: Words = field(default_factory=dict)
    unit: str = "case"
    measure: str = ""
    bound: Bound = Bound.EXACT
    low: int = 0
    high: int = 0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Codebook:
    """A tree of codes.

    ``themes`` are the roots; ``opinion`` is what was learnt from hand coding beside the indicators, if anything; ``extends`` names the
    codebook whose codes stand in the tree beside the file's own, ``bases`` the files of that one, of the one that it extends, and so on.
    """

    id: str
    version: str
    names: Words
    themes: tuple[Code, ...]
    counts: tuple[CountRule, ...] = ()
    source: str = ""
    sha256: str = ""
    opinion_name: str = ""
    opinion: SecondOpinion | None = None
    extends: str = ""
    bases: tuple[str, ...] = ()

    def walk(self) -> Iterator[Code]:
        """Give every code, headings too, in the order of the file."""
        waiting = list(reversed(self.themes))
        while waiting:
            code = waiting.pop()
            yield code
            waiting.extend(reversed(code.children))

    def codes(self) -> tuple[Code, ...]:
        """Give the codes that may be applied, in the order of the file."""
        return tuple(c for c in self.walk() if c.codable)

    def offered(self) -> tuple[Code, ...]:
        """Give the codes that new passages may get: those that may be applied and are not retired."""
        return tuple(c for c in self.codes() if not c.retired)

    def find(self, path: str) -> Code | None:
        """Give the code of that path, or None."""
        return next((c for c in self.walk() if c.path == path), None)

    def files(self) -> Mapping[str, str]:
        """Give the file of each code by its path; nothing when all stand in the codebook's own file."""
        return {code.path: code.file for code in self.walk()} if self.bases else {}
