"""What differs between two versions of a codebook: codes that came, went, moved or say something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from qualcode.domain.codebook import Code, Codebook, Indicator


class Turn(StrEnum):
    """What became of a code or a count."""

    ADDED = "added"
    GONE = "gone"
    MOVED = "moved"
    MERGED = "merged"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: the path of a code or id of a count (``count:ID``), the part that says something else, before and after."""

    turn: Turn
    path: str
    part: str = ""
    before: str = ""
    after: str = ""


_PARTS = (
    "names",
    "brief",
    "definition",
    "use_when",
    "not_when",
    "colour",
    "codable",
    "kind",
    "threshold",
    "since",
    "retired",
)


def differences(old: Codebook, new: Codebook) -> tuple[Difference, ...]:
    """Give the differences in the order of the new codebook, those of codes that are gone last."""
    return tuple(_differences(old, new))


def _differences(old: Codebook, new: Codebook) -> Iterator[Difference]:
    was = {code.path: code for code in old.walk()}
    now = {code.path: code for code in new.walk()}
    met: set[str] = set()
    for path, code in now.items():
        # A code that came from several: the one that had its own name is the same, the others went up in it.
        before = [path] if path in was else [p for p in reversed(code.formerly) if p in was and p not in now][:1]
        if not before:
            yield Difference(Turn.ADDED, path, after=code.name("sv"))
            continue
        first = before[0]
        met.add(first)
        if first != path:
            yield Difference(Turn.MOVED, path, before=first, after=path)
        yield from _parts(was[first], code)
        for other in code.formerly:
            if other in was and other not in now and other not in met:
                met.add(other)
                yield Difference(Turn.MERGED, path, before=other, after=path)
    for path, code in was.items():
        if path not in now and path not in met:
            yield Difference(Turn.GONE, path, before=code.name("sv"))
    yield from _counts(old, new)


def _parts(old: Code, new: Code) -> Iterator[Difference]:
    for part in _PARTS:
        a, b = getattr(old, part), getattr(new, part)
        if a != b:
            yield Difference(Turn.CHANGED, new.path, part, _told(a), _told(b))
    for part in ("examples", "exclude", "touches"):
        a, b = getattr(old, part), getattr(new, part)
        if a != b:
            yield Difference(Turn.CHANGED, new.path, part, _told(a), _told(b))
    rules = [[_bare(rule) for rule in code.indicators] for code in (old, new)]
    gone = [rule for rule in rules[0] if rule not in rules[1]]
    come = [rule for rule in rules[1] if rule not in rules[0]]
    if gone or come:
        yield Difference(Turn.CHANGED, new.path, "indicators", "; ".join(map(_rule, gone)), "; ".join(map(_rule, come)))


def _counts(old: Codebook, new: Codebook) -> Iterator[Difference]:
    was, now = {c.id: c for c in old.counts}, {c.id: c for c in new.counts}
    for key, rule in now.items():
        if key not in was:
            yield Difference(Turn.ADDED, f"count:{key}", after=rule.expression)
        elif replace(was[key], line=0) != replace(rule, line=0):
            yield Difference(Turn.CHANGED, f"count:{key}", "count", was[key].expression, rule.expression)
    for key, rule in was.items():
        if key not in now:
            yield Difference(Turn.GONE, f"count:{key}", before=rule.expression)


def _bare(rule: Indicator) -> Indicator:
    return replace(rule, id="", line=0)


def _rule(rule: Indicator) -> str:
    told = rule.regex or " + ".join(", ".join(slot) for slot in rule.slots) or ", ".join(map(str, rule.patterns))
    return f"{told} (– {', '.join(rule.unless)})" if rule.unless else told


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{spoken}: {_told(words)}" for spoken, words in value.items())
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
