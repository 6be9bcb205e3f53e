"""The passages of the project by the ids of their quotes, as `verify` compares what is printed with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from qualcode.domain.coding import Coding
from qualcode.domain.minutes import Document
from qualcode.exchange.xml_letters import storable
from qualcode.storage.coding_rows import codings
from qualcode.storage.document_rows import documents, hits
from qualcode.usecases.project import Project
from qualcode.usecases.quoting import published_text, quote_id


class KnownQuotes:
    """The passages of the project by the ids of their quotes."""

    def __init__(self, project: Project) -> None:
        """Gather the codings of the project."""
        self.project = project
        self.names = {c.path: {w.casefold() for w in c.names.values()} | {c.path} for c in project.codebook.walk()}
        self._kinds = {c.path: c.kind for c in project.codebook.walk()}
        self.passages: dict[str, list[Coding]] = defaultdict(list)
        for coding in codings(project.store):
            self.passages[quote_id(project, coding.document, coding.span)].append(coding)
        self._shelf: dict[str, Document] = {d.id: d for d in documents(project.store)}
        self._texts: dict[str, str] = {}

    def text(self, identity: str) -> str:
        """Give a quote as a file of the project would print it now, without the signs that no file can hold."""
        if identity not in self._texts:
            coding = self.passages[identity][0]
            known = hits(self.project.store, coding.document)
            told = published_text(self.project, self._shelf[coding.document], coding.span, known)[0]
            self._texts[identity] = storable(told)
        return self._texts[identity]

    def after(self, identity: str, codes: Collection[str] = ()) -> tuple[str, ...]:
        """Give what may stand after a quote, under the heading of one of these ``codes`` (by none of them: of any of its codes)."""
        from qualcode.exchange.write_quotes_docx import words_after

        lang = self.project.settings.language
        every = self.passages[identity]
        meant = [c for c in every if c.code in codes] or every
        told = [
            words_after(
                c.code, c.status.value, self._kinds, lang, unreviewed=not self._shelf[c.document].names_reviewed
            )
            for c in meant
        ]
        return tuple(dict.fromkeys(told))

    def table(self, ids: Iterable[str]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
        """Give the head and the rows of the table of ids, a row for each code of each of these quotes that the project knows."""
        from qualcode.exchange.write_quotes_docx import id_head, id_row

        lang = self.project.settings.language
        names = {c.path: c.name(lang) for c in self.project.codebook.walk()}
        rows = [
            id_row(one, coding.code, coding.status.value, self.text(one), names=names, kinds=self._kinds, lang=lang)
            for one in dict.fromkeys(ids)
            for coding in self.passages.get(one, ())
        ]
        return id_head(lang), rows
