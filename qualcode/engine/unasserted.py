"""What asserts nothing of the case: questions, what was not talked about, other counties, the nation, norms and conditions."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.engine.conditions import conditional
from qualcode.engine.cue_finding import NEGATING, Cue
from qualcode.engine.decisions import FAIR, Decision
from qualcode.engine.norms import normed
from qualcode.engine.openings import Opening
from qualcode.engine.readings import Reading
from qualcode.engine.scopes import applies
from qualcode.language.cues import CueKind

_SILENT = (CueKind.UNDISCUSSED, CueKind.ASKED)


def unasserted(reading: Reading, places: Sequence[int], cues: Sequence[Cue], kind: Kind) -> Decision | None:  # noqa: C901, PLR0911, PLR0912 - one return a rule
    """Questions, other counties, the nation and what was not talked about assert nothing of the case."""
    if reading.question and not (kind is Kind.REQUEST and _begs(reading)):
        return Decision(Status.NOT_ASSERTED, "question")
    if _leader_asks(reading, places):
        return Decision(Status.NOT_ASSERTED, "asked")
    for cue in cues:
        if (
            cue.kind in _SILENT
            and applies(reading, cue, places)
            and not _announces(reading, cue)
            and not _is_told(reading, cue)
        ):
            reply = _reply(reading, cue, cues)
            if reply is not None:
                return Decision(Status.ABSENT, "answer", (reply,), FAIR)
            return Decision(
                Status.NOT_ASSERTED, "not-discussed" if cue.kind is CueKind.UNDISCUSSED else "asked", (cue,)
            )
    elsewhere = _elsewhere(reading, places)
    if elsewhere is not None:
        return Decision(Status.NOT_ASSERTED, "elsewhere", (elsewhere,))
    if kind is not Kind.FINDING:
        return None
    for cue in cues:
        if (
            cue.kind is CueKind.NATION
            and reading.clause_of(cue.start) in _clauses(reading, places)
            and _only_nation(reading, reading.clause_of(cue.start))
        ):
            return Decision(Status.NOT_ASSERTED, "nation", (cue,))
        if cue.kind is CueKind.CONDITION and applies(reading, cue, places) and cue.start < min(places):
            return Decision(Status.NOT_ASSERTED, "condition", (cue,))
    norm = normed(reading, places)
    if norm is not None:
        return Decision(Status.NOT_ASSERTED, "nation", (norm,))
    if conditional(reading, places):
        doubt = next((c for c in cues if c.kind is CueKind.UNSURE), None)
        if doubt is not None:
            return Decision(Status.POSSIBLE, "doubt", (doubt,), FAIR)
        return Decision(Status.NOT_ASSERTED, "condition")
    return None


def _announces(reading: Reading, cue: Cue) -> bool:
    """Tell "ska gå över till en ny lista" from what announces the next matter at the beginning ("Över till planen.")."""
    announcing = reading.lists.classes["announcing"]
    return cue.kind is CueKind.UNDISCUSSED and reading.words[cue.start] in announcing and cue.start > 1


def _is_told(reading: Reading, cue: Cue) -> bool:
    """Tell whether the answer is told too: "När samtalsledaren undrade hur … beskrev hon …", "frågade om … och fick höra att …"."""
    if cue.kind is not CueKind.ASKED:
        return False
    lists = reading.lists.classes
    return reading.words[0] in lists["when_asked"] or not lists["hears"].isdisjoint(reading.words[cue.end :])


def _leader_asks(reading: Reading, places: Sequence[int]) -> bool:
    """Tell whether a sentence tells what the one who leads the talk asked, and not what the answer was."""
    lists = reading.lists.classes
    # "När samtalsledaren undrade … beskrev hon en ordning" tells the answer.
    first = reading.words[1:2] if reading.words[0] == "the" else reading.words[:1]
    if lists["asker"].isdisjoint(first) or lists["wonders"].isdisjoint(reading.words):
        return False
    # "… frågade om mer, men länet saknar en plan": behind "but" somebody else tells.
    openings = [reading.clauses.clauses[number].opening for number in range(reading.clause_of(max(places)) + 1)]
    return lists["learns"].isdisjoint(reading.words) and Opening.CONTRAST not in openings


def _clauses(reading: Reading, places: Sequence[int]) -> set[int]:
    return {reading.clause_of(place) for place in places}


def _elsewhere(reading: Reading, places: Sequence[int]) -> Cue | None:
    """Give the first cue of another county, when all that the match stands in speaks of such."""
    if not reading.elsewhere:
        return None
    clauses = _clauses(reading, places)
    found = [reading.elsewhere[c] for c in sorted(clauses) if c in reading.elsewhere]
    if not found or len(found) < len(clauses) or any(set(c.places) & set(places) for c in found):
        return None
    return found[0]


def _begs(reading: Reading) -> bool:
    """Tell a request in the form of a question ("Kan ni inte …?") from a question that asks what somebody wants."""
    if reading.line.moderator:
        return False
    return reading.words[0] not in reading.lists.classes["question"] or (
        reading.words[0] in {"kan", "can"} and reading.words[1:2] in {("ni",), ("you",)}
    )


def _reply(reading: Reading, asked: Cue, cues: Sequence[Cue]) -> Cue | None:
    """Give the denial in "på frågan om … svarade hon att så inte var fallet"."""
    if asked.kind is not CueKind.ASKED:
        return None
    told = (p for p in range(asked.end, len(reading.words)) if reading.words[p] in reading.lists.classes["replies"])
    answer = next(told, None)
    if answer is None:
        return None
    return next((c for c in cues if c.start > answer and (c.kind in NEGATING or _says_no(reading, c))), None)


def _says_no(reading: Reading, cue: Cue) -> bool:
    """Tell whether what may take something back is a mere "no" with more behind it ("nej, inte hittills")."""
    return cue.kind is CueKind.CORRECTION and reading.words[cue.start] in {"nej", "nä", "no"}


def _only_nation(reading: Reading, clause: int) -> bool:
    words = [reading.words[p] for p in reading.words_of(clause)]
    own, local = reading.lists.classes["own"], reading.lists.beginnings["localities"]
    return not any(w in own or w.startswith(local) for w in words)
