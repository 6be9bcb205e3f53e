"""Keeping the layout of a YAML file: lines that say what they said before stay as their author broke and spaced them.

A YAML library writes a whole file anew and joins lists that their author had broken over several lines. Here what it writes of the old
values is laid against the old text, and every line that is the same in what it writes of the new values gets its old form back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

_FEW = 4
"""Letters of a line too short to be known again elsewhere."""
_AHEAD = 40
"""Lines that are looked through for one that the library has written in other words."""


def keep_layout(old: str, written_old: str, written_new: str) -> str:
    """Give ``written_new`` with the lines of ``old`` wherever it says the same as ``written_old``.

    ``written_old`` is ``old`` as the library writes it; where the two differ in more than white space, the library's lines are given.
    """
    before, after = _units(written_old), _units(written_new)
    forms = _forms(_units(old), before)
    moved: dict[str, list[int]] = defaultdict(list)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = matcher.get_opcodes() if before != after else [("equal", 0, len(before), 0, len(after))]
    for kind, low, high, _, _ in steps:
        if kind in ("delete", "replace"):
            for number in range(low, high):
                moved[before[number].strip()].append(number)
    rows: list[_Row] = []
    for kind, low, high, first, last in steps:
        if kind == "equal":
            rows += (_Row(before[number], forms[number], stays=True) for number in range(low, high))
            continue
        gone = {_indent(before[number]): _indent(forms[number]) for number in range(low, high)}
        for unit in after[first:last]:
            numbers = moved.get(unit.strip())
            if numbers and len(unit.strip()) > _FEW:
                rows.append(_Row(unit, forms[numbers.pop(0) if len(numbers) > 1 else numbers[0]], gone))
            else:
                rows.append(_Row(unit, unit, gone))
    return "".join(_at_margins(rows))


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as the library writes it, the form that it gets, how far in those stood whose place it takes, and whether it stays."""

    written: str
    form: str
    gone: Mapping[int, int] = field(default_factory=dict)
    stays: bool = False

    @property
    def counts(self) -> bool:
        """Tell whether it matters how far in it stands."""
        return bool(self.written.strip()) and not self.written.lstrip().startswith("#")


def _at_margins(rows: Sequence[_Row]) -> Iterator[str]:
    """Give the rows as far in as their neighbours stand: authors begin lists at the margin or further in, the library always alike."""
    margins: list[tuple[int, int]] = []
    for number, row in enumerate(rows):
        if row.stays or not row.counts:
            yield row.form
        if not row.counts:
            continue
        at = _indent(row.written)
        margins = [pair for pair in margins if pair[0] <= at]
        wanted = _indent(row.form) if row.stays else _margin(margins, row, rows[number + 1 :])
        form = row.form if row.stays else _indented(row.form, wanted - _indent(row.form))
        if not row.stays:
            yield form
        margins = [pair for pair in margins if pair[0] < at] + [(at, wanted)]
        if row.written.lstrip().startswith("- "):
            margins.append((_inside(row.written), _inside(form)))


def _margin(margins: Sequence[tuple[int, int]], row: _Row, below: Sequence[_Row]) -> int:
    """Give how far in a row stands: as the one before it in its list, the one that it replaces or the next one, else by its owner."""
    at = _indent(row.written)
    if margins and margins[-1][0] == at:
        return margins[-1][1]
    if at in row.gone:
        return row.gone[at]
    for other in below:
        here = _indent(other.written)
        if other.counts and here < at:
            break
        if other.stays and other.counts and here == at:
            return _indent(other.form)
    return margins[-1][1] + at - margins[-1][0] if margins else at


def _units(text: str) -> list[str]:
    """Cut a text into lines with something in them, each with the empty lines before it."""
    units: list[str] = []
    waiting = ""
    for line in text.splitlines(keepends=True):
        waiting += line
        if line.strip():
            units.append(waiting)
            waiting = ""
    return [*units, waiting] if waiting else units


def _forms(old: list[str], written: list[str]) -> list[str]:
    """Give for each written line the old lines that say the same, or itself when the library says it in other words."""
    forms = []
    at = 0
    for unit in written:
        wanted = "".join(unit.split())
        # What was said in other words before may have taken more lines, or fewer.
        for start in range(at, min(at + _AHEAD, len(old))):
            end = _same_until(old, start, wanted)
            if end:
                forms.append("".join(old[start:end]))
                at = end
                break
        else:
            forms.append(unit)
    return forms


def _same_until(old: list[str], start: int, wanted: str) -> int:
    """Give the number of the old line up to which the lines from ``start`` say what is ``wanted``; 0 when they do not."""
    told = ""
    for number in range(start, len(old)):
        told += "".join(old[number].split())
        if told == wanted:
            return number + 1
        if not wanted.startswith(told):
            break
    return 0


def _indent(unit: str) -> int:
    line = next((line for line in unit.splitlines() if line.strip()), "")
    return len(line) - len(line.lstrip(" "))


def _inside(item: str) -> int:
    """Give how far in the rest of a list's item stands."""
    line = next((line for line in item.splitlines() if line.strip()), "")
    return len(line) - len(line.lstrip(" -"))


def _indented(form: str, by: int) -> str:
    """Give lines further in or out by so many spaces."""
    if by == 0:
        return form
    lines = []
    for line in form.splitlines(keepends=True):
        bare = line.lstrip(" ")
        lines.append(" " * max(0, len(line) - len(bare) + by) + bare if bare.strip() else line)
    return "".join(lines)
