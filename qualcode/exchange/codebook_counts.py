"""The counts that a codebook declares: their ids, parents, expressions and measures judged against the codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qualcode.domain.boolean_words import BadExpressionError
from qualcode.domain.codebook import Bound, Code, Codebook, CountRule
from qualcode.domain.errors import N_
from qualcode.domain.expressions import leaves, parse
from qualcode.exchange.yaml_tree import TreeFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.exchange.codebook_shape import CountShape
    from qualcode.exchange.yaml_tree import Path as Way
    from qualcode.exchange.yaml_tree import Tree

_ID = re.compile(r"[^\W_][\w-]*\Z")
_RESERVED = ("and", "or", "not")


def check_id(tree: Tree, name: str, way: Way) -> None:
    """Note a fault when a name cannot be an id: expressions must be able to hold it."""
    if not _ID.match(name) or name in _RESERVED:
        sentence = N_("{id} cannot be an id: letters, figures and - without spaces, and not and, or, not.")
        tree.faults.append(TreeFault(tree.place(way), sentence, {"id": name or '""'}))


class Counting:
    """The counts of one codebook under construction; ``before`` are those of the codebook that it extends."""

    def __init__(self, tree: Tree, before: Sequence[CountRule] = (), file: str = "") -> None:
        """Take the tree that knows the places, and what the extended codebook in ``file`` counts."""
        self.tree = tree
        self.before = {rule.id: rule for rule in before}
        self.file = file

    def _fault(self, way: Way, message: str, /, **fields: object) -> None:
        self.tree.faults.append(TreeFault(self.tree.place(way), message, fields))

    def rules(self, book: Codebook, shapes: Sequence[CountShape]) -> tuple[CountRule, ...]:
        """Give the counts of the extended codebook, then those written here; note what is wrong with each."""
        lines: dict[str, int] = {}
        parents = {**{r.id: r.parent for r in self.before.values()}, **{shape.id: shape.of for shape in shapes}}
        # Of two codes with one path the first is meant; the second has its own fault already.
        paths = {code.path: code for code in reversed(list(book.walk()))}
        rules = list(self.before.values())
        for number, shape in enumerate(shapes):
            way: Way = ("counts", number)
            line = self.tree.place((*way, "id")).line
            if shape.id in lines:
                self._fault(
                    (*way, "id"), N_("The id {id} stands already on line {line}."), id=shape.id, line=lines[shape.id]
                )
            if shape.id in self.before:
                sentence = N_("The id {id} stands already in {file}, on line {line}.")
                known = self.before[shape.id].line
                self._fault((*way, "id"), sentence, id=shape.id, file=self.file, line=known)
            lines.setdefault(shape.id, line)
            check_id(self.tree, shape.id, (*way, "id"))
            self._check_parent(shape, way, parents)
            self._check_expression(shape, way, paths)
            self._check_measure(shape, way)
            rules.append(
                CountRule(
                    id=shape.id,
                    label=shape.label,
                    expression=shape.count,
                    statuses=tuple(shape.statuses),
                    parent=shape.of,
                    remainder=shape.remainder,
                    unit=shape.unit,
                    measure=shape.measure,
                    bound=Bound(shape.bound),
                    low=shape.low,
                    high=shape.high,
                    line=line,
                )
            )
        return tuple(rules)

    def _check_parent(self, shape: CountShape, way: Way, parents: dict[str, str]) -> None:
        if not shape.of:
            return
        if shape.of not in parents:
            known = ", ".join(parents)
            self._fault((*way, "of"), N_("There is no count {id}; counts here: {known}."), id=shape.of, known=known)
            return
        chain = [shape.id]
        while (above := parents.get(chain[-1], "")) and above not in chain:
            chain.append(above)
        if above == shape.id:
            self._fault((*way, "of"), N_("The counts lead back to themselves: {way}."), way=" → ".join([*chain, above]))

    def _check_expression(self, shape: CountShape, way: Way, paths: dict[str, Code]) -> None:
        at = (*way, "count")
        if not shape.count.strip():
            if shape.unit != "participant" and way not in self.tree.mended:
                self._fault(way, N_("{key}: is missing here."), key="count")
            return
        try:
            found = {leaf.code: None for leaf in leaves(parse(shape.count))}
        except BadExpressionError as wrong:
            sentence = N_("The expression cannot be read at its character {at}: {reason}.")
            self._fault(at, sentence, at=wrong.fields.get("at"), reason=wrong.fields.get("reason"))
            return
        for one in found:
            code = paths.get(one)
            if code is None:
                self._fault(at, N_("There is no code {code} in this codebook."), code=one)
            elif not code.codable:
                self._fault(at, N_("{code} is a heading and has no status; name its codes."), code=one)

    def _check_measure(self, shape: CountShape, way: Way) -> None:
        if way in self.tree.mended:
            return
        if bool(shape.measure) != (shape.unit == "participant"):
            self._fault(
                (*way, "measure"), N_("measure: (sum, min, max) belongs to unit: participant, and that unit needs it.")
            )
        if shape.bound == "range" and not 0 < shape.low <= shape.high:
            self._fault((*way, "bound"), N_("bound: range needs low: and high:, low not above high."))
        if shape.bound != "range" and (shape.low or shape.high):
            self._fault(way, N_("low: and high: belong to bound: range only."))
