"""The passages of one code as rows: by case or by status, filtered as one likes, the lit one in full and as it would be published."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

from rich.cells import cell_len
from textual.content import Content

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, ChoiceScreen, by_name
from qualcode.tui.desk_screen import GETTING_READY
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.gathering import Gathering
from qualcode.tui.inks import SUGGESTED, glyph
from qualcode.tui.key_line import KeyLine
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import Heading
from qualcode.tui.status_words import status_in_words
from qualcode.tui.theme_rows import PICKED, PassageRows, Passages, View, in_order, passages_for
from qualcode.tui.vault_door import in_worker
from qualcode.usecases.cells import CellPassage, by_case, passages_of_code
from qualcode.usecases.consensus import standing_summary
from qualcode.usecases.hiding import get_ready

GATHERING = N_("Gathering the passages …  {k:leave} goes back at once.")
NO_PASSAGES = N_("No passages. {k:choose} chooses another code, {k:view} shows others.")


class ThemeListScreen(ListedScreen):
    """Showing passages; what is done to them is the child's."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        # What is shown, and what was asked for last, which may still be gathered.
        self.view = View()
        self.wanted = (code, self.view)
        self.found: Passages | None = None
        self.rows: tuple[tuple[str, CellPassage], ...] = ()
        self.picked: set[str] = set()
        self.published = False
        self._gathering = Gathering(self, self._retitle)
        # What was said last, and of which passage: it stands until another is lit.
        self._words, self._told_of = "", ""

    @property
    def wave(self) -> str:
        """The wave that is shown, "" before it is known."""
        return self.found.part.wave if self.found else ""

    @property
    def several_waves(self) -> bool:
        """Whether there are waves to choose from."""
        return self.found is not None and len(self.found.waves) > 1

    def is_gathering(self) -> bool:
        """Tell whether passages are being gathered: what is done to those that are shown might be done to what is no longer there."""
        return self._gathering.under_way

    def reload(self) -> bool:
        """Gather the passages anew, in a thread; the lit place stays lit."""
        self.gather(*self.wanted)
        return True

    def gather(self, code: str, view: View) -> None:
        """Gather the passages of a code as a view shows them, in the place of what is being gathered."""
        self.wanted = (code, view)
        self._gathering.begin(partial(passages_for, self.desk, code, view), partial(self._take, code, view))
        self.query_one(KeyLine).update_keys()

    def _take(self, code: str, view: View, found: Passages) -> None:
        other = (code, view) != (self.code, self.view)
        lit = "" if other or self.lit is None else self.lit[1].id
        self.code, self.view, self.found = code, view, found
        self._show(found.rows, lit)
        if words := self.shown_anew():
            self.told(words)

    def _show(self, rows: tuple[tuple[str, CellPassage], ...], lit: str) -> None:
        """Show passages; ``lit``: the id of the one to light, if it is still there."""
        self.rows = rows
        self.picked &= {p.id for _, p in rows}
        there = next((n for n, (_, p) in enumerate(rows) if p.id == lit), None) if lit else None
        self.fill(there)
        self._retitle()

    def put_documents(self, documents: Collection[str]) -> None:
        """Show the passages of some documents as they are now, after something was done to them; the lit place stays lit."""
        found = self.found
        if found is None:
            return
        view = self.view
        now = passages_of_code(
            self.desk.project,
            self.code,
            status=view.only,
            having=view.having,
            among=found.part,
            inside=sorted(documents),
        )
        others = [row for row in self.rows if row[1].document not in documents]
        self._show(in_order(by_case(found.part, [*others, *now]), view), "")
        if self._gathering.under_way:
            # What is being gathered may not know of it yet.
            self.gather(*self.wanted)

    def fill(self, lit: int | None = None) -> None:
        """Show the rows: what they are grouped by stands first."""
        case, status = Heading(self.say(N_("Case")), most=20), Heading(self.say(N_("Status")), most=16)
        first, second = (status, case) if self.view.by_status else (case, status)
        cases, words = self._widths()
        sign = len(PICKED) if self.picked else 0
        widest = (sign, words, cases) if self.view.by_status else (sign, cases, words)
        headings = (Heading("", most=1), first, second, Heading(self.say(N_("Text"))))
        self.table.show(headings, PassageRows(self, self.rows), lit, widest=widest)
        self.tell_lit()

    def _widths(self) -> tuple[int, int]:
        """Give the cells that the widest case and the widest status take."""
        signs = {(p.status, bool(p.coder)) for _, p in self.rows}
        cases = self.found.widest_case if self.found else 0
        return cases, max((cell_len(self.sign(status, coded=coded)) for status, coded in signs), default=0)

    def sign(self, status: Status, *, coded: bool) -> str:
        """Give a status with its sign, and that of a suggestion where it is one."""
        return f"{glyph(status)}{'' if coded else SUGGESTED} {self.word(status)}"

    def word(self, status: Status) -> str:
        """Give a status in the code's words."""
        return status_in_words(self.desk, status, self.desk.code(self.code))

    @property
    def lit(self) -> tuple[str, CellPassage] | None:
        """The case and passage that are lit, or None."""
        return self.rows[self.table.lit] if self.table.lit < len(self.rows) else None

    @property
    def chosen(self) -> tuple[CellPassage, ...]:
        """The passages that something is done to: those picked, else the lit one."""
        picked = tuple(p for _, p in self.rows if p.id in self.picked)
        return picked or ((self.lit[1],) if self.lit is not None else ())

    def told(self, words: str) -> None:
        """Say what was done."""
        self._words, self._told_of = words, self.lit[1].id if self.lit is not None else ""
        waiting = sum(not p.coder for _, p in self.rows)
        where = self.say(N_("passages: {all} · waiting: {waiting}"), all=len(self.rows), waiting=waiting)
        if self.picked:
            where = self.say(N_("picked: {number}"), number=len(self.picked)) + " · " + where
        self.query_one("#said", EndsLine).show(words, where)

    def tell_lit(self) -> None:
        """Tell of the passage that is lit; of how it would be published when that is asked for."""
        lit = self.lit
        if lit is None:
            words = Content(self.say(NO_PASSAGES if self.found else GATHERING))
        else:
            case, passage = lit
            by = passage.coder or self.say(N_("suggestion"))
            name = self.found.names.get(passage.document, passage.document) if self.found else ""
            head = f"{case} · {name} · {glyph(passage.status)} {self.word(passage.status)} · {by}"
            lines = [Content.styled(head, "bold")]
            if self.published:
                # What was asked for comes first: in a small window what follows stands below the edge.
                lines += [
                    Content.styled(self.say(N_("As it would be published:")), "bold"),
                    Content(self._as_published(passage)),
                    Content.styled(self.say(N_("As it stands in the project:")), "bold"),
                ]
            lines.append(Content(passage.text))
            if summary := standing_summary(self.desk.project, case, self.code, self.wave):
                told = Content(self.say(N_("Summary of the cell: {text}"), text=summary))
                lines += [Content(""), told.stylize("italic")]
            words = Content("\n").join(lines)
        self.show_about(words)
        # Rows shown anew tell of their lit one once more, a moment later: what was said of it is not to vanish by that.
        same = self._told_of == (lit[1].id if lit is not None else "")
        self.told(self._words if same else "")
        self.query_one(KeyLine).update_keys()

    def _as_published(self, passage: CellPassage) -> str:
        from qualcode.usecases.picking_quotes import as_published

        return as_published(self.desk.project, passage.document, passage.span)

    def action_pick(self) -> None:
        """Pick the lit passage, or let it go; then the next is lit."""
        if self.lit is not None:
            self.picked ^= {self.lit[1].id}
            self.fill()
            self.table.light(self.table.lit + 1)

    def action_pick_all(self) -> None:
        """Pick all that is shown, or let all go."""
        every = {p.id for _, p in self.rows}
        self.picked = set() if self.picked == every else every
        self.fill()

    def action_publish(self) -> None:
        """Show how the lit passage would be published, or hide it again."""
        if self.published:
            self._publish(False)
            return
        # The word lists that names are told by take seconds the first time.
        self.told(self.say(N_("Getting ready …")))
        settings = self.desk.project.settings
        in_worker(self, partial(get_ready, settings), lambda _: self._publish(True))

    def _publish(self, published: bool) -> None:
        self.published = published
        self.set_class(published, "-published")
        self._words = ""
        self.tell_lit()

    def action_view(self) -> None:
        """Let it be chosen what is shown, and in which order."""
        found = self.found
        if found is None:
            self.tell_hint(self.say(GETTING_READY))
            return
        code, now = self.wanted
        # The latest wave is shown without being asked for by its name.
        now = replace(now, wave=now.wave or self.wave) if self.several_waves else now
        views = {
            "by:case": (self.say(N_("by case")), View(False, now.only, now.wave, now.having)),
            "by:status": (self.say(N_("by status")), View(True, now.only, now.wave, now.having)),
        }
        for status in CODABLE:
            words = self.say(N_("only {what}"), what=f"{glyph(status)} {self.word(status)}")
            views[f"status:{status.value}"] = (words, View(now.by_status, status, now.wave, now.having))
        for wave in found.waves if self.several_waves else ():
            words = self.say(N_("wave {wave}"), wave=wave)
            views[f"wave:{wave}"] = (words, View(now.by_status, now.only, wave, now.having))
        for name, value in found.attributes:
            view = View(now.by_status, now.only, now.wave, (name, value))
            views[f"{name}={value}"] = (self.say(N_("only {what}"), what=f"{name} = {value}"), view)
        if now != View():
            views["all"] = (self.say(N_("everything, by case")), View())
        choices = [
            Choice(key, words, self.say(N_("as now")) if view == now else "") for key, (words, view) in views.items()
        ]
        window = ChoiceScreen(self.say(N_("What is shown?")), by_name(choices))
        self.desk.ask(window, lambda key: self._look(code, views[key][1]))

    def _look(self, code: str, view: View) -> None:
        self.gather(code, view)
        self.told("")

    def _retitle(self) -> None:
        left = f"{self.say(N_('Theme review'))} · {self.desk.code_name(self.code)}"
        view = self.view
        parts = [] if view.only is None else [f"{glyph(view.only)} {self.word(view.only)}"]
        parts += [" = ".join(view.having)] if view.having else []
        if self.several_waves:
            parts.append(self.wave)
        cases = len({case for case, _ in self.rows})
        if self._gathering.under_way:
            parts = [self.say(N_("Gathering …"))]
        else:
            parts.append(self.say(N_("cases: {number}"), number=cases))
        self.query_one("#title", EndsLine).show(left, " · ".join(parts))
