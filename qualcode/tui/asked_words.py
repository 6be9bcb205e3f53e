"""A query as a person reads it: its codes and themes by name; how it is written by hand stays what `write` shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.query_words import attribute, in_language
from qualcode.tui.setting_words import VALUES
from qualcode.usecases.building_queries import Attribute, attribute_part

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

_PART = re.compile(
    r"""["“”][^"“”]*["“”]?|(?P<name>[^\W\d][\w-]*)(?P<equals>\s*=\s*)(?P<value>["“”][^"“”]*["“”]?|[^\s()"“”]+)|(?P<path>[^\W_][\w-]*(?:/[^\W_][\w-]*)*)(?P<states>\[[^\]]*\])?"""
)
"""Words in quotation marks, which stay as they are, attributes, and what may be a code with its statuses."""
_BELOW = " › "


def named_query(desk: Desk, expression: str) -> Content:
    """Give a query with the names of its codes, which stand out from the words that join them."""
    shown = in_language(expression, desk.project.language)
    parts: list[Content | str] = []
    end = 0
    for found in _PART.finditer(shown):
        if found["name"]:
            parts += [shown[end : found.start("value")], _value(desk, found["name"], found["value"])]
            end = found.end()
            continue
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
    return f"{name} = {_value(desk, name, value)}"


def _value(desk: Desk, name: str, value: str) -> str:
    """Give what an attribute is asked to be: a focus area by the name of its theme, a language by its own."""
    known, plain = attribute(name, value.strip('"“”'))
    if known == "focus" and desk.code(plain) is not None:
        return desk.code_name(plain)
    if known == "language" and plain in VALUES["language"]:
        return desk.say(VALUES["language"][plain])
    return value


def code_with_theme(desk: Desk, path: str) -> str:
    """Give a code's name after that of its theme; a theme has its name alone."""
    theme, below, _ = path.partition("/")
    return f"{desk.code_name(theme)}{_BELOW}{desk.code_name(path)}" if below else desk.code_name(path)
