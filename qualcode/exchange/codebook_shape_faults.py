"""What does not fit the shape of a codebook, told with its line: a key that there is not, a value of another kind."""

from __future__ import annotations

import difflib
from typing import Any

from qualcode.domain.errors import N_
from qualcode.exchange.yaml_tree import Path as Way
from qualcode.exchange.yaml_tree import Tree, TreeFault

KEYS = frozenset({"themes", "codes", "indicators", "counts", "groups"})
"""The keys of a codebook whose values are lists of its parts."""


def shape_fault(tree: Tree, error: Any, root: Any) -> TreeFault:  # noqa: ANN401 - pydantic's own types
    """Tell an ``error`` of pydantic about the codebook model ``root`` as a fault of the file, with its place."""
    way: Way = tuple(part for part in error["loc"] if _known(tree, part, error["loc"]))
    kind, context = error["type"], error.get("ctx") or {}
    if kind == "qualcode":
        return TreeFault(tree.place(way), context["message"], context["fields"])
    if kind == "extra_forbidden":
        key = str(way[-1])
        allowed = _keys_at(root, way[:-1])
        near = difflib.get_close_matches(key, allowed, n=1)
        if near:
            return TreeFault(
                tree.place(way, key=True),
                N_("There is no key {key} here; is {near} meant?"),
                {"key": key, "near": near[0]},
            )
        sentence = N_("There is no key {key} here; possible: {allowed}.")
        return TreeFault(tree.place(way, key=True), sentence, {"key": key, "allowed": ", ".join(allowed)})
    if kind == "missing":
        return TreeFault(tree.place(error["loc"][:-1]), N_("{key}: is missing here."), {"key": error["loc"][-1]})
    return TreeFault(tree.place(way), _PLAIN.get(kind, N_("This does not fit here.")), context)


_PLAIN = {
    "bool_type": N_("true or false is expected here."),
    "int_type": N_("A whole number is expected here."),
    "int_from_float": N_("A whole number is expected here."),
    "float_type": N_("A number is expected here."),
    "list_type": N_("A list is expected here: [one, two] or a line with - for each."),
    "dict_type": N_("Keys are expected here, each with its value."),
    "model_type": N_("Keys are expected here, each with its value."),
    "model_attributes_type": N_("Keys are expected here, each with its value."),
    "greater_than_equal": N_("The number must be at least {ge}."),
    "less_than_equal": N_("The number must be at most {le}."),
    "string_pattern_mismatch": N_("A colour is written #rrggbb, in quotes."),
}


def _known(tree: Tree, part: str | int, loc: tuple[str | int, ...]) -> bool:
    """Leave out the steps that pydantic adds for its own unions; the file has no such keys."""
    before = loc[: loc.index(part)] if part in loc else ()
    return isinstance(part, int) or part in KEYS or (*before, part) in tree.keys or (*before, part) in tree.values


def _keys_at(root: Any, way: Way) -> list[str]:  # noqa: ANN401 - pydantic model classes
    """Give the keys that the model at ``way`` knows."""
    from qualcode.exchange.codebook_shape import CodeShape, CountShape, IndicatorShape

    named = [part for part in way if isinstance(part, str)]
    models = {"themes": CodeShape, "codes": CodeShape, "indicators": IndicatorShape, "counts": CountShape}
    return list((models.get(named[-1], root) if named else root).model_fields)
