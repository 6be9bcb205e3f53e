"""What one run of the import works with, from the first file to the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.domain.minutes import Document
from qualcode.storage.document_rows import Shelved
from qualcode.storage.version_rows import OfCase, of_case
from qualcode.usecases.hiding import hide
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.anonymise.pseudonymising import Pseudonymised
    from qualcode.anonymise.register import Register
    from qualcode.anonymise.vault import Vault
    from qualcode.exchange.reading import Manner


@dataclass
class Desk:
    """The project, what the analyst told, and who is known so far.

    ``replaces`` is the current document that the one file is a new version of ("" for none); ``late`` is what the analyst called
    it when that one had been replaced before ("" else); ``known`` are the current documents by their keyed places, ``hashes`` by
    those of their files; ``shapes`` the outlines of texts that were compared, ``latest`` that of the text compared last, by its hash;
    ``mark`` the ledger's when they were learnt, None when they may have changed since; ``fresh`` are the documents that were stored
    in the transaction under way, which nobody can read back before it ends.
    """

    project: Project
    options: Mapping[str, str]
    table: Mapping[str, Mapping[str, str]]
    replaces: str
    late: str
    vault: Vault | None
    register: Register
    manner: Manner | None = None
    known: dict[str, Shelved] = field(default_factory=dict)
    hashes: dict[str, Shelved] = field(default_factory=dict)
    cases: dict[str, list[OfCase]] = field(default_factory=dict)
    shapes: dict[str, frozenset[int]] = field(default_factory=dict)
    latest: tuple[str, frozenset[int]] = ("", frozenset())
    mark: tuple[object, int] | None = None
    fresh: dict[str, Document] = field(default_factory=dict)

    def know(self, shelf: Iterable[Shelved]) -> None:
        """Learn which documents are current, and nothing else: what was learnt of them before may no longer be so."""
        self.known = {s.path: s for s in shelf}
        self.hashes = {s.sha256: s for s in self.known.values()}
        self.cases.clear()
        self.shapes.clear()
        self.fresh.clear()

    def forget(self) -> None:
        """Learn anew, when next asked: documents of a transaction that was taken back are not there."""
        self.mark = None
        self.latest = ("", frozenset())
        self.know(())

    def add(self, shelf: Shelved, document: Document, *, replaced: str = "") -> None:
        """Learn of a document that was just stored, perhaps in the place of another."""
        if replaced:
            self.hashes = {sha: s for sha, s in self.hashes.items() if s.id != replaced}
            self.mark = None
        self.fresh[shelf.id] = document
        self.known[shelf.path] = shelf
        self.hashes[shelf.sha256] = shelf
        if self.latest[0] == document.sha256:
            self.shapes[shelf.id] = self.latest[1]
        meta = document.metadata
        if meta.case in self.cases:
            if replaced:
                self.cases[meta.case] = [one for one in self.cases[meta.case] if one.id != replaced]
            self.cases[meta.case].append(OfCase(shelf.id, document.name, meta.wave))

    def of_case(self, case: str) -> list[OfCase]:
        """Give the documents of a case, those of this run included."""
        if case not in self.cases:
            self.cases[case] = list(of_case(self.project.store, case))
        return self.cases[case]

    def hide(self, text: str, case: str, **known: Any) -> Pseudonymised:  # noqa: ANN401 - blocks and participants
        """Hide names by the project's settings and everyone this run has met."""
        return hide(text, settings=self.project.settings, case=case, register=self.register, **known)
