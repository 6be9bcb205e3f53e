"""All there is to tell of a suggestion and its code: indicator and certainty, definition, when to use it and when not, examples, memos."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Memo, Suggestion
from qualcode.domain.errors import N_
from qualcode.language.numbers import decimal
from qualcode.tui.code_words import with_code_names
from qualcode.usecases.explaining import OPINION, rule_in_words

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk


def reasons(desk: Desk, told: Suggestion, met: Sequence[str], cues: Sequence[str]) -> str:
    """Tell which words of the text (``met``) made a suggestion, and which (``cues``) decided its status, and how."""
    say, why = desk.say, told.why
    words = _quoted(met)
    if why.indicator == OPINION:
        parts = [
            say(
                N_("No indicator of the code recognises anything here, but {words} and the words around speak for it."),
                words=words,
            )
            if words
            else say(N_("No indicator of the code recognises anything here, but the words speak for it."))
        ]
    else:
        number = indicator_number(told)
        parts = (
            [say(N_("Indicator {number} of the code recognises {words}."), number=number, words=words)] if words else []
        )
    if why.rule != "plain":
        code = desk.code(told.code)
        rule = rule_in_words(told, desk.project.language, code.kind if code else Kind.FINDING)
        parts.append(
            say(N_("Status: {rule} ({cues})."), rule=rule, cues=_quoted(cues))
            if cues
            else say(N_("Status: {rule}."), rule=rule)
        )
    return " ".join(parts)


def indicator_number(told: Suggestion) -> str:
    """Give which of its code's indicators made a suggestion, as they are counted in the codebook: "3" of governance/council#3."""
    return told.why.indicator.rpartition("#")[2]


def _quoted(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(f"”{' '.join(word.split())}”" for word in words))


def shown_score(desk: Desk, told: Suggestion) -> str:
    """Give how certain a suggestion is (0–1), as the language writes numbers."""
    return decimal(told.score, desk.project.language)


def certainty(desk: Desk, told: Suggestion) -> Content:
    """Tell how certain a suggestion is, and which of the code's indicators made it where ``reasons`` has no words to tell it by."""
    score = shown_score(desk, told)
    said = (
        desk.say(N_("Certainty {score}."), score=score)
        if told.why.indicator == OPINION or told.why.matched
        else desk.say(N_("Indicator {number}, certainty {score}."), number=indicator_number(told), score=score)
    )
    return Content.styled(said, "$foreground-muted")


_UNDEFINED = N_(
    "Nothing says yet what the code stands for: that is written in the codebook ({k:codebook} on the overview)."
)


def in_full(desk: Desk, path: str, memos: Iterable[Memo]) -> list[Content]:
    """Tell what the codebook says of a code beyond its brief definition, and the ``memos`` on it; each part after an empty line."""
    language, code = desk.project.language, desk.code(path)
    lines: list[Content] = []
    if code is not None and not (code.brief or code.definition or code.use_when or code.not_when or code.examples):
        lines += [Content(""), Content(desk.say(_UNDEFINED))]
    if code is not None:
        told = (
            (N_("Definition: {text}"), code.definition),
            (N_("Use when: {text}"), code.use_when),
            (N_("Not when: {text}"), code.not_when),
        )
        for sentence, words in told:
            if text := words.get(language) or next(iter(words.values()), ""):
                lines += [Content(""), Content(desk.say(sentence, text=with_code_names(desk, text)))]
        if shown := code.examples.get(language) or next(iter(code.examples.values()), ()):
            lines += [Content(""), Content(desk.say(N_("Examples:"))), *(Content(f"• {words}") for words in shown)]
    return [*lines, *(Content.assemble("\n", desk.say(N_("Memo on the code: {text}"), text=m.text)) for m in memos)]
