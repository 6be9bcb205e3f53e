"""A codebook put together from its checked shape: groups written out, kinds inherited, ids and counts judged.

Every mistake is noted in the tree and the work goes on, so that one run of the check shows them all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.codebook import DEFAULT_FUZZY, DEFAULT_WITHIN, Code, Codebook, Indicator, Kind, Scope, unnamed
from qualcode.domain.errors import N_
from qualcode.exchange.codebook_counts import Counting, check_id
from qualcode.exchange.codebook_extending import OVERRIDES
from qualcode.exchange.term_groups import Groups, TermFault, check, group_names
from qualcode.exchange.yaml_tree import TreeFault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qualcode.exchange.codebook_extending import Base
    from qualcode.exchange.codebook_shape import CodebookShape, CodeShape, IndicatorShape
    from qualcode.exchange.yaml_tree import Path as Way
    from qualcode.exchange.yaml_tree import Tree

_WAYS = ("words", "near", "sentence", "paragraph", "regex", "fuzzy", "tokens")


class Building:
    """One codebook under construction; ``tree`` knows the places and takes the faults."""

    def __init__(self, shape: CodebookShape, tree: Tree, *, source: str = "", base: Base | None = None) -> None:
        """Take the checked shape, the tree and the file that it came from, and the codebook that it extends."""
        self.shape = shape
        self.tree = tree
        self.source = source
        self.base = base
        self.groups = Groups({**(base.groups if base else {}), **shape.groups})
        before = tuple(theme.id for theme in base.book.themes) if base else ()
        self.themes = [*before, *(theme.id for theme in shape.themes if theme.id not in before)]

    def codebook(self, *, digest: str) -> Codebook:
        """Put the codebook together; it is only to be used when the tree has no faults afterwards."""
        self._check_groups()
        before = self.base.book if self.base else None
        if before is None and not self.shape.themes and () not in self.tree.mended:
            self._fault(("themes",), N_("A codebook needs at least one theme."))
        themes = self._codes(self.shape.themes, ("themes",), "", Kind.FINDING, before.themes if before else ())
        book = Codebook(
            self.shape.id,
            self.shape.version,
            self.shape.names or unnamed(self.shape.id),
            themes,
            (),
            self.source,
            digest,
            self.shape.opinion or (before.opinion_name if before else ""),
            extends=self.shape.extends,
            bases=(before.source, *before.bases) if before else (),
        )
        counting = Counting(self.tree, before.counts, self.base.file) if before and self.base else Counting(self.tree)
        return replace(book, counts=counting.rules(book, self.shape.counts or []))

    def _fault(self, way: Way, message: str, /, **fields: object) -> None:
        self.tree.faults.append(TreeFault(self.tree.place(way), message, fields))

    def _check_groups(self) -> None:
        for name, terms in self.shape.groups.items():
            way: Way = ("groups", name)
            if self.base and name in self.base.groups:
                self._fault(way, N_("The group ${name} stands already in {file}."), name=name, file=self.base.file)
            if not re.fullmatch(r"[\w-]+", name):
                self._fault(way, N_("A group's name has letters, figures, - and _ only: {name}."), name=name)
            if not terms:
                self._fault(way, N_("The list has no terms."))
            loop = self.groups.loop(name)
            if loop:
                self._fault(
                    way, N_("The groups lead back to themselves: {way}."), way=" → ".join(f"${n}" for n in loop)
                )
            self._terms(terms, way, required=False)

    def _terms(self, terms: Sequence[str], way: Way, *, required: bool = True) -> tuple[str, ...]:
        """Give the terms with groups written out; note what is wrong with each."""
        if required and not terms:
            self._fault(way, N_("The list has no terms."))
        found: dict[str, None] = {}
        for number, term in enumerate(terms):
            at = (*way, number)
            try:
                written = self.groups.expand([term])
            except TermFault as fault:
                # What is wrong inside a group is told there, once, and not wherever the group is used.
                if not fault.group or fault.group in group_names(term):
                    self._fault(at, fault.message, **fault.fields)
                continue
            for one in written:
                wrong = check(one)
                if wrong is not None and "$" not in term:
                    self._fault(at, wrong.message, **wrong.fields)
                found[one] = None
        return tuple(found)

    # Codes

    def _codes(
        self, shapes: Sequence[CodeShape], way: Way, above: str, kind: Kind, before: Sequence[Code] = ()
    ) -> tuple[Code, ...]:
        """Give the codes of one level; those that the extended codebook has there (``before``) keep their places."""
        lines: dict[str, int] = {}
        carried = {code.id: code for code in before}
        codes = []
        for number, shape in enumerate(shapes):
            at = (*way, number)
            place = self.tree.place((*at, "id"))
            if shape.id in lines:
                self._fault(
                    (*at, "id"), N_("The id {id} stands already on line {line}."), id=shape.id, line=lines[shape.id]
                )
            lines.setdefault(shape.id, place.line)
            check_id(self.tree, shape.id, (*at, "id"))
            old = carried.get(shape.id)
            if old:
                carried[shape.id] = self._carried_on(shape, at, old)
            else:
                codes.append(self._code(shape, at, above, kind))
        return (*carried.values(), *codes)

    def _carried_on(self, shape: CodeShape, way: Way, old: Code) -> Code:
        """Give a code of the extended codebook with what is said of it here: the codes below it and its first wave."""
        for key in sorted(shape.model_fields_set - OVERRIDES):
            self.tree.faults.append(
                TreeFault(
                    self.tree.place((*way, key), key=True),
                    N_("{code} stands already in {file}, on line {line}; here it may have since: and codes: only."),
                    {"code": old.path, "file": old.file, "line": old.line},
                )
            )
        since = shape.since if "since" in shape.model_fields_set else old.since
        below = self._codes(shape.codes or [], (*way, "codes"), old.path, old.kind, old.children)
        return replace(old, since=since, children=below)

    def _code(self, shape: CodeShape, way: Way, above: str, inherited: Kind) -> Code:
        path = f"{above}/{shape.id}" if above else shape.id
        kind = Kind(shape.kind) if shape.kind else inherited
        below = shape.codes or []
        codable = shape.codable if shape.codable is not None else not below
        indicators = tuple(
            self._indicator(one, (*way, "indicators", number), f"{path}#{number + 1}")
            for number, one in enumerate(shape.indicators or [])
        )
        if indicators and not codable:
            self._fault(
                (*way, "indicators"),
                N_("{path} is a heading (codable: false), so its indicators would never be used."),
                path=path,
            )
        return Code(
            id=shape.id,
            path=path,
            names=shape.names or unnamed(shape.id),
            brief=shape.brief,
            definition=shape.definition,
            use_when=shape.use_when,
            not_when=shape.not_when,
            examples={language: tuple(texts) for language, texts in shape.examples.items()},
            colour=shape.colour,
            codable=codable,
            kind=kind,
            indicators=indicators,
            exclude=self._terms(shape.exclude, (*way, "exclude"), required=False),
            threshold=float(shape.threshold),
            since=shape.since,
            touches=self._touched(shape, way, above),
            retired=shape.retired,
            formerly=tuple(shape.formerly),
            children=self._codes(below, (*way, "codes"), path, kind),
            line=self.tree.place((*way, "id")).line,
            file=Path(self.source).name,
        )

    def _touched(self, shape: CodeShape, way: Way, above: str) -> tuple[str, ...]:
        """Give the other themes that a code speaks of; they stand at the root."""
        for number, theme in enumerate(shape.touches):
            if theme not in self.themes or theme == above.partition("/")[0]:
                known = ", ".join(self.themes)
                sentence = N_("touches: names another theme of this codebook; here: {theme}; themes: {known}.")
                self._fault((*way, "touches", number), sentence, theme=theme, known=known)
        return tuple(shape.touches)

    def _indicator(self, shape: IndicatorShape, way: Way, name: str) -> Indicator:
        ways = [w for w in _WAYS if getattr(shape, w) is not None]
        if len(ways) != 1 and way not in self.tree.mended:
            found = ", ".join(ways) or "–"
            self._fault(
                way, N_("An indicator has exactly one of {ways}; here: {found}."), ways=", ".join(_WAYS), found=found
            )
        kind = ways[0] if ways else "words"
        if shape.within is not None and kind != "near":
            self._fault((*way, "within"), N_("within: belongs to near: only."))
        if shape.threshold is not None and kind != "fuzzy":
            self._fault((*way, "threshold"), N_("threshold: belongs to fuzzy: here (a code has its own threshold:)."))
        regex = shape.regex or "" if kind == "regex" else ""
        if kind == "regex":
            self._check_regex(regex, (*way, "regex"))
        if kind == "tokens":
            self._check_tokens(shape.tokens or [], (*way, "tokens"))
        scopes = {"near": Scope.WORDS, "paragraph": Scope.PARAGRAPH}
        return Indicator(
            id=name,
            slots=self._slots(shape, kind, way),
            scope=scopes.get(kind, Scope.SENTENCE),
            within=(shape.within or DEFAULT_WITHIN) if kind == "near" else 0,
            regex=regex,
            fuzzy=(shape.threshold or DEFAULT_FUZZY) if kind == "fuzzy" else 0,
            unless=self._terms(shape.unless, (*way, "unless"), required=False),
            sections=tuple(shape.sections),
            says=shape.says,
            fixed=shape.fixed,
            weight=float(shape.weight),
            patterns=tuple(shape.tokens or ()) if kind == "tokens" else (),
            line=self.tree.place(way).line,
        )

    def _slots(self, shape: IndicatorShape, kind: str, way: Way) -> tuple[tuple[str, ...], ...]:
        if getattr(shape, kind) is None:
            return ()
        if kind in ("words", "fuzzy"):
            return (self._terms(getattr(shape, kind) or [], (*way, kind)),)
        if kind not in ("near", "sentence", "paragraph"):
            return ()
        lists = getattr(shape, kind)
        least = 2 if kind == "near" else 1
        if len(lists) < least:
            self._fault((*way, kind), N_("{way}: needs at least {least} lists of terms."), way=kind, least=least)
        return tuple(self._terms(terms, (*way, kind, number)) for number, terms in enumerate(lists))

    def _check_regex(self, pattern: str, way: Way) -> None:
        import regex

        try:
            compiled = regex.compile(pattern, regex.IGNORECASE)
        except regex.error as fault:
            self._fault(way, N_("The regular expression cannot be read: {problem}."), problem=str(fault))
            return
        if not pattern or compiled.fullmatch("", timeout=1):
            self._fault(way, N_("The regular expression fits the empty text; name something it must find."))

    def _check_tokens(self, patterns: Sequence[dict[str, object]], way: Way) -> None:
        if not patterns:
            self._fault(way, N_("The list has no terms."))
        for number, token in enumerate(patterns):
            for key in token:
                if not key.isupper() and key != "_":
                    self._fault(
                        (*way, number),
                        N_("{key} is no token attribute; they are written in capitals: LOWER, LEMMA, OP."),
                        key=key,
                    )
