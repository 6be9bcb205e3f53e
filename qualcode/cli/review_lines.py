"""What the decisions say of the codebook, as lines: `suggest --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.cli.face import Face
from qualcode.cli.listing import indicator_name, line_words, tell_left_out
from qualcode.domain.errors import N_

if TYPE_CHECKING:
    from qualcode.usecases.project import Project


def show_review(
    face: Face, project: Project, code: str | None, document: str | None, most: int | None, *, as_json: bool
) -> None:
    """Print by indicator what was accepted, changed and rejected, then every rejected suggestion and what none met, with reasons."""
    from qualcode.usecases.reviewing_decisions import rejected_lines, review_decisions, review_json, unmet_lines
    from qualcode.usecases.why_words import MOST_LISTED

    with face.progress(N_("Suggesting")) as progress:
        review = review_decisions(project, code=code, document=document, progress=progress)
    if as_json:
        face.print_json(review_json(review, most))
        return
    limit = MOST_LISTED if most is None else most
    files = project.codebook.files()
    head = (N_("indicator"), N_("line"), N_("accepted"), N_("changed"), N_("rejected"), N_("waiting"))
    rows = [
        (
            indicator_name(f.indicator, f.code),
            line_words(f.line, files.get(f.code, "")),
            *map(str, (f.accepted, f.changed, f.rejected, f.waiting)),
        )
        for f in review.indicators[:limit]
    ]
    if rows:
        face.table([face.words(h) for h in head], rows, right=range(1, 6))
    tell_left_out(face, len(review.indicators), limit)
    for sentence, told in (
        (N_("Rejected: {number}"), [rejected_lines(one, face.language) for one in review.rejected]),
        (N_("Coded, but no suggestion met it: {number}"), [unmet_lines(one, face.language) for one in review.unmet]),
    ):
        face.print(face.words(sentence, number=len(told)))
        for first, *more in told[:limit]:
            face.print(f"  {first}")
            for line in more:
                face.print(f"      {line}")
        tell_left_out(face, len(told), limit)
