"""The second opinion on statuses: what the rules found, and the words of the sentence, weighed together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.domain.spans import Span
from qualcode.engine.fact_table import Range
from qualcode.engine.follow_ups import Found
from qualcode.engine.opining import Speaker
from qualcode.engine.own_things import takes_up
from qualcode.engine.ranges import ranges
from qualcode.engine.tone_facts import Setting, facts_of
from qualcode.language.cues import CueKind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.intp]

LEARNT = "learnt"
"""The rule that a suggestion names when the second opinion has changed its status."""
_MOST_WORDS = 2
_AMENDED = 0.5
"""What an afterthought ("Den gick ut.") counts for in the score of its status; by cross-validation 0.77 of 105 are right, without 0.73."""
_COMING = 0.8
"""And what is missing, but told as on its way, which few passages say in one sentence."""
_TAKEN_UP = 2.0
"""And where what is on its way is named by nothing but a pronoun ("men regionen planerar ett"): of nine such in practice passages eight
are planned by whoever coded them."""
_ASSERTED, _SHORTEST = 1.0, 6
"""And a short sentence that says no more than that something is there ("Vi har en plan."); of nine such in practice passages that the words
would have changed three were right before and three after."""
_THERE_AGAIN = 1.0
"""And what had ended but was prolonged ("gick ut i maj men är förlängd till jul"): the other clauses' words speak for an end or a plan."""
_THERE = frozenset({"har", "finns", "has", "have", "exists"})
_OF_OTHERS = 1.0
"""And for what is said of counties in general, where the document tells of one: formal minutes speak as a report does (of 175 findings in
such minutes by another writer 7 were lost)."""
_UNDENIED = 0.3
"""And for the absence of what nothing in its sentence denies, plans, ends or doubts."""
_DENIED = 0.3
"""And an explicit denial: as often right as without (0.81 of 1,570), and the reader sees what is denied."""


def toned(found: Sequence[Found], setting: Setting, speaker: Speaker, names: Sequence[tuple[str, Kind]]) -> list[Found]:
    """Give the findings with the status that rules and words together speak for; what asserts nothing stays so.

    ``names`` are path and kind of each code of the codebook.
    """
    known = set(speaker.opinion.codes)
    weighed = [
        place
        for place, one in enumerate(found)
        if one.status is not Status.NOT_ASSERTED and names[one.code][0] in known
    ]
    result = list(found)
    if not speaker.opinion.statuses or not weighed:
        return result
    rows = speaker.rows(setting.lines.distinct)[setting.lines.numbers]
    places = [setting.own_of(found[place]) for place in weighed]
    sums = _sums([found[place] for place in weighed], places, setting, speaker, rows, names)
    for place, own, told in zip(weighed, places, sums, strict=True):
        result[place] = _said(found[place], own, told, setting, speaker, rows)
    return result


def _sums(
    found: Sequence[Found],
    places: Sequence[tuple[Range, ...]],
    setting: Setting,
    speaker: Speaker,
    rows: Numbers,
    names: Sequence[tuple[str, Kind]],
) -> list[list[float]]:
    """Give how much speaks for each status of each finding: its words and all that is told of it."""
    import numpy as np

    opinion = speaker.opinion
    owners = np.repeat(np.arange(len(found)), [len(own) for own in places])
    firsts, lasts = np.array([span for own in places for span in own], np.intp).T
    words, of = ranges(firsts, lasts)
    sums = speaker.tones(rows[words], np.flatnonzero(np.diff(owners[of], prepend=-1)))
    if opinion.fact_weights is not None:
        told = [facts_of(one, *names[one.code], setting, own) for one, own in zip(found, places, strict=True)]
        whose, facts = speaker.facts.rows(told, speaker.fact_words(rows))
        weights = opinion.fact_weights.take(facts, axis=0)
        for status in range(sums.shape[1]):
            sums[:, status] += np.bincount(whose, weights[:, status], len(found))
    told_sums: list[list[float]] = sums.tolist()
    return told_sums


def _outright(one: Found, setting: Setting) -> float:
    """Give how much more the words must speak for another status where the rules found it said outright.

    A claim that is denied whole no words bring back: they are the words of the claim.
    """
    if one.why.rule == "denied":
        return math.inf
    if one.why.rule == "coming":
        return _TAKEN_UP if _takes_up(one, setting) else _COMING
    if one.why.rule == "there-now":
        return _THERE_AGAIN
    if one.last > one.first:
        return _AMENDED
    if one.why.rule == "plain" and one.status is Status.PRESENT and _is_bare(one, setting):
        return _ASSERTED
    return _DENIED if one.why.rule == "negation" else 0.0


def _takes_up(one: Found, setting: Setting) -> bool:
    reading = setting.reading(one.first)
    last = max(map(reading.clause_of, one.places), default=0)
    ahead = (cue for cue in reading.cues if cue.kind in {CueKind.PLAN, CueKind.MODAL})
    return any(reading.clause_of(cue.start) >= last and takes_up(reading, cue) for cue in ahead)


def _is_silent(one: Found, setting: Setting) -> bool:
    """Tell whether no cue in a finding's sentence speaks for another status than *present*."""
    return all(cue.kind in {CueKind.EXISTENTIAL, CueKind.NEUTRAL} for cue in setting.reading(one.first).cues)


def _is_bare(one: Found, setting: Setting) -> bool:
    """Tell whether a finding's sentence is a short one with "har" or "finns" and nothing that would make it other than so."""
    words = setting.lines.words_of(one.first)
    if len(words) > _SHORTEST or _THERE.isdisjoint(word.lower() for word in words):
        return False
    return _is_silent(one, setting)


def _said(
    one: Found, own: Sequence[Range], sums: list[float], setting: Setting, speaker: Speaker, rows: Numbers
) -> Found:
    """Give a finding with the status that most speaks for."""
    import numpy as np

    opinion, lines = speaker.opinion, setting.lines
    if one.status.value in opinion.statuses:
        sums[opinion.statuses.index(one.status.value)] += _outright(one, setting)
    if setting.of_case and Status.NOT_ASSERTED.value in opinion.statuses:
        sums[opinion.statuses.index(Status.NOT_ASSERTED.value)] -= _OF_OTHERS
    if one.status is Status.PRESENT and Status.ABSENT.value in opinion.statuses and _is_silent(one, setting):
        sums[opinion.statuses.index(Status.ABSENT.value)] -= _UNDENIED
    best = sums.index(max(sums))
    status = Status(opinion.statuses[best])
    if status is one.status:
        return one
    words, _ = ranges(*np.array(own, np.intp).T)
    shares = speaker.tone_shares(rows[words], best)
    ranked = [int(words[at]) for at in np.argsort(-shares, kind="stable")[:_MOST_WORDS] if shares[at] > 0]
    cues = tuple(sorted(Span(lines.starts[place], lines.ends[place]) for place in ranked))
    return replace(one, status=status, why=replace(one.why, rule=LEARNT, cues=cues, rules_said=one.status))
