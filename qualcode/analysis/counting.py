"""Declared counts: how many cases an expression holds for, of which parent, said in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from qualcode.analysis.matrix import Material, analysed, code_matrix, statuses_of_documents
from qualcode.domain.codebook import Bound, CountRule
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, Nn_, QualcodeError
from qualcode.domain.expressions import Holds, holds, leaves, parse
from qualcode.domain.table import Cell, Count
from qualcode.language.quantifiers import number_words, share_words
from qualcode.language.wording import Translate, translator

_SETTLED = (CellStatus.NOT_MENTIONED, CellStatus.NOT_ASKED, CellStatus.NO_MINUTES, CellStatus.UNKNOWN)
_WHOLE = {
    ("case", "lan"): N_("{label}: {amount} of {denominator} counties{share}."),
    ("case", "case"): N_("{label}: {amount} of {denominator} cases{share}."),
    ("document", "lan"): N_("{label}: {amount} of {denominator} dialogues{share}."),
    ("document", "case"): N_("{label}: {amount} of {denominator} documents{share}."),
}
_OF_PARENT = {
    ("case", "lan"): N_("{label}: {amount} of the {denominator} counties{share}."),
    ("case", "case"): N_("{label}: {amount} of the {denominator} cases{share}."),
    ("document", "lan"): N_("{label}: {amount} of the {denominator} dialogues{share}."),
    ("document", "case"): N_("{label}: {amount} of the {denominator} documents{share}."),
}
_OF_ONE = {
    ("case", "lan"): N_("{label}: {amount} of 1 county{share}."),
    ("case", "case"): N_("{label}: {amount} of 1 case{share}."),
    ("document", "lan"): N_("{label}: {amount} of 1 dialogue{share}."),
    ("document", "case"): N_("{label}: {amount} of 1 document{share}."),
}
"""Whole sentences, since Swedish bends the noun: "14 av 21 län", but "4 av de 19 länen"."""
_OF_NONE = {
    ("case", "lan"): N_("{label}: 0, since there is no county to count it of."),
    ("case", "case"): N_("{label}: 0, since there is no case to count it of."),
    ("document", "lan"): N_("{label}: 0, since there is no dialogue to count it of."),
    ("document", "case"): N_("{label}: 0, since there is no document to count it of."),
}
_BETWEEN = N_(", {low}–{high} depending on how the answers are read")
_AMOUNT = {
    Bound.EXACT: "{count}",
    Bound.AT_LEAST: N_("at least {count}"),
    Bound.AT_MOST: N_("at most {count}"),
    Bound.ESTIMATE: N_("an estimated {count}"),
    Bound.RANGE: "{count}",
}
_MEASURED = {
    "sum": Nn_("{label}: {count} participant in all{range}.", "{label}: {count} participants in all{range}."),
    "min": Nn_(
        "{label}: {count} participant in the smallest dialogue{range}.",
        "{label}: {count} participants in the smallest dialogue{range}.",
    ),
    "max": Nn_(
        "{label}: {count} participant in the largest dialogue{range}.",
        "{label}: {count} participants in the largest dialogue{range}.",
    ),
}
_WITHOUT_LIST = Nn_(
    " {missing} of {number} dialogues has no list of participants.",
    " {missing} of {number} dialogues have no list of participants.",
    by="missing",
)
"""Of two at least: where the only dialogue lists nobody, no number is told."""
_UNLISTED = {"sum": Bound.AT_LEAST, "min": Bound.AT_MOST, "max": Bound.AT_LEAST}
"""What a measure still tells when some dialogues list nobody."""
UNKNOWN = "unknown"
"""The bound of a measure of which nothing is known."""


class CountParentError(QualcodeError):
    """A count's parent is missing or leads back to itself."""

    sentence = N_(
        "The count {id} names {parent} as its parent, which is missing or leads back to it; mend the codebook."
    )


class CountUnitError(QualcodeError):
    """A count and its parent count different things."""

    sentence = N_(
        "The count {id} counts by {unit} but its parent {parent} by {other}; give both the same unit in the codebook."
    )


@dataclass(frozen=True, slots=True)
class _Base:
    """The units that a count may count and how their statuses are found."""

    members: tuple[str, ...]
    statuses: Mapping[str, Mapping[str, CellStatus]]
    judged: Mapping[str, Mapping[str, bool]]


def count_all(material: Material, wave: str | None = None) -> tuple[Count, ...]:
    """Give every declared count of the codebook, in its order, save those of codes that came after the wave.

    ``denominator`` is the number of cases (or documents) with minutes in the analysis, or the parent's count.

    Raises:
        CountParentError: when a parent is missing or a chain of parents closes.
        CountUnitError: when a parent counts something else.
    """
    rules = {r.id: r for r in material.codebook.counts}
    late = _late(material, rules, wave)
    bases: dict[str, _Base] = {}
    done: dict[str, Count] = {}

    def counted(rule: CountRule, below: tuple[str, ...] = ()) -> Count:
        if rule.id in done:
            return done[rule.id]
        # Participants are people in documents: which documents, the expression and the parent say.
        unit = "document" if rule.unit == "participant" else rule.unit
        if unit not in bases:
            bases[unit] = _base(material, unit, wave)
        base = bases[unit]
        members = base.members
        if rule.parent:
            parent = rules.get(rule.parent)
            if parent is None or rule.parent in (*below, rule.id):
                raise CountParentError(id=rule.id, parent=rule.parent)
            if parent.unit != unit:
                raise CountUnitError(id=rule.id, unit=rule.unit, parent=parent.id, other=parent.unit)
            inside = set(counted(parent, (*below, rule.id)).cases)
            members = tuple(m for m in members if m in inside)
        make = _participants if rule.unit == "participant" else _counted
        done[rule.id] = make(material, rule, base, members)
        return done[rule.id]

    return tuple(counted(rule) for rule in material.codebook.counts if rule.id not in late)


def _late(material: Material, rules: Mapping[str, CountRule], wave: str | None) -> set[str]:
    """Give the counts that ask for a code, or have a parent that asks for one, that came after the wave: nobody looked for it."""
    chosen = analysed(material, wave).wave
    codes = {c.path for c in material.codebook.codes() if c.later_than(chosen)}
    late = {
        r.id
        for r in rules.values()
        if codes and r.expression and any(x.code in codes for x in leaves(parse(r.expression)))
    }
    while more := {r.id for r in rules.values() if r.parent in late} - late:
        late |= more
    return late


def _base(material: Material, unit: str, wave: str | None) -> _Base:
    matrix = code_matrix(material, wave)
    part = analysed(material, wave)
    if unit == "document":
        statuses = statuses_of_documents(material, wave)
        cells = {d.id: matrix.cells[d.metadata.case] for d in part.documents}
    else:
        inside = {d.metadata.case for d in part.documents}
        cells = {case: row for case, row in matrix.cells.items() if case in inside}
        statuses = {c: {k: v.status for k, v in row.items() if isinstance(v, Cell)} for c, row in cells.items()}
    # One judgement of a case with several documents does not say which of them it rests on.
    several = Counter(d.metadata.case for d in part.documents)
    shared = {d.id for d in part.documents if unit == "document" and several[d.metadata.case] > 1}
    judged = {
        m: {k: m not in shared and isinstance(v, Cell) and v.judged for k, v in row.items()} for m, row in cells.items()
    }
    return _Base(tuple(cells), statuses, judged)


def _counted(material: Material, rule: CountRule, base: _Base, members: tuple[str, ...]) -> Count:
    inside, unjudged = _inside(rule, base, members)
    return Count(
        id=rule.id,
        label=label_of(rule, material.language),
        count=len(inside),
        denominator=len(members),
        bound=rule.bound.value,
        cases=inside,
        sentence=_sentence(material, rule, len(inside), len(members)),
        remainder=_words(rule.remainder, material.language),
        rest=tuple(m for m in members if m not in set(inside)),
        unjudged=unjudged,
        low=rule.low,
        high=rule.high,
    )


def _inside(rule: CountRule, base: _Base, members: tuple[str, ...]) -> tuple[tuple[str, ...], int]:
    """Give the members that the expression holds for, and how many cells that it asks about are neither judged nor settled."""
    expression = parse(rule.expression)
    default = frozenset(CellStatus(s) for s in rule.statuses)
    codes = {leaf.code for leaf in leaves(expression)}

    def member(name: str) -> bool:
        def test(leaf: Holds) -> bool:
            return base.statuses[name].get(leaf.code) in (leaf.statuses or default)

        return holds(expression, test)

    unjudged = sum(
        not base.judged[m].get(code, False) and base.statuses[m].get(code) not in _SETTLED
        for m in members
        for code in codes
    )
    return tuple(m for m in members if member(m)), unjudged


def _participants(material: Material, rule: CountRule, base: _Base, members: tuple[str, ...]) -> Count:
    # Who answers a survey takes part in no dialogue.
    answers = {d.id for d in material.documents if d.is_answer}
    members = tuple(m for m in members if m not in answers)
    inside, unjudged = _inside(rule, base, members) if rule.expression else (members, 0)
    people = {d.id: d.participants for d in material.documents}
    # Minutes without a list of participants tell nothing of how many took part; nobody is no number.
    numbers = [people[m] for m in inside if people[m]]
    missing = len(inside) - len(numbers)
    measure = rule.measure or "sum"
    number = {"sum": sum(numbers), "min": min(numbers, default=0), "max": max(numbers, default=0)}[measure]
    label = label_of(rule, material.language)
    say = translator(material.language)
    bound = _UNLISTED[measure] if missing else rule.bound
    if not numbers:
        sentence = say(N_("{label}: unknown number; no minutes list those who took part.")).format(label=label)
    else:
        amount = say(_AMOUNT[bound]).format(count=number)
        between = _between(rule, number, say) if bound is Bound.RANGE else ""
        sentence = say(_MEASURED[measure]).format(label=label, count=amount, range=between, number=number)
        if missing:
            sentence += say(_WITHOUT_LIST).format(missing=missing, number=len(inside))
    return Count(
        id=rule.id,
        label=label,
        count=number,
        denominator=len(members),
        bound=bound.value if numbers else UNKNOWN,
        cases=(),
        sentence=sentence,
        unjudged=unjudged,
        low=rule.low,
        high=rule.high,
    )


def _between(rule: CountRule, count: int, say: Translate, most: int | None = None) -> str:
    """Give the range of a rule in words, or "" when the count contradicts it: it was declared for another material."""
    if rule.bound is not Bound.RANGE or not rule.low <= count <= rule.high or rule.low == rule.high:
        return ""
    if most is not None and rule.high > most:
        return ""
    return say(_BETWEEN).format(low=rule.low, high=rule.high)


def _share(count: int, denominator: int, language: str) -> str:
    """Give the share in brackets; of none or of a single one the figures say it, and the words would have to fit the noun."""
    return f" ({share_words(count, denominator, language)})" if count and denominator > 1 else ""


def _sentence(material: Material, rule: CountRule, count: int, denominator: int) -> str:
    language = material.language
    say: Translate = translator(language)
    counties = "lan" if material.cases and all(c.endswith(" län") for c in material.cases) else "case"
    fields = {
        "label": label_of(rule, language),
        "amount": say(_AMOUNT[rule.bound]).format(count=count),
        "denominator": denominator,
        "share": _share(count, denominator, language) + _between(rule, count, say, denominator),
    }
    told = {0: _OF_NONE, 1: _OF_ONE}
    sentences = told.get(denominator, _OF_PARENT if rule.parent else _WHOLE)
    said = say(sentences[rule.unit, counties]).format(**fields)
    remainder = _words(rule.remainder, language)
    if remainder and count < denominator:
        rest = number_words(denominator - count, language)
        said += say(N_(" The other {rest}: {remainder}.")).format(rest=rest, remainder=remainder)
    return said


def label_of(rule: CountRule, language: str) -> str:
    """Give the name of a declared count, in the language or any other."""
    return _words(rule.label, language) or rule.id


def _words(words: Mapping[str, str], language: str) -> str:
    return words.get(language) or next(iter(words.values()), "")
