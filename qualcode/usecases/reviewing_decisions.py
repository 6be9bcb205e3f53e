"""What a project's own decisions say of its codebook: how each indicator fared, what was rejected, and what no suggestion met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Coding, Status, StoredSuggestion, Verdict
from qualcode.domain.errors import N_
from qualcode.language.county_names import find_county
from qualcode.language.glyphs import said_status
from qualcode.language.wording import translator
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import texts
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.explaining import suggestion_json, texts_of
from qualcode.usecases.material import find_code, find_document
from qualcode.usecases.project import Project
from qualcode.usecases.run_suggestions import Progress, run_suggestions
from qualcode.usecases.why_words import met_words, nearest_json, nearest_words, rule_words, shortened

if TYPE_CHECKING:
    from qualcode.engine.why_not import Nearest


@dataclass(frozen=True, slots=True)
class IndicatorFate:
    """What became of an indicator's suggestions; ``line`` is its line in the codebook's file, 0 when it has none."""

    code: str
    indicator: str
    line: int
    accepted: int
    changed: int
    rejected: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Rejected:
    """A suggestion that was rejected, its document's text, the line of its indicator, and its code's kind."""

    stored: StoredSuggestion
    text: str
    line: int
    kind: Kind = Kind.FINDING


@dataclass(frozen=True, slots=True)
class Unmet:
    """A coding that no suggestion of its code overlaps, its document's text, and what came nearest to suggesting it, its code's kind."""

    coding: Coding
    text: str
    nearest: Nearest
    kind: Kind = Kind.FINDING


@dataclass(frozen=True, slots=True)
class DecisionReview:
    """What decisions say of the codebook; indicators with most rejections first."""

    indicators: tuple[IndicatorFate, ...]
    rejected: tuple[Rejected, ...]
    unmet: tuple[Unmet, ...]


def review_decisions(
    project: Project, *, code: str | None = None, document: str | None = None, progress: Progress | None = None
) -> DecisionReview:
    """Gather what the decisions of a project say of its codebook; ``code`` may be a theme.

    The engine runs only where no suggestion is stored yet, and over the documents with codings that no suggestion met.
    Suggestions that assert nothing of their case do not count as waiting.

    Raises:
        UnknownCodeError, UnknownDocumentError, CodebookFaultsError.
    """
    path = None if code is None else find_code(project, code, heading=True)
    key = None if document is None else find_document(project, document).id
    if not suggestions(project.store):
        run_suggestions(project, progress=progress)
    of_document = suggestions(project.store, document=key)
    chosen = [s for s in of_document if _asked(s.suggestion.code, path)]
    lines = {rule.id: rule.line for one in project.codebook.codes() for rule in one.indicators}
    turned_down = [s for s in chosen if s.verdict is Verdict.REJECTED]
    words = texts_of(project, (s.document for s in turned_down))
    return DecisionReview(
        _fates(chosen, lines),
        tuple(
            Rejected(s, words[s.document], lines.get(s.suggestion.why.indicator, 0), _kind(project, s.suggestion.code))
            for s in turned_down
        ),
        tuple(
            _unmet(project, _lone([c for c in codings(project.store, document=key) if _asked(c.code, path)], chosen))
        ),
    )


def _kind(project: Project, path: str) -> Kind:
    code = project.codebook.find(path)
    return code.kind if code else Kind.FINDING


def _asked(code: str, path: str | None) -> bool:
    return path is None or code == path or code.startswith(f"{path}/")


def _fates(chosen: Sequence[StoredSuggestion], lines: dict[str, int]) -> tuple[IndicatorFate, ...]:
    counts: dict[tuple[str, str], Counter[str]] = {}
    for stored in chosen:
        s = stored.suggestion
        if stored.verdict is None and s.status is Status.NOT_ASSERTED:
            continue
        fate = "waiting" if stored.verdict is None else stored.verdict.value
        counts.setdefault((s.code, s.why.indicator), Counter())[fate] += 1
    fates = [
        IndicatorFate(
            code,
            indicator,
            lines.get(indicator, 0),
            told["accepted"],
            told["changed"],
            told["rejected"],
            told["waiting"],
        )
        for (code, indicator), told in counts.items()
    ]
    return tuple(sorted(fates, key=lambda f: (-f.rejected, -f.changed, f.accepted, f.code, f.line)))


def _lone(coded: Sequence[Coding], chosen: Sequence[StoredSuggestion]) -> list[Coding]:
    """Give the codings that no suggestion of their code overlaps; a passage that several coded counts once.

    A coding that came of a suggestion which the codebook no longer makes is among them.
    """
    spans: dict[tuple[str, str], list[StoredSuggestion]] = {}
    for stored in chosen:
        spans.setdefault((stored.document, stored.suggestion.code), []).append(stored)
    lone = {
        (c.document, c.code, c.span): c
        for c in coded
        if not any(s.suggestion.span.overlaps(c.span) for s in spans.get((c.document, c.code), ()))
    }
    return list(lone.values())


def _unmet(project: Project, lone: Sequence[Coding]) -> Iterator[Unmet]:
    from qualcode.engine.indicators import compile_codebook
    from qualcode.engine.why_not import Looking

    if not lone:
        return
    compiled = compile_codebook(project.codebook_with_opinion)
    places = cache(find_county)
    by_document: dict[str, list[Coding]] = {}
    for coding in lone:
        by_document.setdefault(coding.document, []).append(coding)
    for read in texts(project.store, list(by_document)):
        looking = Looking(read.text, read.segments, compiled, case=read.case, places=places)
        for coding in by_document[read.id]:
            nearest = looking.nearest([coding.code], coding.span)
            yield Unmet(coding, read.text, nearest, _kind(project, coding.code))


def rejected_lines(one: Rejected, language: str) -> list[str]:
    """Tell a rejected suggestion in two lines: the passage, and why it was suggested."""
    s = one.stored.suggestion
    passage = shortened(one.text, s.why.matched, within=s.span)
    met = met_words(s, one.line, one.text, language, one.kind)
    return [
        f"{one.stored.id}  {one.stored.document}  {s.code}  ”{passage}”",
        f"{met}; {rule_words(s, one.text, language, one.kind)}",
    ]


def unmet_lines(one: Unmet, language: str) -> list[str]:
    """Tell a coding that no suggestion met in two lines: the passage, and what came nearest."""
    say = translator(language)
    c = one.coding
    passage = shortened(one.text, one.nearest.met, within=c.span)
    near = nearest_words(one.nearest, one.text, language)
    return [
        f"{c.id}  {c.document}  {c.code}  {said_status(c.status, language, one.kind)}  ”{passage}”",
        say(N_("nearest: {told}")).format(told=near),
    ]


def review_json(review: DecisionReview, most: int | None = None) -> dict[str, Any]:
    """Give the review for machines; ``most`` limits the rejected and the missed, each, and ``left_out`` says how many are not told."""
    rejected, unmet = review.rejected[:most], review.unmet[:most]
    return {
        "indicators": [asdict(fate) for fate in review.indicators],
        "rejected": [{**suggestion_json(one.stored, one.text), "line": one.line} for one in rejected],
        "misses": [
            {
                "id": one.coding.id,
                "document": one.coding.document,
                "code": one.coding.code,
                "start": one.coding.span.start,
                "end": one.coding.span.end,
                "text": one.coding.span.of(one.text),
                "status": one.coding.status.value,
                "origin": one.coding.origin.value,
                "nearest": nearest_json(one.nearest, one.text),
            }
            for one in unmet
        ],
        "left_out": {
            "rejected": len(review.rejected) - len(rejected),
            "misses": len(review.unmet) - len(unmet),
        },
    }
