"""Names for what a step of the ledger keeps as ids: codes, documents and the passages of codings, suggestions and memos."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from qualcode.domain.errors import QualcodeError
from qualcode.storage.coding_rows import codings_of
from qualcode.storage.document_rows import document_cases, document_names
from qualcode.storage.event_rows import rows_touched
from qualcode.storage.ledger import Step
from qualcode.usecases.project import Project

_ONE = frozenset({"suggestion", "coding", "memo"})
"""What names one thing by its id; several codings stand in a list."""


class StepNames:
    """What the ids in steps are, as far as the ledger and the project know: each kind looked up once, for all the steps given.

    ``with_ids`` tells the id after the name, for who gives it to a command.
    """

    def __init__(self, project: Project, steps: Iterable[Step], *, with_ids: bool = False) -> None:
        self.project = project
        self.with_ids = with_ids
        steps = tuple(steps)
        self._targets = {str(s.about["target"]) for s in steps if "target" in s.about}
        self._steps = [s.id for s in steps if _ONE & s.about.keys() or isinstance(s.about.get("codings"), list)]

    def told(self, key: str, value: str) -> str:
        """Give the name of what an id of this kind ("code", "document", "coding" …) is; the id where nothing knows it."""
        match key:
            case "code" | "to":
                return self._with_id(self.code(value), value)
            case "file_of":
                return self._with_id(self._documents.get(value, value), value)
            case "document" | "documents":
                return self._with_id(self.document(value), value)
            case "coding" | "codings" | "suggestion":
                return self._with_id(self._passage(value), value)
            case "memo":
                row = self._touched.get(("memo", value), {})
                return self.target(str(row.get("target", ""))) or value
        return value

    def target(self, target: str) -> str:
        """Give the name of what a memo hangs on, by its kind and id ("coding:k1"); "" for the project and what nothing knows."""
        kind, _, key = target.partition(":")
        return self.told(kind, key) if kind in ("code", "document", "coding") else key

    def code(self, path: str) -> str:
        """Give a code's name; its path where the codebook has it no more, or is faulty."""
        try:
            found = self.project.codebook.find(path)
        except QualcodeError:
            found = None
        return found.name(self.project.language) if found else path

    def document(self, key: str) -> str:
        """Give a document's case where it is the only one of it, else its name; its id when the project never had it."""
        case = self._cases.get(key, "")
        return case if case and self._many[case] == 1 else self._documents.get(key, key)

    def _passage(self, key: str) -> str:
        row = self._touched.get(("coding", key)) or self._touched.get(("decision", key)) or self._standing.get(key)
        if not row:
            return key
        told = [self.code(str(row["code"]))] if row.get("code") else []
        return ", ".join([*told, self.document(str(row["document"]))])

    def _with_id(self, name: str, key: str) -> str:
        return f"{name} ({key})" if self.with_ids and name != key else name

    @cached_property
    def _cases(self) -> Mapping[str, str]:
        return document_cases(self.project.store)

    @cached_property
    def _many(self) -> Counter[str]:
        return Counter(self._cases.values())

    @cached_property
    def _documents(self) -> Mapping[str, str]:
        return document_names(self.project.store)

    @cached_property
    def _touched(self) -> Mapping[tuple[str, str], Mapping[str, Any]]:
        return rows_touched(self.project.store, self._steps, ("coding", "decision", "memo"))

    @cached_property
    def _standing(self) -> Mapping[str, Mapping[str, Any]]:
        """The codings that memos hang on: the step that writes a memo does not touch them."""
        memos = {str(row.get("target", "")) for (kind, _), row in self._touched.items() if kind == "memo"}
        wanted = [key for kind, _, key in (t.partition(":") for t in self._targets | memos) if kind == "coding"]
        return {c.id: {"code": c.code, "document": c.document} for c in codings_of(self.project.store, wanted)}
