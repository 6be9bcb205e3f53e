"""Codebooks back to YAML: what did not change stays as its author typed it, comments, groups and all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Code, Codebook, CountRule, Indicator, Kind
from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.codebook_cutting import one_theme
from qualcode.exchange.codebook_extending import extended_book
from qualcode.exchange.codebook_nodes import (
    Node,
    count_node,
    indicator_node,
    mapping,
    put,
    put_unless,
    quoted,
    sequence,
    terms_node,
    words_node,
)
from qualcode.exchange.kept_layout import keep_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 100_000
"""Lines are never broken for their length: a definition stays on the line its author gave it."""


class CodebookChangedError(QualcodeError):
    """A codebook that would not read back as it was."""

    sentence = N_("The codebook {id} was not written, as it would not read back the same; report it with the file.")


def dump(
    codebook: Codebook, *, like: str = "", moved: Mapping[str, str] | None = None, before: Codebook | None = None
) -> str:
    """Give a codebook as YAML text.

    ``like`` is the text it came from: codes keep their lines and comments there, and only changed keys are written anew. ``moved`` gives
    the old path of each code that has a new one (renamed, moved), so that it takes its lines along. ``before`` is what ``like`` was read
    as, when that is known. Of a codebook that extends another
    only what stands in its own file is written.

    Raises:
        CodebookChangedError: when the text would not give the same codebook again.
        CodeElsewhereError: when a code of the extended codebook was changed.
        CodebookFaultsError: when ``like`` has mistakes.
    """
    old = before or _old_codes(like, codebook.source)
    cut = one_theme(like, old, codebook, moved or {}) if old is not None else None
    if cut is not None:
        text = cut.put_back(_rewritten(cut.new, cut.lines, cut.old, moved or {}))
        # What a cut text cannot tell, the whole one does.
        if text is not None and _reads_back(codebook, text):
            return text
    text = _rewritten(codebook, like, old, moved or {})
    if not _reads_back(codebook, text):
        raise CodebookChangedError(id=codebook.id)
    return text


def _rewritten(codebook: Codebook, like: str, old: Codebook | None, moved: Mapping[str, str]) -> str:
    yaml = keeping_yaml()
    root = yaml.load(like) if like else mapping()
    plain = written(yaml, root) if like else ""
    writer = _Writer(root, old, moved, extended_book(codebook))
    text = written(yaml, writer.root(codebook))
    return keep_layout(like, plain, text) if like else text


def keeping_yaml() -> Node:
    """Give what reads and writes YAML with its comments and quotation marks."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def written(yaml: Node, root: Node) -> str:
    """Give values as YAML text."""
    out = StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _old_codes(like: str, source: str) -> Codebook | None:
    from pathlib import Path

    from qualcode.exchange.codebook_files import CodebookFaultsError, parse

    if not like:
        return None
    old, faults = parse(like, source=source)
    if faults:
        raise CodebookFaultsError(Path(faults[0].path or "–"), faults)
    return old


def _reads_back(codebook: Codebook, text: str) -> bool:
    from qualcode.exchange.codebook_files import parse

    again, _ = parse(text, source=codebook.source)
    return again is not None and essence(again) == essence(codebook)


def essence(codebook: Codebook) -> Codebook:
    """Give a codebook without what only tells where it stood (lines, files, indicators' ids) and what other files hold (the opinion)."""
    themes = tuple(_code_essence(c) for c in codebook.themes)
    counts = tuple(replace(c, line=0) for c in codebook.counts)
    return replace(codebook, themes=themes, counts=counts, source="", sha256="", opinion=None, bases=())


def _code_essence(code: Code) -> Code:
    indicators = tuple(replace(i, id="", line=0) for i in code.indicators)
    children = tuple(_code_essence(c) for c in code.children)
    return replace(code, indicators=indicators, children=children, line=0, file="")


class CodeElsewhereError(QualcodeError):
    """A change of a code that another file defines."""

    sentence = N_(
        "{code} stands in {file}, which this codebook extends; change it there. Here it may have since: and codes: only."
    )


class _Writer:
    """Writes one codebook into the tree of an older text (or an empty one)."""

    def __init__(self, root: Node, old: Codebook | None, moved: Mapping[str, str], base: Codebook | None) -> None:
        self._root = root
        self._old = old
        self._moved = moved
        self._base = {code.path: code for code in base.walk()} if base else {}
        self._base_counts = base.counts if base else ()
        self._base_opinion = base.opinion_name if base else ""
        self._nodes: dict[str, tuple[Node, Code]] = {}
        self._indicators: list[tuple[Indicator, Node]] = []
        if old is not None:
            for code, node in _paired(old.themes, root["themes"]):
                self._nodes[code.path] = (node, code)
                listed = node.get("indicators") or []
                if code.path not in self._base:
                    self._indicators += [
                        (replace(i, id="", line=0), n) for i, n in zip(code.indicators, listed, strict=True)
                    ]

    def root(self, book: Codebook) -> Node:
        """Give the whole tree."""
        root, old = self._root, self._old
        for key, value, before in (("id", book.id, old and old.id), ("version", book.version, old and old.version)):
            if value != before:
                root[key] = quoted(value) if key == "version" else value
        put(root, "extends", book.extends, changed=old is None or book.extends != old.extends)
        opinion = "" if book.opinion_name == self._base_opinion else book.opinion_name
        put(root, "opinion", opinion, changed=old is None or book.opinion_name != old.opinion_name)
        put(root, "names", words_node(book.names), changed=old is None or book.names != old.names)
        gone = self._base.keys() - {code.path for code in book.walk()}
        if gone:
            raise _elsewhere(self._base[min(gone)])
        root["themes"] = self._codes(root.get("themes"), book.themes, Kind.FINDING)
        counts = self._counts(book.counts)
        if counts:
            root["counts"] = counts
        elif "counts" in root:
            del root["counts"]
        return root

    def _codes(self, listed: Node, codes: Sequence[Code], kind: Kind) -> Node:
        own = [self._code(code, kind) for code in codes if code.path not in self._base]
        told = [self._carried_on(self._base[code.path], code) for code in codes if code.path in self._base]
        carried = [node for node in told if node is not None]
        # Where codes of the other file are named does not matter, so they stay where the author named them.
        ids = {id(node) for node in carried}
        rest = [node for node in listed or () if id(node) not in ids]
        if listed is not None and len(listed) == len(own) + len(carried) and _same(rest, own):
            return listed
        return _listed([*carried, *own], listed)

    def _carried_on(self, base: Code, code: Code) -> Node | None:
        """Give the lines about a code of the extended codebook; None when nothing is said of it here."""
        if _code_essence(replace(code, children=(), since="")) != _code_essence(replace(base, children=(), since="")):
            raise _elsewhere(base)
        node, old = self._nodes.pop(code.path, (mapping(), None))
        if old is None:
            node["id"] = code.id
        said = quoted(code.since) if code.since != base.since else ""
        if (old or base).since != code.since:
            put(node, "since", said, changed=True)
            if not code.since and base.since:
                node["since"] = said
        below = self._codes(node.get("codes"), code.children, code.kind)
        if below:
            node["codes"] = below
        elif "codes" in node:
            del node["codes"]
        return node if old is not None or len(node) > 1 else None

    def _code(self, code: Code, inherited: Kind) -> Node:
        node, old = self._nodes.pop(self._moved.get(code.path, code.path), (mapping(), None))
        if old is None or old.id != code.id:
            node["id"] = code.id
        for key in ("names", "brief", "definition", "use_when", "not_when"):
            value = getattr(code, key)
            put(node, key, words_node(value), changed=old is None or value != getattr(old, key))
        examples = {language: list(texts) for language, texts in code.examples.items()}
        put(node, "examples", examples, changed=old is None or code.examples != old.examples)
        put(
            node,
            "colour",
            quoted(code.colour) if code.colour else "",
            changed=old is None or code.colour != old.colour,
        )
        put_unless(node, "kind", str(code.kind), str(inherited))
        put_unless(node, "codable", code.codable, not code.children)
        put_unless(node, "threshold", code.threshold, 0.5)
        put(node, "since", quoted(code.since) if code.since else "", changed=old is None or code.since != old.since)
        put(node, "touches", terms_node(code.touches), changed=old is None or code.touches != old.touches)
        put_unless(node, "retired", code.retired, False)
        put(node, "formerly", terms_node(code.formerly), changed=old is None or code.formerly != old.formerly)
        same = old is not None and [replace(i, id="", line=0) for i in code.indicators] == [
            replace(i, id="", line=0) for i in old.indicators
        ]
        if not same:
            new = [self._indicator(i) for i in code.indicators]
            put(node, "indicators", _listed(new, node.get("indicators")), changed=True)
        put(node, "exclude", terms_node(code.exclude), changed=old is None or code.exclude != old.exclude)
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
        return deepcopy(written) if written is not None else indicator_node(indicator)

    def _counts(self, counts: Sequence[CountRule]) -> Node:
        listed = self._root.get("counts") or []
        rules = tuple(r for r in self._old.counts if r not in self._base_counts) if self._old is not None else ()
        counts = tuple(r for r in counts if r not in self._base_counts)
        known = {rule.id: (node, rule) for rule, node in zip(rules, listed, strict=True)}
        wanted = [count_node(rule, *known.get(rule.id, (mapping(), None))) for rule in counts]
        if _same(listed, wanted):
            return listed
        return _listed(wanted, listed)


def _elsewhere(code: Code) -> CodeElsewhereError:
    return CodeElsewhereError(code=code.path, file=code.file)


def _paired(codes: Sequence[Code], nodes: Node) -> Iterator[tuple[Code, Node]]:
    """Pair the lines of a file with their codes; a codebook that extends another has codes without lines in it."""
    known = {code.id: code for code in codes}
    for node in nodes:
        code = known[node["id"]]
        yield code, node
        yield from _paired(code.children, node.get("codes") or ())


def _listed(items: Sequence[Node], before: Node) -> Node:
    """Give a list in the place of another one; what stands above the first item belongs to the list."""
    made = sequence(items)
    if hasattr(before, "ca"):
        made.ca.comment = before.ca.comment
    return made


def _same(some: Sequence[Node], others: Sequence[Node]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))
