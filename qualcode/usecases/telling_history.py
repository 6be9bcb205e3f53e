"""Telling history: every change with who, when, what, before and after, as a listing for the screen or a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.listing import Head, Listing
from qualcode.exchange.word_ids import table_tag
from qualcode.language.wording import translator
from qualcode.storage.event_rows import Told, events
from qualcode.storage.ledger import history
from qualcode.usecases.history_words import HistoryWords
from qualcode.usecases.naming_coders import coder_words
from qualcode.usecases.project import Project
from qualcode.usecases.recalling import ACTIONS, STATES

ROWS = {
    "document": N_("document"),
    "hit": N_("hidden words"),
    "decision": N_("decision on a suggestion"),
    "coding": N_("coding"),
    "judgement": N_("judgement"),
    "memo": N_("memo"),
    "reading": N_("mark of reading"),
    "placement": N_("place that waits"),
    "words": N_("words of a text"),
    "case-name": N_("name of a case"),
    "file": N_("file"),
    "suggested": N_("suggestions that got another code"),
}
"""What a change is about, in words."""
_TITLE = N_("History")
_DESCRIBED = N_("Every change of the project: who, when, what, before and after.")
_EMPTY: tuple[object, ...] = ("", None, [], {}, 0, False)
_LONGEST = 300
"""Characters of a file's changed lines that are told."""
_SECRET = "[…]"  # noqa: S105 - what stands for words that only the vault holds
_HIDDEN = frozenset(
    {"id", "step", "number", "sha256", "path", "at", "suggestion", "vault_id", "moved", "from", "names"}
)


class NoHistoryError(QualcodeError):
    """An id that no step has touched."""

    sentence = N_("No step has touched {id}; `qualcode history` shows the steps.")


def told_history(
    project: Project,
    *,
    coder: str | None = None,
    steps: int | None = None,
    of: str | None = None,
    masked: bool = False,
) -> Listing:
    """Give the project's changes, oldest first: of one coder, of the latest steps, or of one coding, memo or document.

    ``masked``, as a file needs it, gives coders who are called by a person's name other words ("coder A").

    Raises:
        NoHistoryError: when no step has touched ``of``.
    """
    say = translator(project.language)
    found = events(project.store, coder=coder, steps=steps, of=of)
    if of is not None and not found:
        raise NoHistoryError(id=of)
    # By all coders of the project, the first first: whoever is left out, the others keep their letters.
    coders = [s.coder for s in sorted(history(project.store), key=lambda s: s.id)] if masked else []
    shown = coder_words(project, coders)
    words = HistoryWords(project, say)
    columns = (
        Head("step", say(N_("step")), 0.5),
        Head("at", say(N_("when (UTC)"))),
        Head("coder", say(N_("who"))),
        Head("action", say(N_("what")), 1.2),
        Head("state", say(N_("state")), 0.8),
        Head("row", say(N_("about"))),
        Head("id", say(N_("id")), 0.8),
        Head("before", say(N_("before")), 3.0),
        Head("after", say(N_("after")), 3.0),
    )
    rows = tuple(
        (
            e.step,
            e.at.replace("T", " ").removesuffix("+00:00"),
            shown.get(e.coder, e.coder),
            say(ACTIONS.get(e.action, e.action)),
            say(STATES[e.state]) if STATES[e.state] else "",
            say(ROWS.get(e.row, e.row)),
            _name(e, words),
            _said(e.before, e.coder, shown, words),
            _said(e.after, e.coder, shown, words),
        )
        for e in found
    )
    return Listing(say(_TITLE), say(_DESCRIBED), columns, rows, tag=table_tag("history", wave=""))


def _name(event: Told, words: HistoryWords) -> str:
    """Give what a change is about, without the coder; a suggestion's id and a place in a text tell a reader nothing."""
    if event.row in ("decision", "reading"):
        return words.document(str((event.after or event.before or {}).get("document", "")))
    if event.row == "document":
        return words.document(event.key)
    if event.row == "judgement":
        case, wave, code, *_ = event.key.split("|")
        return " · ".join(part for part in (case, wave, words.code(code)) if part)
    return "" if event.row in ("words", "case-name") else event.key


def _said(row: Mapping[str, Any] | None, coder: str, shown: Mapping[str, str], words: HistoryWords) -> str:
    """Give the columns that say something, the step's own coder not again; words that the vault keeps are not told."""
    if row is None:
        return ""
    told = []
    for name, value in row.items():
        if (
            name in _HIDDEN
            or (name == "coder" and value == coder)
            or (value in _EMPTY and name not in ("start", "end"))
            or (name == "score" and row.get("origin") == "manual")
        ):
            continue
        if name == "words":
            parts = value if isinstance(value, list) else [value]
            told.append(", ".join(str(part.get("t", _SECRET)) for part in parts))
        elif name == "lines":
            told.append(_cut(" ".join(" ".join(map(str, value)).split())))
        elif name == "end" and "start" in row:
            continue
        elif name == "start":
            told.append(f"{value}-{row.get('end', '')}")
        else:
            told.append(words.told(name, shown.get(value, value) if name == "coder" else value))
    return "; ".join(told)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]} …"
