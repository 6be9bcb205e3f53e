"""What happens to each type of identifying words at each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from qualcode.domain.errors import N_, UsageError
from qualcode.domain.finding import HitType, Level


class Action(StrEnum):
    """Replace the words, or keep them and say so."""

    REPLACE = "replace"
    KEEP = "keep"


class BadPolicyError(UsageError):
    """A policy table that names an unknown type, level or action."""

    sentence = N_("The policy (qualcode.toml or --policy) has {what} where {allowed} is expected.")


DIRECT = frozenset({HitType.PERSON, HitType.PHONE, HitType.EMAIL, HitType.PERSONNUMMER, HitType.ADDRESS, HitType.URL})
"""The direct identifiers: they never enter the project in clear by default."""


def _strict() -> dict[Level, dict[HitType, Action]]:
    return {
        Level.STORED: {t: Action.REPLACE if t in DIRECT else Action.KEEP for t in HitType},
        Level.PUBLISHED: dict.fromkeys(HitType, Action.REPLACE),
    }


@dataclass(frozen=True, slots=True)
class Policy:
    """The table type × level; the default is strict: direct identifiers go when stored, everything when published."""

    table: Mapping[Level, Mapping[HitType, Action]] = field(default_factory=_strict)

    def action(self, kind: HitType, level: Level) -> Action:
        """Give what happens to ``kind`` at ``level``; what the table does not name is replaced."""
        return self.table.get(level, {}).get(kind, Action.REPLACE)

    def replaces(self, kind: HitType, level: Level) -> bool:
        """Tell whether ``kind`` is replaced at ``level``."""
        return self.action(kind, level) is Action.REPLACE

    @classmethod
    def of(cls, settings: Mapping[str, Mapping[str, str]]) -> Policy:
        """Make a policy from settings {level: {type: action}}; what they leave out stays strict.

        Raises:
            BadPolicyError: for a level, type or action that does not exist.
        """
        table = _strict()
        for level, row in settings.items():
            for kind, action in row.items():
                table[_one(Level, level)][_one(HitType, kind)] = _one(Action, action)
        return cls(table)


def policy_change(words: str) -> list[tuple[str, str, str]]:
    """Read a change of the policy, "TYPE=ACTION" or "LEVEL.TYPE=ACTION", and give it as (level, type, action) per level.

    Raises:
        BadPolicyError: when it is not understood.
    """
    place, equals, action = (part.strip() for part in words.partition("="))
    level, _, kind = place.rpartition(".")
    if not equals:
        raise BadPolicyError(what=words, allowed="person=keep, published.county=replace")
    levels = [_one(Level, level)] if level else list(Level)
    return [(one.value, _one(HitType, kind).value, _one(Action, action).value) for one in levels]


_E = TypeVar("_E", bound=StrEnum)


def _one(kind: type[_E], value: str) -> _E:
    try:
        return kind(value)
    except ValueError:
        raise BadPolicyError(what=value, allowed=", ".join(kind)) from None
