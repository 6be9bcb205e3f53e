"""The properties of Word and Excel files: title and language, nobody's name, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from qualcode.exchange.xml_letters import escape, storable

LOCALES = {"sv": "sv-SE", "en": "en-GB"}


@cache
def _property_templates() -> tuple[str, str]:
    folder = files("qualcode.exchange").joinpath("data", "word")
    return folder.joinpath("core.xml").read_text(encoding="utf-8"), folder.joinpath("app.xml").read_text(
        encoding="utf-8"
    )


def properties(title: str, locale: str) -> Mapping[str, bytes]:
    """Give properties that tell the title and the language and nobody's name or clock."""
    core, app = _property_templates()
    words = escape(storable(title).replace("\n", " "))
    return {
        "docProps/core.xml": core.replace("TITLE", words).replace("LANG", locale).encode(),
        "docProps/app.xml": app.encode(),
    }
