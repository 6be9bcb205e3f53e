"""A code in words, as the codebook editor shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from qualcode.domain.errors import N_
from qualcode.usecases.blind_work import memos_seen
from qualcode.usecases.codes_in_words import told_by_name
from qualcode.usecases.viewing_codebook import beside_codebook

if TYPE_CHECKING:
    from qualcode.domain.codebook import Code
    from qualcode.tui.desk import Desk
    from qualcode.usecases.viewing_codebook import CodeLine

_PARTS = (
    ("brief", N_("In brief")),
    ("definition", N_("Definition")),
    ("use_when", N_("Use when")),
    ("not_when", N_("Do not use when")),
)
_THAT_FILE = N_(
    "The code stands in {file}, which this codebook extends: change it there with a text editor, {k:reload} shows it; {k:add} adds a "
    "code of your own beside it."
)
_FROM_THE_PROGRAM = N_(
    "The code stands in {file}, which comes with the program: put a copy beside your codebook (`qualcode init` makes one), and change "
    "that; {k:add} adds a code of your own beside it."
)


def about_code(desk: Desk, line: CodeLine) -> Content:
    """Tell all that is said of a code: its names, definitions, when to use it and not, examples, how many indicators."""
    say, code = desk.say, line.code
    # The name in the reader's language first, then the others.
    names = " · ".join(dict.fromkeys([code.name(desk.project.language), *code.names.values()]))
    lines = [Content.styled(names, "bold"), Content.styled(code.path, "$foreground-muted")]
    if code.retired:
        lines.append(
            Content(say(N_("Retired: kept for what was coded, not used any more; {k:retire} takes it up again.")))
        )
    if code.formerly:
        lines.append(Content(say(N_("Formerly: {paths}"), paths=", ".join(code.formerly))))
    rules = say(
        N_("codings: {codings} · suggestions that wait: {suggestions} · indicators: {indicators}"),
        codings=line.codings,
        suggestions=line.suggestions,
        indicators=len(code.indicators),
    )
    lines += [Content(rules), *_said(desk, code, [part for part, _ in _PARTS])]
    for memo in memos_seen(desk.project, f"code:{code.path}"):
        lines.append(Content(say(N_("Memo ({coder}): {text}"), coder=memo.coder, text=memo.text)))
    if not any(getattr(code, part) for part, _ in _PARTS):
        lines.append(
            Content(
                say(N_("Nothing is said of it yet. {k:edit} writes what it means, {k:indicators} what points to it."))
            )
        )
    return Content("\n").join(lines)


def beside_card(desk: Desk, path: str) -> Content:
    """Tell what a decision on a code leans on: what is said of it besides its brief, its examples, and the codes beside it in brief."""
    code, language = desk.code(path), desk.project.language
    if code is None:
        return Content("")
    lines = _said(desk, code, ["definition", "use_when", "not_when"])
    above = path.rpartition("/")[0]
    over = desk.code(above) if above else None
    others = [c for c in over.children if c.path != path and not c.retired] if over is not None else []
    if others:
        lines.append(Content.styled(desk.say(N_("Beside it in the codebook")), "bold"))
    for other in others:
        brief = in_language(other.brief, language)
        told = Content.styled(f": {brief}" if brief else "", "$foreground-muted")
        lines.append(Content.assemble("– ", other.name(language), told))
    return Content("\n").join(lines)


def _said(desk: Desk, code: Code, parts: Sequence[str]) -> list[Content]:
    """Give those of a code's texts that are written, each below its label, and its examples."""
    say, language = desk.say, desk.project.language
    lines = []
    for part in parts:
        if words := in_language(getattr(code, part), language):
            lines += [Content.styled(say(dict(_PARTS)[part]), "bold"), Content(with_code_names(desk, words))]
    examples = code.examples.get(language) or next(iter(code.examples.values()), ())
    if examples:
        lines.append(Content.styled(say(N_("Examples")), "bold"))
        lines += [Content(f"– {' '.join(e.split())}") for e in examples]
    return lines


def with_code_names(desk: Desk, words: str) -> str:
    """Give what a codebook says with the names of the codes in place of their ids: who decides reads names everywhere else."""
    return told_by_name(desk.project.codebook, words, desk.project.language)


def in_language(words: Mapping[str, str], language: str) -> str:
    """Give a text in the language, else in any."""
    return (words.get(language) or next(iter(words.values()), "")).strip()


def where_to_change(desk: Desk, file: str) -> str:
    """Give the sentence on how a code is changed that stands in another ``file``, which the project's codebook extends."""
    here = beside_codebook(desk.project, file)
    return desk.say(_THAT_FILE if here else _FROM_THE_PROGRAM, file=here or file)
