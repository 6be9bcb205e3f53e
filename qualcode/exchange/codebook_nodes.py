"""Parts of a codebook as nodes of YAML that carry comments; what is as it would be anyway is not written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from qualcode.domain.codebook import DEFAULT_FUZZY, DEFAULT_WITHIN, Bound, CountRule, Indicator, Scope

Node: TypeAlias = Any
"""A mapping or list of ruamel.yaml that carries its comments."""


def count_node(rule: CountRule, node: Node, old: CountRule | None) -> Node:
    """Give the lines of a count: what is not as it was, or not as by default."""
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
        plain = words_node(value) if isinstance(value, Mapping) else list(value) if isinstance(value, tuple) else value
        node[keys.get(name, name)] = str(plain) if isinstance(plain, Bound) else plain
    return node


def indicator_node(indicator: Indicator) -> Node:
    """Give the lines of an indicator."""
    node = mapping()
    if indicator.regex:
        node["regex"] = indicator.regex
    elif indicator.patterns:
        node["tokens"] = [dict(p) for p in indicator.patterns]
    elif indicator.fuzzy:
        node["fuzzy"] = terms_node(indicator.slots[0])
        put_unless(node, "threshold", indicator.fuzzy, DEFAULT_FUZZY)
    elif indicator.scope is Scope.SENTENCE and len(indicator.slots) == 1:
        node["words"] = terms_node(indicator.slots[0])
    else:
        way = {Scope.WORDS: "near", Scope.PARAGRAPH: "paragraph", Scope.SENTENCE: "sentence"}[indicator.scope]
        node[way] = [terms_node(slot) for slot in indicator.slots]
        if indicator.scope is Scope.WORDS:
            put_unless(node, "within", indicator.within, DEFAULT_WITHIN)
    put(node, "unless", terms_node(indicator.unless), changed=True)
    put(node, "sections", terms_node(indicator.sections), changed=True)
    put_unless(node, "says", indicator.says, "present")
    put_unless(node, "fixed", indicator.fixed, False)
    put_unless(node, "weight", indicator.weight, 0.8)
    return node


def put(node: Node, key: str, value: object, *, changed: bool) -> None:
    """Write a value that changed; an empty one is taken out."""
    if not changed:
        return
    if value:
        node[key] = value
    elif key in node:
        del node[key]


def put_unless(node: Node, key: str, value: object, default: object) -> None:
    """Write a value where its absence would mean something else; a key that says the same already stays."""
    if key in node:
        if node[key] != value:
            node[key] = value
    elif value != default:
        node[key] = value


def words_node(words: Mapping[str, str]) -> Node:
    """Give a text in several languages."""
    return {language: text for language, text in words.items()}  # noqa: C416 - a plain dict, whatever mapping came in


def terms_node(terms: Sequence[str]) -> Node:
    """Give terms as a list in one line, each in quotes, so that * and ~ and no are what they seem."""
    from ruamel.yaml.comments import CommentedSeq

    found = CommentedSeq([quoted(t) for t in terms])
    found.fa.set_flow_style()
    return found


def quoted(text: str) -> Node:
    """Give a text in double quotes."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(text)


def mapping() -> Node:
    """Give an empty mapping."""
    from ruamel.yaml.comments import CommentedMap

    return CommentedMap()


def sequence(items: Sequence[Node]) -> Node:
    """Give a list, each item on lines of its own."""
    from ruamel.yaml.comments import CommentedSeq

    return CommentedSeq(items)
