"""Deciding suggestions: accepting, rejecting and changing them, one or many; each decision is recorded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.domain.coding import Coding, Origin, Status, StoredSuggestion, Verdict
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.spans import Span
from qualcode.storage.coding_rows import add_codings, change_coding
from qualcode.storage.decision_rows import decide
from qualcode.storage.ledger import change
from qualcode.storage.suggestion_rows import suggestions
from qualcode.usecases.coding_by_hand import checked_span, known_coding
from qualcode.usecases.material import find_code, find_document
from qualcode.usecases.project import Project


class UnknownSuggestionError(QualcodeError):
    """A suggestion's id that the project does not hold."""

    sentence = N_(
        "There is no suggestion {id}, or it has been decided; `qualcode suggest --list` shows those that wait."
    )


def waiting(
    project: Project,
    *,
    code: str | None = None,
    document: str | None = None,
    min_score: float = 0.0,
    not_asserted: bool = False,
) -> tuple[StoredSuggestion, ...]:
    """Give the suggestions that nobody has decided, in the order of the texts.

    ``code`` may be a theme. Those that assert nothing of the case are left out unless ``not_asserted``.
    """
    path = None if code is None else find_code(project, code, heading=True)
    return tuple(
        s
        for s in suggestions(project.store, document=document, waiting=True)
        if (path is None or s.suggestion.code == path or s.suggestion.code.startswith(f"{path}/"))
        and s.suggestion.score >= min_score
        and (not_asserted or s.suggestion.status is not Status.NOT_ASSERTED)
    )


def accept(project: Project, chosen: Sequence[StoredSuggestion], *, bulk: bool = False) -> tuple[Coding, ...]:
    """Turn suggestions into codings, recorded as one step. Accepted in ``bulk`` they keep their scores, singly they count as certain."""
    if bulk and chosen:
        project.keep_copy("accept")
    with change(project.store, project.coder, "accept", suggestions=len(chosen), bulk=bulk) as step:
        made = add_codings(step, [_coding(project, s, bulk=bulk) for s in chosen])
        decide(step, zip(chosen, [Verdict.ACCEPTED] * len(chosen), [c.id for c in made], strict=True), project.coder)
        return made


def accept_as(
    project: Project,
    suggestion: StoredSuggestion,
    *,
    status: Status | None = None,
    code: str | None = None,
    span: Span | None = None,
) -> Coding:
    """Turn a suggestion into a coding with another status, code or span.

    Raises:
        UnknownCodeError, NotCodableError, BadSpanError.
    """
    changed = replace(
        _coding(project, suggestion, bulk=False),
        code=find_code(project, code) if code else suggestion.suggestion.code,
        span=checked_span(find_document(project, suggestion.document), span.start, span.end)
        if span
        else suggestion.suggestion.span,
    )
    changed = replace(changed, status=status or changed.status)
    with change(project.store, project.coder, "change", suggestion=suggestion.id) as step:
        [made] = add_codings(step, [changed])
        decide(step, [(suggestion, Verdict.CHANGED, made.id)], project.coder)
        return made


def give_many(
    project: Project,
    coded: Sequence[str],
    suggested: Sequence[StoredSuggestion] = (),
    *,
    status: Status | None = None,
    code: str | None = None,
) -> int:
    """Give codings (by id) another status or code, and turn suggestions into codings with it, all as one step. Gives their number.

    Raises:
        UnknownCodingError, UnknownCodeError, NotCodableError: nothing is then changed.
    """
    path = find_code(project, code) if code else None
    old = [known_coding(project, key) for key in coded]
    new = [_coding(project, s, bulk=False) for s in suggested]

    def given(one: Coding) -> Coding:
        return replace(one, status=status or one.status, code=path or one.code, score=1.0)

    about = {"codings": [c.id for c in old], "suggestions": len(new), "to": path, "status": status and status.value}
    with change(
        project.store, project.coder, "recode", **{key: value for key, value in about.items() if value}
    ) as step:
        for one in old:
            change_coding(step, given(one))
        made = add_codings(step, [given(one) for one in new])
        decide(step, zip(suggested, [Verdict.CHANGED] * len(made), [c.id for c in made], strict=True), project.coder)
    return len(old) + len(new)


def reject(project: Project, chosen: Sequence[StoredSuggestion], *, bulk: bool = False) -> int:
    """Record that suggestions are wrong; they never come again. Gives their number."""
    if bulk and chosen:
        project.keep_copy("reject")
    with change(project.store, project.coder, "reject", suggestions=len(chosen), bulk=bulk) as step:
        decide(step, ((s, Verdict.REJECTED, "") for s in chosen), project.coder)
    return len(chosen)


def by_ids(project: Project, ids: Iterable[str]) -> tuple[StoredSuggestion, ...]:
    """Give the waiting suggestions of those ids.

    Raises:
        UnknownSuggestionError: when one is not there or decided.
    """
    wanted = list(dict.fromkeys(ids))
    found = suggestions(project.store, ids=wanted, waiting=True)
    missing = set(wanted) - {s.id for s in found}
    if missing:
        raise UnknownSuggestionError(id=min(missing))
    return found


def _coding(project: Project, stored: StoredSuggestion, *, bulk: bool) -> Coding:
    s = stored.suggestion
    # What asserts nothing becomes, once a person accepts it, a plain finding.
    status = Status.PRESENT if s.status is Status.NOT_ASSERTED else s.status
    score = s.score if bulk else 1.0
    return Coding("", stored.document, s.code, s.span, status, project.coder, Origin.SUGGESTION, s.why.corrects, score)
