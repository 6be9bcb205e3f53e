"""What a row of the ledger says, in the reader's words: names of documents and codes, statuses, and what columns are called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.minutes import DocumentStatus, guesses_in
from qualcode.language.glyphs import STATUS_NAMES
from qualcode.storage.document_rows import document_names
from qualcode.usecases.describing import FIELDS
from qualcode.usecases.project import Project
from qualcode.usecases.surveying import STATUS_WORDS

COLUMNS = {
    "document": N_("document: {value}"),
    "code": N_("code: {value}"),
    "codes": N_("codes: {value}"),
    "status": N_("status: {value}"),
    "state": N_("state: {value}"),
    "origin": N_("began as: {value}"),
    "score": N_("score: {value}"),
    "corrects": N_("corrects a suggestion: {value}"),
    "verdict": N_("decision: {value}"),
    "coding": N_("coding: {value}"),
    "target": N_("on: {value}"),
    "text": N_("text: {value}"),
    "case_name": N_("case: {value}"),
    "wave": N_("wave: {value}"),
    "summary": N_("summary: {value}"),
    "as_proposed": N_("as proposed: {value}"),
    "coder": N_("coder: {value}"),
    "reason": N_("reason: {value}"),
    "type": N_("type: {value}"),
    "replacement": N_("replacement: {value}"),
    "review": N_("review: {value}"),
    "rule": N_("rule: {value}"),
    "doubt": N_("uncertain: {value}"),
    "name": N_("name: {value}"),
    "date": N_("date: {value}"),
    "language": N_("language: {value}"),
    "replaces": N_("replaces: {value}"),
    "names_reviewed": N_("names reviewed: {value}"),
    "guessed": N_("guessed: {value}"),
}
"""How the columns of the ledger's rows are told."""
VALUES: Mapping[str, Mapping[str, str]] = {
    "state": {
        "current": N_("in the project"),
        "removed": N_("not in the project"),
        "superseded": N_("replaced by a newer version"),
    },
    "origin": {"manual": N_("a coding by hand"), "suggestion": N_("a suggestion")},
    "verdict": {"accepted": N_("it is right"), "rejected": N_("it is wrong"), "changed": N_("right with a change")},
    "review": {
        "accepted": N_("rightly hidden"),
        "rejected": N_("released"),
        "changed": N_("hidden in another way"),
    },
}
"""What their values mean."""
_KINDS = {
    "coding": N_("coding {id}"),
    "document": N_("document {id}"),
    "case": N_("case {id}"),
    "code": N_("code {id}"),
    "project": N_("the project"),
}
"""What a memo is on."""
_CODES = ("code", "codes")
_DOCUMENTS = ("document", "replaces")


class HistoryWords:
    """Words for what the ledger keeps as ids and keys, each looked up once."""

    def __init__(self, project: Project, say: Callable[[str], str]) -> None:
        self.project = project
        self.say = say

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return document_names(self.project.store)

    def document(self, key: str) -> str:
        """Give a document's name with its id."""
        name = self._documents.get(key)
        return f"{name} ({key})" if name else key

    def code(self, path: str) -> str:
        """Give a code's name with its path; the path alone where the codebook lacks it or is faulty."""
        try:
            found = self.project.codebook.find(path)
        except QualcodeError:
            found = None
        return f"{found.name(self.project.language)} ({path})" if found else path

    def target(self, words: str) -> str:
        """Give what a memo is on."""
        kind, _, key = words.partition(":")
        told = self.document(key) if kind == "document" else self.code(key) if kind == "code" else key
        return self.say(_KINDS[kind]).format(id=told) if kind in _KINDS else words

    def told(self, name: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
        """Give a column with what it says."""
        said = self.value(name, value)
        return self.say(COLUMNS[name]).format(value=said) if name in COLUMNS else f"{name}: {said}"

    def value(self, name: str, value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
        """Give what a column says."""
        if isinstance(value, Mapping):
            return ", ".join(f"{k}={v}" for k, v in value.items())
        if isinstance(value, list):
            return ", ".join(self.value(name, one) for one in value)
        if isinstance(value, bool):
            return self.say(N_("yes")) if value else self.say(N_("no"))
        return self._words(name, f"{value:.2f}" if isinstance(value, float) else str(value))

    def _words(self, name: str, words: str) -> str:
        if name in _CODES:
            return self.code(words)
        if name in _DOCUMENTS:
            return self.document(words)
        if name == "target":
            return self.target(words)
        if name == "guessed":
            return ", ".join(self.say(FIELDS.get(one, one)) for one in guesses_in(words))
        if name == "status":
            return status_in_words(words, self.say)
        known = VALUES.get(name, {})
        return self.say(known[words]) if words in known else words


def status_in_words(status: str, say: Callable[[str], str]) -> str:
    """Give a status of a coding, cell or document by ``say`` in the reader's language; what is none stands as it is."""
    if status in set(DocumentStatus):
        return say(STATUS_WORDS[DocumentStatus(status)])
    return say(STATUS_NAMES[CellStatus(status)]) if status in set(CellStatus) else status
