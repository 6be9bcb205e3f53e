"""Recorded decisions: what an analyst decided on the suggestions, played back on a project; words that are gone fail loudly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.domain.coding import StoredSuggestion
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import Document
from qualcode.domain.spans import Span
from qualcode.storage.document_rows import documents
from qualcode.usecases.coding_by_hand import code_passage
from qualcode.usecases.deciding import accept_as, reject, waiting
from qualcode.usecases.judging import judge
from qualcode.usecases.material import codable_status
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.exchange.decisions_file import Decision


class WordsGoneError(QualcodeError):
    """A decision quotes words that the document no longer holds, or holds twice."""

    sentence = N_("Decision {number} on {document} quotes words that stand there {times} times, not once: “{words}”.")


class DocumentGoneError(QualcodeError):
    """A decision names a document that is not in the project."""

    sentence = N_("Decision {number} names {document}, which is not in the project.")


@dataclass(frozen=True, slots=True)
class Played:
    """What playing decisions back did; ``idle`` ones met no suggestion, so that there was nothing to reject or change."""

    rejected: int
    changed: int
    coded: int
    judged: int
    idle: int

    @property
    def decisions(self) -> int:
        """How many had something to decide."""
        return self.rejected + self.changed + self.coded + self.judged


def play(project: Project, decisions: Sequence[Decision], *, wave: str | None = None) -> Played:
    """Play recorded decisions back; judgements are of ``wave``, by default the latest.

    Raises:
        DocumentGoneError, WordsGoneError: when what a decision cites is not there.
    """
    shelf = {d.name: d for d in documents(project.store, segments=False)}
    open_ones = waiting(project, not_asserted=True)
    done = {"reject": 0, "change": 0, "code": 0, "judge": 0, "idle": 0}
    for decision in decisions:
        if decision.act == "judge":
            judge(project, decision.case, decision.code, decision.status, summary=decision.because, wave=wave)
            done["judge"] += 1
            continue
        document, span = _cited(shelf, decision)
        if decision.act == "code":
            code_passage(project, document.id, span.start, span.end, decision.code, decision.status)
            done["code"] += 1
            continue
        met = tuple(_met(open_ones, document, span, decision.code))
        if not met:
            done["idle"] += 1
        elif decision.act == "reject":
            done["reject"] += reject(project, met)
        else:
            for suggestion in met:
                accept_as(project, suggestion, status=codable_status(decision.status))
                done["change"] += 1
        decided = {s.id for s in met}
        open_ones = tuple(s for s in open_ones if s.id not in decided)
    return Played(done["reject"], done["change"], done["code"], done["judge"], done["idle"])


def _cited(shelf: dict[str, Document], decision: Decision) -> tuple[Document, Span]:
    document = shelf.get(decision.document)
    if document is None:
        raise DocumentGoneError(number=decision.number, document=decision.document)
    times = document.text.count(decision.words)
    if times != 1:
        raise WordsGoneError(number=decision.number, document=decision.document, words=decision.words, times=times)
    start = document.text.index(decision.words)
    return document, Span(start, start + len(decision.words))


def _met(
    open_ones: Iterable[StoredSuggestion], document: Document, span: Span, code: str
) -> Iterable[StoredSuggestion]:
    return (
        s
        for s in open_ones
        if s.document == document.id and s.suggestion.code == code and s.suggestion.span.overlaps(span)
    )
