"""The codebook as a Word file to read: every code with its id, definition, when to use it and when not, and examples."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.domain.codebook import Code, Codebook
from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words
from qualcode.exchange.refi_codebook import DEFINITION, EXAMPLES, NOT_WHEN, USE_WHEN
from qualcode.exchange.word_pages import Pages, run
from qualcode.language.wording import translator

_DEEPEST = 4
"""The level of heading that the deepest codes get."""


def write(book: Codebook, *, lang: str, audience: Audience, template: bytes | None = None) -> bytes:
    """Give the codebook as a .docx file in the language.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    title = _in(book.names, lang) or book.id
    mark = export_words.mark(audience, lang)
    pages = Pages(lang, title=title, mark=mark, template=template)
    pages.text(title, "Title")
    if mark:
        pages.text(mark, "Subtitle")
    for theme in book.themes:
        _code(pages, theme, lang, 1)
    return pages.finished()


def _code(pages: Pages, code: Code, lang: str, level: int) -> None:
    say = translator(lang)
    pages.heading(code.name(lang), min(level, _DEEPEST))
    pages.paragraph(run(code.path, italic=True))
    if code.retired:
        pages.text(say(N_("Retired: kept for what was coded before, not used any more.")))
    if brief := _in(code.brief, lang):
        pages.text(brief)
    for label, words in ((DEFINITION, code.definition), (USE_WHEN, code.use_when), (NOT_WHEN, code.not_when)):
        if told := _in(words, lang):
            # The label stands in a paragraph of its own, so that the words are the codebook's and nothing else.
            pages.paragraph(run(say(label), bold=True))
            pages.text(told)
    examples = code.examples.get(lang) or next(iter(code.examples.values()), ())
    if examples:
        pages.paragraph(run(say(EXAMPLES), bold=True))
        for example in examples:
            pages.text(" ".join(example.split()), "List Bullet")
    for child in code.children:
        _code(pages, child, lang, level + 1)


def _in(words: Mapping[str, str], lang: str) -> str:
    return (words.get(lang) or next(iter(words.values()), "")).strip()
