"""Learns how statuses are said: the second half of a second opinion, from passages whose codes have a status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.opinion import SecondOpinion
from qualcode.engine.examples import Example, table_of
from qualcode.engine.indicators import CompiledCodebook
from qualcode.engine.opining import Speaker
from qualcode.engine.segmenting import segment
from qualcode.engine.suggesting import findings
from qualcode.engine.tone_facts import as_written, facts_of, words_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[Any]

_SEEN_IN = 3
_COST = 0.05
_WORDS_COUNT = 3.0
"""How much the words of a sentence count beside one fact; chosen by cross-validation."""
_CLEARLY = 0.3
"""How much more must speak for "not-asserted" than for any status; chosen by cross-validation."""
_FEWEST = 200
"""With fewer codings the rules alone decide the status."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding that a person coded too: its words, the facts, the status of the rules and the person's, and its example."""

    words: tuple[str, ...]
    facts: tuple[str, ...]
    rule: str
    gold: str
    example: int


def learn_tone(
    examples: Sequence[Example], opinion: SecondOpinion, compiled: CompiledCodebook, folds: Array
) -> tuple[SecondOpinion, tuple[float, float]]:
    """Give the opinion with weights for statuses, and the share of right statuses by the rules alone and with it, cross-validated.

    ``folds`` gives the fold of each example.
    """
    import numpy as np
    from scipy.sparse import csr_matrix, hstack

    told = _told(examples, opinion, compiled)
    gold = np.array([one.gold for one in told])
    by_rules = float(np.mean([one.rule == one.gold for one in told])) if told else 0.0
    if len(told) < _FEWEST or len(set(gold)) < 3:  # noqa: PLR2004 - two statuses are a choice that rules make better
        return opinion, (by_rules, by_rules)
    counts = Counter(fact for one in told for fact in one.facts)
    facts = tuple(sorted(fact for fact, number in counts.items() if number >= _SEEN_IN))
    place = {fact: number for number, fact in enumerate(facts)}
    known = [[place[fact] for fact in one.facts if fact in place] for one in told]
    ends = np.cumsum([0, *map(len, known)])
    stated = csr_matrix((np.ones(ends[-1]), [f for row in known for f in row], ends), shape=(len(told), len(facts)))
    spoken = table_of([one.words for one in told], opinion.parts, opinion.rarity)
    table = csr_matrix(hstack([stated, spoken * _WORDS_COUNT]))
    table.indices, table.indptr = table.indices.astype(np.int32), table.indptr.astype(np.int32)
    fold = folds[[one.example for one in told]]
    given = np.empty(len(told), object)
    for number in sorted(set(fold)):
        out = fold == number
        given[out] = _fitted(table[~out], gold[~out]).predict(table[out])
    machine = _fitted(table, gold)
    weights = machine.coef_.T.astype(np.float32)
    joined = replace(
        opinion,
        statuses=tuple(str(status) for status in machine.classes_),
        facts=facts,
        fact_weights=weights[: len(facts)],
        weights=np.concatenate([opinion.weights, weights[len(facts) :] * np.float32(_WORDS_COUNT)], axis=1),
        bias=np.concatenate([opinion.bias, machine.intercept_.astype(np.float32)]),
    )
    return joined, (by_rules, float(np.mean(given == gold)))


def _fitted(table: Any, gold: Array) -> Any:  # noqa: ANN401 - a sparse matrix, a classifier
    """Learn statuses; that something is not asserted at all has to be clear, since what is not asserted is no finding any more."""
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=_COST, random_state=0).fit(table, gold)
    if len(machine.classes_) > len(machine.intercept_):
        return machine
    machine.intercept_ -= _CLEARLY * (machine.classes_ == Status.NOT_ASSERTED.value)
    return machine


def _told(examples: Sequence[Example], opinion: SecondOpinion, compiled: CompiledCodebook) -> list[_Told]:
    """Find what people coded with indicators and opinion, however unsure; the surest finding of a code speaks for it."""
    numbers = {code.path: number for number, code in enumerate(compiled.codes)}
    listening = replace(
        compiled,
        codes=tuple(replace(code, threshold=0.0) for code in compiled.codes),
        speaker=Speaker(opinion),
        spoken=tuple(numbers[path] for path in opinion.codes),
    )
    limits = [code.threshold for code in compiled.codes]
    statuses = {*CODABLE, Status.NOT_ASSERTED}
    told = []
    for number, example in enumerate(examples):
        wanted = {c: s for c, s in example.codes.items() if s in statuses and c in opinion.codes}
        if not wanted:
            continue
        found, run = findings(example.text, segment(example.text), listening)
        setting = run.setting(found, limits)
        for path, gold in wanted.items():
            of_code = [f for f in found if f.code == numbers[path] and f.status is not Status.NOT_ASSERTED]
            if not of_code:
                continue
            best = max(of_code, key=lambda f: (f.score, -f.first))
            kind = compiled.codes[best.code].kind
            own = setting.own_of(best)
            words = tuple(words_at(own, run.lines))
            facts = tuple(as_written(facts_of(best, path, kind, setting, own), run.lines))
            told.append(_Told(words, facts, best.status.value, gold, number))
    return told
