"""All there is to tell of a suggestion and its code: indicator and certainty, definition, when to use it and when not, examples, memos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.coding import Memo, Suggestion
from qualcode.domain.errors import N_

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk


def certainty(desk: Desk, suggestion: Suggestion) -> Content:
    """Tell which indicator made a suggestion, and how certain it is."""
    score = f"{suggestion.score:.2f}"
    said = desk.say(
        N_("Indicator {name}, certainty {score}."),
        name=suggestion.why.indicator,
        score=score.replace(".", ",") if desk.project.language == "sv" else score,
    )
    return Content.styled(said, "$foreground-muted")


def in_full(desk: Desk, path: str, memos: Iterable[Memo]) -> list[Content]:
    """Tell what the codebook says of a code beyond its brief definition, and the ``memos`` on it; each part after an empty line."""
    language, code = desk.project.language, desk.code(path)
    lines: list[Content] = []
    if code is not None:
        told = (
            (N_("Definition: {text}"), code.definition),
            (N_("Use when: {text}"), code.use_when),
            (N_("Not when: {text}"), code.not_when),
        )
        for sentence, words in told:
            if text := words.get(language) or next(iter(words.values()), ""):
                lines += [Content(""), Content(desk.say(sentence, text=text))]
        if shown := code.examples.get(language) or next(iter(code.examples.values()), ()):
            lines += [Content(""), Content(desk.say(N_("Examples:"))), *(Content(f"• {words}") for words in shown)]
    return [*lines, *(Content.assemble("\n", desk.say(N_("Memo on the code: {text}"), text=m.text)) for m in memos)]
