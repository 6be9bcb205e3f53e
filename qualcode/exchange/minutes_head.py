"""The head of minutes: labels and first lines that say, without any style, which county they are of and from what day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualcode.domain.minutes import Block, BlockKind, RawDocument
from qualcode.exchange import minutes_labels
from qualcode.exchange.minutes_labels import Label, Labelled
from qualcode.language.county_names import CountyNamed, counties_in

_FORMATS = frozenset({"docx", "odt", "rtf", "pdf", "txt", "md"})
"""Formats of minutes; transcripts and answers begin with what somebody says."""
_MOST_LINES, _TOP_LINES = 25, 6
_LONGEST = 300
_NOUN = re.compile(
    r"\w*(?:dialog|samtal|möte|träff|anteckning|minnesant|protokoll|intervju|besök|minutes|notes|dialogue|meeting|conversation|interview)\w*"
)
_NEAR_NOUN, _FIRST_WORDS = 7, 3
_ASIDE = re.compile(
    r"\b(?:jämför\w*|liknar|grann\w*|tidigare|förra|nationell\w*|national|konferens\w*|conference|seminari\w*|utbildningsdag\w*|som|att|inför|"
    r"nästa|next|bilaga|appendix|mall|kopia|compared|who|which|that|neighbour\w*|inleddes)\b"
)
"""Words that tell of something beside the dialogue itself."""
_SPEAKERS = frozenset(
    {"vi", "de", "hon", "han", "man", "det", "deltagarna", "gruppen", "we", "they", "she", "he", "it", "participants"}
)
_NOISE = re.compile(
    r"\b(?:och|and|i|in|den|the|on|kl|klockan|teams|zoom|skype|digitalt|via|på|med|with|från|from|sida|sid|page|of|av|v|vecka|year|år|ht|vt|"
    r"(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|monday|tuesday|wednesday|thursday|friday|e|okt|nov|dec|jan|feb|mar|apr|jun|jul|aug|sep|"
    r"januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|january|february|march|may|june|july|august|october|"
    r"utkast|godkänd[ta]?|slutlig|version|region|regionen|län|läns|county)\b"
)
_OPENS_WITH_DAY = re.compile(
    r"(?:(?:den|(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?(?: den)?),? )?"
    r"(?:\d{1,2}(?::e)? [a-zåäö]{3,9}|\d{1,2}/\d{1,2}|20\d\d-\d\d-\d\d)\b"
)
"""A line that begins with a day ("17 oktober 2024, Visby och Teams"), short as a line below a title is."""
_NUMBER = re.compile(
    r"(?:(?:totalt|cirka|ca|sammanlagt|in all|about) )?(?P<number>\d{1,3}|[^\W\d_]+)"
    r"(?: (?:personer|deltagare|representanter|företrädare|stycken|st|people|persons|participants|representatives)\b|\.?$)"
)
_NUMBERS = {
    word: number
    for words in (
        "en två tre fyra fem sex sju åtta nio tio elva tolv",
        "one two three four five six seven eight nine ten eleven twelve",
    )
    for number, word in enumerate(words.split(), 1)
}
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the top of minutes: behind labels, as a title (a heading), and in lines that say what the text is."""

    labelled: tuple[Labelled, ...] = ()
    title: str = ""
    lines: tuple[str, ...] = ()

    def behind(self, *labels: Label) -> list[str]:
        """Give what stands behind labels of these kinds."""
        return [one.value for one in self.labelled if one.label in labels]


def people_told(raw: RawDocument) -> int:
    """Give the number of those who were there, where a label tells it in words ("Närvarande: nio personer"), else 0."""
    for value in head_of(raw).behind(Label.PEOPLE):
        if met := _NUMBER.match(value.casefold().strip()):
            said = met["number"]
            number = int(said) if said.isdigit() else _NUMBERS.get(said, 0)
            if number:
                return number
    return 0


def head_of(raw: RawDocument) -> Head:
    """Read the head of minutes; a file of another kind has only a title."""
    if raw.format not in _FORMATS or raw.part:
        blocks = raw.blocks
        return Head(title=next((b.span.of(raw.text) for b in blocks if _is_heading(b)), "")[:_LONGEST])
    top = list(_top(raw))
    rows = [_cells(raw, block) if _is_row(block, words) else [words] for block, words in top]
    labelled: list[Labelled] = []
    lines: list[str] = []
    title = ""
    for number, ((block, words), cells) in enumerate(zip(top, rows, strict=True)):
        above = rows[number - 1] if number and _is_row(*top[number - 1]) else []
        said = minutes_labels.below(above, cells) or minutes_labels.in_row(cells)
        labelled += said
        if _is_heading(block) and not title and not said:
            title = words
        elif not _is_heading(block) and len(lines) < _TOP_LINES and (rest := _unlabelled(cells, said)):
            lines.append(" | ".join(rest))
    labelled += minutes_labels.following(cells[0] for cells in rows if len(cells) == 1)
    return Head(tuple(labelled), title, tuple(lines))


def _unlabelled(cells: Sequence[str], said: Sequence[Labelled]) -> list[str]:
    """Give the cells of a row, or the line, that are neither labels nor stand behind one; rows of a list of people say nothing."""
    if len(cells) == 1:
        return [] if said or minutes_labels.label_of(cells[0]) else list(cells)
    if not any(_NOUN.fullmatch(word) for cell in cells for word in _WORD.findall(cell.casefold())[:_FIRST_WORDS]):
        return []
    values = {one.value for one in said}
    return [
        c for c in cells if c not in values and minutes_labels.label_of(c) is None and not minutes_labels.in_words(c)
    ]


def announced(line: str) -> str:
    """Give the part of a line that says what a text is ("Protokoll från dialog i Hallands län den 3 oktober 2024"), or ""."""
    first = re.split(
        r"(?<=[^\W\d_]{3})[.!?]\s+(?=[A-ZÅÄÖ])|(?<=\d{4})\.\s+(?=[A-ZÅÄÖ])|\n", line[:_LONGEST], maxsplit=1
    )[0]
    said = first.casefold()
    words = _WORD.findall(said)
    if "|" not in said and _OPENS_WITH_DAY.match(said) and len(words) <= _NEAR_NOUN and not said.rstrip().endswith("."):
        return first
    if not words or words[0] in _SPEAKERS or _ASIDE.search(_opening(said)):
        return first if not words and any(c.isdigit() for c in first) else ""
    if any(_NOUN.fullmatch(word) for word in words[:_FIRST_WORDS]):
        return first
    rest = _rest(said)
    if not rest:
        return first
    named = counties_in(said)
    if not named or first.rstrip().endswith((".", "!", "?")):
        return ""
    opens = len(_WORD.findall(named[0].before)) < _FIRST_WORDS and any(_NOUN.fullmatch(word) for word in rest)
    return first if opens or (len(rest) <= 2 and not all(one.town for one in named)) else ""  # noqa: PLR2004 - a body's name


def _opening(said: str) -> str:
    """Give a line up to where it goes on about something else after its county and day are told."""
    named = counties_in(said)
    return said if not named else _up_to(said, named[-1])


def _up_to(said: str, last: CountyNamed) -> str:
    at = said.rfind(last.name)
    return said[:at] if at > 0 else said


def _rest(said: str) -> list[str]:
    """Give the words of a line beside counties, days and what goes with them."""
    for one in counties_in(said):
        said = re.sub(rf"(?<!\w){re.escape(one.name)}s?(?!\w)", " ", said)
    return _WORD.findall(_NOISE.sub(" ", said))


def _is_heading(block: Block) -> bool:
    return block.kind in (BlockKind.TITLE, BlockKind.HEADING)


def _is_row(block: Block, words: str) -> bool:
    """Tell whether a line is a row; in a plain text it is one by its bars."""
    return block.kind is BlockKind.TABLE_ROW or (words.startswith("|") and words.endswith("|"))


def _top(raw: RawDocument) -> Iterator[tuple[Block, str]]:
    """Give the lines before the text itself: up to a heading that comes after something else than headings."""
    told = False
    for block in raw.blocks[:_MOST_LINES]:
        words = block.span.of(raw.text)[:_LONGEST]
        heading = _is_heading(block)
        if heading and told and not minutes_labels.label_of(words):
            return
        told = told or not heading
        yield block, words


def _cells(raw: RawDocument, block: Block) -> list[str]:
    """Give the cells of a row, apart by tabs in office files and by bars in Markdown."""
    words = block.span.of(raw.text)[: _LONGEST * 2]
    cells = words.split("\t") if "\t" in words else words.strip().strip("|").split("|")
    return [cell.strip(" *_") for cell in cells if cell.strip(" *_")]
