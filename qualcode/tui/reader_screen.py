"""The reader: giving codes, deciding suggestions, notes and marks of reading, each saved at once."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.tui.code_choice_screen import CodeChoiceScreen
from qualcode.tui.deeds import WORK, Deed, bindings
from qualcode.tui.desk_screen import UNDER_WAY
from qualcode.tui.mark_panel import QUICK_KEYS, MarkPanel
from qualcode.tui.new_code import ask_new_code
from qualcode.tui.notice_screen import NoticeScreen
from qualcode.tui.reading_screen import GOING
from qualcode.tui.seeking_screen import SEEKING
from qualcode.tui.shaping_screen import SHAPING, ShapingScreen
from qualcode.tui.status_screen import StatusScreen
from qualcode.tui.text_view import same_place
from qualcode.tui.units import Unit
from qualcode.tui.why_words import certainty, in_full
from qualcode.usecases.coding_by_hand import mark_documents_read, recode, uncode
from qualcode.usecases.deciding import accept, accept_as, by_ids, reject
from qualcode.usecases.viewing import Mark, place_of

CODING = (
    Deed("enter,c", "code", N_("code"), N_("Give the selection, else the sentence, a code."), WORK, rank=17),
    Deed("i", "new_code", N_("new code"), N_("Make a new code, by the selected words or others, and give it."), WORK),
    Deed("a", "accept", N_("accept"), N_("Accept the suggestion."), WORK, rank=12),
    Deed("r", "reject", N_("reject"), N_("Reject the suggestion; it never comes again."), WORK, rank=13),
    Deed(
        "t",
        "status",
        N_("status"),
        N_("Change the status, or at once with 1–5; a suggestion is accepted with it."),
        WORK,
        rank=14,
    ),
    Deed("o", "other_code", N_("other code"), N_("Change the code; a suggestion is accepted with it."), WORK, rank=15),
    Deed("x", "uncode", N_("uncode"), N_("Take the coding away."), WORK, rank=18),
    Deed("v", "why", N_("why"), N_("Show why it is suggested, and the code's definition."), WORK, rank=16),
    Deed(
        "f", "read", N_("read"), N_("Mark the document as read to the end, or not: silence then counts."), WORK, rank=26
    ),
    Deed("H", "missed_name", N_("missed name"), N_("Hide a name that was missed, in the whole project."), WORK),
)


_ACCEPTED = N_("Accepted as {status}, {k:undo} takes it back: {code}")
_NO_MARK = N_("Nothing is coded or suggested under the cursor; {k:next+1} goes to the next suggestion.")
_NO_MARK_LEFT = N_("Nothing is coded under the cursor; {k:take-sentence} takes the sentence, {k:code} gives it a code.")
_NO_SUGGESTION = N_("No suggestion lies under the cursor; {k:next+1} goes to the next.")


class ReaderScreen(ShapingScreen):
    """Everything that is done to a document."""

    DEEDS = (*CODING, *SHAPING, *GOING, *SEEKING)
    SILENT: ClassVar = {
        "accept": _NO_SUGGESTION,
        "reject": _NO_SUGGESTION,
        "status": _NO_MARK,
        "other_code": _NO_MARK,
        "why": _NO_MARK,
        "give_status": _NO_MARK,
        "borders": _NO_MARK,
        "alike": _NO_MARK,
        "code_memo": _NO_MARK,
        "uncode": N_("No coding lies under the cursor that could be taken away."),
        "next_document": N_("Suggestions wait here still; {k:next+1} goes to the next."),
        "other_here": N_("No more than one code lies under the cursor."),
        "hit": N_("Find words first, with {k:find}."),
        "split": N_("Put the cursor in a coding, where its second part is to begin."),
        "case_memo": N_("The document belongs to no case; {k:document_memo} writes a memo on the document."),
        **dict.fromkeys(("find", "bare", "quick", "visual", "code", "new_code", "missed_name"), UNDER_WAY),
    }
    BINDINGS: ClassVar = [
        *bindings(DEEDS),
        *bindings(Deed(key, f"quick({n})", "", "", WORK) for n, key in enumerate(QUICK_KEYS) if n),
        *bindings(Deed(str(n), f"give_status({n})", "", "", WORK) for n in range(1, len(CODABLE) + 1)),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for what is chosen."""
        chosen = self.view.chosen
        match action:
            case "accept" | "reject":
                return chosen is not None and chosen.coding is None
            case "status" | "other_code" | "why" | "give_status":
                return chosen is not None
            case "uncode":
                return chosen is not None and chosen.coding is not None
            case "code" | "missed_name":
                return self.reading is not None
            case "new_code":
                # One codebook is written at a time; everything else goes on meanwhile.
                return self.reading is not None and not self.busy
            case _:
                return super().check_action(action, parameters)

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now; no key is named that would do nothing either."""
        chosen, words = self.view.chosen, super().why_silent(action)
        if action == "borders" and chosen is not None:
            return N_("Let the selection go first, with {k:leave}.")
        if action == "uncode" and chosen is not None:
            return N_("This is a suggestion and no coding; {k:reject} rejects it.")
        if self.waiting:
            return words
        return _NO_MARK_LEFT if words == _NO_MARK else self.no_suggestions() if words == _NO_SUGGESTION else words

    def action_missed_name(self) -> None:
        """Let a name that is seen while reading be hidden, from the text as it stands; then read on at the same place."""
        from qualcode.tui.missed_name_screen import MissedNameScreen

        if self.reading is None:
            return
        text, place = self.reading.document.text, self.view.here.start

        def back(_: object) -> None:
            self.come_back()
            if self.reading is not None:
                self.view.put(same_place(text, self.reading.document.text, place))
                self.view.show_cursor()

        self.app.push_screen(MissedNameScreen(self.reading.document.id, place), back)

    def action_accept(self) -> None:
        """Accept the chosen suggestion and go on to the next."""
        mark = self.view.chosen
        if mark is not None and mark.suggestion is not None:
            with self._in_step():
                [made] = accept(self.desk.project, by_ids(self.desk.project, [mark.id]))
            self._go_on(mark, Mark(coding=made), _ACCEPTED)

    def action_reject(self) -> None:
        """Reject the chosen suggestion and go on to the next."""
        mark = self.view.chosen
        if mark is not None and mark.suggestion is not None:
            with self._in_step():
                reject(self.desk.project, by_ids(self.desk.project, [mark.id]))
            self._go_on(mark, None, N_("Rejected, {k:undo} takes it back: {code}"))

    def action_status(self) -> None:
        """Let another status be chosen."""
        mark = self.view.chosen
        if mark is not None:
            window = StatusScreen(self.say(N_("Status")), mark.status, self.desk.code(mark.code))
            self.desk.ask(window, lambda status: self._give_status(mark, status))

    def action_give_status(self, number: int) -> None:
        """Give the status of a figure, without a window."""
        mark = self.view.chosen
        if mark is not None:
            self._give_status(mark, CODABLE[number - 1])

    def action_other_code(self) -> None:
        """Let another code be chosen for what is chosen."""
        mark, reading = self.view.chosen, self.reading
        if mark is None or reading is None:
            return
        title = self.say(N_("Another code instead of: {code}"), code=self.desk.code_name(mark.code))
        window = CodeChoiceScreen(title, reading, mark.span, mark.status, with_status=False)
        self.desk.ask(window, lambda answer: self._give_code(mark, answer.partition(" ")[0]))

    def action_code(self) -> None:
        """Let a code be chosen for the selection, or for the sentence when nothing is selected."""
        if self.reading is None or self.keep_borders():
            return
        if self.view.selection is None:
            self.view.action_take(Unit.SENTENCE.value)
        span = self.view.selection
        fault = self.desk.codebook_fault
        if fault is not None:
            raise fault
        if span is not None:
            window = CodeChoiceScreen(self.say(N_("Which code?")), self.reading, span, Status.PRESENT)
            self.desk.ask(window, lambda answer: self._code(span, answer))

    def action_new_code(self) -> None:
        """Let a new code be named and placed, and give it to the selection, else to the sentence."""
        reading = self.reading
        if reading is None:
            return
        selected = self.view.selection
        if selected is None:
            self.view.action_take(Unit.SENTENCE.value)
        span = self.view.selection
        if span is not None:
            # In vivo: selected words are the name until others are written.
            words = " ".join(selected.of(reading.document.text).split()) if selected else ""
            ask_new_code(self, span, words)

    def action_uncode(self) -> None:
        """Take the chosen coding away."""
        mark = self.view.chosen
        if mark is not None and mark.coding is not None:
            with self._in_step():
                uncode(self.desk.project, [mark.coding.id])
            self.change(gone=[mark])
            self.told(self._worded(mark, N_("Taken away, {k:undo} brings it back: {code}")))

    def action_why(self) -> None:
        """Tell all there is to tell of the chosen mark: why, and the code's definition."""
        mark, reading = self.view.chosen, self.reading
        if mark is None or reading is None:
            return
        lines = self.query_one(MarkPanel).about(reading, mark, with_why=True)
        if mark.suggestion is not None:
            lines.append(certainty(self.desk, mark.suggestion.suggestion))
        lines += in_full(self.desk, mark.code, reading.memos.get(f"code:{mark.code}", ()))
        self.app.push_screen(NoticeScreen(self.say(N_("Why")), Content("\n").join(lines)))

    def action_read(self) -> None:
        """Mark the document as read, or take the mark away."""
        if self.reading is not None:
            now = not self.reading.read
            mark_documents_read(self.desk.project, [self.reading.document.id], read=now)
            self.reload()
            told = N_("Marked as read: silence now counts as not mentioned. {k:next_document} opens the next document.")
            if self.waiting:
                told = N_("Marked as read: silence now counts as not mentioned. {k:next+1} goes to what still waits.")
            self.tell_hint(self.say(told if now else N_("No longer marked as read.")))

    def _give_status(self, mark: Mark, status: Status) -> None:
        if mark.suggestion is not None:
            with self._in_step():
                [stored] = by_ids(self.desk.project, [mark.id])
                made = accept_as(self.desk.project, stored, status=status)
            self._go_on(mark, Mark(coding=made), _ACCEPTED)
        elif mark.coding is not None and mark.status is not status:
            with self._in_step():
                made = recode(self.desk.project, mark.coding.id, status=status)
            self._stay(mark, Mark(coding=made), N_("Changed to {status}, {k:undo} takes it back: {code}"))

    def _give_code(self, mark: Mark, path: str) -> None:
        if mark.suggestion is not None:
            with self._in_step():
                [stored] = by_ids(self.desk.project, [mark.id])
                made = accept_as(self.desk.project, stored, code=path)
            self._go_on(mark, Mark(coding=made), _ACCEPTED)
        elif mark.coding is not None and mark.code != path:
            with self._in_step():
                made = recode(self.desk.project, mark.coding.id, code=path)
            self._stay(mark, Mark(coding=made), N_("Changed to {status}, {k:undo} takes it back: {code}"))

    def _go_on(self, mark: Mark, made: Mark | None, sentence: str) -> None:
        """Show what a suggestion was decided to be, None for nothing, go to the next suggestion, and say what was done."""
        words = self._worded(made or mark, sentence)
        self.change([mark], [made] if made else [])
        waiting = self.waiting
        if waiting:
            self.view.go_to(waiting[place_of(mark, waiting) % len(waiting)])
        else:
            words = self.say(
                N_(
                    "All suggestions here are decided. {k:read} marks as read, {k:next_document} opens the next document."
                )
            )
        self.told(words)
