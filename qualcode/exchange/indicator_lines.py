"""A code's indicators as the lines of its codebook's file: taken out to be edited, and put back, comments and breaks and all."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import N_, QualcodeError, Sentence
from qualcode.exchange.codebook_writing import CodeElsewhereError
from qualcode.exchange.yaml_tree import Tree, grow

if TYPE_CHECKING:
    from qualcode.exchange.codebook_files import Fault

_KEY = "indicators"
_STEP = 2


class IndicatorsFaultError(QualcodeError):
    """Indicators that are not understood: the fault's own sentence, and its ``line`` and ``column`` in what was written."""

    sentence = N_("Line {line} of the indicators is not understood.")

    def __init__(self, line: int, message: str, fields: Mapping[str, object] | None = None, *, column: int = 0) -> None:
        """Take line and column, counted from 1 (0: no column), and the fault's template with its fields."""
        super().__init__(**{"line": line, **(fields or {})})
        self.sentence = Sentence(message)  # type: ignore[misc] # the fault's own, in place of the class's
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a code's indicators stand in a file, key and all: lines ``first`` up to ``last``, the key's column, whether they are there."""

    first: int
    last: int
    column: int
    there: bool


def written_indicators(text: str, book: Codebook, path: str) -> str:
    """Give a code's indicators as they stand in the text of its codebook, "" when it has none.

    Raises:
        CodeElsewhereError: when another file defines the code.
    """
    place = _place(grow(text), text.splitlines(keepends=True), book, path)
    if not place.there:
        return ""
    key, *rest = text.splitlines(keepends=True)[place.first : place.last]
    inline = key.partition(":")[2].strip()
    return f"{inline}\n" if inline and not inline.startswith("#") else textwrap.dedent("".join(rest))


def put_indicators(text: str, book: Codebook, path: str, told: str, *, source: str = "") -> tuple[str, Codebook]:
    """Give the text, and the codebook, with what was ``told`` in the place of a code's indicators.

    Raises:
        IndicatorsFaultError: with the first mistake; CodeElsewhereError.
    """
    from qualcode.exchange.codebook_files import parse

    _check(told)
    lines = text.splitlines(keepends=True)
    place = _place(grow(text), lines, book, path)
    new = []
    if told.strip():
        space = " " * place.column
        new = [f"{space}{_KEY}:\n", textwrap.indent(textwrap.dedent(told).strip("\n") + "\n", space + " " * _STEP)]
    made = "".join([*lines[: place.first], *new, *lines[place.last :]])
    changed, faults = parse(made, source=source)
    if changed is None or faults:
        inset = place.column + _STEP - _indent(told)
        raise _fault(faults, place.first + 1, told, inset)
    return made, changed


def _check(told: str) -> None:
    """Make sure that a list was written; what is in it the codebook's own reader judges."""
    if not told.strip():
        return
    tree = grow(told)
    if tree.faults:
        first = min(tree.faults, key=lambda f: (f.place.line, f.place.column))
        raise IndicatorsFaultError(first.place.line, first.message, first.fields, column=first.place.column)
    if not isinstance(tree.value, list):
        raise IndicatorsFaultError(
            1, N_("Every indicator begins with a line that has - first; docs/codebook.md shows.")
        )


def _fault(faults: Sequence[Fault], key_line: int, told: str, inset: int) -> IndicatorsFaultError:
    first = faults[0]
    last = told.count("\n") + 1
    line = min(max(1, first.line - key_line), last)
    return IndicatorsFaultError(line, first.message, first.fields, column=max(1, first.column - inset))


def _indent(told: str) -> int:
    """Give how far in all that was written stands."""
    first = next((line for line in told.splitlines() if line.strip()), "")
    bare = next((line for line in textwrap.dedent(told).splitlines() if line.strip()), "")
    return len(first) - len(bare)


def _place(tree: Tree, lines: Sequence[str], book: Codebook, path: str) -> _Place:
    way = _way_to(tree.value, path)
    code = book.find(path)
    if not way or code is None or (book.extends and code.file and code.file != _name(book.source)):
        raise CodeElsewhereError(code=path, file=code.file if code else "?")
    column = tree.place((*way, "id"), key=True).column - 1
    key = tree.keys.get((*way, _KEY))
    if key is not None:
        return _Place(key.line - 1, _end(lines, key.line, column), column, there=True)
    below = tree.keys.get((*way, "codes"))
    at = below.line - 1 if below is not None else _end(lines, tree.place((*way, "id"), key=True).line, column - 1)
    return _Place(at, at, column, there=False)


def _end(lines: Sequence[str], first: int, column: int) -> int:
    """Give the number of the first line from ``first`` on that is not further in than ``column``; empty lines before it stay with it."""
    end = first
    for number in range(first, len(lines)):
        bare = lines[number].strip()
        indent = len(lines[number]) - len(lines[number].lstrip(" "))
        if bare and (indent < column or (indent == column and not bare.startswith("- "))):
            break
        if bare and not (bare.startswith("#") and indent <= column):
            end = number + 1
    return end


def _way_to(value: Any, path: str) -> tuple[str | int, ...]:  # noqa: ANN401 - plain YAML values
    """Give the way to a code in the plain values of a codebook's text, () when it is not there."""
    way: tuple[str | int, ...] = ()
    listed, key = value.get("themes", []), "themes"
    for part in path.split("/"):
        at = next((n for n, one in enumerate(listed or ()) if one.get("id") == part), None)
        if at is None:
            return ()
        way = (*way, key, at)
        listed, key = listed[at].get("codes", []), "codes"
    return way


def _name(source: str) -> str:
    return source.replace("\\", "/").rpartition("/")[2]
