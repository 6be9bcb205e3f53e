"""Quoting: passages chosen for publication, at the published level, under opaque ids."""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from qualcode.analysis.matrix import analysed
from qualcode.domain.edits import Edit, Edits
from qualcode.domain.finding import HitType, Level, StoredHit
from qualcode.domain.minutes import Document
from qualcode.domain.spans import Span
from qualcode.domain.table import Quote, Replaced
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents, hits
from qualcode.usecases.hiding import hide, policy_of
from qualcode.usecases.hit_states import REJECTED
from qualcode.usecases.material import find_code, load_material
from qualcode.usecases.project import Project
from qualcode.usecases.quote_choice import Candidate, choose, main_status

_CUT = re.compile(r"/\s?\.\.\.?\s?/|\[\s?(?:…|\.\.\.)\s?\]|\(\s?(?:…|\.\.\.)\s?\)")
_MARKUP = re.compile(r"\*\*|__|^[-*•–]\s+", re.MULTILINE)
_SPACES = re.compile(r"\s+")
_SAME_MARKS = {'"': "", "”": "“", "»": "«"}
"""Quotation marks that Swedish opens and closes with alike, unless the text has their foreign fellows."""
_ID_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Quotation:
    """The chosen quotes, and how many more the codings would give that may tell their county or share a name with another."""

    quotes: tuple[Quote, ...]
    held_back: int


@dataclass(frozen=True, slots=True)
class _Published:
    """A passage as published_text gives it."""

    text: str
    cuts: tuple[int, ...]
    replaced: tuple[Replaced, ...]


def quotes(
    project: Project,
    *,
    code: str | None = None,
    per_code: int = 2,
    wave: str | None = None,
    allow_unreviewed: bool = False,
    allow_disclosing: bool = False,
) -> tuple[Quote, ...]:
    """Choose quotes from the codings, ``per_code`` for each code, and put them at the published level, sorted by id.

    Raises:
        As ``quotation``, which tells as well how many were held back.
    """
    return quotation(
        project,
        code=code,
        per_code=per_code,
        wave=wave,
        allow_unreviewed=allow_unreviewed,
        allow_disclosing=allow_disclosing,
    ).quotes


def quotation(
    project: Project,
    *,
    code: str | None = None,
    per_code: int = 2,
    wave: str | None = None,
    allow_unreviewed: bool = False,
    allow_disclosing: bool = False,
) -> Quotation:
    """Choose quotes, ``per_code`` for each code, at the published level and sorted by id, and tell how many were held back.

    What most codings of a code say comes first, then what contrasts; different cases before more from the same; passages that stand
    by themselves and are of readable length before others. Documents whose hidden names nobody has reviewed give quotes only when
    ``allow_unreviewed``, passages whose words may tell their county only when ``allow_disclosing``; both are marked.

    Raises:
        UnknownCodeError: when ``code`` (a code or theme) is not there.
    """
    path = None if code is None else find_code(project, code, heading=True)
    material = load_material(project, codings_only=True)
    inside = {d.id for d in analysed(material, wave).documents}
    shelf = {d.id: d for d in documents(project.store, ids=inside)}
    by_code: dict[str, list[Candidate]] = defaultdict(list)
    for coding in codings(project.store):
        document = shelf.get(coding.document)
        if document is not None and (path is None or coding.code == path or coding.code.startswith(f"{path}/")):
            by_code[coding.code].append(Candidate(coding, document))
    known = cache(lambda document: hits(project.store, document))
    passages: dict[str, _Published] = {}

    def key(one: Candidate) -> str:
        return quote_id(project, one.document.id, one.coding.span)

    def published(one: Candidate) -> _Published:
        if (at := key(one)) not in passages:
            passages[at] = _Published(*published_text(project, one.document, one.coding.span, known(one.document.id)))
        return passages[at]

    made: list[Quote] = []
    used: set[str] = set()
    held = 0
    for name in sorted(by_code):
        choice = choose(
            [c for c in by_code[name] if allow_unreviewed or c.document.names_reviewed],
            per_code,
            main=main_status(c.coding for c in by_code[name]),
            key=key,
            text=lambda one: published(one).text,
            used=used,
            allow_disclosing=allow_disclosing,
        )
        held += choice.held_back
        made += [_quote(key(c), c, published(c), choice.disclosing) for c in choice.chosen]
    return Quotation(tuple(sorted(made, key=lambda q: (q.id, q.code))), held)


def held_back(project: Project, wave: str | None = None) -> int:
    """Give how many documents of the analysis give no quotes, since nobody has reviewed their hidden names."""
    part = analysed(load_material(project, codings_only=True), wave)
    return sum(not d.names_reviewed for d in part.documents)


def quotes_json(found: Sequence[Quote]) -> list[dict[str, Any]]:
    """Give quotes in the fixed JSON form; replacements as type and replacement, never what stood there."""
    return [
        {
            "id": q.id,
            "code": q.code,
            "text": q.text,
            "status": q.status,
            "elisions": list(q.elisions),
            "replacements": [
                {"start": r.start, "end": r.end, "type": r.type, "replacement": r.replacement} for r in q.replacements
            ],
            "unreviewed": q.marked_unreviewed,
            "disclosing": q.disclosing,
        }
        for q in found
    ]


def quote_id(project: Project, document: str, span: Span) -> str:
    """Give the keyed, opaque id of a quote: without the project's key nobody can tell which quotes share a document."""
    words = f"{project.settings.project_id}|{document}|{span.start}|{span.end}"
    return "q" + hmac.new(project.quote_key, words.encode(), hashlib.sha256).hexdigest()[:_ID_LENGTH]


def published_text(
    project: Project,
    document: Document,
    span: Span,
    known: Iterable[StoredHit],
) -> tuple[str, tuple[int, ...], tuple[Replaced, ...]]:
    """Give a passage at the published level: its text, where it is cut, and what was replaced, without what stood there.

    First what is known of the document (places, groups kept in the stored text), then the finders once more over the result.
    """
    from qualcode.anonymise.coordinated import coordinated

    noted = [h for h in known if h.end > h.start]
    released = {document.text[h.start : h.end] for h in noted if h.review == REJECTED}
    policy = policy_of(project.settings)
    known = [h for h in noted if h.review != REJECTED and policy.replaces(h.type, Level.PUBLISHED)]
    for hit in known:
        # Half a name would be neither hidden nor found: a border inside one moves out.
        if span.overlaps(place := Span(hit.start, hit.end)):
            span = span.joined(place)
    inside = [h for h in known if span.contains(Span(h.start, h.end))]
    raw = span.of(document.text)
    first = Edits.of([Edit(h.start - span.start, h.end - span.start, h.replacement) for h in inside if h.replacement])
    types: list[tuple[Span, HitType]] = [
        (new, hit.type) for new, hit in zip(first.new_positions(), (h for h in inside if h.replacement), strict=True)
    ]
    text = first.apply(raw)
    # What a person has called innocent stays so: the finders would hide it once more.
    settings = replace(project.settings, never=(*project.settings.never, *sorted(released)))
    again = hide(text, settings=settings, level=Level.PUBLISHED, case=document.metadata.case)
    types = [(again.edits.forward(where), kind) for where, kind in types]
    types += [(again.edits.forward(Span(h.start, h.end)), h.type) for h in again.hits]
    joined = coordinated(again.text, [where for where, _ in types])
    types = [(joined.forward(where), kind) for where, kind in types]
    tidy = _tidied(plural := joined.apply(again.text), settings.elision)
    before, after = missing_marks(tidied := tidy.apply(plural))
    text = before + tidied + after
    where = [(tidy.forward(span_).shifted(len(before)), kind) for span_, kind in types]
    replaced = tuple(Replaced(s.start, s.end, kind.value, s.of(text)) for s, kind in sorted(set(where)))
    cuts = tuple(m.start() for m in re.finditer(re.escape(settings.elision), text))
    return text, cuts, replaced


def _tidied(text: str, elision: str) -> Edits:
    """Give the edits that turn a passage of minutes into running text: one space, no list marks, one sign for cuts."""
    edits: list[Edit] = [Edit(m.start(), m.end(), elision) for m in _CUT.finditer(text)]
    edits += [Edit(m.start(), m.end(), "") for m in _MARKUP.finditer(text)]
    taken = [Span(e.start, e.end) for e in edits]
    for m in _SPACES.finditer(text):
        gap = Span(m.start(), m.end())
        if m[0] != " " and not any(gap.overlaps(t) for t in taken):
            edits.append(Edit(m.start(), m.end(), "" if gap.start == 0 or gap.end == len(text) else " "))
    return Edits.of(edits)


def missing_marks(text: str) -> tuple[str, str]:
    """Give the marks to set before and after a passage, so that a quotation that goes on outside it is whole within."""
    before = after = ""
    for mark, other in _SAME_MARKS.items():
        places = [at for at, sign in enumerate(text) if sign == mark]
        if len(places) % 2 == 0 or (other and other in text):
            continue
        if _opens(text, places[-1]):
            after += mark
        elif not _opens(text, places[0]):
            before += mark
    return before, after


def _opens(text: str, at: int) -> bool:
    return (at == 0 or text[at - 1].isspace() or text[at - 1] in "([") and text[at + 1 : at + 2].strip() != ""


def quote_of(project: Project, chosen: Candidate) -> Quote:
    """Give one coded passage as a quote at the published level."""
    document, span = chosen.document, chosen.coding.span
    passage = _Published(*published_text(project, document, span, hits(project.store, document.id)))
    return _quote(quote_id(project, document.id, span), chosen, passage, ())


def _quote(identity: str, chosen: Candidate, passage: _Published, told: Collection[str]) -> Quote:
    return Quote(
        id=identity,
        code=chosen.coding.code,
        text=passage.text,
        status=chosen.coding.status.value,
        elisions=passage.cuts,
        replacements=passage.replaced,
        marked_unreviewed=not chosen.document.names_reviewed,
        disclosing=identity in told,
    )
