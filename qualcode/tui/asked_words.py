"""A query as a person reads it: its codes and themes by name; how it is written by hand stays what `write` shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.query_words import in_language

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

_PART = re.compile(
    r"""["“”][^"“”]*["“”]?|[^\W\d][\w-]*\s*=\s*\S+|(?P<path>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?P<states>\[[^\]]*\])?"""
)
"""Words in quotation marks and attributes, which stay as they are, and what may be a code with its statuses."""
_BELOW = " › "


def named_query(desk: Desk, expression: str) -> Content:
    """Give a query with the names of its codes, which stand out from the words that join them."""
    shown = in_language(expression, desk.project.language)
    parts: list[Content | str] = []
    end = 0
    for found in _PART.finditer(shown):
        path = found["path"]
        if path is None or desk.code(path) is None:
            continue
        parts += [shown[end : found.start()], Content.styled(code_with_theme(desk, path), "bold")]
        end = found.end("path")
        if found["states"]:
            parts.append(f" {found['states']}")
            end = found.end()
    return Content.assemble(*parts, shown[end:])


def code_with_theme(desk: Desk, path: str) -> str:
    """Give a code's name after that of its theme; a theme has its name alone."""
    theme, below, _ = path.partition("/")
    return f"{desk.code_name(theme)}{_BELOW}{desk.code_name(path)}" if below else desk.code_name(path)
