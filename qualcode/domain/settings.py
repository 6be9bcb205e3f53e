"""The settings of a project, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Settings:
    """What `qualcode.toml` says. Paths are relative to the project folder.

    ``policy`` maps a hit type to {"stored": "replace"|"keep", "published": …}; ``always`` and ``never`` are the project's own words
    to hide and to leave; ``withhold_below`` is the threshold k for counts (0: nothing is withheld); ``include`` are the document statuses
    that enter the analysis; ``cases``: "lan" (the 21 counties), "free" (those that have documents) or "auto".
    """

    project_id: str
    codebooks: tuple[str, ...] = ("codebooks/overenskommelsen.yaml",)
    database: str = "project.db"
    language: str = "sv"
    cases: str = "auto"
    include: tuple[str, ...] = ("approved",)
    elision: str = "[…]"
    withhold_below: int = 0
    policy: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    always: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    vault: str = ""
