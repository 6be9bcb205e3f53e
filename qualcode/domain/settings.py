"""The settings of a project, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class OwnRecogniser:
    """A recogniser that a project declares: ``words``, or a regular expression in ``pattern``, that are names of ``type``.

    ``score`` is 0 to 1; below 0.4 a find is only held for review. ``context``: words in lower case of which one near by adds 0.35.
    ``replacement`` is what stands instead ("": the type's own words).
    """

    name: str
    type: str
    words: tuple[str, ...] = ()
    pattern: str = ""
    score: float = 0.85
    context: tuple[str, ...] = ()
    ignore_case: bool = False
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What `qualcode.toml` says. Paths are relative to the project folder.

    ``policy`` maps a hit type to {"stored": "replace"|"keep", "published": …}; ``always`` and ``never`` are the project's own words
    to hide and to leave; ``withhold_below`` is the threshold k for counts (0: nothing is withheld); ``backups_kept`` automatic
    backups are kept (0: none is made); ``include`` are the document statuses
    that enter the analysis; ``cases``: "lan" (the 21 counties), "free" (those that have documents) or "auto"; ``recognisers`` are the
    project's own; ``spacy``: the pipeline whose entities help to find names ("auto": an installed sv_core_news_*, "none", a name or path).
    ``link_people``: who is met by full name, though in no list, keeps the same words in later documents of the case.
    Of the terminal app: ``theme`` ("dark", "light", "high-contrast"), ``key_set`` ("standard", "vim"), ``keys`` (an action's name to its
    keys, before the set's), and ``blind``: what others did and what is suggested is hidden in documents that the coder has not read.
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
    backups_kept: int = 10
    link_people: bool = True
    recognisers: tuple[OwnRecogniser, ...] = ()
    spacy: str = "auto"
    theme: str = "dark"
    key_set: str = "standard"
    blind: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
