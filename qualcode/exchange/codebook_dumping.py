"""Codebooks back to YAML: what did not change stays as its author typed it, comments, groups and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, Any, TypeAlias

from qualcode.domain.codebook import Bound, Code, Codebook, CountRule, Indicator, Kind, Scope
from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.codebook_building import DEFAULT_FUZZY, DEFAULT_WITHIN

if TYPE_CHECKING:
    from collections.abc import Iterator

Node: TypeAlias = Any
"""A mapping or list of ruamel.yaml that carries its comments."""

_WIDEST = 100_000
"""Lines are never broken for their length: a definition stays on the line its author gave it."""


class CodebookChangedError(QualcodeError):
    """A codebook that would not read back as it was."""

    sentence = N_("The codebook {id} was not written, as it would not read back the same; report it with the file.")


def dump(codebook: Codebook, *, like: str = "", moved: Mapping[str, str] | None = None) -> str:
    """Give a codebook as YAML text.

    ``like`` is the text it came from: codes keep their lines and comments there, and only changed keys are written anew. ``moved`` gives
    the old path of each code that has a new one (renamed, moved), so that it takes its lines along.

    Raises:
        CodebookChangedError: when the text would not give the same codebook again.
        CodebookFaultsError: when ``like`` has mistakes.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    writer = _Writer(yaml.load(like) if like else _mapping(), _old_codes(like), moved or {})
    out = StringIO()
    yaml.dump(writer.root(codebook), out)
    text = out.getvalue()
    _check(codebook, text)
    return text


def _old_codes(like: str) -> Codebook | None:
    from pathlib import Path

    from qualcode.exchange.codebook_files import CodebookFaultsError, parse

    if not like:
        return None
    old, faults = parse(like)
    if faults:
        raise CodebookFaultsError(Path(faults[0].path or "–"), faults)
    return old


def _check(codebook: Codebook, text: str) -> None:
    from qualcode.exchange.codebook_files import parse

    again, _ = parse(text)
    if again is None or essence(again) != essence(codebook):
        raise CodebookChangedError(id=codebook.id)


def essence(codebook: Codebook) -> Codebook:
    """Give a codebook without what only tells where it stood: lines, indicators' ids, source."""
    themes = tuple(_code_essence(c) for c in codebook.themes)
    return replace(
        codebook, themes=themes, counts=tuple(replace(c, line=0) for c in codebook.counts), source="", sha256=""
    )


def _code_essence(code: Code) -> Code:
    indicators = tuple(replace(i, id="", line=0) for i in code.indicators)
    return replace(code, indicators=indicators, children=tuple(_code_essence(c) for c in code.children), line=0)


class _Writer:
    """Writes one codebook into the tree of an older text (or an empty one)."""

    def __init__(self, root: Node, old: Codebook | None, moved: Mapping[str, str]) -> None:
        self._root = root
        self._old = old
        self._moved = moved
        self._nodes: dict[str, tuple[Node, Code]] = {}
        self._indicators: list[tuple[Indicator, Node]] = []
        if old is not None:
            for code, node in _paired(old.themes, root["themes"]):
                self._nodes[code.path] = (node, code)
                listed = node.get("indicators") or []
                self._indicators += [
                    (replace(i, id="", line=0), n) for i, n in zip(code.indicators, listed, strict=True)
                ]

    def root(self, book: Codebook) -> Node:
        """Give the whole tree."""
        root, old = self._root, self._old
        for key, value, before in (("id", book.id, old and old.id), ("version", book.version, old and old.version)):
            if value != before:
                root[key] = _quoted(value) if key == "version" else value
        _put(root, "names", _words(book.names), changed=old is None or book.names != old.names)
        root["themes"] = self._codes(root.get("themes"), book.themes, Kind.FINDING)
        counts = self._counts(book.counts)
        if counts:
            root["counts"] = counts
        elif "counts" in root:
            del root["counts"]
        return root

    def _codes(self, listed: Node, codes: Sequence[Code], kind: Kind) -> Node:
        wanted = [self._code(code, kind) for code in codes]
        if (
            listed is not None
            and len(listed) == len(wanted)
            and all(a is b for a, b in zip(listed, wanted, strict=True))
        ):
            return listed
        return _sequence(wanted)

    def _code(self, code: Code, inherited: Kind) -> Node:
        node, old = self._nodes.pop(self._moved.get(code.path, code.path), (_mapping(), None))
        if old is None or old.id != code.id:
            node["id"] = code.id
        for key in ("names", "brief", "definition", "use_when", "not_when"):
            value = getattr(code, key)
            _put(node, key, _words(value), changed=old is None or value != getattr(old, key))
        examples = {language: list(texts) for language, texts in code.examples.items()}
        _put(node, "examples", examples, changed=old is None or code.examples != old.examples)
        _put(
            node,
            "colour",
            _quoted(code.colour) if code.colour else "",
            changed=old is None or code.colour != old.colour,
        )
        _default(node, "kind", str(code.kind), str(inherited))
        _default(node, "codable", code.codable, not code.children)
        _default(node, "threshold", code.threshold, 0.5)
        _put(node, "since", _quoted(code.since) if code.since else "", changed=old is None or code.since != old.since)
        same = old is not None and [replace(i, id="", line=0) for i in code.indicators] == [
            replace(i, id="", line=0) for i in old.indicators
        ]
        if not same:
            _put(node, "indicators", _sequence([self._indicator(i) for i in code.indicators]), changed=True)
        _put(node, "exclude", _terms(code.exclude), changed=old is None or code.exclude != old.exclude)
        below = self._codes(node.get("codes"), code.children, code.kind)
        if code.children:
            node["codes"] = below
        elif "codes" in node:
            del node["codes"]
        return node

    def _indicator(self, indicator: Indicator) -> Node:
        """Give the lines of an indicator as somebody wrote them, groups and all, else new ones."""
        bare = replace(indicator, id="", line=0)
        written = next((node for known, node in self._indicators if known == bare), None)
        return deepcopy(written) if written is not None else _indicator_node(indicator)

    def _counts(self, counts: Sequence[CountRule]) -> Node:
        listed = self._root.get("counts") or []
        rules = self._old.counts if self._old is not None else ()
        known = {rule.id: (node, rule) for rule, node in zip(rules, listed, strict=True)}
        wanted = [_count_node(rule, *known.get(rule.id, (_mapping(), None))) for rule in counts]
        if len(wanted) == len(listed) and all(a is b for a, b in zip(listed, wanted, strict=True)):
            return listed
        return _sequence(wanted)


def _paired(codes: Sequence[Code], nodes: Node) -> Iterator[tuple[Code, Node]]:
    for code, node in zip(codes, nodes, strict=True):
        yield code, node
        if code.children:
            yield from _paired(code.children, node["codes"])


def _count_node(rule: CountRule, node: Node, old: CountRule | None) -> Node:
    blank = CountRule("", {})
    keys = {"expression": "count", "parent": "of"}
    for name in (
        "id",
        "label",
        "expression",
        "statuses",
        "parent",
        "remainder",
        "unit",
        "measure",
        "bound",
        "low",
        "high",
    ):
        value = getattr(rule, name)
        if value == (getattr(old, name) if old is not None else getattr(blank, name)):
            continue
        plain = _words(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
        node[keys.get(name, name)] = str(plain) if isinstance(plain, Bound) else plain
    return node


def _indicator_node(indicator: Indicator) -> Node:
    node = _mapping()
    if indicator.regex:
        node["regex"] = indicator.regex
    elif indicator.patterns:
        node["tokens"] = [dict(p) for p in indicator.patterns]
    elif indicator.fuzzy:
        node["fuzzy"] = _terms(indicator.slots[0])
        _default(node, "threshold", indicator.fuzzy, DEFAULT_FUZZY)
    elif indicator.scope is Scope.SENTENCE and len(indicator.slots) == 1:
        node["words"] = _terms(indicator.slots[0])
    else:
        way = {Scope.WORDS: "near", Scope.PARAGRAPH: "paragraph", Scope.SENTENCE: "sentence"}[indicator.scope]
        node[way] = [_terms(slot) for slot in indicator.slots]
        if indicator.scope is Scope.WORDS:
            _default(node, "within", indicator.within, DEFAULT_WITHIN)
    _put(node, "unless", _terms(indicator.unless), changed=True)
    _put(node, "sections", _terms(indicator.sections), changed=True)
    _default(node, "says", indicator.says, "present")
    _default(node, "fixed", indicator.fixed, False)
    _default(node, "weight", indicator.weight, 0.8)
    return node


def _put(node: Node, key: str, value: object, *, changed: bool) -> None:
    """Write a value that changed; an empty one is taken out."""
    if not changed:
        return
    if value:
        node[key] = value
    elif key in node:
        del node[key]


def _default(node: Node, key: str, value: object, default: object) -> None:
    """Write a value where its absence would mean something else; a key that says the same already stays."""
    if key in node:
        if node[key] != value:
            node[key] = value
    elif value != default:
        node[key] = value


def _words(words: Mapping[str, str]) -> Node:
    return {language: text for language, text in words.items()}  # noqa: C416 - a plain dict, whatever mapping came in


def _terms(terms: Sequence[str]) -> Node:
    """Give terms as a list in one line, each in quotes, so that * and ~ and no are what they seem."""
    from ruamel.yaml.comments import CommentedSeq

    found = CommentedSeq([_quoted(t) for t in terms])
    found.fa.set_flow_style()
    return found


def _quoted(text: str) -> Node:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)


def _mapping() -> Node:
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap()


def _sequence(items: Sequence[Node]) -> Node:
    from ruamel.yaml.comments import CommentedSeq

    return CommentedSeq(items)
