"""Writing what is said of a code: names, definitions, when to use it and when not, examples."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static, TextArea

from qualcode.domain.codebook import Code
from qualcode.domain.errors import N_
from qualcode.tui.desk import Desk
from qualcode.tui.holding_words import SAVED_BY_KEY, HoldsWords
from qualcode.usecases.shaping_codebook import TEXTS, said_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

_LABELS = {
    "brief": N_("In brief: one sentence that the coder sees while choosing"),
    "definition": N_("Definition"),
    "use_when": N_("Use when"),
    "not_when": N_("Do not use when; name the neighbouring code"),
}


class CodeFormScreen(HoldsWords, ModalScreen[dict[str, Any]]):
    """Gives what was written otherwise, by the code's fields; nothing when left or when nothing is different."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "keep", show=False, priority=True),
    ]
    BEFORE_LEAVING: ClassVar[str] = SAVED_BY_KEY

    def __init__(self, code: Code) -> None:
        super().__init__()
        self._code = code

    @property
    def desk(self) -> Desk:
        """The app."""
        return cast("Desk", self.app)

    def compose(self) -> ComposeResult:
        """Lay out a field for each text; the language is the app's."""
        code, say, language = self._code, self.desk.say, self.desk.project.language
        with Vertical(classes="window tall"):
            with VerticalScroll(id="form", can_focus=False):
                for spoken, label in (("sv", N_("Swedish name")), ("en", N_("English name"))):
                    yield Static(Content(say(label)), classes="label")
                    yield Input(code.names.get(spoken, ""), id=f"name-{spoken}", compact=True, select_on_focus=False)
                for part in TEXTS:
                    yield Static(Content(say(_LABELS[part])), classes="label")
                    area = TextArea(getattr(code, part).get(language, ""), id=part, soft_wrap=True, compact=True)
                    area.show_line_numbers = False
                    yield area
                yield Static(Content(say(N_("Examples, one on each line"))), classes="label")
                area = TextArea(self._examples(), id="examples", soft_wrap=True, compact=True)
                area.show_line_numbers = False
                yield area
            yield Static(Content(say(N_("Tab next field · Ctrl+S writes it · Esc leaves it as it was"))), id="hint")

    def on_mount(self) -> None:
        """Begin with the name in the language of the app."""
        self.query_one(".window").border_title = self._code.name(self.desk.project.language)
        self.query_one(f"#name-{self.desk.project.language}").focus()
        for area in self.query(TextArea):
            area.tab_behavior = "focus"
        form = self.query_one("#form")
        self.call_after_refresh(lambda: form.scroll_home(animate=False))

    def action_keep(self) -> None:
        """Close with what is different."""
        self.dismiss(self._different() or None)

    def unwritten(self) -> bool:
        """Tell whether anything was written otherwise."""
        return bool(self._different())

    def _examples(self) -> str:
        told = self._code.examples.get(self.desk.project.language, ())
        return "\n".join(" ".join(e.split()) for e in told)

    def _different(self) -> dict[str, Any]:
        code, language = self._code, self.desk.project.language
        found: dict[str, Any] = {}
        names = dict(code.names)
        for spoken in ("sv", "en"):
            written = self.query_one(f"#name-{spoken}", Input).value.strip()
            if written:
                names[spoken] = written
            else:
                names.pop(spoken, None)
        if names and names != dict(code.names):
            found["names"] = names
        for part in TEXTS:
            written = self.query_one(f"#{part}", TextArea).text.strip()
            if written != getattr(code, part).get(language, "").strip():
                found[part] = said_of(code, part, language, written)
        examples = self.query_one("#examples", TextArea).text
        if examples.strip() != self._examples().strip():
            told = tuple(line.strip() for line in examples.split("\n") if line.strip())
            others = {spoken: texts for spoken, texts in code.examples.items() if spoken != language}
            found["examples"] = {**others, language: told} if told else others
        return found
