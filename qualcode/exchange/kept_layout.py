"""Keeping the layout of a YAML file: lines that say what they said before stay as their author broke and spaced them.

A YAML library writes a whole file anew and joins lists that their author had broken over several lines. Here what it writes of the old
values is laid against the old text, and every line that is the same in what it writes of the new values gets its old form back.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher

_FEW = 4
"""Letters of a line too short to be known again elsewhere."""


def keep_layout(old: str, written_old: str, written_new: str) -> str:
    """Give ``written_new`` with the lines of ``old`` wherever it says the same as ``written_old``.

    ``written_old`` is ``old`` as the library writes it; when the two differ in more than white space, ``written_new`` is given as it is.
    """
    before, after = _units(written_old), _units(written_new)
    forms = _forms(_units(old), before)
    if forms is None:
        return written_new
    moved: dict[str, list[int]] = defaultdict(list)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    steps = matcher.get_opcodes() if before != after else [("equal", 0, len(before), 0, len(after))]
    for kind, low, high, _, _ in steps:
        if kind in ("delete", "replace"):
            for number in range(low, high):
                moved[before[number].strip()].append(number)
    found: list[str] = []
    for kind, low, high, first, last in steps:
        if kind == "equal":
            found += (forms[number] for number in range(low, high))
            continue
        for unit in after[first:last]:
            numbers = moved.get(unit.strip())
            if numbers and len(unit.strip()) > _FEW:
                number = numbers.pop(0) if len(numbers) > 1 else numbers[0]
                found.append(_indented(forms[number], _indent(unit) - _indent(before[number])))
            else:
                found.append(unit)
    return "".join(found)


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


def _forms(old: list[str], written: list[str]) -> list[str] | None:
    """Give for each written line the old lines that say the same; None when a line says something else or begins in the middle of one."""
    forms = []
    at = 0
    for unit in written:
        wanted = "".join(unit.split())
        taken, told = "", ""
        while at < len(old) and len(told) < len(wanted):
            taken += old[at]
            told += "".join(old[at].split())
            at += 1
        if told != wanted:
            return None
        forms.append(taken or unit)
    return forms if at == len(old) or not "".join(old[at:]).strip() else None


def _indent(unit: str) -> int:
    line = unit.lstrip("\n")
    return len(line) - len(line.lstrip(" "))


def _indented(form: str, by: int) -> str:
    """Give lines further in or out by so many spaces."""
    if by == 0:
        return form
    lines = []
    for line in form.splitlines(keepends=True):
        bare = line.lstrip(" ")
        lines.append(" " * max(0, len(line) - len(bare) + by) + bare if bare.strip() else line)
    return "".join(lines)
