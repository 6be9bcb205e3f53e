"""The declared counts as a Word file: the sentences to print, and a table of the figures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.domain.errors import N_
from qualcode.domain.finding import Audience
from qualcode.exchange import export_words, word_ids
from qualcode.exchange.word_pages import Pages, WordCell, WordTable
from qualcode.language.wording import translator

if TYPE_CHECKING:
    from qualcode.domain.table import Count

TAG = f"{word_ids.COUNT}{{id}}"
"""The tag of a count's content control; ``verify`` looks for it."""

_BOUNDS = {
    "exact": N_("exact"),
    "at-least": N_("at least"),
    "at-most": N_("at most"),
    "estimate": N_("estimate"),
    "range": N_("between {low} and {high}"),
    "unknown": N_("unknown number"),
}


def write(
    counts: Sequence[Count],
    *,
    lang: str,
    audience: Audience,
    wave: str = "",
    template: bytes | None = None,
    withheld: int = 0,
) -> bytes:
    """Give counts as a .docx file: a list of sentences, each in a content control, and a table; cases for internal readers only.

    ``wave`` is the one that was counted; ``withheld`` is how many more there are that are not to be published.

    Raises:
        QualcodeError: when the template is no Word file.
    """
    say = translator(lang)
    internal = audience is Audience.INTERNAL
    title = say(N_("Counts"))
    pages = Pages(lang, title=title, mark=export_words.mark(audience, lang), template=template)
    pages.text(title, "Title")
    if internal:
        pages.text(export_words.mark(audience, lang), "Subtitle")
    note = N_("Counts withheld, since they are small or would tell small ones: {number}.")
    if not counts:
        pages.text(say(note).format(number=withheld) if withheld else say(N_("The codebook declares no counts.")))
        return pages.finished()
    add_counts(pages, counts, lang, wave)
    if withheld:
        pages.text(say(note).format(number=withheld))
    if internal:
        _cases(pages, counts, lang, wave)
    return pages.finished()


def add_counts(pages: Pages, counts: Sequence[Count], lang: str, wave: str) -> None:
    """Append the sentences, each in a content control, and the table of figures behind them."""
    for count in counts:
        pages.controlled(count.sentence, TAG.format(id=count.id), "List Bullet")
    pages.text(translator(lang)(N_("That something did not come up in a dialogue does not mean that it is absent.")))
    pages.table(_table(counts, lang, wave))


def _table(counts: Sequence[Count], lang: str, wave: str) -> WordTable:
    say = translator(lang)
    # A column of nothing but dashes would make a reader wonder what is missing.
    unjudged = any(c.unjudged for c in counts)
    rows = tuple(
        (
            WordCell(c.label, bold=True),
            WordCell("–" if c.bound == "unknown" else str(c.count), align="right"),
            WordCell("–" if _measures(c) else str(c.denominator), align="right"),
            WordCell(_bound(c, lang)),
            WordCell(c.remainder),
            *((WordCell(str(c.unjudged), align="right"),) if unjudged else ()),
        )
        for c in counts
    )
    header = (
        say(N_("Count")),
        say(N_("Number")),
        say(N_("Of")),
        say(N_("Bound")),
        say(N_("The rest")),
        *((say(N_("Not judged")),) if unjudged else ()),
    )
    described = say(
        N_("A row for each count: its number, what it is counted of, how sure it is, what the rest is called.")
    )
    return WordTable(
        say(N_("The counts and what they are counted of")),
        described,
        header,
        rows,
        (4, 0.9, 0.7, 1.5, 2.4, *((1.2,) if unjudged else ())),
        size=18,
        tag=word_ids.table_tag("counts", wave=wave),
    )


def _measures(count: Count) -> bool:
    """Tell a measure of people from a count of cases, which has as many cases as it counts: people are not so many of the dialogues."""
    return count.bound == "unknown" or count.count != len(count.cases)


def _bound(count: Count, lang: str) -> str:
    """Give the bound in words; a range only when the count lies inside it."""
    inside = count.low <= count.count <= count.high and (_measures(count) or count.high <= count.denominator)
    if count.bound == "range" and not inside:
        return "–"
    return translator(lang)(_BOUNDS.get(count.bound, count.bound)).format(low=count.low, high=count.high)


def _cases(pages: Pages, counts: Sequence[Count], lang: str, wave: str) -> None:
    """Tell internal readers which cases stand behind each count."""
    say = translator(lang)
    rows = tuple(
        (WordCell(c.label, bold=True), WordCell(", ".join(c.cases) or "–"), WordCell(", ".join(c.rest) or "–"))
        for c in counts
        if c.cases or c.rest
    )
    if not rows:
        return
    pages.heading(say(N_("The cases behind the counts")), 1, new_page=True)
    header = (say(N_("Count")), say(N_("Counted")), say(N_("The rest")))
    pages.table(
        WordTable(
            say(N_("Cases behind each count")),
            say(N_("A row for each count, its cases and the rest.")),
            header,
            rows,
            (2.4, 4, 3),
            tag=word_ids.table_tag("counts", wave=wave, key="cases"),
        )
    )
