"""Whether a sentence tells what became of the topic before it ("Efterlevandestöd. Fanns till 2022."), or of something else."""

from __future__ import annotations

from qualcode.engine.openings import is_finite
from qualcode.engine.own_things import stands_alone
from qualcode.engine.readings import Reading
from qualcode.language.cues import CueKind, tone_words

_EARLY = 4
_NEEDS_NOUN = frozenset({CueKind.DETERMINER, CueKind.WITHOUT, CueKind.NEITHER})
"""Cues that deny what stands behind them ("Inga köer i nuläget")."""


def told_behind(reading: Reading) -> bool:
    """Tell whether a sentence takes a topic up: it begins with a cue, a pronoun or a verb, and goes on about nothing that is there."""
    if reading.names_another or any(cue.kind is CueKind.MAINTENANCE for cue in reading.helping):
        return False
    words = reading.words
    if any(cue.start == 0 and cue.kind not in _NEEDS_NOUN for cue in reading.cues):
        return True
    if (
        words[0] in reading.lists.classes["nobody"]
        and words[1:2] != ()
        and words[1] not in reading.lists.classes["being"]
    ):
        # "Ingen hade något att invända."
        return False
    if any(stands_alone(reading, place, range(len(words))) for place in range(min(_EARLY, len(words)))):
        return True
    after = words[1] if len(words) > 1 else ""
    if words[0] in reading.lists.classes["anaphor"]:
        return is_finite(after, reading.lists.language) or after in tone_words()
    return is_finite(words[0], reading.lists.language) and after not in reading.lists.classes["subject"]
