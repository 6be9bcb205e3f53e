"""Codebooks back to YAML: what did not change stays as its author typed it, comments, groups and all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import N_, QualcodeError
from qualcode.exchange.codebook_cutting import touched_themes
from qualcode.exchange.codebook_extending import extended_book
from qualcode.exchange.codebook_files import CodebookFaultsError, parse
from qualcode.exchange.codebook_nodes import Node, mapping
from qualcode.exchange.codebook_writing import TreeWriter, code_essence
from qualcode.exchange.kept_layout import keep_layout

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDEST = 100_000
"""Lines are never broken for their length: a definition stays on the line its author gave it."""


class CodebookChangedError(QualcodeError):
    """A codebook that would not read back as it was."""

    sentence = N_("The codebook {id} was not written, as it would not read back the same; report it with the file.")


def dump(
    codebook: Codebook, *, like: str = "", moved: Mapping[str, str] | None = None, before: Codebook | None = None
) -> str:
    """Give a codebook as YAML text.

    ``like`` is the text it came from: codes keep their lines and comments there, and only changed keys are written anew. ``moved`` gives
    the old path of each code that has a new one (renamed, moved), so that it takes its lines along. ``before`` is what ``like`` was read
    as, when that is known. Of a codebook that extends another
    only what stands in its own file is written.

    Raises:
        CodebookChangedError: when the text would not give the same codebook again.
        CodeElsewhereError: when a code of the extended codebook was changed.
        CodebookFaultsError: when ``like`` has mistakes.
    """
    old = before or _old_codes(like, codebook.source)
    cut = touched_themes(like, old, codebook, moved or {}) if old is not None else None
    if cut is not None:
        text = cut.put_back(next(_rewritten(cut.new, cut.lines, cut.old, moved or {})) if cut.lines else "")
        # What a cut text cannot tell, the whole one does.
        if text is not None and _reads_back(codebook, text):
            return text
    for text in _rewritten(codebook, like, old, moved or {}):
        if _reads_back(codebook, text):
            return text
    raise CodebookChangedError(id=codebook.id)


def _rewritten(codebook: Codebook, like: str, old: Codebook | None, moved: Mapping[str, str]) -> Iterator[str]:
    """Give the text in the layout of ``like`` and, should that read otherwise, in the library's own."""
    yaml = keeping_yaml()
    root = yaml.load(like) if like else mapping()
    plain = written(yaml, root) if like else ""
    writer = TreeWriter(root, old, moved, extended_book(codebook))
    text = written(yaml, writer.root(codebook))
    if like:
        yield keep_layout(like, plain, text)
    yield text


def keeping_yaml() -> Node:
    """Give what reads and writes YAML with its comments and quotation marks."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDEST
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def written(yaml: Node, root: Node) -> str:
    """Give values as YAML text."""
    out = StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _old_codes(like: str, source: str) -> Codebook | None:
    if not like:
        return None
    old, faults = parse(like, source=source)
    if faults:
        raise CodebookFaultsError(Path(faults[0].path or "–"), faults)
    return old


def _reads_back(codebook: Codebook, text: str) -> bool:
    again, _ = parse(text, source=codebook.source)
    return again is not None and essence(again) == essence(codebook)


def essence(codebook: Codebook) -> Codebook:
    """Give a codebook without what only tells where it stood (lines, files, indicators' ids) and what other files hold (the opinion)."""
    themes = tuple(code_essence(c) for c in codebook.themes)
    counts = tuple(replace(c, line=0) for c in codebook.counts)
    return replace(codebook, themes=themes, counts=counts, source="", sha256="", opinion=None, bases=())
