"""A case's page as a Word file, for internal use: every judgement, summary and passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, word_ids
from qualcode.exchange.word_pages import SMALL, Pages, run
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.report import CasePage


def write(page: CasePage, *, lang: str, audience: Audience, template: bytes | None = None) -> bytes:
    """Give everything on a case as a .docx file.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    say = translator(lang)
    title = f"{page.case}, {page.wave}" if page.wave else page.case
    mark = export_words.mark(audience, lang)
    pages = Pages(lang, title=title, mark=mark, template=template)
    pages.text(title, "Title")
    if mark:
        pages.text(mark, "Subtitle")
    for line in page.documents:
        pages.text(line, "List Bullet")
    for theme, cells in page.themes:
        pages.heading(theme, 1)
        for cell in cells:
            pages.heading(cell.name, 2)
            who = say(N_("judged by {coder}")).format(coder=cell.judged_by) if cell.judged_by else say(N_("proposed"))
            judged = run(f"{cell.status} ", bold=True) + run(f"({who})")
            pages.paragraph(pages.control(judged, word_ids.cell_tag(page.wave, page.case, cell.code)))
            if cell.summary:
                pages.text(cell.summary)
            for passage in cell.passages:
                by = passage.coder or say(N_("suggestion"))
                words = f"“{passage.text}”" if lang == "en" else f"”{passage.text}”"
                # In one paragraph, so that no page break parts a passage from where it stands.
                place = f"\n{passage.document}, {passage.place} · {passage.status} · {by}"
                controlled = pages.control(run(words), f"{word_ids.PASSAGE}{passage.id}")
                pages.paragraph(controlled + run(place, size=SMALL), "Quote")
    if page.silent:
        pages.heading(say(N_("Did not come up")), 1)
        pages.text(", ".join(page.silent))
    if page.memos:
        pages.heading(say(N_("Memos")), 1)
        for memo in page.memos:
            pages.text(memo, "List Bullet")
    return pages.finished()
