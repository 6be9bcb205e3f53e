"""YAML as plain values with the place of each, so that a fault can be pointed at; nothing clever is allowed in.

The events of a parser are put together here and not by its constructors: anchors, aliases and tags are refused before
anything is built, so no bomb grows, and every value keeps its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.domain.errors import N_
from qualcode.exchange.yaml_events import Event, careful_events, quick_events
from qualcode.exchange.yaml_words import yaml_words

Path = tuple[str | int, ...]

NOT_YAML = N_("This is not YAML: {problem}.")
MAX_EVENTS = 200_000
MAX_DEPTH = 60

_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z|[-+]?\.(inf|Inf|INF)\Z|\.(nan|NaN|NAN)\Z")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NOTHING = {"", "~", "null", "Null", "NULL"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""What escapes such as "\\e" and "\\ud800" smuggle in: orders to a terminal and half letters that no file can hold."""
_BEGUN = re.compile(r"simple key|flow|quoted")
_MISREAD = {"yes", "no", "on", "off"}
"""Words that YAML 1.1 programs read as true or false and YAML 1.2 programs as words."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line and a column, both counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class TreeFault:
    """What is wrong at a place: an English template and its fields."""

    place: Place
    message: str
    fields: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """Plain values (mappings, lists, text, numbers, booleans, None) with the place of every value and key."""

    value: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    faults: list[TreeFault] = field(default_factory=list)
    mended: set[Path] = field(default_factory=set)
    """Mappings from which a faulty entry was taken out, so that nobody complains of its absence too."""

    def told_once(self) -> list[TreeFault]:
        """Give the faults by line, the same mistake once; a sentence among the fields stays one, so that it is translated."""
        found: dict[object, TreeFault] = {}
        for one in sorted(self.faults, key=lambda f: (f.place.line, f.place.column)):
            told = tuple(sorted((name, str(value)) for name, value in one.fields.items()))
            found.setdefault((one.place, one.message, told), one)
        return list(found.values())

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Give the place of the value (or key) at ``path``, else of the nearest thing around it."""
        if key and path in self.keys:
            return self.keys[path]
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, Place(1, 1))


class _Stop(Exception):  # noqa: N818 - not an error of anybody's, only the way out of the nesting
    """Reading cannot go on; the fault is already noted."""


def grow(text: str, *, only_words: bool = False) -> Tree:
    """Read one YAML document; faults are collected in the tree and nothing is raised.

    ``only_words`` keeps every scalar as it was typed: metadata such as 0710 or 2024-10-05 must not turn into numbers.
    """
    return grow_quickly(text, only_words=only_words) or grow_carefully(text, only_words=only_words)


def grow_quickly(text: str, *, only_words: bool) -> Tree | None:
    """Read a document with the quick parser; None where the other one has to be asked: for what is wrong, or whether it is empty."""
    tree = Tree()
    try:
        events = quick_events(text)
        if events is None:
            return None
        _Builder(tree, events, only_words=only_words).document()
    except (_Stop, ValueError, RecursionError):
        # Something is wrong; the careful parser tells what and where.
        return None
    return None if tree.faults or tree.value is None else tree


def grow_carefully(text: str, *, only_words: bool) -> Tree:
    """Read a document with the parser that tells what is wrong, and where."""
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    tree = Tree()
    try:
        _Builder(tree, careful_events(text), only_words=only_words).document()
    except _Stop:
        # The fault is in the tree already.
        pass
    except MarkedYAMLError as fault:
        # A key without its colon and what is never closed are pointed at, and not the line below where the parser gave up.
        lone = _BEGUN.search(str(fault.context or "")) and fault.context_mark
        mark = lone or fault.problem_mark or fault.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        problem = yaml_words(str(fault.problem or ""), str(fault.context or ""))
        tree.faults.append(TreeFault(place, NOT_YAML, {"problem": problem}))
    except (YAMLError, ValueError, RecursionError) as fault:
        tree.faults.append(TreeFault(Place(1, 1), NOT_YAML, {"problem": yaml_words(str(fault))}))
    return tree


class _Builder:
    """Puts events together; a class because the depth and the number of events are counted over the whole document."""

    def __init__(self, tree: Tree, events: Iterator[Event], *, only_words: bool) -> None:
        self.tree = tree
        self.events = events
        self.only_words = only_words
        self.seen = 0

    def document(self) -> None:
        """Read the stream: at most one document."""
        read = False
        while (event := self._next()) is not None:
            kind = type(event).__name__
            if kind == "StreamEndEvent":
                return
            if kind == "DocumentStartEvent":
                if read:
                    self._stop(event, N_("A second document begins here; keep one in each file."))
                read = True
                self.tree.value = self._node(self._next(), ())

    def _next(self) -> Event:
        self.seen += 1
        event = next(self.events, None)
        if self.seen > MAX_EVENTS:
            self._stop(
                event, N_("The file holds more than {limit} entries; that is no file of this kind."), limit=MAX_EVENTS
            )
        return event

    def _fault(self, event: Event, message: str, **fields: object) -> None:
        self.tree.faults.append(TreeFault(_place(event), message, fields))

    def _stop(self, event: Event, message: str, **fields: object) -> None:
        self._fault(event, message, **fields)
        raise _Stop

    def _node(self, event: Event, path: Path) -> Any:  # noqa: ANN401
        kind = type(event).__name__
        # Nothing after a key stands nowhere, so it is told where the key is.
        nothing = kind == "ScalarEvent" and not event.value and not event.style
        self.tree.values[path] = (self.tree.keys.get(path) if nothing else None) or _place(event)
        if kind == "AliasEvent":
            self._fault(
                event,
                N_("*{name} is read as a reference; put quotes around a term that begins with *."),
                name=event.anchor,
            )
            return f"*{event.anchor}"
        self._plain(event)
        if len(path) > MAX_DEPTH:
            self._stop(event, N_("Nested deeper than {limit} levels."), limit=MAX_DEPTH)
        if kind == "MappingStartEvent":
            return self._mapping(path)
        if kind == "SequenceStartEvent":
            return self._sequence(path)
        return self._scalar(event)

    def _plain(self, event: Event) -> None:
        """Refuse anchors and tags, on values and keys alike."""
        if event.anchor is not None:
            self._fault(
                event, N_("&{name} is an anchor; anchors are not used here, write the words out."), name=event.anchor
            )
        if event.tag and event.tag != "!":
            self._fault(event, N_("{tag} is a YAML tag; tags are not used here."), tag=str(event.tag))

    def _mapping(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while type(event := self._next()).__name__ != "MappingEndEvent":
            if type(event).__name__ != "ScalarEvent":
                self._stop(event, N_("A key must be a single word."))
            self._plain(event)
            key = self._words(event)
            at = (*path, key)
            if key in found:
                first = self.tree.keys[at].line
                self._fault(event, N_("{key} stands twice here, first on line {first}."), key=key, first=first)
                self._node(self._next(), (*path, key, "again"))
                continue
            self.tree.keys[at] = _place(event)
            found[key] = self._node(self._next(), at)
        return found

    def _sequence(self, path: Path) -> list[Any]:
        found: list[Any] = []
        while type(event := self._next()).__name__ != "SequenceEndEvent":
            found.append(self._node(event, (*path, len(found))))
        return found

    def _words(self, event: Event) -> str:
        text = str(event.value)
        met = _UNPRINTABLE.search(text)
        if met is None:
            return text
        sentence = N_("The character {character} cannot be kept or printed; take it out.")
        self._fault(event, sentence, character=f"U+{ord(met[0]):04X}")
        return _UNPRINTABLE.sub("\ufffd", text)

    def _scalar(self, event: Event) -> Any:  # noqa: ANN401
        text = self._words(event)
        if event.style or (event.tag == "!"):
            return text
        if text in _NOTHING:
            return None
        if self.only_words:
            return text
        if text.lower() in _MISREAD:
            self._fault(
                event,
                N_("{word} without quotes is read as true or false by many programs; put quotes around it."),
                word=text,
            )
            return text
        return _resolved(text)


def _resolved(text: str) -> Any:  # noqa: ANN401 - what YAML 1.2 makes of a word without quotes
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.match(text) and len(text) < 19:  # noqa: PLR2004 - longer figures are labels, not numbers
        return int(text)
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan")) if _NUMBER.match(text) else text


def _place(event: Event) -> Place:
    mark = event.start_mark if event is not None else None
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
