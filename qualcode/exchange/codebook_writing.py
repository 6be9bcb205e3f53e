"""A codebook's tree put into the tree of an older text: what is as it was keeps its node, comments and all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace

from qualcode.domain.codebook import Code, Codebook, CountRule, Indicator, Kind, unnamed
from qualcode.domain.errors import N_, QualcodeError
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


class CodeElsewhereError(QualcodeError):
    """A change of a code that another file defines."""

    sentence = N_(
        "{code} stands in {file}, which this codebook extends; change it there. Here it may have since: and codes: only."
    )


class TreeWriter:
    """Writes one codebook into the tree of an older text (or an empty one)."""

    def __init__(self, root: Node, old: Codebook | None, moved: Mapping[str, str], base: Codebook | None) -> None:
        """Take the older text's tree and codes, the old paths of codes by their new ones, and the codebook that is extended."""
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
        if code_essence(replace(code, children=(), since="")) != code_essence(replace(base, children=(), since="")):
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
            unsaid = key == "names" and old is not None and key not in node and value == unnamed(code.id)
            put(node, key, words_node(value), changed=not unsaid and (old is None or value != getattr(old, key)))
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


def code_essence(code: Code) -> Code:
    """Give a code without what only tells where it stood."""
    indicators = tuple(replace(i, id="", line=0) for i in code.indicators)
    children = tuple(code_essence(c) for c in code.children)
    return replace(code, indicators=indicators, children=children, line=0, file="")
