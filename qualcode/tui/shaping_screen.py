"""Shaping in the reader: selecting by moves, new borders for a coding, splitting it, and codes by quick keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from qualcode.domain.coding import Coding, Memo, Status
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.spans import Span
from qualcode.tui.deeds import WORK, Deed
from qualcode.tui.drafts import KeptDraft
from qualcode.tui.inks import glyph
from qualcode.tui.memo_screen import MemoScreen, Shown, show
from qualcode.tui.minutes_view import SELECT
from qualcode.tui.seeking_screen import SeekingScreen
from qualcode.tui.status_words import status_in_words
from qualcode.tui.units import Unit
from qualcode.tui.vault_door import memo_kept, tell_closed
from qualcode.usecases.coding_by_hand import code_passage, memos_on, recode, rewrite_memo, split_coding, write_memo
from qualcode.usecases.deciding import accept_as, by_ids
from qualcode.usecases.passage_memos import begun_with, memos_to_go_on_with
from qualcode.usecases.viewing import Mark, lately_coded, place_of

SHAPING = (
    Deed("V", "visual", N_("select by moving"), N_("Select from here by moving; {k:leave} lets go."), SELECT),
    Deed(
        "6,full_stop",
        "quick(0)",
        N_("same code again"),
        N_("Give the code used last; {k:quick+1}, {k:quick+2}, {k:quick+3} and {k:quick+4} give those before it."),
        WORK,
    ),
    Deed(
        "e",
        "borders",
        N_("borders"),
        N_("Move the coding's borders; {k:code} keeps the new ones."),
        WORK,
        rank=49,
    ),
    Deed("k", "split", N_("split"), N_("Split the coding before the word under the cursor."), WORK, rank=50),
    Deed(
        "m",
        "memo",
        N_("memo"),
        N_("Write a memo on the coding, the selection or the suggestion; else on the document."),
        WORK,
        rank=75,
    ),
    Deed("M", "document_memo", N_("memo on the document"), N_("Write a memo on the document."), WORK),
    Deed("K", "code_memo", N_("memo on the code"), N_("Write a memo on the code under the cursor."), WORK),
    Deed("C", "case_memo", N_("memo on the case"), N_("Write a memo on the case."), WORK),
)


class ShapingScreen(SeekingScreen):
    """A document whose codings are given, moved and noted on."""

    @abstractmethod
    def _go_on(self, mark: Mark, made: Mark | None, sentence: str) -> None:
        """Go to the next suggestion after one was decided."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for what is chosen."""
        chosen = self.view.chosen
        match action:
            case "quick" | "visual":
                return self.reading is not None
            case "borders":
                return chosen is not None and self.view.selection is None
            case "split":
                return chosen is not None and chosen.coding is not None and chosen.span.start < self.view.cursor
            case "code_memo":
                return chosen is not None
            case "case_memo":
                return self.reading is not None and bool(self.reading.document.metadata.case)
            case _:
                return super().check_action(action, parameters)

    def action_visual(self) -> None:
        """Let moves select."""
        self.view.begin_visual()
        self.tell_hint(self.say(N_("Moves select now; {k:code} gives a code, {k:leave} lets go.")))

    def action_leave(self) -> None:
        """Let new borders or the selection go, else go back."""
        self.shaped = None
        super().action_leave()

    def action_quick(self, number: int) -> None:
        """Give the selection, else the sentence, one of the codes used last."""
        if self.reading is None:
            return
        codes = lately_coded(self.desk.project)
        if number >= len(codes):
            self.tell_hint(
                self.say(N_("No code on that key yet: {k:code} gives a code, and {k:quick+0} then gives it again."))
            )
            return
        if self.view.selection is None:
            self.view.action_take(Unit.SENTENCE.value)
        if self.view.selection is not None:
            self._code(self.view.selection, f"{codes[number]} {Status.PRESENT.value}")

    def action_borders(self) -> None:
        """Make the chosen passage a selection that is extended and shrunk; Enter keeps it."""
        mark = self.view.chosen
        if mark is not None:
            self.shaped = mark
            self.view.select(mark.span, Unit.WORD)
            self.view.choose(mark)

    def keep_borders(self) -> bool:
        """Keep the borders that a passage was given; tell whether one was being shaped."""
        mark, span = self.shaped, self.view.selection
        if mark is None or span is None:
            self.shaped = None
            return False
        with self._in_step():
            if mark.coding is not None:
                made = recode(self.desk.project, mark.coding.id, span=span)
            else:
                [stored] = by_ids(self.desk.project, [mark.id])
                made = accept_as(self.desk.project, stored, span=span)
        # Only now: a step that has to wait for another program is taken once more from the beginning.
        self.shaped = None
        self.view.unselect()
        if mark.coding is not None:
            self._stay(mark, Mark(coding=made), N_("New borders, {k:undo} takes them back: {code}"))
        else:
            self._go_on(mark, Mark(coding=made), N_("Accepted as {status}, {k:undo} takes it back: {code}"))
        return True

    def action_split(self) -> None:
        """Split the chosen coding before the word under the cursor."""
        mark = self.view.chosen
        if mark is None or mark.coding is None or self.view.units is None:
            return
        word = self.view.units.around(Unit.WORD, Span(self.view.cursor, self.view.cursor + 1))
        with self._in_step():
            first, second = split_coding(self.desk.project, mark.coding.id, word.start if word else self.view.cursor)
        self.view.unselect()
        self.change([mark], [Mark(coding=first), Mark(coding=second)])
        self._choose_told(second.id, self._worded(mark, N_("Split in two, {k:undo} joins them again: {code}")))

    def action_memo(self) -> None:
        """Write a memo on the chosen coding or on a passage, else on the document.

        A key that opened nothing would let the words be taken as commands.
        """
        mark, selected = self.view.chosen, self.view.selection
        if self.reading is None:
            return
        if selected is not None and (mark is None or mark.span != selected):
            self._ask_passage_memo(selected)
        elif mark is not None and mark.coding is None:
            self._ask_passage_memo(mark.span)
        elif mark is None:
            noted = self.notes_here()
            if noted:
                self._ask_passage_memo(noted[0].span)
            else:
                self.action_document_memo()
        elif mark.coding is not None:
            words = " ".join(mark.span.of(self.reading.document.text).split())
            self._ask_memo(N_("Memo on the coding"), f"coding:{mark.coding.id}", f"”{words}”")

    def action_document_memo(self) -> None:
        """Write a memo on the document."""
        if self.reading is not None:
            document = self.reading.document
            target = f"document:{document.id}"
            every = memos_to_go_on_with(memos_on(self.desk.project, target))
            self._ask_memo(N_("Memo on the document"), target, document.name, every)

    def action_code_memo(self) -> None:
        """Write a memo on the code of what is chosen."""
        if self.view.chosen is not None:
            path = self.view.chosen.code
            self._ask_memo(N_("Memo on the code"), f"code:{path}", self.desk.code_name(path))

    def action_case_memo(self) -> None:
        """Write a memo on the document's case."""
        if self.reading is not None and self.reading.document.metadata.case:
            case = self.reading.document.metadata.case
            self._ask_memo(N_("Memo on the case"), f"case:{case}", case)

    def _ask_passage_memo(self, span: Span) -> None:
        """Ask for a memo on a passage that has no coding; the coder's own memo there is written on."""
        if self.reading is None:
            return
        document, coder = self.reading.document, self.desk.project.coder
        old = next((n for n in self.noted if n.span.overlaps(span) and n.memo.coder == coder), None)
        words = (span if old is None else old.span).of(document.text)

        def store(note: str) -> Shown:
            before = begun_with(words, "")
            return self._store_memo(f"document:{document.id}", None if old is None else old.memo, note.strip(), before)

        title = self.say(N_("Memo on the passage"))
        about = f"”{' '.join(words.split())}”"
        place = f"passage:{document.id}:{span.start}-{span.end}" if old is None else f"memo:{old.memo.id}"
        window = MemoScreen(title, old.note if old else "", store=store, about=about)
        self.desk.ask(window.kept_in(KeptDraft(self.desk.project, place)), show)

    def _ask_memo(self, title: str, target: str, about: str, every: Sequence[Memo] | None = None) -> None:
        there = memos_on(self.desk.project, target) if every is None else every
        mine = [m for m in there if m.coder == self.desk.project.coder]
        last = mine[-1] if mine else None
        store = partial(self._store_memo, target, last)
        window = MemoScreen(self.say(title), last.text if last else "", store=store, about=about)
        self.desk.ask(window.kept_in(KeptDraft(self.desk.project, f"memo:{target}")), show)

    def _store_memo(self, target: str, old: Memo | None, text: str, before: str = "") -> Shown:
        if (old is None and not text.strip()) or (old is not None and before + text.strip() == old.text):
            return lambda: None
        project, secret = self.desk.project, self.desk.passphrase
        if old is None:
            kept = write_memo(project, target, text, before=before, passphrase=secret).text
        else:
            kept = rewrite_memo(project, old.id, text, before=before, passphrase=secret)
        return lambda: self._show_memo(before + text if text.strip() else "", kept)

    def _show_memo(self, given: str, kept: str) -> None:
        self.reload()
        self.told(memo_kept(self.desk, given, kept) if given else self.say(N_("The memo is taken away.")))
        if given:
            tell_closed(self.desk)

    @contextmanager
    def _in_step(self) -> Iterator[None]:
        """Show the document anew when what was to be changed has been changed elsewhere."""
        try:
            yield
        except QualcodeError:
            self.reload()
            raise

    def _code(self, span: Span, answer: str) -> None:
        path, _, status = answer.partition(" ")
        if self.reading is None:
            return
        made = Mark(
            coding=code_passage(self.desk.project, self.reading.document.id, span.start, span.end, path, status)
        )
        self.view.unselect()
        self._recall_codes()
        # The same passage given the same code again is the same coding, at most of another status.
        there = self.reading.marks[(place := place_of(made, self.reading.marks)) : place + 1]
        self.change([m for m in there if m.id == made.id], [made])
        self.told(self._worded(made, N_("Coded as {status}, {k:undo} takes it back: {code}")))

    def new_code_given(self, made: Coding, *, stayed: bool) -> None:
        """Show a passage that was given a new code; whoever has not ``stayed`` there meanwhile goes on where they are."""
        words = self._worded(
            Mark(coding=made), N_("New code: {code}. {k:undo} takes the coding back, pressed again the code too.")
        )
        selected, cursor, chosen = self.view.selection, self.view.cursor, self.view.chosen
        if stayed:
            self.view.unselect()
        self.reload(same_text=True)
        if stayed:
            self._choose_told(made.id, words)
            return
        if selected is not None:
            self.view.select(selected)
        else:
            self.view.put(cursor)
        if chosen is not None and chosen in self.view.marks_here():
            self.view.choose(chosen)
        self.told(words)

    def _stay(self, mark: Mark, made: Mark, sentence: str) -> None:
        """Show what became of a coding and say it."""
        self.change([mark], [made])
        self._choose_told(made.id, self._worded(made, sentence))

    def _choose_told(self, key: str, words: str) -> None:
        mark = next((m for m in self.reading.marks if m.id == key), None) if self.reading else None
        if mark is not None and mark not in self.view.marks_here():
            self.view.go_to(mark)
        self.view.choose(mark)
        self.told(words)

    def _worded(self, mark: Mark, sentence: str) -> str:
        code = self.desk.code(mark.code)
        status = f"{glyph(mark.status)} {status_in_words(self.desk, mark.status, code)}"
        return self.say(sentence, code=self.desk.code_name(mark.code), status=status)
