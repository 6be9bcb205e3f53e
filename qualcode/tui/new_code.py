"""A new code while reading: its name, its place in the codebook, and at once on the passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.domain.coding import Coding
from qualcode.domain.errors import N_
from qualcode.domain.spans import Span
from qualcode.tui.choice_screen import Choice, ChoiceScreen, Ranked, by_name
from qualcode.tui.drafts import KeptDraft
from qualcode.tui.line_screen import LineScreen
from qualcode.tui.vault_door import in_worker, with_words
from qualcode.usecases.new_codes import code_anew

if TYPE_CHECKING:
    from qualcode.tui.shaping_screen import ShapingScreen

LONGEST = 60
"""Letters of selected words that still make a name."""
_ROOT = "/"


def ask_new_code(screen: ShapingScreen, span: Span, words: str) -> None:
    """Ask for the name of a new code, ``words`` to begin with, then for its place; then make it and give it to a passage."""
    fault = screen.desk.codebook_fault
    if fault is not None:
        raise fault
    told = screen.say(N_("The name that people see; Enter goes on to where it belongs."))
    window = LineScreen(screen.say(N_("New code")), words if len(words) <= LONGEST else "", told=told)
    document = screen.reading.document.id if screen.reading else ""
    draft = KeptDraft(screen.desk.project, f"new-code:{document}:{span.start}-{span.end}", until_done=True)
    screen.desk.ask(window.kept_in(draft), lambda name: _ask_place(screen, span, name.strip(), draft))


def _ask_place(screen: ShapingScreen, span: Span, name: str, draft: KeptDraft) -> None:
    title = screen.say(N_("Where does it belong? {name}"), name=name)
    screen.desk.ask(ChoiceScreen(title, _places(screen)), lambda place: _make(screen, span, name, place, draft))


def _places(screen: ShapingScreen) -> Ranked:
    language = screen.desk.project.language
    codes = sorted(screen.desk.project.codebook.walk(), key=lambda code: code.codable)
    there = [
        *(
            Choice(c.path, c.name(language), c.path, screen.say(N_("The new code stands below this one.")))
            for c in codes
        ),
        Choice(
            _ROOT, screen.say(N_("a theme of its own")), "", screen.say(N_("The new code stands beside the themes."))
        ),
    ]
    return by_name(there)


def _make(screen: ShapingScreen, span: Span, name: str, place: str, draft: KeptDraft) -> None:
    reading = screen.reading
    if reading is None:
        return
    project, document = screen.desk.project, reading.document.id
    below = "" if place == _ROOT else place

    def job(secret: str | None) -> Coding:
        made = code_anew(project, document, span.start, span.end, name, below=below, passphrase=secret)
        screen.desk.renew_codebook()
        return made

    def go(secret: str | None) -> None:
        screen.told(screen.say(N_("Writing the codebook …")))
        before = screen.view.here
        in_worker(
            screen,
            lambda: draft.dropped_after(job)(secret),
            lambda made: screen.new_code_given(made, stayed=screen.view.here == before),
        )

    with_words(screen, go)
