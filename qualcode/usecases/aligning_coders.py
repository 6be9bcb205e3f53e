"""Coders' passages of a cell side by side: which of them lie over each other, and which nobody else marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qualcode.domain.coding import Coding, Status
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents
from qualcode.usecases.material import in_analysis
from qualcode.usecases.project import Project


@dataclass(frozen=True, slots=True)
class Said:
    """What one coder marked: where, as what, and its words."""

    span: Span
    status: Status
    text: str


@dataclass(frozen=True, slots=True)
class Aligned:
    """Passages of a document that lie over each other, by coder; an empty tuple for who marked nothing there."""

    document: str
    span: Span
    by: Mapping[str, tuple[Said, ...]]

    @property
    def agreed(self) -> bool:
        """Whether everybody marked something here, and the same status."""
        told = {one.status for said in self.by.values() for one in said}
        return len(told) == 1 and all(self.by.values())


def side_by_side(
    project: Project, case: str, code: str, coders: Sequence[str], *, wave: str | None = None
) -> tuple[Aligned, ...]:
    """Give the passages that coders marked with a code in a case's documents, in the order of the texts.

    Raises:
        UnknownWaveError.
    """
    part = in_analysis(project, wave)
    inside = [d.id for d in part.documents if d.metadata.case == case]
    given = [c for c in codings(project.store, code=code) if c.document in set(inside) and c.coder in coders]
    texts = {d.id: d.text for d in documents(project.store, ids=inside, segments=False)} if given else {}
    return tuple(
        Aligned(group[0].document, _over(group), {who: _said(group, who, texts) for who in coders})
        for group in _groups(given)
    )


def side_by_side_json(found: Sequence[Aligned]) -> list[dict[str, Any]]:
    """Give aligned passages as JSON takes them."""
    return [
        {
            "document": one.document,
            "start": one.span.start,
            "end": one.span.end,
            "coders": {
                who: [
                    {"start": s.span.start, "end": s.span.end, "status": s.status.value, "text": s.text} for s in said
                ]
                for who, said in one.by.items()
            },
        }
        for one in found
    ]


def _groups(given: Sequence[Coding]) -> list[list[Coding]]:
    """Put codings together that overlap, directly or through others; ``given`` stand in the order of the texts."""
    found: list[list[Coding]] = []
    for coding in given:
        if found and found[-1][0].document == coding.document and _over(found[-1]).overlaps(coding.span):
            found[-1].append(coding)
        else:
            found.append([coding])
    return found


def _over(group: Sequence[Coding]) -> Span:
    return Span(min(c.span.start for c in group), max(c.span.end for c in group))


def _said(group: Sequence[Coding], who: str, texts: Mapping[str, str]) -> tuple[Said, ...]:
    return tuple(
        Said(c.span, c.status, " ".join(c.span.of(texts[c.document]).split())) for c in group if c.coder == who
    )
