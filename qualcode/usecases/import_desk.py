"""What one run of the import works with, from the first file to the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qualcode.storage.document_rows import Shelved
from qualcode.usecases.hiding import hide
from qualcode.usecases.project import Project

if TYPE_CHECKING:
    from qualcode.anonymise.pseudonymising import Pseudonymised
    from qualcode.anonymise.register import Register
    from qualcode.anonymise.vault import Vault


@dataclass
class Desk:
    """The project, what the analyst told, and who is known so far.

    ``replaces`` is the current document that the one file is a new version of ("" for none); ``late`` is what the analyst called
    it when that one had been replaced before ("" else); ``known`` are the current documents by their keyed places; ``shapes`` the
    outlines of texts that were compared.
    """

    project: Project
    options: Mapping[str, str]
    table: Mapping[str, Mapping[str, str]]
    replaces: str
    late: str
    vault: Vault | None
    register: Register
    known: dict[str, Shelved] = field(default_factory=dict)
    shapes: dict[str, frozenset[int]] = field(default_factory=dict)

    def hide(self, text: str, case: str, **known: Any) -> Pseudonymised:  # noqa: ANN401 - blocks and participants
        """Hide names by the project's settings and everyone this run has met."""
        return hide(text, settings=self.project.settings, case=case, register=self.register, **known)
