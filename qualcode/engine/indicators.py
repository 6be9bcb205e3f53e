"""Compiles a codebook: its terms become numbered atoms, its indicators are filed under the word that gives them away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Code, Codebook, Indicator, Kind, Scope
from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.engine.lexicon import Lexicon
from qualcode.engine.term_patterns import Atom, AtomKind, Pattern, TermError, parse

if TYPE_CHECKING:
    from qualcode.language.pipeline import TokenMatcher

REGEX_SECONDS = 0.25
"""So long may one regular expression work on one sentence."""

Numbered = tuple[frozenset[int] | bool, ...]


class RegexError(QualcodeError):
    """A regular expression that cannot be read."""

    sentence = N_("Indicator {indicator}, line {line}: the regular expression “{regex}” cannot be read: {reason}.")
    exit_code = 3


class RegexTimeoutError(QualcodeError):
    """A regular expression that ran on and on."""

    sentence = N_("Indicator {indicator}, line {line}: the regular expression took more than {seconds} s on one sentence; make it simpler.")


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
    sequences: Mapping[int, tuple[Numbered, ...]]
    trigger: frozenset[int]
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class CompiledIndicator:
    """An indicator ready to be met. ``code`` counts the codes of the codebook; ``key`` is the list it is filed under."""

    rule: Indicator
    code: int
    slots: tuple[TermList, ...]
    says: Status
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
    """A codebook ready to be run. Its look-ups by distinct word grow with use; results never depend on them."""

    codebook: Codebook
    lexicon: Lexicon
    codes: tuple[CompiledCode, ...]
    indicators: tuple[CompiledIndicator, ...]
    filed: Mapping[int, tuple[int, ...]]
    regexes: tuple[int, ...]
    token_rules: tuple[int, ...]
    _matchers: dict[tuple[int, str], TokenMatcher] = field(default_factory=dict)

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


def compile_codebook(codebook: Codebook) -> CompiledCodebook:
    """Compile every indicator of every codable code, once, so that each text pays only for the words it holds.

    Raises:
        TermError, RegexError, IndicatorError: naming the indicator and its line, when one cannot be used.
    """
    lexicon = Lexicon()
    codes: list[CompiledCode] = []
    indicators: list[CompiledIndicator] = []
    for code in codebook.codes():
        number = len(codes)
        exclude = _term_list(code.exclude, lexicon, _exclusion(code)) if code.exclude else None
        codes.append(CompiledCode(code.path, code.kind, code.threshold, exclude))
        indicators += (_indicator(rule, number, lexicon) for rule in code.indicators)
    filed: dict[int, list[int]] = {}
    for place, compiled in enumerate(indicators):
        if compiled.slots:
            for atom in compiled.slots[compiled.key].trigger:
                filed.setdefault(atom, []).append(place)
    compiled_book = CompiledCodebook(
        codebook,
        lexicon,
        tuple(codes),
        tuple(indicators),
        {atom: tuple(places) for atom, places in filed.items()},
        tuple(i for i, c in enumerate(indicators) if c.regex is not None),
        tuple(i for i, c in enumerate(indicators) if c.matchers),
    )
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
    key = 0 if rule.scope is Scope.PARAGRAPH or not slots else max(range(len(slots)), key=lambda i: (slots[i].weight, -i))
    return CompiledIndicator(
        rule=rule,
        code=code,
        slots=slots,
        says=Status(rule.says),
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
    sequences: dict[int, dict[Numbered, None]] = {}
    trigger: set[int] = set()
    rarity: list[int] = []
    for term in terms:
        try:
            pattern = parse(term, fuzzy=rule.fuzzy)
        except ValueError as reason:
            raise TermError(indicator=rule.id, line=rule.line, term=term, reason=reason) from reason
        numbered = lexicon.numbered(pattern)
        if len(numbered) == 1:
            singles |= _atoms(numbered[0])
            trigger |= _atoms(numbered[0])
            rarity.append(_rarity(pattern, 0))
            continue
        best = max((i for i, slot in enumerate(pattern) if slot.atoms), key=lambda i: _rarity(pattern, i))
        for atom in _atoms(numbered[best]):
            sequences.setdefault(atom, {})[numbered] = None
            trigger.add(atom)
        rarity.append(_rarity(pattern, best))
    if not trigger:
        raise IndicatorError(indicator=rule.id, line=rule.line, reason=N_("a list of terms is empty"))
    return TermList(frozenset(singles), {atom: tuple(listed) for atom, listed in sequences.items()}, frozenset(trigger), min(rarity) - len(rarity) / 100)


def _atoms(slot: frozenset[int] | bool) -> frozenset[int]:
    return slot if isinstance(slot, frozenset) else frozenset()


def _rarity(pattern: Pattern, place: int) -> int:
    """Guess how rare a word is by its length: long words and exact forms are rare, open ends less so."""
    return min(_atom_rarity(atom) for atom in pattern[place].atoms)


def _atom_rarity(atom: Atom) -> int:
    return len(atom.text) + (1 if atom.kind in {AtomKind.EXACT, AtomKind.FUZZY} else 0)
