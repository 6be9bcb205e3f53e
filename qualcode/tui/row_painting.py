"""One row of the reader, painted: margin, text in its runs, names of the codes that begin there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from qualcode.domain.spans import Span
from qualcode.tui.inks import MEMO, MORE, Cover, Inks
from qualcode.tui.pieces import PieceKind
from qualcode.tui.plain_text import Emphasis, emphases
from qualcode.tui.stripes import Stripe, Stripes
from qualcode.tui.wrapping import Layout
from qualcode.usecases.viewing import Mark

LANES = 4
GUTTER = LANES + 2
"""Cells of the left margin: the lanes, a cell for memos, and a space."""

NAMES_GAP = 2
Look = tuple[int, int, Span | None, str]
"""What a row's look hangs on: its number, and cursor, selection and chosen mark where they touch it."""


@dataclass(slots=True)
class Canvas:
    """All that rows are painted from. ``base`` holds the style of each kind of piece, and "label", "moderator", "lead", "ground".

    ``typed``: the text is Markdown, whose emphasis is shown; its signs stay, muted, so that every code point has its place.
    """

    layout: Layout
    stripes: Stripes
    inks: Inks
    base: dict[str, Style]
    names: dict[str, str]
    names_width: int = 0
    noted: Collection[str] = ()
    noted_rows: Collection[int] = ()
    chosen: Mark | None = None
    cursor: int = 0
    selection: Span | None = None
    typed: bool = False
    _emphasised: dict[int, tuple[Emphasis, ...]] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Cells of a whole row."""
        return GUTTER + self.layout.width + (self.names_width + NAMES_GAP if self.names_width else 0)

    def look(self, number: int) -> Look:
        """Give what a row's look hangs on, besides all marks."""
        row = self.layout.rows[number]
        cursor, selected, chosen = -1, None, ""
        if self.selection is None:
            if row.start <= self.cursor < row.end:
                cursor = self.cursor
        elif self.selection.start < row.end and row.start < self.selection.end:
            selected = Span(max(self.selection.start, row.start), min(self.selection.end, row.end))
        if self.chosen is not None and any(s.start < row.end and row.start < s.end for s in self.told_of(self.chosen)):
            chosen = self.chosen.id
        return number, cursor, selected, chosen

    @staticmethod
    def told_of(mark: Mark) -> tuple[Span, ...]:
        """Give the spans that are shown otherwise when a mark is chosen: its own, and those of the words that it met."""
        if mark.suggestion is None:
            return (mark.span,)
        why = mark.suggestion.suggestion.why
        return (mark.span, *why.matched, *why.cues)

    def row(self, number: int) -> Strip:
        """Paint a row."""
        here = self.stripes.on(number)
        ground = self.base["ground"]
        segments = self._gutter(number, here, ground)
        text = self._text(number, here)
        segments += text
        used = sum(s.cell_length for s in text)
        segments.append(Segment(" " * (self.layout.width - used), ground))
        if self.names_width:
            segments += self._names(here, ground)
        return Strip(segments).adjust_cell_length(self.width, ground)

    def _gutter(self, number: int, here: Collection[Stripe], ground: Style) -> list[Segment]:
        cells = [Segment(" ", ground)] * GUTTER
        if number in self.noted_rows:
            cells[LANES] = Segment(MEMO, ground)
        for stripe in here:
            chosen = self.chosen is not None and stripe.mark.id == self.chosen.id
            if stripe.lane < LANES:
                cells[stripe.lane] = Segment(*self.inks.sign(stripe.mark, first=stripe.first, chosen=chosen))
            else:
                cells[LANES - 1] = Segment(MORE, self.inks.sign(stripe.mark, first=False, chosen=False)[1])
            if stripe.first and f"coding:{stripe.mark.id}" in self.noted:
                cells[LANES] = Segment(MEMO, ground)
        return cells

    def _text(self, number: int, here: Collection[Stripe]) -> list[Segment]:
        row = self.layout.rows[number]
        kind = self.layout.kind(number)
        base = self.base[kind.value]
        if row.start == row.end:
            return []
        lead = Segment(row.lead, self.base["lead"]) if row.lead else None
        marks = tuple(s.mark for s in here)
        borders = {row.start, row.end}
        for span in (*(m.span for m in marks), *self._special(number)):
            borders.update(at for at in (span.start, span.end) if row.start < at < row.end)
        signs = None if row.plain else self.layout.clusters(number)
        ordered = sorted(borders)
        found = [lead] if lead else []
        for start, end in pairwise(ordered):
            style = self.inks.text(self._base_at(row.piece, start, base), self._cover(marks, start), self._chosen_id)
            if signs is None:
                shown = self.layout.text[start:end].replace("\n", " ")
            else:
                # A sign belongs to the run that its first code point lies in.
                shown = "".join(s.shown for s in signs if start <= s.start < end)
            found.append(Segment(shown, style))
        return found

    def _special(self, number: int) -> list[Span]:
        """Give the spans beside marks whose borders matter: emphasis, cursor, selection, speaker's label, words that a suggestion met."""
        row = self.layout.rows[number]
        spans = [span for there in self._emphases(row.piece) for span in (there.whole, there.words)]
        if self.selection is not None:
            spans.append(self.selection)
        elif row.start <= self.cursor < row.end:
            spans.append(self._cursor_span())
        piece = self.layout.pieces[row.piece]
        if piece.label_end:
            spans.append(Span(piece.span.start, piece.label_end))
        if self.chosen is not None and self.chosen.suggestion is not None:
            why = self.chosen.suggestion.suggestion.why
            spans += [*why.matched, *why.cues]
        return spans

    def _cursor_span(self) -> Span:
        number = self.layout.row_of(self.cursor)
        row = self.layout.rows[number]
        if row.plain:
            return Span(self.cursor, self.cursor + 1)
        under = next((c for c in self.layout.clusters(number) if c.start <= self.cursor < c.end), None)
        return Span(self.cursor, self.cursor + 1) if under is None else Span(under.start, under.end)

    def _base_at(self, piece: int, at: int, base: Style) -> Style:
        there = self.layout.pieces[piece]
        if at < there.label_end:
            base = self.base["label"]
        elif there.moderator and there.kind is not PieceKind.ROSTER:
            base = self.base["moderator"]
        under = next((e for e in self._emphases(piece) if e.whole.start <= at < e.whole.end), None)
        if under is None:
            return base
        if under.words.start <= at < under.words.end:
            return base + Style(bold=under.bold or None, italic=under.italic or None)
        return self.base["lead"]

    def _emphases(self, piece: int) -> tuple[Emphasis, ...]:
        if not self.typed:
            return ()
        if piece not in self._emphasised:
            span = self.layout.pieces[piece].span
            self._emphasised[piece] = tuple(emphases(self.layout.text, span.start, span.end))
        return self._emphasised[piece]

    def _cover(self, marks: tuple[Mark, ...], at: int) -> Cover:
        here = tuple(m for m in marks if m.span.start <= at < m.span.end)
        selected = self.selection is not None and self.selection.start <= at < self.selection.end
        cursor = self.selection is None and at == self._cursor_span().start
        matched = cue = False
        if self.chosen is not None and self.chosen.suggestion is not None:
            why = self.chosen.suggestion.suggestion.why
            matched = any(s.start <= at < s.end for s in why.matched)
            cue = any(s.start <= at < s.end for s in why.cues)
        return Cover(here, selected, cursor, matched, cue)

    @property
    def _chosen_id(self) -> str:
        return "" if self.chosen is None else self.chosen.id

    def _names(self, here: Collection[Stripe], ground: Style) -> list[Segment]:
        begun = [s.mark for s in here if s.first]
        gap = Segment(" " * NAMES_GAP, ground)
        if not begun:
            return [gap]
        mark = next((m for m in begun if m.id == self._chosen_id), begun[0])
        more = f" +{len(begun) - 1}" if len(begun) > 1 else ""
        sign, _ = self.inks.sign(mark, first=True, chosen=False)
        name = self.names.get(mark.code, mark.code)
        room = self.names_width - len(more) - 2
        cut = name if len(name) <= room else f"{name[: room - 1].rstrip()}…"
        style = self.inks.name(mark, chosen=mark.id == self._chosen_id)
        return [gap, Segment(set_cell_size(f"{sign} {cut}{more}", self.names_width), style)]
