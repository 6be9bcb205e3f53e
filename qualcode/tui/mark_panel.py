"""What lies under the cursor, in words: codes, statuses, definitions, why something is suggested, memos."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from textual.content import Content

from qualcode.domain.coding import Memo, StoredSuggestion
from qualcode.domain.errors import N_, Nn_
from qualcode.tui.desk import Desk
from qualcode.tui.inks import glyph
from qualcode.tui.painted import Painted
from qualcode.tui.status_words import status_in_words
from qualcode.tui.why_words import reasons
from qualcode.usecases.passage_memos import memos_on_all
from qualcode.usecases.viewing import Mark, Reading

QUICK_KEYS = "67890"
"""Each gives one of the codes used last; 1-5 are the statuses."""
_QUICK_GAP = 2
_SHORTEST = 5
"""Cells between the codes that figures give, and those of a name that still tell one from another."""
_MORE_FOLLOWS = " …"
_ROOMY = 16
"""From this height on, empty rows stand between the parts."""
_REMEMBERED = 500
"""Parts that are kept as they were wrapped."""


class MarkPanel(Painted):
    """The marks under the cursor; the chosen one first and in full."""

    can_focus = False

    def __init__(self) -> None:
        super().__init__("panel")
        self._told: tuple[Content, ...] = ()
        self._wrapped: dict[object, tuple[Content, ...]] = {}
        self._reading: Reading | None = None
        self._waits = False
        self._headlines: dict[object, Content] = {}
        self._memos_on_all: tuple[Memo, ...] | None = None

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def show(
        self,
        reading: Reading,
        here: Sequence[Mark],
        chosen: Mark | None,
        selected: str,
        lately: Sequence[str] = (),
        *,
        shaping: bool = False,
        notes: Sequence[str] = (),
    ) -> None:
        """Show the marks ``here``; ``selected`` are the words of the selection, "" without one; ``lately`` the codes used last.

        ``shaping``: the selection is a coding whose borders are being moved. ``notes`` are the memos on passages here.
        """
        if reading is not self._reading:
            # What is told of a code may have been changed when a document is read anew.
            self._reading, self._waits = reading, any(m.coding is None for m in reading.marks)
            self._headlines.clear()
            self._memos_on_all = None
        self._told = tuple(
            self._borders(selected, chosen)
            if shaping
            else self._content(reading, here, chosen, selected, lately, notes)
        )
        self._fit()

    def on_resize(self) -> None:
        """Fit the new size."""
        self._fit()

    def _fit(self) -> None:
        """Show what there is room for, with a sign where more would follow."""
        width, height = self.content_size
        if not self._told or width < _SHORTEST or height < 1:
            return
        lines: list[Content] = []
        for part in self._told:
            # Set apart where there is room for it.
            lines += [Content()] if lines and self.size.height >= _ROOMY else []
            lines += self._wrap(part, width)
        if len(lines) > height:
            last = lines[height - 1].truncate(width - len(_MORE_FOLLOWS))
            lines[height - 1 :] = [Content.assemble(last, Content.styled(_MORE_FOLLOWS, "bold"))]
        self.put(lines)

    def _wrap(self, part: Content, width: int) -> tuple[Content, ...]:
        """Give the rows of a part: definitions and keys come again and again."""
        if part.cell_length <= width and "\n" not in part.plain:
            return (part,)
        look = (part.plain, tuple(part.spans), width)
        found = self._wrapped.get(look)
        if found is None:
            if len(self._wrapped) >= _REMEMBERED:
                self._wrapped.clear()
            found = self._wrapped[look] = tuple(part.wrap(width))
        return found

    def _borders(self, selected: str, mark: Mark | None) -> list[Content]:
        say = self.desk.say
        told = say(
            Nn_(
                "New borders: {count} word. {k:code} keeps them, {k:leave} the old ones.",
                "New borders: {count} words. {k:code} keeps them, {k:leave} the old ones.",
                by="count",
            ),
            count=len(selected.split()),
        )
        keys = say(N_("+ - move the end, < > the beginning, by words; Shift and arrows by letters."))
        return [
            Content.styled(told, "bold"),
            Content.styled(keys, "$foreground-muted"),
            *([self._headline(mark)] if mark else []),
        ]

    def _content(
        self,
        reading: Reading,
        here: Sequence[Mark],
        chosen: Mark | None,
        selected: str,
        lately: Sequence[str],
        notes: Sequence[str],
    ) -> list[Content]:
        say = self.desk.say
        lines = [Content(say(N_("Memo on the passage: {text}"), text=" ".join(note.split()))) for note in notes]
        if selected:
            count = len(selected.split())
            lines.append(
                Content.styled(
                    say(
                        Nn_(
                            "Selected: {count} word. {k:code} gives a code.",
                            "Selected: {count} words. {k:code} gives a code.",
                            by="count",
                        ),
                        count=count,
                    ),
                    "bold",
                )
            )
            lines.append(
                Content.styled(
                    say(
                        N_(
                            "{k:reach+0,1} {k:reach+0,-1} extend and shrink, {k:reach-1,0} {k:reach+1,0} at the "
                            "beginning, {k:leave} lets go."
                        )
                    ),
                    "$foreground-muted",
                )
            )
            lines += self._quick(lately)
        if chosen is None:
            if not selected:
                lines.append(Content.styled(say(N_("Nothing is coded here.")), "bold"))
                hint = (
                    N_(
                        "{k:take-sentence} selects the sentence, {k:code} gives it a code; {k:next+1} goes to the next suggestion."
                    )
                    if self._waits
                    else N_("{k:take-sentence} selects the sentence, {k:code} gives it a code.")
                )
                lines.append(Content.styled(say(hint), "$foreground-muted"))
                if not self._waits and not reading.read:
                    told = N_("When you have read to the end, {k:read} marks the document as read.")
                    lines.append(Content.styled(say(told), "$foreground-muted"))
                lines += self._quick(lately)
                target = f"document:{reading.document.id}"
                lines += [
                    Content(say(N_("Memo on the document: {text}"), text=" ".join(memo.text.split())))
                    for memo in self._on_all(reading, target)
                ]
            return lines
        lines += self.about(reading, chosen, with_why=True)
        # No more of them than there is room for: many codings may lie on one sentence.
        others = [m for m in here if m.id != chosen.id][: max(1, self.size.height)]
        if others:
            lines.append(Content.styled(say(N_("Also here (Tab):")), "$foreground-muted"))
            lines.append(Content("\n").join(self._headline(m) for m in others))
        return lines

    def _on_all(self, reading: Reading, target: str) -> tuple[Memo, ...]:
        """Give the memos on the whole document; their words are looked for in the text once, and not at every move."""
        if self._memos_on_all is None:
            self._memos_on_all = memos_on_all(reading.memos.get(target, ()), reading.document)
        return self._memos_on_all

    def about(self, reading: Reading, mark: Mark, *, with_why: bool) -> list[Content]:
        """Tell of one mark: code and status, memos, why, and the code's brief definition."""
        lines = [self._headline(mark)]
        lines += self._memos(reading, f"coding:{mark.id}", N_("Memo: {text}"))
        if with_why and mark.suggestion is not None:
            lines += self.why(reading, mark.suggestion)
        code = self.desk.code(mark.code)
        brief = (
            "" if code is None else code.brief.get(self.desk.project.language) or next(iter(code.brief.values()), "")
        )
        if brief:
            lines.append(Content.styled(brief, "$foreground-muted"))
        return lines

    def why(self, reading: Reading, stored: StoredSuggestion) -> list[Content]:
        """Tell the words that a suggestion met and what decided its status."""
        text, told = reading.document.text, stored.suggestion
        met, cues = ([s.of(text) for s in spans] for spans in (told.why.matched, told.why.cues))
        return [Content(reasons(self.desk, told, met, cues))]

    def _quick(self, lately: Sequence[str]) -> list[Content]:
        """Tell which codes the figures give; a name is cut with a sign where all of them would not have room."""
        codes = list(zip(QUICK_KEYS, lately, strict=False))
        if not codes:
            return []
        tall = self.size.height >= _ROOMY
        # Beside the text each stands on a row of its own, below it they share a row.
        width = self.size.width if tall else self.size.width // len(codes) - _QUICK_GAP
        room = max(_SHORTEST, width - len("6 "))
        named = []
        for key, code in codes:
            name = Content(self.desk.code_name(code)).truncate(room, ellipsis=True)
            named.append(Content.assemble(Content.styled(key, "bold"), " ", name))
        return [Content("\n" if tall else " " * _QUICK_GAP).join(named)]

    def _headline(self, mark: Mark) -> Content:
        look = (mark.code, mark.status, "" if mark.coding is None else mark.coding.coder, mark.coding is None)
        found = self._headlines.get(look)
        if found is None:
            found = self._headlines[look] = self._worded(mark)
        return found

    def _worded(self, mark: Mark) -> Content:
        say = self.desk.say
        status = status_in_words(self.desk, mark.status, self.desk.code(mark.code))
        what = say(N_("suggestion")) if mark.coding is None else self._coder(mark)
        return Content.assemble(
            Content.styled(f"{glyph(mark.status)} {status} ", "bold"),
            Content.styled(self.desk.code_name(mark.code), "bold $text-accent"),
            Content.styled(f" ({what})", "$foreground-muted"),
        )

    def _coder(self, mark: Mark) -> str:
        say = self.desk.say
        if mark.coding is None or mark.coding.coder == self.desk.project.coder:
            return say(N_("coded"))
        return say(N_("coded by {coder}"), coder=mark.coding.coder)

    def _memos(self, reading: Reading, target: str, sentence: str) -> list[Content]:
        return [
            Content(self.desk.say(sentence, text=" ".join(memo.text.split()))) for memo in reading.memos.get(target, ())
        ]
