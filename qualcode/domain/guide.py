"""The question guide: which headings of minutes belong to which focus area, and what was not asked in a wave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QuestionGuide:
    """What a project's guide says.

    ``headings`` maps a focus area to whole headings (their numbers and slips of the pen do not matter), ``words`` to words of a heading
    ("plan", or "plan*" for whatever begins so); ``defaults``: headings that neither knows are read by the program's own list;
    ``not_asked`` maps a wave to the areas that its guide did not ask about.
    """

    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults: bool = True
    not_asked: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def asked(self, wave: str, code: str) -> bool:
        """Tell whether a wave's guide asked about the area of a code, by its theme's id or its path."""
        areas = self.not_asked.get(wave, frozenset())
        return not any(code == area or code.startswith(f"{area}/") for area in areas)
