"""Every slip of a codebook against hand coding: missed, found falsely or with the wrong status, why, and by which indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qualcode.domain.coding import Suggestion
from qualcode.engine.evaluating import GoldLine, told_status
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.segmenting import segment
from qualcode.engine.why_not import Looking, Nearest


class SlipKind(StrEnum):
    """How the engine differs from the person who coded."""

    MISSED = "missed"
    FALSE = "false"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Slip:
    """One difference: on which line (``id``), of which code or theme, and why.

    ``suggestion`` is what was found, None when missed; ``rule_line`` the line of its indicator in the codebook's file; ``nearest`` is
    what came nearest when missed. ``status`` is what the person gave, "" when no status was given.
    """

    kind: SlipKind
    id: str
    name: str
    text: str
    status: str = ""
    suggestion: Suggestion | None = None
    rule_line: int = 0
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True)
class IndicatorScore:
    """In how many passages an indicator gave a code rightly, falsely, and rightly but with the wrong status."""

    code: str
    indicator: str
    line: int
    hits: int = 0
    false: int = 0
    wrong_status: int = 0


class Review:
    """What an evaluation's witness notes down; see :meth:`take`.

    Lines that give codes are looked at by code, others by theme, so that the slips add up to the tables of the evaluation.
    """

    def __init__(self, compiled: CompiledCodebook) -> None:
        """Take the codebook that is measured."""
        self._compiled = compiled
        self._slips: list[Slip] = []
        self._scores: dict[tuple[str, str], IndicatorScore] = {}
        self._lines = {indicator.rule.id: indicator.rule.line for indicator in compiled.indicators}

    def take(self, line: GoldLine, found: Sequence[Suggestion]) -> None:
        """Note down one line and what was found in it."""
        looking: Looking | None = None
        for kind, name, status in _differences(line, found):
            if kind is SlipKind.MISSED:
                looking = looking or Looking(line.text, segment(line.text), self._compiled)
                nearest = looking.nearest([c.path for c in self._compiled.codes if _belongs(c.path, name)])
                self._slips.append(Slip(kind, line.id, name, line.text, status, nearest=nearest))
                continue
            of_name = [s for s in found if _belongs(s.code, name)]
            if kind is SlipKind.STATUS:
                told = told_status(status, [s.status.value for s in of_name])
                of_name = [s for s in of_name if s.status == told]
            best = max(of_name, key=lambda s: s.score)
            rule_line = self._lines.get(best.why.indicator, 0)
            self._slips.append(Slip(kind, line.id, name, line.text, status, best, rule_line))
            if kind is SlipKind.STATUS:
                self._count(best, wrong_status=1)
        for one in {(s.code, s.why.indicator): s for s in found}.values():
            right = _is_right(line, one.code)
            if right is not None:
                self._count(one, hits=int(right), false=int(not right))

    def slips(self) -> tuple[Slip, ...]:
        """Give the slips by code or theme, those with most slips first; of one, in the order of the lines."""
        order = {name: place for place, name in enumerate(dict.fromkeys(self._names()))}
        many = dict.fromkeys(order, 0)
        for slip in self._slips:
            many[slip.name] += 1
        return tuple(sorted(self._slips, key=lambda s: (-many[s.name], order[s.name])))

    def indicators(self) -> tuple[IndicatorScore, ...]:
        """Give the indicators that found something, those with most false finds first, then those whose status was wrong."""
        return tuple(sorted(self._scores.values(), key=lambda s: (-s.false, -s.wrong_status, s.hits, s.code, s.line)))

    def _names(self) -> Iterable[str]:
        for theme in self._compiled.codebook.themes:
            yield theme.path
            yield from (code.path for code in self._compiled.codes if _belongs(code.path, theme.path))

    def _count(self, told: Suggestion, *, hits: int = 0, false: int = 0, wrong_status: int = 0) -> None:
        indicator = told.why.indicator
        before = self._scores.get((told.code, indicator))
        before = before or IndicatorScore(told.code, indicator, self._lines.get(indicator, 0))
        self._scores[told.code, indicator] = replace(
            before,
            hits=before.hits + hits,
            false=before.false + false,
            wrong_status=before.wrong_status + wrong_status,
        )


def _differences(line: GoldLine, found: Sequence[Suggestion]) -> list[tuple[SlipKind, str, str]]:
    """Give the kind, the code or theme, and the status given by hand of everything that differs in a line."""
    by_code: dict[str, list[str]] = {}
    for one in found:
        by_code.setdefault(one.code, []).append(one.status.value)
    seen = {code.partition("/")[0] for code in by_code}
    missed = [theme for theme in line.themes if theme not in seen]
    told: list[tuple[SlipKind, str, str]] = []
    if line.codes is None:
        wrong = sorted(seen.difference(line.themes, line.also))
        told += [(SlipKind.FALSE, theme, "") for theme in wrong]
    else:
        for code, status in line.codes.items():
            if code not in by_code:
                told.append((SlipKind.MISSED, code, status))
            elif status not in by_code[code]:
                told.append((SlipKind.STATUS, code, status))
        told += [(SlipKind.FALSE, code, "") for code in by_code if code not in line.codes]
        # A theme whose code is missed needs no second telling.
        missed = [theme for theme in missed if not any(_belongs(code, theme) for code in line.codes)]
    return [*((SlipKind.MISSED, theme, "") for theme in missed), *told]


def _is_right(line: GoldLine, code: str) -> bool | None:
    """Tell whether a code was rightly found; None where it may be found or not."""
    if line.codes is not None:
        return code in line.codes
    theme = code.partition("/")[0]
    return None if theme in line.also and theme not in line.themes else theme in line.themes


def _belongs(code: str, name: str) -> bool:
    return code == name or code.startswith(f"{name}/")
