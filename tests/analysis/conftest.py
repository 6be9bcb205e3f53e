"""A project in memory: a codebook of three codes and makers of documents, passages and judgements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from qualcode.analysis.matrix import Material
from qualcode.analysis.proposing import Passage
from qualcode.domain.codebook import Code, Codebook, CountRule, Kind
from qualcode.domain.coding import CellStatus, Judgement, Status
from qualcode.domain.minutes import Document, DocumentStatus, Metadata

THEMES = (
    Code(
        "plans",
        "plans",
        {"sv": "Planer", "en": "Plans"},
        colour="#112233",
        codable=False,
        children=(
            Code("county", "plans/county", {"sv": "Länsplan", "en": "County plan"}),
            Code("budget", "plans/budget", {"sv": "Budget"}, colour="#445566", kind=Kind.REQUEST),
        ),
    ),
    Code("support", "support", {"sv": "Stöd", "en": "Support"}),
)


class Workshop:
    """Builds material piece by piece."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.passages: list[Passage] = []
        self.judgements: list[Judgement] = []
        self.read: set[str] = set()

    def document(self, case: str, *, wave: str = "2024", status: str = "approved", people: int = 0) -> str:
        key = f"d{len(self.documents) + 1}"
        meta = Metadata(case=case, wave=wave, status=DocumentStatus(status))
        self.documents.append(Document(key, f"{key}.txt", meta, "…", key, participants=people))
        return key

    def says(
        self, document: str, code: str, status: str = "present", *, at: tuple[int, int] = (0, 5), score: float = 1.0
    ) -> str:
        key = f"p{len(self.passages) + 1}"
        self.passages.append(Passage(key, document, code, Status(status), score, False, *at))
        return key

    def judged(
        self, case: str, code: str, status: str, *, wave: str = "2024", summary: str = "", coder: str = "k"
    ) -> None:
        self.judgements.append(Judgement(case, wave, code, CellStatus(status), coder, summary))

    def material(self, *, counts: Iterable[CountRule] = (), **more: Any) -> Material:
        return Material(
            codebook=Codebook("b", "1", {}, THEMES, tuple(counts)),
            documents=tuple(self.documents),
            passages=tuple(self.passages),
            judgements=tuple(self.judgements),
            read=frozenset(self.read),
            **more,
        )


@pytest.fixture
def shop() -> Workshop:
    return Workshop()
