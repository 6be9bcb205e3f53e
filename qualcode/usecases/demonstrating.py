"""The demonstration: the whole job on the 21 invented minutes that come with the program."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.analysis.counting import count_all
from qualcode.analysis.matrix import code_matrix
from qualcode.domain.coding import CellStatus
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience
from qualcode.domain.table import Cell, LeftOut, Matrix
from qualcode.exchange.settings_file import FILE_NAME, read_settings
from qualcode.exchange.shipped_files import shipped
from qualcode.usecases.coding_by_hand import mark_documents_read
from qualcode.usecases.deciding import accept, waiting
from qualcode.usecases.importing import import_files
from qualcode.usecases.judging import judge_as_proposed
from qualcode.usecases.material import load_material
from qualcode.usecases.project import DEFAULT_CODER, Project, make_project
from qualcode.usecases.publishing import write_counts, write_matrix, write_quotes
from qualcode.usecases.quoting import quotes
from qualcode.usecases.recorded_decisions import Played, play
from qualcode.usecases.reviewing_names import accept_documents
from qualcode.usecases.run_suggestions import run_suggestions
from qualcode.usecases.tabulating import counts, matrix

if TYPE_CHECKING:
    from qualcode.exchange.decisions_file import Decision, PublishedCount, Truth

PROJECT_ID = "demo-lansdialoger-2024"
CORPUS = "lansdialoger-2024"
WAVE = "2024"

_KEY = "00" * 32
"""The demonstration's quotes are invented, so their ids need no secret, and every run gives the same bytes."""
_PASSPHRASE = "demonstration"  # noqa: S105 - of a vault that is thrown away when the demonstration ends
_SILENT = (CellStatus.UNREAD, CellStatus.NOT_MENTIONED)

Tell = Callable[[str], None]
"""Called with an English sentence about what is at work."""

STEPS = {
    "project": N_("Making the project"),
    "import": N_("Reading the minutes and hiding names"),
    "suggest": N_("Suggesting codes"),
    "decide": N_("Playing back the recorded decisions"),
    "export": N_("Writing the matrix, the counts and the quotes"),
}


class ForeignProjectError(QualcodeError):
    """The folder holds a project that is not the demonstration's."""

    sentence = N_("{path} holds another project; give the demonstration a folder of its own: `qualcode demo DIR`.")


class CorpusMissingError(QualcodeError):
    """The program came without its demonstration corpus."""

    sentence = N_("The demonstration minutes are missing from this installation ({path}); install qualcode anew.")


@dataclass(frozen=True, slots=True)
class Line:
    """One published count beside ours: the engine's alone, and after the recorded decisions."""

    id: str
    label: str
    low: int
    high: int
    engine: int
    decided: int

    @property
    def reproduced(self) -> bool:
        """Tell whether the count after decisions is the published one."""
        return self.low <= self.decided <= self.high


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demonstration gave: the table of counts, how many cells were right before and after decisions, and the files."""

    folder: Path
    lines: tuple[Line, ...]
    cells: int
    right_alone: int
    right_decided: int
    played: Played
    left_out: tuple[LeftOut, ...]
    files: tuple[Path, ...]


def demonstrate(folder: Path, tell: Tell, *, language: str = "sv") -> Demonstration:
    """Run the whole job in ``folder``: project, import, names hidden, suggestions, decisions, matrix, counts, quotes.

    A demonstration that stands there already is made anew.

    Raises:
        ForeignProjectError: when the folder holds another project; whatever the steps themselves say.
    """
    from qualcode.exchange.decisions_file import read_decisions, read_published, read_truth

    folder = folder.absolute()
    tell(STEPS["project"])
    _clear(folder)
    with shipped("corpora") as corpora:
        source = corpora / CORPUS
        if not (source / "metadata.csv").is_file():
            raise CorpusMissingError(path=source)
        make_project(folder, project_id=PROJECT_ID, quote_key=_KEY)
        home = folder / "corpora" / CORPUS
        if home.resolve() != source.resolve():
            shutil.copytree(source, home, dirs_exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="qualcode-demo-") as aside:
            opened = Project.open(folder, coder=DEFAULT_CODER, language=language)
            with Project(
                folder, opened.settings, opened.store, DEFAULT_CODER, language, Path(aside) / "demo.vault"
            ) as project:
                tell(STEPS["import"])
                _import(project, source)
                tell(STEPS["suggest"])
                run_suggestions(project)
                alone = load_material(project)
                before = code_matrix(alone, WAVE)
                engine = {c.id: c.count for c in count_all(alone, WAVE)}
                tell(STEPS["decide"])
                played = _decide(project, read_decisions(source / "decisions"))
                after = matrix(project, wave=WAVE)
                truth = read_truth(source / "truth.yaml")
                tell(STEPS["export"])
                files = _export(project, after)
                lines = _lines(project, read_published(source / "published.yaml"), engine)
    return Demonstration(
        folder=folder,
        lines=lines,
        cells=sum(len(row) for row in after.cells.values()),
        right_alone=_right(before, truth),
        right_decided=_right(after, truth),
        played=played,
        left_out=after.left_out,
        files=files,
    )


def _clear(folder: Path) -> None:
    settings = folder / FILE_NAME
    if not settings.exists():
        return
    if read_settings(settings).project_id != PROJECT_ID:
        raise ForeignProjectError(path=folder)
    for path in (settings, *folder.glob("project.db*")):
        path.unlink()


def _import(project: Project, source: Path) -> None:
    results = import_files(
        project,
        [source],
        options={"wave": WAVE},
        table=source / "metadata.csv",
        passphrase=_PASSPHRASE,
    )
    for result in results:
        for fault in result.faults:
            raise fault
    accept_documents(project, [r.document for r in results])


def _decide(project: Project, known: Sequence[Decision]) -> Played:
    # The judgements come last: they stand above what the passages propose.
    played = play(project, [d for d in known if d.act != "judge"])
    accept(project, waiting(project), bulk=True)
    mark_documents_read(project, [d.id for d in load_material(project).documents])
    judge_as_proposed(project, wave=WAVE)
    judged = play(project, [d for d in known if d.act == "judge"])
    return Played(played.rejected, played.changed, played.coded, judged.judged, played.idle)


def _export(project: Project, table: Matrix) -> tuple[Path, ...]:
    out = project.folder / "exports"
    written = [
        write_matrix(project, table, out / name, audience=Audience.INTERNAL, passphrase=_PASSPHRASE).path
        for name in ("matrix.docx", "matrix.xlsx", "matrix.csv", "matrix.png")
    ]
    themes = matrix(project, level="theme", wave=WAVE)
    outside = Audience.PUBLISHED
    written.append(
        write_matrix(project, themes, out / "themes-published.docx", audience=outside, passphrase=_PASSPHRASE).path
    )
    found = counts(project, wave=WAVE, audience=outside)
    written.append(write_counts(project, found, out / "counts.docx", audience=outside, passphrase=_PASSPHRASE).path)
    chosen = quotes(project, per_code=2, wave=WAVE)
    written.append(write_quotes(project, chosen, out / "quotes.docx", audience=outside, passphrase=_PASSPHRASE).path)
    return tuple(written)


def _lines(project: Project, published: Sequence[PublishedCount], engine: Mapping[str, int]) -> tuple[Line, ...]:
    decided = {c.id: c for c in count_all(load_material(project), WAVE)}
    return tuple(Line(p.id, decided[p.id].label, p.low, p.high, engine[p.id], decided[p.id].count) for p in published)


def _right(table: Matrix, truth: Sequence[Truth]) -> int:
    """Count the cells that say what is true; where nothing is true of a code, silence is right."""
    right = 0
    for told in truth:
        for code, cell in table.cells[told.case].items():
            if isinstance(cell, Cell):
                wanted = told.judgements.get(code)
                right += cell.status in _SILENT if wanted is None else cell.status.value == wanted
    return right
