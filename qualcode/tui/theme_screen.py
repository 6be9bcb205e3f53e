"""Theme review: the passages of one code across all cases, one or several at once decided, recoded, moved, quoted and summed up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CODABLE, CellStatus, Status
from qualcode.domain.errors import N_, Nn_
from qualcode.domain.finding import Audience
from qualcode.language.glyphs import status_words
from qualcode.tui.asking_where import ask_where
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk_screen import UNDER_WAY
from qualcode.tui.drafts import KeptDraft
from qualcode.tui.inks import glyph
from qualcode.tui.line_screen import LineScreen
from qualcode.tui.memo_screen import SUMMARY_KEYS, MemoScreen, Shown, show
from qualcode.tui.ranked_codes import ranked_codes
from qualcode.tui.status_screen import StatusScreen
from qualcode.tui.theme_list_screen import NO_PASSAGES, ThemeListScreen
from qualcode.tui.vault_door import in_worker, tell_closed, with_vault
from qualcode.usecases.coding_by_hand import uncode
from qualcode.usecases.counted_matrix import cell_now
from qualcode.usecases.deciding import accept, by_ids, give_many, reject
from qualcode.usecases.export_gate import Written
from qualcode.usecases.judging import JUDGEABLE, sum_up
from qualcode.usecases.picking_quotes import TellingQuoteError, picked_quotes
from qualcode.usecases.publishing import write_quotes

_OF_PASSAGES = frozenset({"open", "status", "other_code", "give_status", "summary", "pick", "pick_all", "publish"})
_CHANGES = frozenset({"accept", "reject", "uncode", "status", "other_code", "give_status", "summary", "export"})
_AT_ONCE = 20
"""Passages; what is done to more takes longer than a key may, and is done in a thread."""
PICK = N_("Several at once, and quotes")


class ThemeScreen(ThemeListScreen):
    """One code, all cases."""

    TITLE_WORDS: ClassVar[str] = N_("theme review")
    ROOM: ClassVar[str] = "theme"
    DEEDS = (
        Deed("enter", "open", N_("open"), N_("Open the passage in its document."), WORK, rank=10, palette=False),
        Deed("a", "accept", N_("accept"), N_("Accept the suggestion as it stands."), WORK, rank=15),
        Deed("r", "reject", N_("reject"), N_("Reject the suggestion."), WORK, rank=16),
        Deed("t", "status", N_("status"), N_("Give another status, or at once with 1–5."), WORK, rank=17),
        Deed("o", "other_code", N_("other code"), N_("Give the passage another code."), WORK, rank=18),
        Deed("x", "uncode", N_("take away"), N_("Take the coding away."), WORK, rank=35),
        Deed("m", "summary", N_("summary"), N_("Write the summary of this case and code."), WORK, rank=30),
        Deed("c", "choose", N_("another code's passages"), N_("Go to another code."), WORK, rank=45),
        Deed("y", "view", N_("view"), N_("Group by case or status; show one status, wave or attribute only."), WORK, rank=25),
        Deed("plus", "pick", N_("pick"), N_("Pick the passage, or let it go: keys then mean all that are picked."), PICK, rank=20),
        Deed("asterisk", "pick_all", N_("pick all"), N_("Pick all that is shown, or let all go."), PICK),
        Deed("v", "publish", N_("in print"), N_("Show how it would be published, with its cuts marked."), PICK, rank=27),
        Deed("ctrl+e", "export", N_("export"), N_("Write the picked codings as quotes for Word."), PICK, rank=40),
        Deed("escape", "leave", N_("back"), N_("Let go what is picked; then back to the overview."), LOOK, rank=70),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), LOOK),
    )  # fmt: skip
    SILENT: ClassVar = {
        **dict.fromkeys(_OF_PASSAGES, NO_PASSAGES),
        "accept": N_("This is a coding already, and no suggestion."),
        "reject": N_("This is a coding already, and no suggestion; {k:uncode} takes it away."),
        "uncode": N_("This is a suggestion and no coding; {k:reject} rejects it."),
        "export": N_("Only codings are quoted; {k:accept} accepts the suggestion."),
    }
    BINDINGS: ClassVar = [
        *bindings(DEEDS),
        *bindings(Deed(str(n), f"give_status({n})", "", "", WORK) for n in range(1, len(CODABLE) + 1)),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for what is lit or picked; nothing is changed while passages are gathered."""
        del parameters
        if action in _CHANGES and (self.busy or self.is_gathering()):
            return False
        match action:
            case "accept" | "reject":
                return any(not p.coder for p in self.chosen)
            case "uncode":
                return any(p.coder for p in self.chosen)
            case "export":
                return not self.busy and any(p.coder for p in self.chosen)
            case _:
                return bool(self.rows) or action not in _OF_PASSAGES

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: at worst there are no passages."""
        return super().why_silent(action) if self.rows else NO_PASSAGES

    def action_open(self) -> None:
        """Open the lit passage in its document."""
        from qualcode.tui.reader_screen import ReaderScreen

        if self.lit is not None:
            passage = self.lit[1]
            self.desk.places[passage.document] = passage.span.start
            self.app.push_screen(ReaderScreen(passage.document), self.come_back)

    def action_accept(self) -> None:
        """Accept the chosen suggestions."""
        waiting = by_ids(self.desk.project, [p.id for p in self.chosen if not p.coder])
        self._done(
            lambda: len(accept(self.desk.project, waiting)),
            N_("Accepted, {k:undo} takes it back."),
            N_("Accepted: {number}; {k:undo} takes them back."),
        )

    def action_reject(self) -> None:
        """Reject the chosen suggestions."""
        waiting = by_ids(self.desk.project, [p.id for p in self.chosen if not p.coder])
        self._done(
            lambda: reject(self.desk.project, waiting),
            N_("Rejected, {k:undo} takes it back."),
            N_("Rejected: {number}; {k:undo} takes them back."),
        )

    def action_uncode(self) -> None:
        """Take the chosen codings away."""
        coded = [p.id for p in self.chosen if p.coder]
        self._done(
            lambda: uncode(self.desk.project, coded),
            N_("Taken away, {k:undo} brings it back."),
            N_("Taken away: {number}; {k:undo} brings them back."),
        )

    def action_status(self) -> None:
        """Let another status be chosen."""
        if self.chosen:
            window = StatusScreen(self.say(N_("Status")), self.chosen[0].status, self.desk.code(self.code))
            self.desk.ask(window, self._give_status)

    def action_give_status(self, number: int) -> None:
        """Give the status of a figure; a suggestion is accepted with it."""
        self._give_status(CODABLE[number - 1])

    def action_other_code(self) -> None:
        """Let another code be chosen for what is lit or picked."""
        if self.chosen:
            about = self.chosen[0].text if len(self.chosen) == 1 else self._number_picked()
            window = ChoiceScreen(self.say(N_("Which code?")), ranked_codes(self.desk), about=about)
            self.desk.ask(window, self._move)

    def action_choose(self) -> None:
        """Let another code be chosen to review."""
        self.desk.ask(ChoiceScreen(self.say(N_("Review which code?")), ranked_codes(self.desk)), self._go)

    def action_summary(self) -> None:
        """Write the summary of the lit case and this code: it belongs to the judgement of the cell."""
        if self.lit is None:
            return
        case, project = self.lit[0], self.desk.project
        code, wave, part = self.code, self.wave, self.found.part if self.found else None
        inside = [d.id for d in part.documents if d.metadata.case == case] if part else []
        cell = cell_now(project, case, code, wave, inside)
        if cell.status not in JUDGEABLE:
            self.told(self.say(N_("The cell cannot be judged as it stands; the matrix shows why.")))
            return
        status = CellStatus(cell.status)

        def store(text: str) -> Shown:
            words = text.strip()
            secret = self.desk.passphrase
            sum_up(project, case, code, status.value, words, wave=wave or None, passphrase=secret)
            return lambda: tell(words)

        def tell(words: str) -> None:
            self.tell_lit()
            said = N_("The summary is written, {k:undo} takes it back: {case}")
            if not cell.judged:
                said = N_("The summary is written and the cell judged as {status}, {k:undo} takes it back: {case}")
            known = self.desk.code(code)
            word = status_words(status, project.language, known.kind if known else Kind.FINDING)
            self.told(self.say(said, case=case, status=word))
            if words:
                tell_closed(self.desk)

        about = f"{case} · {self.desk.code_name(self.code)}"
        window = MemoScreen(self.say(N_("Summary")), cell.summary, store=store, keys=SUMMARY_KEYS, about=about)
        draft = KeptDraft(project, f"summary:{case}|{wave}|{code}")
        self.desk.ask(window.kept_in(draft), show)

    def action_export(self) -> None:
        """Write what is picked as quotes, at the published level."""
        coded = [p.id for p in self.chosen if p.coder]
        project = self.desk.project

        refused: list[TellingQuoteError] = []

        def made(target: Path, secret: str | None) -> Written | None:
            try:
                quotes = picked_quotes(project, coded)
            except TellingQuoteError as fault:
                refused.append(fault)
                return None
            return write_quotes(project, quotes, target, audience=Audience.PUBLISHED, passphrase=secret)

        def done(found: Written | None) -> None:
            if found is None:
                self._let_go(refused[-1])
            else:
                self.told(self.say(N_("Written: {path}"), path=str(found)))

        def write(target: Path) -> None:
            with_vault(self, lambda secret: made(target, secret), done, needed=True)

        told = self.say(N_("A .docx file for publication: no names, no places, opaque ids."))
        title = self.say(Nn_("Write {number} quote to", "Write {number} quotes to"), number=len(coded))
        ask_where(self.desk, LineScreen(title, "exports/quotes.docx", told=told), write)

    def _let_go(self, fault: TellingQuoteError) -> None:
        """Let those go that may not be quoted, so that the others are written by the same key, and tell why."""
        left = self.picked - set(fault.ids)
        if left and left != self.picked:
            self.picked = left
            self.fill()
            words = N_("Let go: {gone}, since they may tell their county; {k:export} writes the other {left}.")
            self.told(self.say(words, gone=len(fault.ids), left=len(left)))
        raise fault

    def _number_picked(self) -> str:
        return self.say(N_("picked: {number}"), number=len(self.chosen))

    def action_leave(self) -> None:
        """Let go what is picked, as the reader lets a selection go; then go back."""
        if not self.picked:
            # Whatever is being gathered.
            self._gathering.drop()
            super().action_leave()
            return
        self.picked = set()
        self.fill()
        self.told(self.say(N_("Let go; {k:leave} once more goes back.")))

    def _go(self, path: str) -> None:
        self.picked = set()
        self.gather(path, self.wanted[1])
        self.told("")

    def _give_status(self, status: Status) -> None:
        word = f"{glyph(status)} {self.word(status)}"
        self._change(
            N_("Coded as {what}, {k:undo} takes it back."),
            N_("Coded as {what}: {number}; {k:undo} takes them back."),
            word,
            status=status,
        )

    def _move(self, path: str) -> None:
        self._change(
            N_("Moved to {what}, {k:undo} takes it back."),
            N_("Moved to {what}: {number}; {k:undo} takes them back."),
            self.desk.code_name(path),
            code=path,
        )

    def _change(self, one: str, many: str, what: str, *, status: Status | None = None, code: str | None = None) -> None:
        project = self.desk.project
        coded = [p.id for p in self.chosen if p.coder]
        waiting = by_ids(project, [p.id for p in self.chosen if not p.coder])
        self._done(lambda: give_many(project, coded, waiting, status=status, code=code), one, many, what=what)

    def _done(self, deed: Callable[[], int], one: str, many: str, **fields: object) -> None:
        """Do something to what is lit or picked, as one step, and say so."""
        chosen = self.chosen
        documents = {p.document for p in chosen}

        def show(number: int) -> None:
            self.picked = set()
            self.put_documents(documents)
            self.told(self.say(one if number == 1 else many, number=number, **fields))

        def show_all(number: int) -> None:
            self.picked = set()
            self.reload()
            self.told(self.say(one if number == 1 else many, number=number, **fields))

        if len(chosen) <= _AT_ONCE:
            show(deed())
        else:
            self.told(self.say(UNDER_WAY))
            in_worker(self, deed, show_all)
