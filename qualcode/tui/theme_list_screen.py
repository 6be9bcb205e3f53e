"""The passages of one code as rows: by case or by status, filtered as one likes, the lit one in full and as it would be published."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.coding import CODABLE, Status
from qualcode.domain.errors import N_
from qualcode.tui.choice_screen import Choice, ChoiceScreen, Ranked, by_name, told_of_code
from qualcode.tui.ends_line import EndsLine
from qualcode.tui.inks import SUGGESTED, glyph
from qualcode.tui.key_line import KeyLine
from qualcode.tui.listed_screen import ListedScreen
from qualcode.tui.row_list import Heading, Row
from qualcode.tui.status_words import status_in_words
from qualcode.tui.vault_door import in_worker
from qualcode.usecases.asking import names_of_documents
from qualcode.usecases.cells import CellPassage, attributes_to_filter, passages_of_code
from qualcode.usecases.consensus import standing_summary
from qualcode.usecases.hiding import get_ready
from qualcode.usecases.tabulating import waves
from qualcode.usecases.viewing import offered_codes

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk

PICKED = "+"
NO_CODES = N_("The codebook has no codes yet; they are made there ({k:codebook} on the overview), or while reading.")
NO_PASSAGES = N_("No passages. {k:choose} chooses another code, {k:view} shows others.")


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a code's passages, and in which order."""

    by_status: bool = False
    only: Status | None = None
    wave: str | None = None
    having: tuple[str, str] | None = None


class ThemeListScreen(ListedScreen):
    """Showing passages; what is done to them is the child's."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code
        self.view = View()
        self.rows: tuple[tuple[str, CellPassage], ...] = ()
        self._names: Mapping[str, str] = {}
        self.picked: set[str] = set()
        self.published = False
        self.wave = ""
        self.several_waves = False
        # What was said last, and of which passage: it stands until another is lit.
        self._words, self._told_of = "", ""

    def reload(self) -> bool:
        """Show the passages as the project has them now; the lit place stays lit."""
        old = self.rows
        view = self.view
        rows = passages_of_code(self.desk.project, self.code, wave=view.wave, status=view.only, having=view.having)
        if view.by_status:
            order = {status: number for number, status in enumerate(CODABLE)}
            rows = tuple(sorted(rows, key=lambda row: order.get(row[1].status, len(order))))
        self.rows = rows
        known = waves(self.desk.project)
        self.several_waves = len(known) > 1
        self.wave = view.wave if view.wave is not None else next(reversed(known), "")
        self._names = names_of_documents(self.desk.project)
        self.picked &= {p.id for _, p in rows}
        self.fill()
        self._retitle()
        return old != self.rows

    def fill(self) -> None:
        """Show the rows: what they are grouped by stands first."""
        case, status = Heading(self.say(N_("Case")), most=20), Heading(self.say(N_("Status")), most=16)
        first, second = (status, case) if self.view.by_status else (case, status)
        rows = []
        for name, passage in self.rows:
            word = f"{glyph(passage.status)}{'' if passage.coder else SUGGESTED} {self.word(passage.status)}"
            cells = (word, name) if self.view.by_status else (name, word)
            here = passage.id in self.picked
            rows.append(Row((PICKED if here else "", *cells, passage.text), "strong" if here else "row"))
        self.table.show((Heading("", most=1), first, second, Heading(self.say(N_("Text")))), rows)
        self.tell_lit()

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
            words = Content(self.say(NO_PASSAGES))
        else:
            case, passage = lit
            by = passage.coder or self.say(N_("suggestion"))
            name = self._names.get(passage.document, passage.document)
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

    def action_reload(self) -> None:
        """Show what has been changed elsewhere."""
        super().action_reload()
        self.told(self.shown_anew())

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
        project = self.desk.project
        # The latest wave is shown without being asked for by its name.
        now = replace(self.view, wave=self.wave) if self.several_waves else self.view
        views = {
            "by:case": (self.say(N_("by case")), View(False, now.only, now.wave, now.having)),
            "by:status": (self.say(N_("by status")), View(True, now.only, now.wave, now.having)),
        }
        for status in CODABLE:
            words = self.say(N_("only {what}"), what=f"{glyph(status)} {self.word(status)}")
            views[f"status:{status.value}"] = (words, View(now.by_status, status, now.wave, now.having))
        known = waves(project)
        for wave in known if len(known) > 1 else ():
            words = self.say(N_("wave {wave}"), wave=wave)
            views[f"wave:{wave}"] = (words, View(now.by_status, now.only, wave, now.having))
        for name, value in attributes_to_filter(project, now.wave):
            view = View(now.by_status, now.only, now.wave, (name, value))
            views[f"{name}={value}"] = (self.say(N_("only {what}"), what=f"{name} = {value}"), view)
        if self.view != View():
            views["all"] = (self.say(N_("everything, by case")), View())
        choices = [
            Choice(key, words, self.say(N_("as now")) if view == now else "") for key, (words, view) in views.items()
        ]
        window = ChoiceScreen(self.say(N_("What is shown?")), by_name(choices))
        self.desk.ask(window, lambda key: self._look(views[key][1]))

    def _look(self, view: View) -> None:
        self.view = view
        self.reload()
        self.told("")

    def _retitle(self) -> None:
        left = f"{self.say(N_('Theme review'))} · {self.desk.code_name(self.code)}"
        view = self.view
        parts = [] if view.only is None else [f"{glyph(view.only)} {self.word(view.only)}"]
        parts += [" = ".join(view.having)] if view.having else []
        if self.several_waves:
            parts.append(self.wave)
        cases = len({case for case, _ in self.rows})
        parts.append(self.say(N_("cases: {number}"), number=cases))
        self.query_one("#title", EndsLine).show(left, " · ".join(parts))


def _theme(desk: Desk, path: str) -> str:
    theme, below, _ = path.partition("/")
    return desk.code_name(theme) if below else ""


def ranked_codes(desk: Desk) -> Ranked:
    """Give the function that finds codes by a part of their names, those of a theme so called first; retired ones come last."""
    language = desk.project.language
    choices = [
        Choice(
            c.path,
            c.name(language),
            _theme(desk, c.path),
            told_of_code(c.name(language), c.brief.get(language) or next(iter(c.brief.values()), "")),
            c.path,
        )
        for c in desk.project.codebook.codes()
    ]
    known = {choice.key: choice for choice in choices}
    named = by_name(choices)

    def ranked(typed: str) -> Sequence[Choice]:
        found = {choice.key: choice for choice in named(typed)}
        if not typed.strip() or typed.strip() in known:
            return tuple(found.values())
        first = [code.path for code in offered_codes(desk.project, typed)]
        return [known[path] for path in dict.fromkeys((*first, *found)) if path in known]

    return ranked
