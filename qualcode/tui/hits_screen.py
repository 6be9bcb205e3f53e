"""What was hidden in one document, hit by hit: right, innocent, or to be called something else."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from qualcode.domain.errors import N_
from qualcode.domain.finding import HitType
from qualcode.language.wording import sentence_of
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.desk_screen import UNDER_WAY
from qualcode.tui.hit_list_screen import OPEN, HitListScreen
from qualcode.tui.hit_words import in_context, ranked_types
from qualcode.tui.line_screen import LineScreen
from qualcode.usecases.deciding_names import BadReplacementError, Decided, accept_hits, change_hits, reject_hits
from qualcode.usecases.reviewing_names import accept_documents

_NO_HIT = N_("No hidden word is shown here; {k:filter} shows others.")


class HitsScreen(HitListScreen):
    """The hits of one document."""

    TITLE_WORDS: ClassVar[str] = N_("anonymisation review")
    DEEDS = (
        Deed("a", "accept", N_("right"), N_("It is right: the words stay hidden."), WORK, rank=10),
        Deed(
            "r",
            "reject",
            N_("innocent"),
            N_("It names nobody: the words stand again, fetched from the vault."),
            WORK,
            rank=11,
        ),
        Deed("e", "replace", N_("other words"), N_("Let other words stand in its place."), WORK, rank=12),
        Deed("t", "retype", N_("other type"), N_("Say what kind of name it is."), WORK, rank=18),
        Deed("A", "accept(True)", N_("right everywhere"), N_("It is right wherever the same words stand."), WORK),
        Deed("R", "reject(True)", N_("innocent everywhere"), N_("Innocent wherever the same words stand."), WORK),
        Deed("E", "replace(True)", N_("other words everywhere"), N_("Other words wherever the same stand."), WORK),
        Deed("T", "retype(True)", N_("other type everywhere"), N_("Another type wherever the same words stand."), WORK),
        Deed("n", "next", N_("next that waits"), N_("To the next one that nobody has looked at."), WORK, rank=14),
        Deed("i", "missed", N_("missed name"), N_("Show the text, and hide a name there that was missed."), WORK, rank=16),
        Deed("f", "reviewed", N_("all is right"), N_("Record that all that is hidden here is right."), WORK, rank=15),
        Deed("N", "next_document", N_("next document"), N_("Look through the next document that waits."), WORK, rank=17),
        Deed("v", "originals", N_("open the vault"), N_("Show what stood there, or hide it again."), WORK, rank=19),
        Deed("y", "filter", N_("show others"), N_("Show all, those that wait, or those that may be names."), WORK, rank=40),
        Deed("escape", "leave", N_("back"), N_("Back to the documents."), LOOK, rank=70),
    )  # fmt: skip
    SILENT: ClassVar = {
        "accept": _NO_HIT,
        "reject": _NO_HIT,
        "replace": _NO_HIT,
        "retype": _NO_HIT,
        "missed": UNDER_WAY,
        "next_document": N_("Words wait here still; {k:next} goes to the next of them."),
        "reviewed": N_("All here is reviewed already; {k:next_document} opens the next document."),
        "originals": N_("There is no vault with what stood there; `qualcode vault new` makes one for the next import."),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now; nothing is decided while something is under way."""
        del parameters
        match action:
            case "accept" | "reject" | "replace" | "retype":
                return self.lit is not None and not self.busy
            case "next":
                return self.state.open > 0
            case "reviewed":
                return self.look is not None and not self.state.reviewed and not self.busy
            case "next_document":
                return self.following() is not None and self.state.open == 0
            case "originals":
                return self.desk.project.vault_path.exists() and not self.busy
            case "missed":
                return self.look is not None and not self.busy
            case _:
                return True

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now; what waits decides where one may go."""
        match action:
            case "next" | "reviewed" | "next_document" if self.following() is None and not self.state.open:
                return N_("Nothing waits here or in another document; {k:leave} goes back.")
            case "next":
                return N_("Nothing waits here; {k:reviewed} says that all is right.")
            case _:
                return super().why_silent(action)

    def action_accept(self, everywhere: bool = False) -> None:
        """Say that the lit hit is right."""
        if self.lit is not None:
            key, project = self.lit.id, self.desk.project
            # One hit needs no vault; which others are the same words is told better with it.
            self._decide(
                lambda secret: accept_hits(
                    project, [key], everywhere=everywhere, passphrase=secret if everywhere else None
                ),
                N_("Right: {number}; {k:undo} takes it back."),
                quick=not everywhere,
            )

    def action_reject(self, everywhere: bool = False) -> None:
        """Say that the lit hit names nobody."""
        if self.lit is not None:
            key, project = self.lit.id, self.desk.project
            self._decide(
                lambda secret: reject_hits(project, [key], everywhere=everywhere, passphrase=secret),
                N_("Innocent, the words stand again: {number}; {k:undo} takes it back."),
            )

    def action_replace(self, everywhere: bool = False) -> None:
        """Let other words stand in the place of the lit hit."""
        hit, project = self.lit, self.desk.project
        if hit is None:
            return

        def change(words: str) -> None:
            # Wherever the same words stand, others may stand in their place yet: there the same words are a change.
            if not everywhere and words.strip() == hit.replacement:
                self.told(self.say(N_("The words are the same; nothing is changed.")))
                return
            refused: list[BadReplacementError] = []

            def job(secret: str | None) -> Decided | None:
                try:
                    return change_hits(project, [hit.id], replacement=words, everywhere=everywhere, passphrase=secret)
                except BadReplacementError as fault:
                    refused.append(fault)
                    return None

            def ask_again() -> None:
                self.told("")
                told = sentence_of(refused[-1], project.language)
                self.desk.ask(window.again(words, told), change)

            self._decide(job, N_("Other words stand there: {number}; {k:undo} takes it back."), otherwise=ask_again)

        window = LineScreen(
            self.say(N_("Other words in its place")),
            hit.replacement,
            about=in_context(hit),
            told=self.say(N_("A function or a plain word, such as rektorn; never a name.")),
        )
        self.desk.ask(window, change)

    def action_retype(self, everywhere: bool = False) -> None:
        """Say what kind of name the lit hit is."""
        hit, project = self.lit, self.desk.project
        if hit is None:
            return

        def change(kind: str) -> None:
            self._decide(
                lambda secret: change_hits(
                    project, [hit.id], kind=HitType(kind), everywhere=everywhere, passphrase=secret
                ),
                N_("Another type: {number}; {k:undo} takes it back."),
            )

        window = ChoiceScreen(self.say(N_("What is it?")), ranked_types(self.desk), about=in_context(hit))
        self.desk.ask(window, change)

    def action_missed(self) -> None:
        """Show the text, where a name that was missed can be hidden."""
        from qualcode.tui.missed_name_screen import MissedNameScreen

        start = self.lit.start if self.lit else 0
        self.app.push_screen(MissedNameScreen(self.document, start), self.come_back)

    def action_reviewed(self) -> None:
        """Record that all is right here."""
        project, document = self.desk.project, self.document
        words = N_("All here is right; {k:undo} takes it back. {k:next_document} opens the next document.")

        def record(_: str | None) -> None:
            accept_documents(project, [document])

        self.do(record, lambda _: self.told(self.say(words)))

    def _decide(
        self,
        job: Callable[[str | None], Decided | None],
        sentence: str,
        *,
        quick: bool = False,
        otherwise: Callable[[], None] = lambda: None,
    ) -> None:
        """Decide and tell of it; what is not ``quick`` needs the vault and the whole project, which takes a moment."""
        at = self.table.lit

        def tell(done: Decided | None) -> None:
            if done is None:
                otherwise()
                return
            words = self.say(sentence, number=done.hits)
            if self.document in done.reviewed:
                words += " " + self.say(N_("All here has been looked at; {k:next_document} opens the next document."))
            elif self.shown != OPEN:
                self.table.light(at)
                self.action_next()
            if not done.cleared:
                words = self.say(
                    N_("Another program has the project open: what was hidden may lie in its log till then.")
                )
            self.told(words)

        if not quick:
            self.told(self.say(N_("Exchanging the words …")))
        self.do(job, tell)
