"""A small invented project for the app: three minutes, a few suggestions, one coding."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

import pytest
from textual.worker import WorkerCancelled

from qualcode.domain.coding import Coding, Status, Suggestion, Why
from qualcode.domain.minutes import Document, DocumentStatus, Metadata
from qualcode.domain.spans import Span
from qualcode.engine.segmenting import segment
from qualcode.storage.coding_rows import add_codings, codings
from qualcode.storage.document_rows import add_document
from qualcode.storage.ledger import change
from qualcode.storage.suggestion_rows import replace_suggestions
from qualcode.tui.app import QualcodeApp
from qualcode.tui.reader_screen import ReaderScreen
from qualcode.usecases.project import Project, make_project

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

    from textual.pilot import Pilot

_PATIENCE = 30.0
CODEBOOK = Path(__file__).parent / "data" / "kodbok.yaml"

NORR = """\
Dialog i Norrlunda län

Ledning

- Länsrådet leder arbetet tillsammans med kommunerna. Skolan sitter inte med i rådet.
- En ny plan ska tas fram till våren. Den gamla planen gick ut i fjol.

Samordnaren: Vi har kanske en kurator på varje skola. Det vet vi i höst.
Samtalsledaren: Finns det något mer om planen?

Önskemål

Kommunerna vill ha längre besked från staten, helst tre år i taget.
"""
SODER = """\
Dialog i Söderlunda län

Länsrådet leder allt. Planen är antagen.
"""
UTKAST = "Dialog i Österlunda län\n\nInget är sagt än.\n"


def minutes(name: str, case: str, text: str, status: DocumentStatus = DocumentStatus.APPROVED) -> Document:
    return Document("", name, Metadata(case, "2024", "", status), text, "0" * 64, segment(text))


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def hint(text: str, code: str, words: str, status: Status, met: str, cue: str = "", rule: str = "plain") -> Suggestion:
    cues = (at(text, cue),) if cue else ()
    return Suggestion(code, at(text, words), status, 0.8, Why(f"{code}#1", (at(text, met),), rule, cues))


def fill(project: Project) -> None:
    with change(project.store, "kodare-0", "import") as step:
        norr = add_document(step, minutes("norrlunda.md", "Norrlunda län", NORR), path="norrlunda.md")
        soder = add_document(step, minutes("söderlunda.txt", "Söderlunda län", SODER), path="söderlunda.txt")
        utkast = minutes("österlunda.txt", "Österlunda län", UTKAST, DocumentStatus.DRAFT)
        add_document(step, utkast, path="österlunda.txt")
    no = "Skolan sitter inte med i rådet."
    new = "En ny plan ska tas fram till våren."
    doubt = "Vi har kanske en kurator på varje skola."
    replace_suggestions(
        project.store,
        [
            (
                norr,
                [
                    hint(NORR, "ledning/skola", no, Status.ABSENT, "Skolan", "inte", "negation"),
                    hint(NORR, "planer/plan", new, Status.PLANNED, "plan", "ska", "plan"),
                    hint(NORR, "planer/kurator", doubt, Status.POSSIBLE, "kurator", "kanske", "doubt"),
                    hint(NORR, "ledning/skola", doubt, Status.PRESENT, "skola."),
                ],
            ),
            (soder, [hint(SODER, "planer/plan", "Planen är antagen.", Status.PRESENT, "Planen")]),
        ],
    )
    leads = "Länsrådet leder arbetet tillsammans med kommunerna."
    with change(project.store, "kodare-0", "code") as step:
        add_codings(step, [Coding("", norr, "ledning/rad", at(NORR, leads), Status.PRESENT, "kodare-0")])


@pytest.fixture(autouse=True)
def _faults_are_raised(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("QUALCODE_TRACEBACK", "1")
    monkeypatch.setenv("QUALCODE_DATA", str(tmp_path / "data"))
    # Who tests has seen the tour; its own tests take the mark away.
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tour-seen").touch()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_project(tmp_path / "studie", codebook=CODEBOOK, project_id="prov", quote_key="00" * 32)


@pytest.fixture
def empty(folder: Path) -> Iterator[Project]:
    with Project.open(folder, language="sv") as project:
        yield project


@pytest.fixture
def project(empty: Project) -> Project:
    fill(empty)
    return empty


class Drive:
    """What a person does at the app, for one project."""

    text = NORR

    def __init__(self, project: Project) -> None:
        self.project = project

    async def settle(self, pilot: Pilot[Any]) -> None:
        # A window that closes may begin work, and work that ends may open a window: all is still when two looks see the same.
        before, quiet = None, 0
        while quiet < 2:
            await pilot.pause()
            at_work = [w for w in pilot.app.workers if not w.is_finished]
            with suppress(WorkerCancelled):
                await pilot.app.workers.wait_for_complete(at_work)
            now = pilot.app.screen
            quiet = 0 if at_work or now is not before or getattr(now, "busy", False) else quiet + 1
            before = now

    async def press(self, pilot: Pilot[Any], *keys: str) -> None:
        for key in keys:
            await pilot.press(key)
            await pilot.pause()
            # A key pressed while work is done is refused; who looks at the screen waits for it.
            if getattr(pilot.app.screen, "busy", False):
                await self.settle(pilot)
        await self.settle(pilot)

    async def until(self, pilot: Pilot[Any], holds: Callable[[], bool]) -> None:
        """Wait for what comes by itself, however busy the machine is; what never comes is left to the test to tell."""
        end = monotonic() + _PATIENCE
        while not holds() and monotonic() < end:
            await pilot.pause(0.02)

    @asynccontextmanager
    async def app(self, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[Any]]:
        app = QualcodeApp(self.project)
        # A busy machine may take longer over a step than a notice stands.
        app.NOTIFICATION_TIMEOUT = 600
        async with app.run_test(size=size) as pilot:
            await self.settle(pilot)
            yield pilot

    @asynccontextmanager
    async def reader(
        self, size: tuple[int, int] = (80, 24), key: str = "d1"
    ) -> AsyncIterator[tuple[Pilot[Any], ReaderScreen]]:
        async with self.app(size) as pilot:
            screen = ReaderScreen(key)
            await pilot.app.push_screen(screen)
            await self.settle(pilot)
            yield pilot, screen

    def toasts(self, pilot: Pilot[Any]) -> list[Any]:
        return list(pilot.app._notifications)  # noqa: SLF001 - Textual has no other way to ask

    def coded(self) -> list[tuple[str, str, str]]:
        return [(c.code, c.span.of(NORR), c.status.value) for c in codings(self.project.store, document="d1")]

    def begin(self, lang: str = "sv") -> QualcodeApp:
        return QualcodeApp(self.project.speaking(lang))


@pytest.fixture
def drive(project: Project) -> Drive:
    return Drive(project)


@pytest.fixture
def drive_empty(empty: Project) -> Drive:
    return Drive(empty)
