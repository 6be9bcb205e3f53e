"""Compiles a codebook: its terms become numbered atoms, its indicators are filed under the word that gives them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Code, Codebook, Indicator, Kind, Scope
from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.engine.lexicon import Lexicon
from qualcode.engine.opining import Speaker
from qualcode.engine.term_patterns import Atom, AtomKind, TermError, parse

if TYPE_CHECKING:
    from qualcode.engine.sieve import Sieve
    from qualcode.language.pipeline import TokenMatcher

REGEX_SECONDS = 0.25
"""So long may one regular expression work on one sentence."""

Numbered = tuple[frozenset[int] | bool, ...]
Anchored = tuple[Numbered, int, int, frozenset[int], tuple[frozenset[int], ...]]
"""A sequence; the place in it of its rarest word (-1 when a gap makes its distance from the start unknown); a neighbour of that word to
look at first: its distance and what it must be (empty: nothing to look at); and where gaps stand beside it, its other words instead."""


class RegexError(QualcodeError):
    """A regular expression that cannot be read."""

    sentence = N_("Indicator {indicator}, line {line}: the regular expression “{regex}” cannot be read: {reason}.")
    exit_code = 3


class RegexTimeoutError(QualcodeError):
    """A regular expression that ran on and on."""

    sentence = N_(
        "Indicator {indicator}, line {line}: the regular expression took more than {seconds} s on one sentence; make it simpler."
    )


class IndicatorError(QualcodeError):
    """An indicator with nothing to look for, or a status that does not exist."""

    sentence = N_("Indicator {indicator}, line {line}: {reason}.")
    exit_code = 3


@dataclass(frozen=True, slots=True)
class TermList:
    """Alternatives of one list: single words as one set, sequences under the atoms of their rarest word.

    ``trigger`` holds all of these; a sentence that has none of them has none of the terms.
    """

    singles: frozenset[int]
    sequences: Mapping[int, tuple[Anchored, ...]]
    trigger: frozenset[int]
    light: frozenset[int] = frozenset()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class CompiledIndicator:
    """An indicator ready to be met. ``code`` counts the codes of the codebook; ``key`` is the list it is filed under."""

    rule: Indicator
    code: int
    slots: tuple[TermList, ...]
    says: Status
    sections: frozenset[str] = frozenset()
    unless: TermList | None = None
    key: int = 0
    regex: Any = None
    matchers: tuple[Mapping[str, object], ...] = ()


@dataclass(frozen=True, slots=True)
class CompiledCode:
    """What the engine needs of a code."""

    path: str
    kind: Kind
    threshold: float
    exclude: TermList | None


@dataclass(slots=True)
class CompiledCodebook:
    """A codebook ready to be run. ``token_rules`` are the indicators that spaCy looks for.

    ``speaker`` is the codebook's second opinion, and ``spoken`` the code of each of its columns (-1: none).
    Its look-ups by distinct word grow with use; results never depend on them.
    """

    codebook: Codebook
    lexicon: Lexicon
    codes: tuple[CompiledCode, ...]
    indicators: tuple[CompiledIndicator, ...]
    token_rules: tuple[int, ...]
    speaker: Speaker | None = None
    spoken: tuple[int, ...] = ()
    scattered: frozenset[str] = field(init=False)
    """The indicators that gather what a whole paragraph says."""
    _matchers: dict[tuple[int, str], TokenMatcher] = field(default_factory=dict)
    _sieves: dict[str, Sieve] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.scattered = frozenset(one.rule.id for one in self.indicators if one.rule.scope is Scope.PARAGRAPH)

    def sieve(self, language: str) -> Sieve:
        """Give what tells the sentences worth looking at in one language, made on first use."""
        from qualcode.engine.sieve import Sieve

        if language not in self._sieves:
            self._sieves[language] = Sieve(self.lexicon.view(language), self.indicators, self.lexicon.light)
        return self._sieves[language]

    def token_matcher(self, number: int, language: str) -> TokenMatcher:
        """Give spaCy's matcher of an indicator, made on first use.

        Raises:
            TokenPatternError: when spaCy refuses the pattern.
        """
        from qualcode.language.pipeline import TokenMatcher

        place = (number, language)
        if place not in self._matchers:
            self._matchers[place] = TokenMatcher(self.indicators[number].matchers, language)
        return self._matchers[place]


def compile_codebook(codebook: Codebook, speaker: Speaker | None = None) -> CompiledCodebook:
    """Compile every indicator of every codable code, once, so that each text pays only for the words it holds.

    ``speaker`` is one of the codebook's opinion that knows words already.

    Raises:
        TermError, RegexError, IndicatorError: naming the indicator and its line, when one cannot be used.
    """
    lexicon = Lexicon()
    lexicon.allow_light_words()
    codes: list[CompiledCode] = []
    indicators: list[CompiledIndicator] = []
    for code in codebook.codes():
        number = len(codes)
        exclude = _term_list(code.exclude, lexicon, _exclusion(code)) if code.exclude else None
        codes.append(CompiledCode(code.path, code.kind, code.threshold, exclude))
        if not code.retired:
            indicators += (_indicator(rule, number, lexicon) for rule in code.indicators)
    compiled_book = CompiledCodebook(
        codebook,
        lexicon,
        tuple(codes),
        tuple(indicators),
        tuple(i for i, c in enumerate(indicators) if c.matchers),
    )
    if codebook.opinion is not None:
        numbers = {code.path: number for number, code in enumerate(codes)}
        compiled_book.speaker = Speaker(codebook.opinion) if speaker is None else speaker
        compiled_book.spoken = tuple(numbers.get(path, -1) for path in codebook.opinion.codes)
    for place in compiled_book.token_rules:
        # Refuse a bad pattern now, not in the middle of a run.
        compiled_book.token_matcher(place, "sv")
    return compiled_book


def _exclusion(code: Code) -> Indicator:
    return Indicator(id=f"{code.path} exclude", line=code.line)


def _indicator(rule: Indicator, code: int, lexicon: Lexicon) -> CompiledIndicator:
    if not (rule.slots or rule.regex or rule.patterns):
        raise IndicatorError(indicator=rule.id, line=rule.line, reason=N_("it names nothing to look for"))
    if rule.says not in [*CODABLE, Status.NOT_ASSERTED]:
        raise IndicatorError(indicator=rule.id, line=rule.line, reason=f"says: {rule.says} is not a status")
    slots = () if rule.regex or rule.patterns else tuple(_term_list(slot, lexicon, rule) for slot in rule.slots)
    # The paragraph scope anchors at the first list; else the list with the rarest words is the cheapest to wait for.
    key = (
        0 if rule.scope is Scope.PARAGRAPH or not slots else max(range(len(slots)), key=lambda i: (slots[i].weight, -i))
    )
    return CompiledIndicator(
        rule=rule,
        code=code,
        slots=slots,
        says=Status(rule.says),
        sections=frozenset(section.casefold() for section in rule.sections),
        unless=_term_list(rule.unless, lexicon, rule) if rule.unless else None,
        key=key,
        regex=_regex(rule) if rule.regex else None,
        matchers=rule.patterns,
    )


def _regex(rule: Indicator) -> Any:  # noqa: ANN401 - the regex package's compiled pattern
    import regex

    try:
        return regex.compile(rule.regex, regex.IGNORECASE)
    except regex.error as fault:
        raise RegexError(indicator=rule.id, line=rule.line, regex=rule.regex, reason=fault) from fault


def _term_list(terms: Iterable[str], lexicon: Lexicon, rule: Indicator) -> TermList:
    singles: set[int] = set()
    written: list[Numbered] = []
    rarity: dict[int, int] = {}
    for term in terms:
        try:
            pattern = parse(term, fuzzy=rule.fuzzy)
        except ValueError as reason:
            raise TermError(indicator=rule.id, line=rule.line, term=term, reason=reason) from reason
        numbered = lexicon.numbered(pattern)
        rarity.update((lexicon.atoms[atom], _atom_rarity(atom)) for slot in pattern for atom in slot.atoms)
        if len(numbered) == 1:
            singles |= _atoms(numbered[0])
        else:
            written.append(numbered)
    sequences: dict[int, dict[Anchored, None]] = {}
    weights = [rarity[atom] for atom in singles]
    for numbered in _merged(written):
        best = max(
            (i for i, slot in enumerate(numbered) if _atoms(slot)), key=lambda i: _slot_rarity(numbered[i], rarity)
        )
        weights.append(_slot_rarity(numbered[best], rarity))
        for atom in _atoms(numbered[best]):
            sequences.setdefault(atom, {})[
                numbered, -1 if False in numbered[:best] else best, *_neighbour(numbered, best)
            ] = None
    trigger = frozenset(singles.union(sequences))
    if not trigger:
        raise IndicatorError(indicator=rule.id, line=rule.line, reason=N_("a list of terms is empty"))
    filed = {atom: tuple(listed) for atom, listed in sequences.items()}
    return TermList(frozenset(singles), filed, trigger, lexicon.light, min(weights) - len(weights) / 100)


def _neighbour(sequence: Numbered, place: int) -> tuple[int, frozenset[int], tuple[frozenset[int], ...]]:
    for step in (1, -1):
        if 0 <= place + step < len(sequence) and (demand := _atoms(sequence[place + step])):
            return step, demand, ()
    others = (slot for at, slot in enumerate(sequence) if at != place and isinstance(slot, frozenset))
    return 0, frozenset(), tuple(others)


def _merged(sequences: Sequence[Numbered]) -> list[Numbered]:
    """Join sequences that differ in one word only: a group written out in a sequence makes hundreds of these."""
    merged = list(dict.fromkeys(sequences))
    for place in reversed(range(max((len(s) for s in merged), default=0))):
        grouped: dict[tuple[Numbered, Numbered, bool], list[Numbered]] = {}
        for sequence in merged:
            joinable = place < len(sequence) and isinstance(sequence[place], frozenset)
            key = (sequence[:place], sequence[place + 1 :], True) if joinable else (sequence, (), False)
            grouped.setdefault(key, []).append(sequence)
        merged = [
            (*head, frozenset().union(*(_atoms(s[place]) for s in same)), *tail) if joinable else same[0]
            for (head, tail, joinable), same in grouped.items()
        ]
    return merged


def _slot_rarity(slot: frozenset[int] | bool, rarity: Mapping[int, int]) -> int:
    """Guess how rare a word is by its length: long words and exact forms are rare."""
    return min(rarity[atom] for atom in _atoms(slot))


def _atoms(slot: frozenset[int] | bool) -> frozenset[int]:
    return slot if isinstance(slot, frozenset) else frozenset()


def _atom_rarity(atom: Atom) -> int:
    return len(atom.text) + (1 if atom.kind in {AtomKind.EXACT, AtomKind.FUZZY} else 0)
