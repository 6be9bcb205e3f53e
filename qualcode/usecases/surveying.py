"""Surveying: where a project stands and what to do next."""

from __future__ import annotations

import dataclasses
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qualcode.domain.errors import N_, Nn_
from qualcode.domain.minutes import DocumentStatus
from qualcode.exchange.settings_file import FILE_NAME
from qualcode.storage.placement_rows import placements
from qualcode.storage.scan_marks import scan_marks
from qualcode.storage.tallies import is_suggested, judged_cells, outlines
from qualcode.usecases.project import Project

NEXT = {
    "import": N_("Next: bring minutes in with `qualcode import FILES`."),
    "suggest": N_("Next: `qualcode suggest` lets the codebook suggest, or `qualcode tui` to code by hand."),
    "decide": N_("Next: decide the suggestions in `qualcode tui`, or in bulk with `qualcode accept`."),
    "read": N_("Next: mark what you have read with `qualcode read`, so that silence counts as not mentioned."),
    "judge": N_("Next: judge the cells with `qualcode judge`; `qualcode matrix` shows them."),
    "export": N_("Next: `qualcode counts`, `qualcode matrix --to matrix.docx`, `qualcode quotes --to quotes.docx`."),
}
"""What to do next, by where the project stands."""
UNJUDGED = Nn_(
    "Next: {number} cell of the matrix is not judged; `qualcode judge CASE CODE STATUS`, or `qualcode judge --as-proposed` when its "
    "proposal is right.",
    "Next: {number} cells of the matrix are not judged; `qualcode judge CASE CODE STATUS`, or `qualcode judge --as-proposed` where the "
    "proposals are right.",
)
"""What to do next when some cells are judged and others are not."""

GROUNDS = {
    "read-only": N_(
        "The project lies where nothing can be written: it can be read, not changed; copy its folder to your own disk to work in it."
    ),
    "full": N_("The disk is full: the project can be read, not changed; free some space to work in it."),
    "network": N_(
        "The project lies on a network drive: it is kept without a log beside it, which is safe there and somewhat slower."
    ),
}
"""Where a project lies, when that is worth knowing."""

DEFAULT = N_("default")
"""Where a setting comes from that the file does not name."""

STATUS_WORDS = {
    DocumentStatus.APPROVED: N_("approved"),
    DocumentStatus.SENT: N_("sent"),
    DocumentStatus.DRAFT: N_("draft"),
}
"""Document statuses in words."""


@dataclass(frozen=True, slots=True)
class Line:
    """A document as the survey lists it.

    ``waiting`` counts suggestions that assert something and are not decided; ``read``: by anybody, ``readers`` says by whom;
    ``guessed`` tells what of it nobody has said, and from what it was guessed.
    """

    id: str
    name: str
    case: str
    wave: str
    date: str
    status: str
    characters: int
    codings: int
    waiting: int
    read: bool
    readers: tuple[str, ...] = ()
    guessed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Survey:
    """Where a project stands.

    ``next_step`` is a key of ``NEXT``; ``unplaced`` counts codings that wait for a place in a corrected version;
    ``ground`` of ``GROUNDS``. ``unjudged`` cells of the latest wave are counted by ``with_unjudged`` alone.
    """

    documents: tuple[Line, ...]
    cases: int
    codings: int
    waiting: int
    judged: int
    next_step: str
    unplaced: int = 0
    ground: str = ""
    unjudged: int = 0

    def as_json(self) -> dict[str, Any]:
        """Give the survey for machines."""
        return dataclasses.asdict(self)


@dataclass(frozen=True, slots=True)
class InForce:
    """A setting, its value in TOML, and where it comes from (English)."""

    name: str
    value: str
    origin: str


def survey(project: Project) -> Survey:
    """Look the project over."""
    lines = tuple(
        Line(
            id=d.id,
            name=d.name,
            case=d.case,
            wave=d.wave,
            date=d.date,
            status=STATUS_WORDS[DocumentStatus(d.status)],
            characters=d.characters,
            codings=d.codings,
            waiting=d.waiting,
            read=bool(d.readers),
            readers=d.readers,
            guessed=d.guessed,
        )
        for d in outlines(project.store)
    )
    judged = judged_cells(project.store)
    return Survey(
        documents=lines,
        cases=len({line.case for line in lines}),
        codings=sum(line.codings for line in lines),
        waiting=sum(line.waiting for line in lines),
        judged=judged,
        next_step=_next(lines, suggested=_is_suggested(project, lines), judged=judged),
        unplaced=len(placements(project.store)),
        ground=ground(project),
    )


def with_unjudged(project: Project, found: Survey) -> Survey:
    """Count the cells that wait for a judgement where all else is done: the results come after them.

    Raises:
        CodebookFaultsError.
    """
    from qualcode.usecases.tabulating import proposed_in_wave

    if found.next_step != "export":
        return found
    number = proposed_in_wave(project, None)
    return dataclasses.replace(found, unjudged=number, next_step="judge" if number else "export")


def ground(project: Project) -> str:
    """Give a key of ``GROUNDS`` when the project lies where it cannot be kept in the usual way, else ""."""
    if not project.store.writable:
        return "full" if project.store.ground.full else "read-only"
    return "network" if project.store.ground.network else ""


def settings_in_force(project: Project) -> tuple[InForce, ...]:
    """Give every setting with its value and whether the file or the default says so."""
    told = tomllib.loads((project.folder / FILE_NAME).read_text(encoding="utf-8"))
    tables = (told, told.get("words", {}), told.get("app", {}))
    lines = []
    for one in dataclasses.fields(project.settings):
        value = getattr(project.settings, one.name)
        there = any(one.name in table for table in tables)
        plain = list(value) if isinstance(value, tuple) else value
        shown = json.dumps(plain, ensure_ascii=False, default=dataclasses.asdict)
        lines.append(InForce(one.name, shown, FILE_NAME if there else DEFAULT))
    lines.append(
        InForce(
            "vault_path",
            json.dumps(str(project.vault_path)),
            DEFAULT if not project.settings.vault else FILE_NAME,
        )
    )
    return tuple(lines)


def _is_suggested(project: Project, lines: tuple[Line, ...]) -> bool:
    """Tell whether the codebook has had its say, though it may have found nothing to suggest."""
    if any(line.codings for line in lines) or is_suggested(project.store):
        return True
    scanned = scan_marks(project.store) if lines else {}
    return all(line.id in scanned for line in lines)


def _next(lines: tuple[Line, ...], *, suggested: bool, judged: int) -> str:
    if not lines:
        return "import"
    if not suggested:
        return "suggest"
    if any(line.waiting for line in lines):
        return "decide"
    if not all(line.read for line in lines):
        return "read"
    return "export" if judged else "judge"
