"""Codes of a project file that the project's codebook lacks: added where they stood, under the codes that both know."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.exchanged import Exchanged
from qualcode.usecases.backing_up import FOLDER
from qualcode.usecases.codebook_words import codebook_words
from qualcode.usecases.export_gate import keep_bytes
from qualcode.usecases.project import Project


def added_codes(project: Project, read: Exchanged) -> tuple[Mapping[str, str], int, Path]:
    """Add to the codebook what it lacks of a file's codes; give the path here of each path there, how many are new, and the file.

    Codes are the same by GUID (of this project's own export), else by id or name under the same heading. The codebook as it was is
    kept among the backups.

    Raises:
        CodebookChangedError, CodeElsewhereError, FolderReadOnlyError: nothing is then changed.
    """
    from qualcode.exchange.codebook_dumping import dump

    target = project.folder / project.settings.codebooks[0]
    if read.codebook is None:
        return {}, 0, target
    adding = _Adding(project, read)
    themes = adding.level(project.codebook.themes, read.codebook.themes, "")
    if not adding.new:
        return adding.paths, 0, target
    before = target.read_text(encoding="utf-8")
    text = dump(replace(project.codebook, themes=themes), like=before)
    aside = project.folder / FOLDER
    aside.mkdir(exist_ok=True)
    number = len(list(aside.glob(f"{target.stem}-*.yaml"))) + 1
    shutil.copyfile(target, aside / f"{target.stem}-{number}.yaml")
    keep_bytes(target, text.encode("utf-8"))
    # What was loaded is no longer what the file says.
    project.forget_codebook()
    return adding.paths, adding.new, target


class _Adding:
    def __init__(self, project: Project, read: Exchanged) -> None:
        from qualcode.exchange.refi_codebook import code_guid

        self.project = project
        self.book: Codebook = project.codebook
        self.paths: dict[str, str] = {}
        self.new = 0
        ours = {code_guid(self.book, code.path): code.path for code in self.book.walk()}
        self.known = {path: ours[key] for key, path in read.guids.items() if key in ours}
        self.used = {mark.code for source in read.sources for mark in source.marks}

    def level(self, here: tuple[Code, ...], there: tuple[Code, ...], above: str) -> tuple[Code, ...]:
        """Give the codes of one level with those of the file that are not among them."""
        made = list(here)
        for code in there:
            at = self._same(made, code)
            if at is None and code.path in self.known:
                # It has been moved since: what it has there belongs under it here, where it now stands.
                self._follow(code)
            elif at is None:
                made.append(self._fresh(code, above, {c.id for c in made}))
            else:
                self.paths[code.path] = made[at].path
                made[at] = replace(made[at], children=self.level(made[at].children, code.children, made[at].path))
        return tuple(made)

    def _same(self, made: list[Code], code: Code) -> int | None:
        wanted = self.known.get(code.path)
        names = {n.casefold() for n in code.names.values()}
        for number, one in enumerate(made):
            if one.path == wanted:
                return number
        for number, one in enumerate(made):
            if one.id == code.id or names & {n.casefold() for n in one.names.values()}:
                return number
        return None

    def _follow(self, code: Code) -> None:
        self.paths[code.path] = self.known[code.path]
        for below in code.children:
            if below.path in self.known:
                self._follow(below)

    def _fresh(self, code: Code, above: str, taken: set[str]) -> Code:
        """Give a code of the file as one of ours, names of people hidden in what it says, with all that is below it."""
        self.new += 1
        name, number = self._id(code), 1
        free = name
        while free in taken:
            number += 1
            free = f"{name}-{number}"
        path = f"{above}/{free}" if above else free
        self.paths[code.path] = path
        below: list[Code] = []
        for one in code.children:
            below.append(self._fresh(one, path, {c.id for c in below}))
        return replace(
            code,
            id=free,
            path=path,
            names=self._hidden(code.names),
            brief=self._hidden(code.brief),
            definition=self._hidden(code.definition),
            use_when=self._hidden(code.use_when),
            not_when=self._hidden(code.not_when),
            examples={language: tuple(map(self._words, said)) for language, said in code.examples.items()},
            # A heading that passages carry was a code, whatever the file says of it.
            codable=code.codable or code.path in self.used,
            children=tuple(below),
        )

    def _id(self, code: Code) -> str:
        from qualcode.exchange.refi_codebook import slug

        said = next(iter(code.names.values()), code.id)
        return code.id if self._words(said) == said else slug(self._words(said))

    def _hidden(self, words: Mapping[str, str]) -> dict[str, str]:
        return {language: self._words(said) for language, said in words.items()}

    def _words(self, said: str) -> str:
        return codebook_words(self.project, said)
