"""Whether a match stands in conditions only ("om vi hade …", "hade vi haft …"), which assert nothing."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.engine.openings import Opening
from qualcode.engine.readings import Reading


def conditional(reading: Reading, places: Sequence[int]) -> bool:
    """Tell whether all of the match at ``places`` stands in conditions."""
    return _after_if(reading, places) or _inverted(reading, places)


def _after_if(reading: Reading, places: Sequence[int]) -> bool:
    """Tell whether all of the match stands in conditions; most sentences have no word for "if", and need not be cut for it."""
    if reading.lists.classes["if"].isdisjoint(reading.words):
        return False
    return all(reading.clauses.clauses[c].opening is Opening.IF for c in {reading.clause_of(place) for place in places})


def _inverted(reading: Reading, places: Sequence[int]) -> bool:
    """Tell "Hade vi haft …" (a condition) from "Hade gör vi" by the pronoun after the verb."""
    if len(reading.words) < 4 or reading.lists.language != "sv":  # noqa: PLR2004 - too short for two clauses
        return False
    return (
        reading.words[0] in {"hade", "skulle", "vore", "finge"}
        and reading.words[1] in reading.lists.classes["subject"]
        and 0 in {reading.clause_of(place) for place in places}
    )
