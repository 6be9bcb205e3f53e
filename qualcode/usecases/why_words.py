"""The words for what a codebook missed or found falsely: a passage on one line, what met it, and what came nearest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import Status
from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.language.glyphs import said_status
from qualcode.language.wording import translator
from qualcode.usecases.explaining import OPINION, found_json, rule_in_words

if TYPE_CHECKING:
    from qualcode.domain.coding import Suggestion
    from qualcode.engine.reviewing import Slip
    from qualcode.engine.why_not import Nearest

LONGEST_PASSAGE = 150
"""Characters of a passage on its one line, the marks of what was left out among them."""
MOST_LISTED = 40
"""So many are listed where nothing else is asked for."""
_MOST_TERMS = 4
_CUT = "…"

_STOP_WORDS = {
    "found": N_("{indicator} finds it as the codebook stands; `qualcode suggest` puts it among the suggestions"),
    "beside": N_("{indicator} finds it in another sentence of the paragraph, by {met}"),
    "score": N_("{indicator} met {met}, but the score is too low"),
    "unless": N_("{indicator} met {met}, but `unless` stopped it: {others}"),
    "section": N_("{indicator} met {met}, but the passage stands under none of its sections ({terms})"),
    "exclude": N_("{indicator} met {met}, but the code excludes {others}"),
    "apart": N_("{indicator} met {met}, but they stand more than {within} words apart"),
    "list": N_("{indicator} met {met}, but not list {failed} of {lists} ({terms})"),
    "nothing": N_("no indicator of the code came near"),
}
"""What kept a code from being found, in words; the keys are the engine's."""
_ELSEWHERE = N_("; another sentence has {others}")
_SCORE = N_("; score {score:.2f} of {threshold:.2f}")
_RULE_LINE = N_("{indicator} (line {line})")
_BECAUSE = N_("{rule}, because of {cues}")


def shortened(text: str, spans: Sequence[Span] = (), *, within: Span | None = None) -> str:
    """Give a passage on one line of at most ``LONGEST_PASSAGE`` characters, cut around the words at ``spans``.

    ``within`` is the passage, when it is not the whole text. Cuts fall between words and are marked.
    """
    whole = within or Span(0, len(text))
    inside = [s for s in spans if whole.overlaps(s)]
    passage = whole.of(text)
    line = " ".join(passage.split())
    if len(line) <= LONGEST_PASSAGE:
        return line
    first = min((s.start for s in inside), default=whole.start)
    last = max((s.end for s in inside), default=first)
    # Where the words stand on the one line, in which every gap is a single space.
    start = len(" ".join(text[whole.start : first].split()))
    end = len(" ".join(text[whole.start : last].split()))
    room = LONGEST_PASSAGE - 2 * len(_CUT)
    begin = min(max(0, start - max(0, room - (end - start)) // 2), len(line) - room)
    begin = max(0, begin)
    finish = min(len(line), begin + room)
    if begin:
        space = line.find(" ", begin, max(begin, start) + 1)
        begin = space + 1 if space >= 0 else begin
    if finish < len(line):
        space = line.rfind(" ", max(begin, min(end, finish)), finish + 1)
        finish = space if space > begin else finish
    return f"{_CUT if begin else ''}{line[begin:finish].strip()}{_CUT if finish < len(line) else ''}"


def quoted(text: str, spans: Sequence[Span]) -> str:
    """Give words of a text in quotation marks, parted by commas; a dash for none."""
    return ", ".join(f"”{' '.join(span.of(text).split())}”" for span in spans) or "–"


def met_words(suggestion: Suggestion, rule_line: int, text: str, language: str, kind: Kind = Kind.FINDING) -> str:
    """Tell what met a suggestion: its indicator with its line, or the second opinion, the words, and the score."""
    say = translator(language)
    sentence = say(N_("{indicator} recognises {met}; {status}, score {score:.2f}"))
    return sentence.format(
        indicator=_named(suggestion.why.indicator, rule_line, language),
        met=quoted(text, suggestion.why.matched),
        status=said_status(suggestion.status, language, kind),
        score=suggestion.score,
    )


def rule_words(suggestion: Suggestion, text: str, language: str, kind: Kind = Kind.FINDING) -> str:
    """Tell which rule gave a suggestion its status, and by which cues."""
    say = translator(language)
    why = suggestion.why
    rule = rule_in_words(suggestion, language, kind)
    return say(_BECAUSE).format(rule=rule, cues=quoted(text, why.cues)) if why.cues else rule


def nearest_words(nearest: Nearest, text: str, language: str) -> str:
    """Tell what came nearest to finding a code that was missed."""
    say = translator(language)
    stop = nearest.stop.value
    told = say(_STOP_WORDS[stop]).format(
        indicator=_named(nearest.indicator, nearest.line, language),
        met=quoted(text, nearest.met),
        others=quoted(text, nearest.others),
        terms=_listed(nearest.terms),
        failed=", ".join(map(str, nearest.failed)),
        lists=nearest.lists,
        within=nearest.within,
    )
    if stop == "list" and nearest.others:
        told += say(_ELSEWHERE).format(others=quoted(text, nearest.others))
    if nearest.score is not None:
        told += say(_SCORE).format(score=nearest.score, threshold=nearest.threshold)
    return told


def slip_lines(slip: Slip, language: str) -> list[str]:
    """Tell one slip in two lines: the passage, and why."""
    say = translator(language)
    said, spans = slip.suggestion, _spans(slip)
    passage = f"”{shortened(slip.text, spans)}”"
    if slip.kind == "missed" and slip.nearest is not None:
        head = f"{say(N_('missed'))}  {slip.id}  {slip.name}{f'  {_said(slip.status, language)}' if slip.status else ''}  {passage}"
        return [head, say(N_("nearest: {told}")).format(told=nearest_words(slip.nearest, slip.text, language))]
    if said is None:
        return [passage]
    met = met_words(said, slip.rule_line, slip.text, language)
    if slip.kind == "status":
        changed = f"{_said(slip.status, language)} → {_said(said.status, language)}"
        head = f"{say(N_('wrong status'))}  {slip.id}  {slip.name}  {changed}  {passage}"
        return [head, f"{met}; {rule_words(said, slip.text, language)}"]
    return [f"{say(N_('false find'))}  {slip.id}  {said.code}  {passage}", met]


def _said(status: str, language: str) -> str:
    return said_status(Status(status), language)


def slip_json(slip: Slip) -> dict[str, Any]:
    """Give a slip for machines: kind missed, false or status; what was found with its reasons, or what came nearest."""
    found = slip.suggestion
    return {
        "kind": slip.kind.value,
        "id": slip.id,
        "name": slip.name,
        "status": slip.status,
        "passage": shortened(slip.text, _spans(slip)),
        "found": None if found is None else {**found_json(found, slip.text), "line": slip.rule_line},
        "nearest": None if slip.nearest is None else nearest_json(slip.nearest, slip.text),
    }


def _spans(slip: Slip) -> tuple[Span, ...]:
    if slip.suggestion is not None:
        return slip.suggestion.why.matched or (slip.suggestion.span,)
    return slip.nearest.met if slip.nearest is not None else ()


def nearest_json(nearest: Nearest, text: str) -> dict[str, Any]:
    """Give the same for machines; the engine's word says what stopped it."""
    return {
        "code": nearest.code,
        "stop": nearest.stop.value,
        "indicator": nearest.indicator,
        "line": nearest.line,
        "met": [s.of(text) for s in nearest.met],
        "failed": list(nearest.failed),
        "lists": nearest.lists,
        "terms": list(nearest.terms),
        "others": [s.of(text) for s in nearest.others],
        "within": nearest.within,
        "score": None if nearest.score is None else round(nearest.score, 3),
        "threshold": nearest.threshold,
    }


def _named(indicator: str, line: int, language: str) -> str:
    if indicator == OPINION or not line:
        return indicator
    return translator(language)(_RULE_LINE).format(indicator=indicator, line=line)


def _listed(terms: Sequence[str]) -> str:
    more = [_CUT] if len(terms) > _MOST_TERMS else []
    return ", ".join([*terms[:_MOST_TERMS], *more])
