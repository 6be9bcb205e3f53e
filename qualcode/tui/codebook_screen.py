"""The codebook editor: codes are written, renamed, moved, merged, split and retired, and what was coded follows."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from qualcode.domain.errors import N_, Nn_
from qualcode.tui.asking_where import ask_where
from qualcode.tui.choice_screen import ChoiceScreen
from qualcode.tui.code_words import where_to_change
from qualcode.tui.codebook_list_screen import CodebookListScreen
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.drafts import KeptDraft
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.vault_door import with_vault
from qualcode.usecases.carrying_codebooks import export_codebook
from qualcode.usecases.new_codes import add_named, split_named
from qualcode.usecases.shaping_codebook import merge_codes, move_code, rename_code, retire_code
from qualcode.usecases.viewing_codebook import stands_elsewhere

TREE = N_("The tree")
_ONE = frozenset({"edit", "indicators", "rename", "move", "shift", "merge", "split", "retire", "passages", "code_memo"})
_LEAF = frozenset({"indicators", "split", "passages"})
_THERE = frozenset({"edit", "indicators", "rename", "move", "shift", "merge", "retire"})
"""What changes the lines of a code in the file where it stands."""
_RESTS = Nn_(
    "{number} coding rests on ”{code}”, and it stays, in the matrix as well.",
    "{number} codings rest on ”{code}”, and they stay, in the matrix as well.",
)
_NO_CODE = N_("No code is lit; {k:add+True} makes a theme.")
_NOT_READ = N_("The codebook could not be read; {k:reload} reads it again.")
_ONLY_CODES = N_("That goes with single codes, and not with headings.")


class CodebookScreen(CodebookListScreen):
    """What is done to the codebook, each at once and as one step."""

    TITLE_WORDS: ClassVar[str] = N_("codebook editor")
    ROOM: ClassVar[str] = "codebook"
    DEEDS = (
        Deed("enter,e", "edit", N_("write"), N_("Write names, definitions, when to use it and examples."), WORK, rank=10),
        Deed("w", "indicators", N_("indicators"), N_("Write what points to the code, and see what it finds."), WORK, rank=11),
        Deed("i", "add", N_("new code"), N_("Add a code: below a heading, beside a code."), WORK, rank=12),
        Deed("I", "add(True)", N_("new theme"), N_("Add a theme at the root."), WORK),
        Deed("l", "passages", N_("passages"), N_("Read the code's passages across all cases."), WORK, rank=20),
        Deed("m,K", "code_memo", N_("memo on the code"), N_("Write a memo on the code."), WORK, rank=30),
        Deed("E", "rename", N_("new id"), N_("Give the code another id; what was coded follows."), TREE, rank=25),
        Deed("h", "move", N_("move"), N_("Put the code below another one."), TREE, rank=13),
        Deed("ctrl+up", "shift(-1)", N_("further up"), N_("Put the code before the one above it."), TREE),
        Deed("ctrl+down", "shift(1)", N_("further down"), N_("Put the code after the one below it."), TREE),
        Deed("z", "merge", N_("merge"), N_("Let the code go up in another."), TREE, rank=14),
        Deed("k", "split", N_("split"), N_("Give some of its codings to a new code."), TREE, rank=15),
        Deed("x", "retire", N_("retire"), N_("Use the code no more, or again; its codings stay."), TREE, rank=16),
        Deed("left", "fold", N_("fold"), N_("Hide what is below; or go to the code above."), TREE, palette=False),
        Deed("right", "unfold", N_("unfold"), N_("Show what is below."), TREE, palette=False),
        Deed("slash", "find", N_("find"), N_("Go to a code by a part of its name."), LOOK, rank=40),
        Deed("ctrl+e", "export", N_("export"), N_("Write the codebook for Word, Excel or REFI-QDA."), LOOK, rank=45),
        Deed("f5", "reload", N_("reload"), N_("Show what has been changed elsewhere."), LOOK),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )  # fmt: skip
    SILENT: ClassVar = {
        **dict.fromkeys(("edit", "rename", "move", "shift", "merge", "retire", "code_memo"), _NO_CODE),
        **dict.fromkeys(_LEAF, _ONLY_CODES),
        **dict.fromkeys(("add", "export", "find"), _NOT_READ),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something for the lit code; nothing is begun while something is under way."""
        del parameters
        if action in _LEAF and (self.lit is None or not self.lit.code.codable):
            return False
        if action == "split" and self.lit is not None and not self.lit.codings:
            return False
        if action in _THERE and self._elsewhere():
            return False
        if action in _ONE:
            return self.lit is not None and not self.busy
        if action in ("add", "export", "find"):
            return self.book is not None and not self.busy
        return True

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: at worst there is no codebook, or no code in it."""
        if action in _ONE and self.lit is None:
            return _NOT_READ if self.book is None else _NO_CODE
        if action == "split" and self.lit is not None and self.lit.code.codable:
            return N_("Nothing is coded with this code yet, so there is nothing to split.")
        if action in _THERE and (file := self._elsewhere()):
            return where_to_change(self.desk, file)
        return super().why_silent(action)

    def _elsewhere(self) -> str:
        """Give the file that the lit code stands in when the codebook only extends it, else ""."""
        return "" if self.lit is None or self.book is None else stands_elsewhere(self.book, self.lit.code)

    def action_edit(self) -> None:
        """Write what is said of the lit code."""
        from qualcode.tui.code_form_screen import CodeFormScreen

        if self.lit is not None:
            path = self.lit.code.path
            # What is written in the form is in the language of the app.
            place = f"code:{self.desk.project.language}:{path}"
            draft = KeptDraft(self.desk.project, place, until_done=True)

            def keep(fields: dict[str, Any]) -> None:
                job = draft.dropped_after(lambda secret: self._edit(path, fields, secret))
                self.write(job, N_("Written; {k:undo} takes it back."))

            self.desk.ask(CodeFormScreen(self.lit.code).kept_in(draft), keep)

    def _edit(self, path: str, fields: dict[str, Any], secret: str | None) -> str:
        from qualcode.usecases.shaping_codebook import edit_code

        return edit_code(self.desk.project, path, passphrase=secret, **fields).path

    def action_indicators(self) -> None:
        """Write the lit code's indicators."""
        from qualcode.tui.indicators_screen import IndicatorsScreen

        if self.lit is not None and self.may_look():
            path = self.lit.code.path

            def back(_: object) -> None:
                self.desk.forget_codebook()
                self.do(lambda: path)

            self.app.push_screen(IndicatorsScreen(path), back)

    def action_add(self, theme: bool = False) -> None:
        """Add a code below the lit heading or beside the lit code; its id is made of its name."""
        lit = None if theme or self.lit is None else self.lit.code
        below = "" if lit is None else lit.path if not lit.codable or lit.children else lit.path.rpartition("/")[0]
        above = self.book.find(below) if self.book and below else None
        where = (
            self.say(N_("Below {code}"), code=above.name(self.desk.project.language))
            if above
            else self.say(N_("At the root of the tree"))
        )

        draft = KeptDraft(self.desk.project, f"new-code:{below}", until_done=True)

        def add(name: str) -> None:
            self.write(
                draft.dropped_after(
                    lambda secret: add_named(self.desk.project, name, below=below, passphrase=secret).path
                ),
                N_("Added; {k:edit} writes what it means, {k:indicators} what points to it; {k:undo} takes it back."),
            )

        self.desk.ask(LineScreen(self.say(N_("Name of the new code")), about=where).kept_in(draft), add)

    def action_passages(self) -> None:
        """Read the lit code's passages."""
        from qualcode.tui.theme_screen import ThemeScreen

        if self.lit is not None and self.may_look():
            self.app.push_screen(ThemeScreen(self.lit.code.path), self.come_back)

    def action_rename(self) -> None:
        """Give the lit code another id."""
        if self.lit is None:
            return
        code = self.lit.code
        told = self.say(
            N_(
                "Small letters, figures and -. Codings, judgements, memos and queries follow. Its name is written with {k:edit}."
            )
        )
        window = LineScreen(self.say(N_("Another id")), code.id, about=self.named(code.path), told=told)
        self.desk.ask(
            window,
            lambda key: self.write(
                lambda secret: rename_code(self.desk.project, code.path, id=key.strip(), passphrase=secret).path,
                N_("Renamed, with all that was coded; {k:undo} takes it back."),
            ),
        )

    def action_move(self) -> None:
        """Put the lit code below another one."""
        if self.lit is None:
            return
        path = self.lit.code.path
        root = self.say(N_("At the root of the tree"))
        title = self.say(N_("Below which code?"))
        self.desk.ask(
            ChoiceScreen(title, self.codes_to_choose(root=root, without=path), about=self.named(path)),
            lambda below: self.do(
                lambda: move_code(self.desk.project, path, below.strip("/")).path,
                N_("Moved, with all that was coded; {k:undo} takes it back."),
            ),
        )

    def action_shift(self, by: int) -> None:
        """Put the lit code before or after its neighbour."""
        if self.lit is None or self.book is None:
            return
        path = self.lit.code.path
        above = path.rpartition("/")[0]
        over = self.book.find(above)
        row = [code.path for code in (over.children if over else self.book.themes)]
        at = row.index(path)
        if not 0 <= at + by < len(row):
            self.tell_hint(self.say(N_("It stands at that end already; {k:move} puts it below another code.")))
            return
        before = row[at - 1] if by < 0 else (row[at + 2] if at + 2 < len(row) else "")
        self.do(
            lambda: move_code(self.desk.project, path, above, before=before).path,
            N_("Put elsewhere; {k:undo} takes it back."),
        )

    def action_merge(self) -> None:
        """Let the lit code go up in another, after a question."""
        if self.lit is None:
            return
        line = self.lit
        title = self.say(N_("Let it go up in which code?"))
        window = ChoiceScreen(title, self.codes_to_choose(without=line.code.path), about=self.named(line.code.path))

        def sure(into: str) -> None:
            question = self.say(
                Nn_(
                    "”{code}” with {number} coding goes up in ”{into}”; its definition is left behind. {k:undo} takes it back. Merge?",
                    "”{code}” with {number} codings goes up in ”{into}”; its definition is left behind. {k:undo} takes it back. Merge?",
                ),
                code=self.named(line.code.path),
                number=line.codings,
                into=self.named(into),
            )
            self.desk.ask(
                AskScreen(self.say(N_("Merge")), question),
                lambda _: self.do(
                    lambda: merge_codes(self.desk.project, line.code.path, into).path,
                    N_("Merged; {k:undo} takes it back."),
                ),
            )

        self.desk.ask(window, sure)

    def action_split(self) -> None:
        """Give some of the lit code's codings to a new one."""
        from qualcode.tui.split_screen import SplitScreen

        if self.lit is None or not self.may_look():
            return
        path = self.lit.code.path
        self.desk.ask(
            SplitScreen(path),
            lambda answer: self.write(
                lambda secret: self._split(path, *answer, secret=secret), N_("Split; {k:undo} takes it back.")
            ),
        )

    def _split(self, path: str, name: str, ids: tuple[str, ...], *, secret: str | None) -> str:
        return split_named(self.desk.project, path, name, ids, passphrase=secret).path

    def action_retire(self) -> None:
        """Use the lit code no more, after a question that tells what rests on it; or again, at once."""
        if self.lit is None:
            return
        line, code = self.lit, self.lit.code

        def turn(_: bool) -> None:
            self.do(
                lambda: retire_code(self.desk.project, code.path, retired=not code.retired).path,
                N_("Used again; {k:undo} takes it back.")
                if code.retired
                else N_("Retired, its codings stay; {k:undo} takes it back."),
            )

        if code.retired:
            turn(True)
            return
        name = code.name(self.desk.project.language)
        rests = self.say(_RESTS if line.codings else N_("No coding rests on ”{code}”."), number=line.codings, code=name)
        question = self.say(N_("It is then neither suggested nor offered. {k:undo} takes it back. Retire?"))
        self.desk.ask(AskScreen(self.say(N_("Retire")), f"{rests} {question}"), turn)

    def action_export(self) -> None:
        """Write the codebook to a file."""
        from qualcode.domain.finding import Audience

        def write(target: Path) -> None:
            with_vault(
                self,
                lambda secret: export_codebook(
                    self.desk.project, target, audience=Audience.PUBLISHED, passphrase=secret
                ),
                lambda done: self.told(self.say(N_("Written: {path}"), path=str(done[0]))),
            )

        told = self.say(N_("The ending decides: .docx to read, .xlsx or .csv a table, .qdc for other programs."))
        window = LineScreen(self.say(N_("Write the codebook to")), "exports/codebook.docx", told=told)
        ask_where(self.desk, window, write)
