"""Explaining a suggestion: the words that were met, the indicator, and the cues that decided the status."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import StoredSuggestion, Suggestion
from qualcode.domain.errors import N_
from qualcode.language.glyphs import said_status
from qualcode.language.wording import translator
from qualcode.storage.document_rows import documents
from qualcode.usecases.project import Project

RULE_WORDS = {
    "plain": N_("nothing around it changes it"),
    "fixed": N_("the indicator fixes the status"),
    "negation": N_("negated"),
    "double-negation": N_("negated twice"),
    "answer": N_("the answer to a question tells it"),
    "plan": N_("told as a plan"),
    "coming": N_("missing, and told as on its way"),
    "not-ready": N_("not there yet"),
    "there-now": N_("it is there now"),
    "denied": N_("what was claimed is denied whole"),
    "past": N_("told in the past"),
    "ended": N_("it has ended"),
    "doubt": N_("told with doubt"),
    "voiced": N_("it is voiced"),
    "question": N_("a question asserts nothing"),
    "own-turn": N_("told of others first, then of the county"),
    "elsewhere": N_("told of somewhere else"),
    "nation": N_("told of the nation or of counties in general"),
    "condition": N_("told as a condition"),
    "wish": N_("told as a wish"),
    "spoken-of": N_("the theme is spoken of, but nothing is stated"),
    "learnt": N_("the words of the sentence speak for another status than the rules"),
}
"""The engine's status rules, in words."""


OPINION = "second-opinion"
"""What stands for the indicator where none met, and the words of the passage alone speak for the code."""
_MET = N_("the indicator {indicator} recognises {words}; {rule}")
_OUTWEIGHED = N_("the rules said ”{rules}”, but the words of the sentence speak for ”{now}”")
_WEIGHED = N_("{words} and the words around speak for it (second opinion, no indicator); {rule}")


def texts_of(project: Project, keys: Iterable[str]) -> dict[str, str]:
    """Give the texts of documents by their ids."""
    return {d.id: d.text for d in documents(project.store, ids=set(keys), segments=False)}


def rule_in_words(told: Suggestion, language: str, kind: Kind = Kind.FINDING) -> str:
    """Tell what decided the status of a suggestion; ``kind`` is its code's, for the words that its statuses have."""
    say = translator(language)
    if told.why.rules_said is None:
        return say(RULE_WORDS.get(told.why.rule, told.why.rule))
    rules, now = (said_status(status, language, kind) for status in (told.why.rules_said, told.status))
    return say(_OUTWEIGHED).format(rules=rules, now=now)


def explain(stored: StoredSuggestion, words: str, language: str, kind: Kind = Kind.FINDING) -> list[str]:
    """Give the passage and the reasons, a line each; ``words`` is the document's text, ``kind`` the code's."""
    say = translator(language)
    s = stored.suggestion
    matched = ", ".join(f"”{m.of(words)}”" for m in s.why.matched)
    lines = [
        f"”{' '.join(s.span.of(words).split())}”",
        say(_WEIGHED if s.why.indicator == OPINION else _MET).format(
            words=matched or "–",
            indicator=s.why.indicator,
            rule=rule_in_words(s, language, kind),
        ),
    ]
    if s.why.cues:
        cues = ", ".join(f"”{c.of(words)}”" for c in s.why.cues)
        lines[-1] += say(N_(", because of {cues}")).format(cues=cues)
    return lines


def suggestion_json(stored: StoredSuggestion, text: str) -> dict[str, Any]:
    """Give a suggestion with its reasons for machines; ``text`` is the document's."""
    s = stored.suggestion
    told = found_json(s, text)
    told["why"]["corrects"] = s.why.corrects
    return {"id": stored.id, "document": stored.document, **told}


def found_json(s: Suggestion, text: str) -> dict[str, Any]:
    """Give what the engine found, with its reasons, for machines."""
    return {
        "code": s.code,
        "start": s.span.start,
        "end": s.span.end,
        "text": s.span.of(text),
        "status": s.status.value,
        "score": round(s.score, 3),
        "why": {
            "indicator": s.why.indicator,
            "rule": s.why.rule,
            "matched": [m.of(text) for m in s.why.matched],
            "cues": [c.of(text) for c in s.why.cues],
        },
    }
