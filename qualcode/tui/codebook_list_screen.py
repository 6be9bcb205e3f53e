"""The codebook's tree with its counts, and beside it what is said of the lit code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, ChoiceScreen, Ranked, by_name
from qualcode.tui.code_words import about_code
from qualcode.tui.deeds import Deed
from qualcode.tui.desk_screen import DeskScreen
from qualcode.tui.ends_line import EndsLine, SaidLine
from qualcode.tui.key_line import KeyLine
from qualcode.tui.memo_asking import ask_memo
from qualcode.tui.row_list import ROWING, Heading, Row, RowTable
from qualcode.tui.vault_door import in_worker, with_words
from qualcode.usecases.viewing_codebook import CodeLine, code_lines

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult

_READING = N_("Reading the codebook …")
_WRITING = N_("Writing the codebook …")
_WIDE = 104
"""From this many cells on the code's words stand beside the tree instead of below it."""


class CodebookListScreen(DeskScreen):
    """Showing the tree; what is done to it is the child's."""

    def __init__(self) -> None:
        super().__init__()
        self.book: Codebook | None = None
        self.every: tuple[CodeLine, ...] = ()
        self.lines: tuple[CodeLine, ...] = ()
        self.folded: set[str] = set()
        self._said: tuple[str, str] = ("", "")

    def compose(self) -> ComposeResult:
        """Lay out title, tree, the lit code in words, what was done last, keys."""
        yield EndsLine(id="title")
        with Vertical(id="code-body"):
            yield RowTable("rows")
            with VerticalScroll(id="about", can_focus=False):
                yield Static(id="code")
        yield SaidLine()
        yield KeyLine()

    def on_mount(self) -> None:
        """Read the codebook in a thread: it takes most of a second."""
        self.query_one("#rows").focus()
        self.query_one("#title", EndsLine).show(self.say(N_("Codebook")))
        self.told(self.say(_READING))
        self.reload()

    def on_resize(self, event: events.Resize) -> None:
        """Put the code's words where there is room."""
        self.query_one("#code-body").set_class(event.size.width >= _WIDE, "-wide")

    def reload(self) -> bool:
        """Show the codebook as its file is now."""
        self.do(lambda: None)
        return True

    def do(self, job: Callable[[], str | None], sentence: str = "") -> None:
        """Do something to the codebook in a thread, read it anew there, and light the code whose path came of it."""

        def work() -> tuple[str | None, Codebook, tuple[CodeLine, ...]]:
            path = job()
            if sentence:
                self.desk.renew_codebook()
            return (path, *code_lines(self.desk.project))

        def show(found: tuple[str | None, Codebook, tuple[CodeLine, ...]]) -> None:
            path, self.book, self.every = found
            before = self._said[0]
            self.fill(path)
            said = self.say(sentence) if sentence else self.shown_anew()
            # What a step back told of itself stays; that something is under way does not.
            self.told(said or ("" if before in under_way else before))

        under_way = {self.say(_READING), self.say(_WRITING)}
        if sentence:
            self.told(self.say(_WRITING))
        in_worker(self, work, show)

    def write(self, job: Callable[[str | None], str | None], sentence: str) -> None:
        """Do something that keeps somebody's words in the codebook, with the names of the vault hidden in them where it is open."""
        with_words(self, lambda secret: self.do(lambda: job(secret), sentence))

    def fill(self, path: str | None = None) -> None:
        """Show the tree without what is folded; ``path`` is lit, else what was lit."""
        lit = path or (self.lit.code.path if self.lit else "")
        self.lines = tuple(
            line for line in self.every if not any(line.code.path.startswith(f"{one}/") for one in self.folded)
        )
        heads = (
            Heading(self.say(N_("Codings")), right=True),
            Heading(self.say(N_("Suggestions")), right=True),
            Heading(self.say(N_("Code"))),
        )
        rows = [
            Row(
                (str(line.codings or ""), str(line.suggestions or ""), self._named(line)),
                "muted" if line.code.retired else "strong" if line.depth == 0 else "row",
            )
            for line in self.lines
        ]
        at = next((n for n, line in enumerate(self.lines) if line.code.path == lit), None)
        self.query_one("#rows", RowTable).show(heads, rows, at)
        name = self.book.names.get(self.desk.project.language, self.book.id) if self.book else ""
        codes = sum(line.code.codable for line in self.every)
        right = self.say(N_("codes: {number}"), number=codes)
        self.query_one("#title", EndsLine).show(f"{self.say(N_('Codebook'))} · {name}", right)
        self._tell()

    def come_back(self, _: object = None) -> None:
        """Show the codebook anew after another screen; what was said before is about something else."""
        self.told("")
        super().come_back()

    def action_code_memo(self) -> None:
        """Write a memo on the lit code."""
        if self.lit is not None:
            path = self.lit.code.path
            ask_memo(self, N_("Memo on the code"), f"code:{path}", self.named(path), self._tell)

    def named(self, path: str) -> str:
        """Give a code's name; ids are for commands."""
        return next((line.code.name(self.desk.project.language) for line in self.every if line.code.path == path), path)

    def _named(self, line: CodeLine) -> str:
        sign = "▸ " if line.code.path in self.folded else "▾ " if line.code.children else "  "
        end = f" ({self.say(N_('retired'))})" if line.code.retired else ""
        return f"{'  ' * line.depth}{sign}{line.code.name(self.desk.project.language)}{end}"

    @property
    def lit(self) -> CodeLine | None:
        """The code that is lit, or None."""
        at = self.query_one("#rows", RowTable).lit
        return self.lines[at] if at < len(self.lines) else None

    def told(self, words: str) -> None:
        """Say what was done; it stays until another code is lit."""
        lit = self.lit
        self._said = (words, lit.code.path if lit else "")
        self.query_one("#said", EndsLine).show(words)
        self.query_one(KeyLine).update_keys()

    def deeds(self) -> tuple[Deed, ...]:
        """Give what can be done here."""
        own = super().deeds()
        return (*own[: len(self.DEEDS)], *ROWING, *own[len(self.DEEDS) :])

    def on_row_list_lit(self) -> None:
        """Tell of the code that is lit."""
        self._tell()

    def action_fold(self) -> None:
        """Hide what is below the lit code; below a folded or single code, go to the one above it."""
        if self.lit is None:
            return
        path = self.lit.code.path
        if self.lit.code.children and path not in self.folded:
            self.folded.add(path)
            self.fill()
        elif "/" in path:
            self.fill(path.rpartition("/")[0])
        else:
            self.tell_hint(self.say(N_("Nothing stands above this code, and nothing below it is shown.")))

    def action_unfold(self) -> None:
        """Show what is below the lit code."""
        if self.lit is None:
            return
        if self.lit.code.path in self.folded:
            self.folded.discard(self.lit.code.path)
            self.fill()
        else:
            self.tell_hint(self.say(N_("Nothing more stands below this code.")))

    def action_find(self) -> None:
        """Go to a code by a part of its name."""
        self.desk.ask(ChoiceScreen(self.say(N_("Go to which code?")), self.codes_to_choose()), self._go)

    def _go(self, path: str) -> None:
        self.folded -= {one for one in self.folded if path.startswith(f"{one}/")}
        self.fill(path)

    def action_reload(self) -> None:
        """Read the codebook anew."""
        self.desk.forget_codebook()
        super().action_reload()

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def codes_to_choose(self, *, root: str = "", without: str = "") -> Ranked:
        """Give the function that finds codes and headings by a part of their names; ``root`` names the place above all."""
        language = self.desk.project.language
        choices = [Choice("/", root)] if root else []
        choices += [
            Choice(line.code.path, f"{'  ' * line.depth}{line.code.name(language)}", line.code.path)
            for line in self.every
            if not without or not (line.code.path == without or line.code.path.startswith(f"{without}/"))
        ]
        return by_name(choices)

    def _tell(self) -> None:
        lit = self.lit
        if lit is not None:
            self.query_one("#code", Static).update(about_code(self.desk, lit))
            self.query_one("#about").scroll_home(animate=False)
            self.told(self._said[0] if self._said[1] in ("", lit.code.path) else "")
