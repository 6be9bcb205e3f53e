"""A suggestion of the queue in words: where it stands, its passage among its lines, and why it is suggested."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content, Span

from qualcode.domain.coding import Status, StoredSuggestion
from qualcode.domain.errors import N_
from qualcode.domain.spans import Span as Stretch
from qualcode.tui.inks import glyph
from qualcode.tui.plain_text import without_marks
from qualcode.tui.status_words import status_in_words
from qualcode.tui.why_words import reasons, shown_score

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.usecases.queueing import InPlace

_NAME_ROWS = 2
"""Rows that a code's name may take where there is little room."""


def named(desk: Desk, path: str, status: Status) -> str:
    """Give a code with a status: sign, words, name."""
    return f"{glyph(status)} {status_in_words(desk, status, desk.code(path))}: {desk.code_name(path)}"


def where(place: InPlace) -> str:
    """Give the case and the document of a passage."""
    return " · ".join(p for p in (place.case, place.name) if p)


def card(desk: Desk, place: InPlace, stored: StoredSuggestion) -> Content:
    """Give everything one needs to decide a suggestion."""
    return Content("\n").join(
        [
            Content.styled(where(place), "$foreground-muted"),
            Content(""),
            passage(place),
            Content(""),
            *about(desk, stored),
            why(desk, place, stored),
        ]
    )


def tight_card(desk: Desk, place: InPlace, stored: StoredSuggestion, width: int, height: int) -> Content:
    """Give the same where not all of it is seen at once: what is suggested and for which words first, the rest to be scrolled to.

    ``width``: cells of a row, of which a code's name gets at most two, so that the passage has room; ``height``: rows that are seen.
    """
    head, *brief = about(desk, stored)
    rows = head.wrap(width)
    if len(rows) > _NAME_ROWS:
        rows = [*rows[: _NAME_ROWS - 1], rows[_NAME_ROWS - 1].rstrip().truncate(width - 1).append("…")]
    parts = [*brief, Content.styled(where(place), "$foreground-muted")]
    close = Content("\n").join([*rows, passage(place), why(desk, place, stored), *parts])
    apart = Content("\n").join([*rows, Content(""), passage(place), Content(""), why(desk, place, stored), *parts])
    return apart if len(apart.wrap(width)) <= height else close


def about(desk: Desk, stored: StoredSuggestion) -> list[Content]:
    """Give the status and code of a suggestion, and the code's brief definition."""
    told = stored.suggestion
    code = desk.code(told.code)
    brief = "" if code is None else code.brief.get(desk.project.language) or next(iter(code.brief.values()), "")
    return [
        Content.assemble(
            Content.styled(f"{glyph(told.status)} {status_in_words(desk, told.status, code)} ", "bold"),
            Content.styled(desk.code_name(told.code), "bold $text-accent"),
        ),
        *([Content.styled(brief, "$foreground-muted")] if brief else []),
    ]


def passage(place: InPlace) -> Content:
    """Give a passage underlined among its lines, the words it met in bold, those that decided the status in italics."""
    edits = without_marks(place.text)
    moved, text = edits.mover(), edits.apply(place.text)
    styled = [(place.passage, "underline $text")]
    styled += [(s, "bold") for s in place.matched] + [(s, "bold italic") for s in place.cues]
    spans = [Span(there.start, there.end, style) for s, style in styled if (there := moved(s))]
    return Content(text, spans=[Span(0, len(text), "$foreground-muted"), *spans])


def why(desk: Desk, place: InPlace, stored: StoredSuggestion, *, certain: bool = True) -> Content:
    """Tell what the suggestion met, what decided its status, and (``certain``) how certain it is."""
    told = stored.suggestion
    said = reasons(desk, told, _quoted(place, place.matched), _quoted(place, place.cues))
    if certain:
        said = f"{said} {desk.say(N_('Certainty {score}.'), score=shown_score(desk, told))}"
    return Content(said.strip())


def _quoted(place: InPlace, spans: tuple[Stretch, ...]) -> list[str]:
    return [s.of(place.text) for s in spans]
