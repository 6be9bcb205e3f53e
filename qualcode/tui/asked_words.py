"""A query as a person reads it: its codes and themes by name; how it is written by hand stays what `write` shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.query_words import in_language
from qualcode.tui.setting_words import VALUES
from qualcode.usecases.building_queries import Attribute, attribute_part

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


def attribute_in_words(desk: Desk, asked: Attribute) -> str:
    """Give an attribute that can be asked for, "fokus = Ledning": a focus area bears the name of its theme, a language its own."""
    written = in_language(attribute_part(asked), desk.project.language)
    name, _, value = written.partition("=")
    if asked.name == "focus":
        value = desk.code_name(asked.value)
    elif asked.name == "language" and asked.value in VALUES["language"]:
        value = desk.say(VALUES["language"][asked.value])
    return f"{name} = {value}"


def code_with_theme(desk: Desk, path: str) -> str:
    """Give a code's name after that of its theme; a theme has its name alone."""
    theme, below, _ = path.partition("/")
    return f"{desk.code_name(theme)}{_BELOW}{desk.code_name(path)}" if below else desk.code_name(path)
