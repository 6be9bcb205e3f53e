"""Joins findings of one code and status in neighbouring sentences, so that a suggestion spans what carries it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from qualcode.domain.coding import Status, Suggestion
from qualcode.domain.spans import Span
from qualcode.engine.follow_ups import Found
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.lines import Lines

_FARTHEST_JOINED = 3


def joined(compiled: CompiledCodebook, lines: Lines, found: Sequence[Found]) -> Iterator[Suggestion]:
    """Join neighbours of one code and status, and give everything in the order of the text."""
    latest: dict[tuple[int, Status], int] = {}
    result: list[Found] = []
    for one in sorted(found, key=lambda f: (f.first, f.code, f.status)):
        place = latest.get((one.code, one.status))
        before = None if place is None else result[place]
        if place is not None and before is not None and _neighbours(lines, before, one):
            result[place] = replace(
                before,
                last=max(before.last, one.last),
                score=max(before.score, one.score),
                why=replace(
                    before.why,
                    matched=tuple(sorted({*before.why.matched, *one.why.matched})),
                    cues=tuple(sorted({*before.why.cues, *one.why.cues})),
                    corrects=before.why.corrects or one.why.corrects,
                ),
            )
            continue
        latest[one.code, one.status] = len(result)
        result.append(one)
    # Their words and readings are not needed any more, so that places are all that is asked for.
    begins, closes = lines.begins, lines.closes
    for one in sorted(result, key=lambda f: (begins[f.first], f.code, f.status)):
        span = Span(begins[one.first], closes[one.last])
        yield Suggestion(compiled.codes[one.code].path, span, one.status, one.score, one.why)


def _neighbours(lines: Lines, one: Found, two: Found) -> bool:
    return (
        one.last <= two.first <= one.last + 1
        and lines.paragraph(one.last) == lines.paragraph(two.first)
        and two.last - one.first < _FARTHEST_JOINED
        and not (one.why.corrects or two.why.corrects)
    )
