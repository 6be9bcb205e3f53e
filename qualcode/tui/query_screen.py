"""The query builder: a query is put together of codes, words and attributes, saved by name, asked again and written to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar

from qualcode.domain.coding import CODABLE
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience
from qualcode.tui.asked_words import attribute_in_words, code_with_theme, named_query
from qualcode.tui.asking_where import ask_where
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.deeds import LOOK, WORK, Deed, bindings
from qualcode.tui.inks import glyph
from qualcode.tui.line_screen import AskScreen, LineScreen
from qualcode.tui.query_list_screen import NOTHING_FOUND, QueryListScreen
from qualcode.tui.row_list import MOVES_IN_ROWS
from qualcode.tui.status_words import status_in_words
from qualcode.tui.vault_door import in_worker, with_vault
from qualcode.usecases.asking import forget_query, save_query, saved_queries
from qualcode.usecases.building_queries import (
    JOINS,
    SCOPE_WORDS,
    Attribute,
    Join,
    attribute_part,
    attributes_of,
    code_part,
    joined,
    joins_for,
    scope_of,
    within,
    words_part,
)
from qualcode.usecases.publishing import write_listing

ASK = N_("Ask for")
_ANY = "any"


_NOTHING_ASKED = N_("Nothing is asked yet: {k:code} asks for a code, {k:words} for words.")


class QueryScreen(QueryListScreen):
    """Building a query part by part; it is asked anew after each."""

    TITLE_WORDS: ClassVar[str] = N_("query")
    ROOM: ClassVar[str] = "query"
    DEEDS = (
        Deed("c", "code", N_("a code"), N_("Ask for a code or theme, in any status or one."), ASK, rank=10),
        Deed("w", "words", N_("words"), N_("Ask for words in the text; * stands for any letters."), ASK, rank=11),
        Deed("t", "attribute", N_("attribute"), N_("Ask for a case, wave, coder or another attribute."), ASK, rank=12),
        Deed("y", "scope", N_("where"), N_("Say where all of it must hold: sentence, paragraph, section …"), ASK, rank=15),
        Deed("b,backspace", "back", N_("one back"), N_("Take the last part away again."), ASK, rank=16),
        Deed("i", "clear", N_("new"), N_("Begin a new query."), ASK, rank=30),
        Deed("e", "write", N_("by hand"), N_("Write or change the query by hand."), ASK, rank=17),
        Deed("enter", "open", N_("open"), N_("Open the place in its document."), WORK, rank=9, palette=False),
        Deed("ctrl+s", "save", N_("save"), N_("Save the query under a name."), WORK, rank=13),
        Deed("ctrl+o", "load", N_("saved"), N_("Ask a saved query again."), WORK, rank=14),
        Deed("x", "forget", N_("delete a saved query"), N_("Take a saved query away."), WORK),
        Deed("ctrl+e", "export", N_("export"), N_("Write what was found for Word, Excel or others."), WORK, rank=18),
        Deed("f5", "reload", N_("reload"), N_("Ask again: something may have been changed elsewhere."), LOOK),
        Deed("escape", "leave", N_("back"), N_("Back to the overview."), LOOK, rank=70),
    )  # fmt: skip
    SILENT: ClassVar = {
        "open": NOTHING_FOUND,
        "back": _NOTHING_ASKED,
        "scope": _NOTHING_ASKED,
        "clear": _NOTHING_ASKED,
        "save": _NOTHING_ASKED,
        "export": NOTHING_FOUND,
        **dict.fromkeys(MOVES_IN_ROWS, NOTHING_FOUND),
    }
    BINDINGS: ClassVar = bindings(DEEDS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Tell whether an action means something just now."""
        del parameters
        match action:
            case "open":
                return self.lit is not None
            case "back":
                return bool(self.expression or self.before)
            case "scope" | "clear":
                return bool(self.expression)
            case "save":
                return bool(self.expression) and not self.fault
            case "export":
                return self.found is not None and bool(self.found.rows) and not self.busy
            case _:
                return True

    def why_silent(self, action: str) -> str:
        """Give the sentence on why an action means nothing just now: nothing is asked, wrongly asked, or found."""
        found_only = action in ("open", "export", *MOVES_IN_ROWS)
        if not self.expression and found_only:
            return _NOTHING_ASKED
        if self.fault and (found_only or action == "save"):
            return N_("The query cannot be asked as it stands; {k:write} mends it by hand.")
        return super().why_silent(action)

    # What is asked for

    def action_code(self) -> None:
        """Ask for a code or theme, then for its status."""
        fault = self.desk.codebook_fault
        if fault is not None:
            raise fault
        language = self.desk.project.language
        codes = tuple(self.desk.project.codebook.walk())
        choices = [Choice(c.path, f"{'  ' * c.path.count('/')}{c.name(language)}", also=c.path) for c in codes]

        def status(path: str) -> None:
            said = [Choice(_ANY, self.say(N_("in any status")))]
            said += [
                Choice(s.value, f"{glyph(s)}  {status_in_words(self.desk, s, self.desk.code(path))}") for s in CODABLE
            ]
            window = ChoiceScreen(
                self.say(N_("In which status?")), by_name(said), about=code_with_theme(self.desk, path)
            )
            self.desk.ask(window, lambda found: self._add(code_part(path, () if found == _ANY else (found,))))

        self.desk.ask(ChoiceScreen(self.say(N_("Which code or theme?")), by_name(choices)), status)

    def action_words(self) -> None:
        """Ask for words."""
        told = self.say(N_("Words that stand after each other; samverk* finds every word that begins so."))
        window = LineScreen(self.say(N_("Which words?")), told=told)
        self.desk.ask(window, lambda words: self._add(words_part(words)))

    def action_attribute(self) -> None:
        """Ask for an attribute that the project's documents or codings have."""

        def choose(found: Sequence[Attribute]) -> None:
            choices = [
                Choice(str(n), attribute_in_words(self.desk, a), also=f"{attribute_part(a)} {a.value}")
                for n, a in enumerate(found)
            ]
            window = ChoiceScreen(self.say(N_("Which attribute?")), by_name(choices))
            self.desk.ask(window, lambda key: self._add(attribute_part(found[int(key)])))

        in_worker(self, lambda: attributes_of(self.desk.project), choose)

    def action_scope(self) -> None:
        """Say where all of the query must hold."""
        now = scope_of(self.expression)
        choices = [
            Choice(scope, self.say(words), self.say(N_("as now")) if scope == now else "")
            for scope, words in SCOPE_WORDS.items()
        ]
        window = ChoiceScreen(self.say(N_("Where must all of it hold?")), by_name(choices))
        self.desk.ask(window, lambda scope: self.ask_for(within(self.expression, scope), keep=True))

    def action_back(self) -> None:
        """Go back to the query before the last part."""
        self.ask_for(self.before.pop() if self.before else "")

    def action_clear(self) -> None:
        """Begin anew; b goes back."""
        self.ask_for("", keep=True)

    def action_write(self) -> None:
        """Write or change the query by hand."""
        told = self.say(
            N_(
                'Such as: plans[absent] and not needs, "samverk*" near[10] plans, case=Gotland, within section at the end.'
            )
        )
        window = LineScreen(self.say(N_("The query")), self.expression, told=told, anew=False)
        self.desk.ask(window, lambda words: self.ask_for(words, keep=True))

    def _add(self, part: str) -> None:
        """Join a part to the query, after asking how when there is something to join."""
        if self.fault:
            raise UnfinishedQueryError(k=self.desk.keys)
        joins = joins_for(self.expression, part)
        if not joins:
            self.ask_for(part, keep=True)
            return
        choices = [Choice(join.value, self.say(JOINS[join])) for join in joins]
        window = ChoiceScreen(
            self.say(N_("How does it join?")),
            by_name(choices),
            about=named_query(self.desk, f"{self.expression}  +  {part}").plain,
        )
        self.desk.ask(window, lambda join: self.ask_for(joined(self.expression, part, Join(join)), keep=True))

    # Saved queries and files

    def action_save(self) -> None:
        """Save the query under a name."""

        def save(name: str) -> None:
            save_query(self.desk.project, name.strip(), self.expression)
            self.saved_as = name.strip()
            self._show()
            self.told(self.say(N_("Saved as {name}, in queries.toml; {k:load} asks it again."), name=self.saved_as))

        self.desk.ask(
            LineScreen(
                self.say(N_("Save the query as")), self.saved_as, about=named_query(self.desk, self.expression).plain
            ),
            save,
        )

    def action_load(self) -> None:
        """Ask a saved query again."""
        self._saved(N_("Ask which saved query?"), lambda name, query: self.ask_for(query, name=name, keep=True))

    def action_forget(self) -> None:
        """Take a saved query away, after a question."""

        def sure(name: str, query: str) -> None:
            def forget(_: bool) -> None:
                forget_query(self.desk.project, name)
                self.told(self.say(N_("Deleted: {name}."), name=name))

            yes = N_("The saved query is gone; codings and texts are not touched.")
            window = AskScreen(self.say(N_("Delete {name}?"), name=name), named_query(self.desk, query).plain, yes=yes)
            self.desk.ask(window, forget)

        self._saved(N_("Delete which saved query?"), sure)

    def _saved(self, title: str, then: Callable[[str, str], None]) -> None:
        known = saved_queries(self.desk.project)
        if not known:
            self.told(self.say(N_("No query is saved yet; {k:save} saves the one that is asked.")))
            return
        window = ChoiceScreen(
            self.say(title),
            by_name(
                [Choice(name, name, named_query(self.desk, query).plain, also=query) for name, query in known.items()]
            ),
        )
        self.desk.ask(window, lambda name: then(name, known[name]))

    def action_export(self) -> None:
        """Write what was found to a file."""
        found = self.found
        if found is None:
            return

        def write(target: Path) -> None:
            project = self.desk.project
            with_vault(
                self,
                lambda secret: write_listing(project, found, target, audience=Audience.INTERNAL, passphrase=secret),
                lambda done: self.told(self.say(N_("Written: {path}"), path=str(done))),
            )

        told = self.say(N_("The ending decides: .docx, .xlsx, .csv, .md or .json. It names cases: for internal use."))
        window = LineScreen(self.say(N_("Write what was found to")), "exports/query.docx", told=told)
        ask_where(self.desk, window, write)


class UnfinishedQueryError(QualcodeError):
    """A part would be joined to a query that is not understood."""

    sentence = N_(
        "The query is not understood as it stands; mend it by hand with {k:write}, or begin anew with {k:clear}."
    )
