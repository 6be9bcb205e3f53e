"""The template of a report: read, and looked over before anything is written with it."""

from __future__ import annotations

from pathlib import Path

from qualcode.domain.errors import N_
from qualcode.language.wording import translator


def missing_styles(template: Path, language: str) -> tuple[str, ...]:
    """Give the built-in styles that a report uses and a template lacks, as Word calls them; plain ones take their place.

    Raises:
        QualcodeError: when the template is no Word file, dangerous or damaged.
    """
    from qualcode.exchange.word_templates import lacking

    say = translator(language)
    return tuple(say(_STYLE_NAMES.get(name, name)) for name in lacking(template_bytes(template)))


_STYLE_NAMES = {
    "heading 1": N_("Heading 1"),
    "heading 2": N_("Heading 2"),
    "heading 3": N_("Heading 3"),
    "title": N_("Title"),
    "subtitle": N_("Subtitle"),
    "caption": N_("Caption"),
    "toc heading": N_("TOC Heading"),
    "toc 1": N_("TOC 1"),
    "table of figures": N_("Table of Figures"),
    "quote": N_("Quote"),
    "list bullet": N_("List Bullet"),
    "no spacing": N_("No Spacing"),
    "table grid": N_("Table Grid"),
    "header": N_("Header"),
    "footer": N_("Footer"),
}
"""Word shows its built-in styles under other names in every language, and they are looked for by these."""


def template_bytes(path: Path) -> bytes:
    """Give a template's bytes.

    Raises:
        QualcodeError: when it is no Word file, dangerous or damaged.
    """
    from qualcode.exchange.file_guards import MAX_PACKAGE_BYTES, take
    from qualcode.exchange.word_templates import check_template

    data = take(path, limit=MAX_PACKAGE_BYTES)
    check_template(data, str(path))
    return data
