"""Cuts stored minutes into sections, turns, paragraphs and sentences, so that a finding can be traced to its place and speaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

from qualcode.domain.guide import QuestionGuide
from qualcode.domain.minutes import Block, BlockKind, Segment, SegmentKind, SegmentRow, SegmentRows
from qualcode.domain.spans import Span
from qualcode.engine.askers import asking
from qualcode.engine.line_kinds import blocks_of, paragraphs
from qualcode.engine.statements import statements
from qualcode.language.abbreviations import trimmed
from qualcode.language.tokens import words

BULLET = "bullet"
TABLE_ROW = "table-row"
"""Labels of PARAGRAPH segments that are list items or table rows; other paragraphs have none."""

_HEADING, _PARAGRAPH, _SENTENCE = (
    kind.value for kind in (SegmentKind.HEADING, SegmentKind.PARAGRAPH, SegmentKind.SENTENCE)
)
_LABEL = re.compile(
    r"[*_]{0,2}(?P<label>[^\W\d_][\w.’'\- /]{0,38}?(?:[ ]?\([^)\n]{1,40}\))?)[*_]{0,2}[ \t]*(?P<sign>:|–|—)[*_]{0,2}(?=[ \t]|$)[ \t]*"
)
_NUMBERED = re.compile(
    r"\s*(?:(?:\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|§\s*\d+\.?)\s+)?(?:(?:fråga|question|punkt|område|del)\s*\d+\s*[.):–-]?\s*)?",
    re.IGNORECASE,
)
_NEAR_HEADING = 88
"""How alike (0–100) a heading must be to one of the guide's: a slip of the pen, or a word more."""
_INITIALS = re.compile(r"(?:[A-ZÅÄÖ]\.?-?){1,3}\d?\Z|[A-Z]{1,2}\d{1,2}\Z")
_NAMELIKE = re.compile(r"[A-ZÅÄÖÉ][\w’'-]+(?: [A-ZÅÄÖÉ][\w’'-]+){0,2}\Z")
_LONGEST_LABEL = 120
"""Characters; no label reaches further, signs and a bracket included."""
_KNOWN_BY = 2
"""Letters by which words of headings are looked up; none of those listed is shorter."""
_MOST_LABEL_WORDS = 5
_MOST_FUNCTION_WORDS = 3
_LISTS = frozenset({"deltagare", "person", "personer", "participant"})
"""Labels that open a list of people rather than a turn, unless a number follows ("Deltagare 2")."""
_WIDE = frozenset({"länet", "regionen", "kommunen", "någon", "svar", "person"})
"""Words that are a speaker alone and anything at all at the end of a longer phrase."""


@cache
def _headings() -> dict[str, list[tuple[str, str]]]:
    """Give the beginnings of words in headings with their focus, in their order, by their first letters."""
    rows = files("qualcode.engine").joinpath("data", "headings.tsv").read_text("utf-8").splitlines()
    found: dict[str, list[tuple[str, str]]] = {}
    for start, focus in (row.split("\t") for row in rows if row and not row.startswith("#")):
        found.setdefault(start[:_KNOWN_BY], []).append((start, focus))
    return found


@cache
def _speakers() -> dict[str, str]:
    rows = files("qualcode.engine").joinpath("data", "speakers.tsv").read_text("utf-8").splitlines()
    return dict(row.split("\t") for row in rows if row and not row.startswith("#"))


def focus_of(heading: str, guide: QuestionGuide | None = None) -> str:
    """Give the focus areas that a heading points to, joined by "/", or "": by the guide, else by the default list of words."""
    if guide is not None:
        found = _guided(heading, guide)
        if found or not guide.defaults:
            return found
    areas = dict.fromkeys(focus for word in words(heading) if (focus := _focus_of_word(word.casefold())))
    return "/".join(areas)


def _guided(heading: str, guide: QuestionGuide) -> str:
    """Give the areas whose heading this is, else those of its words."""
    if guide.headings:
        from rapidfuzz import fuzz

        plain = _plain_heading(heading)
        near = {
            area: max(fuzz.ratio(plain, _plain_heading(one)) for one in listed)
            for area, listed in guide.headings.items()
        }
        best = max(near.values())
        if best >= _NEAR_HEADING:
            return "/".join(area for area, alike in near.items() if alike == best)
    if not guide.words:
        return ""
    forms = [word.casefold() for word in words(heading)]
    return "/".join(
        area
        for area, listed in guide.words.items()
        if any(_is_form(form, one.casefold()) for one in listed for form in forms)
    )


def _is_form(form: str, word: str) -> bool:
    return form.startswith(word[:-1]) if word.endswith("*") else form == word


def _plain_heading(heading: str) -> str:
    """Give a heading without its number and punctuation: "3.2 Fråga 4: Planer?" is "planer"."""
    # Sought at every place, a heading of thousands of figures took seconds.
    numbered = _NUMBERED.match(heading)
    return " ".join(re.findall(r"\w+", heading[numbered.end() if numbered else 0 :].casefold()))


@lru_cache(4096)
def _focus_of_word(form: str) -> str:
    for start, focus in _headings().get(form[:_KNOWN_BY], ()):
        if form == start[:-1] if start.endswith("=") else form.startswith(start):
            return focus
    return ""


def segment(
    text: str, blocks: Sequence[Block] = (), *, roster: tuple[Span, ...] = (), guide: QuestionGuide | None = None
) -> tuple[Segment, ...]:
    """Cut a stored text; ``blocks`` are its lines when the reader knew them, ``roster`` passages where nothing is coded.

    ``guide`` says which headings belong to which focus area; without one the default list of words does.

    Gives segments in the order of the text, larger before smaller. Sentences leave out bullets and speaker labels.
    """
    return tuple(segment_rows(text, blocks, roster=roster, guide=guide))


def segment_rows(
    text: str, blocks: Sequence[Block] = (), *, roster: tuple[Span, ...] = (), guide: QuestionGuide | None = None
) -> SegmentRows:
    """Give what ``segment`` does as plain values, for whoever stores it: a document has hundreds."""
    lines = paragraphs(text, tuple(blocks) or blocks_of(text))
    opened = {line.span.start: met for line in lines if (met := _label(text, line)) is not None}
    turns = _labelled(text, lines, opened)
    labels, (often, seldom) = _repeated_labels(turns), asking(turns)
    found = _sections(text, lines, guide)
    for line in lines:
        if roster and any(span.contains(line.span) for span in roster):
            continue
        if line.kind is BlockKind.HEADING or line.kind is BlockKind.TITLE:
            found.append((_HEADING, line.span.start, line.span.end, _bare(line.span.of(text)), "", False))
        else:
            found += _body(text, line, opened.get(line.span.start), labels, often, seldom)
    found += ((SegmentKind.ROSTER.value, span.start, span.end, "", "", False) for span in roster)
    # Of segments with the same span that which was found first stays first: section, turn, paragraph, sentence.
    return SegmentRows(sorted(found, key=lambda row: (row[1], -row[2])))


def _bare(heading: str) -> str:
    return heading.strip(" *_#:").strip()


def _sections(text: str, lines: Sequence[Block], guide: QuestionGuide | None) -> list[SegmentRow]:
    heads = [line for line in lines if line.kind is BlockKind.HEADING]
    if lines and heads and heads[0] is lines[0] and heads[0].level <= 1:
        # The first line names the minutes, not an area, even where it is typed as a heading; a deeper one is a question's.
        heads = heads[1:]
    found: list[SegmentRow] = []
    above: dict[int, str] = {}
    for head, after in pairwise([*heads, None]):
        if head is None:
            break
        label = _bare(head.span.of(text))
        own = focus_of(label, guide)
        above = {level: focus for level, focus in above.items() if level < head.level}
        inherited = above[max(above)] if above else ""
        above[head.level] = own or inherited
        end = after.span.start if after else len(text)
        found.append((SegmentKind.SECTION.value, head.span.start, end, label, own or inherited, False))
    return found


def _body(
    text: str,
    line: Block,
    met: re.Match[str] | None,
    labels: frozenset[str],
    often: frozenset[str],
    seldom: frozenset[str],
) -> list[SegmentRow]:
    kind = BULLET if line.kind is BlockKind.BULLET else TABLE_ROW if line.kind is BlockKind.TABLE_ROW else ""
    found: list[SegmentRow] = []
    start, end = line.span.start, line.span.end
    begin, moderator = start, False
    role = _role(met, labels) if met else ""
    # Who asks most of the time leads the talk, by whatever name; an investigator who only tells is a participant.
    if met and role and (met["label"] in often or (role == "either" and met["label"] not in seldom)):
        role = "moderator"
    if met and role and met.end() < end:
        begin, moderator = met.end(), role == "moderator"
        found.append((SegmentKind.TURN.value, start, end, met["label"].strip(" *_"), "", moderator))
    found.append((_PARAGRAPH, start, end, kind, "", moderator))
    cells = _cells(text, begin, end) if line.kind is BlockKind.TABLE_ROW else [(begin, end)]
    for left, right in cells:
        found += [(_SENTENCE, *place, "", "", moderator) for place in statements(text, left, right)]
    return found


def _label(text: str, line: Block) -> re.Match[str] | None:
    """Give the label that a line begins with; most lines hold no sign of one, which is soon told, and a table's row has none."""
    if line.kind is BlockKind.TABLE_ROW:
        return None
    start, end = line.span.start, line.span.end
    reach = min(end, start + _LONGEST_LABEL)
    signed = text.find(":", start, reach) >= 0 or text.find("–", start, reach) >= 0 or text.find("—", start, reach) >= 0
    return _LABEL.match(text, start, end) if signed else None


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Give a table row whole when its cells are short (label and value belong together), else cell by cell."""
    row = text[start:end]
    sign = "\t" if "\t" in row else "|"
    cells: list[tuple[int, int]] = []
    at = start
    for cell in row.split(sign):
        if cell.strip():
            cells.append((at, at + len(cell)))
        at += len(cell) + 1
    if any(len(statements(text, a, b)) > 1 for a, b in cells[1:]):
        return cells
    whole = trimmed(text, start, end)
    return [(whole.start, whole.end)] if whole else []


def _role(met: re.Match[str], labels: frozenset[str]) -> str:
    """Give "moderator", "speaker", "either" (agency or county) or "" for what stands before a colon or dash at the start of a line."""
    label = met["label"].partition("(")[0].strip(" *_")
    parts = label.casefold().replace("/", " ").split()
    if not parts or len(parts) > _MOST_LABEL_WORDS:
        return ""
    table = _speakers()
    if label.casefold() in _LISTS:
        return ""
    if len(parts) == 1 or (len(parts) == 2 and (parts[-1].isdigit() or len(parts[-1]) == 1)):  # noqa: PLR2004 - "Deltagare 2"
        if parts[0] in table:
            return table[parts[0]]
    elif len(parts) <= _MOST_FUNCTION_WORDS and parts[-1] in table and len(parts[-1]) > 1 and parts[-1] not in _WIDE:
        return table[parts[-1]]
    ends = tuple(end[1:] for end in table if end.startswith("*"))
    if parts[0].endswith(ends) or (len(parts) <= _MOST_FUNCTION_WORDS and parts[-1].endswith(ends)):
        return "speaker"
    if met["sign"] == ":" and _INITIALS.match(label):
        return "speaker"
    return "speaker" if label in labels else ""


def _labelled(text: str, lines: Sequence[Block], opened: Mapping[int, re.Match[str]]) -> list[tuple[str, str]]:
    """Give the lines that begin with a label (``opened``, by where) and a colon: the label, and what follows."""
    found = []
    for line in lines:
        met = opened.get(line.span.start) if line.kind is BlockKind.PARAGRAPH else None
        if met and met["sign"] == ":":
            found.append((met["label"], text[met.end() : line.span.end]))
    return found


def _repeated_labels(turns: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Give the name-like labels that open more than one line: speakers, not lead-ins of a single list."""
    counted = Counter(label for label, _ in turns if _NAMELIKE.match(label))
    return frozenset(label for label, times in counted.items() if times > 1 and not focus_of(label))
