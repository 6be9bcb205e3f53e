"""The demonstration: the whole job on the invented minutes that come with the program, 21 of 2024 and, when asked, six of 2025."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.analysis.counting import count_all
from qualcode.analysis.matrix import OTHER_WAVE, code_matrix
from qualcode.domain.errors import N_, QualcodeError
from qualcode.domain.finding import Audience
from qualcode.domain.table import LeftOut, Matrix
from qualcode.exchange.settings_file import FILE_NAME, read_settings
from qualcode.exchange.shipped_files import shipped
from qualcode.usecases.backing_up import safety_copy
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
from qualcode.usecases.second_wave import SecondWave, Wave, asked, compared, export_waves, right
from qualcode.usecases.tabulating import counts, matrix

if TYPE_CHECKING:
    from qualcode.exchange.decisions_file import PublishedCount

PROJECT_ID = "demo-lansdialoger-2024"
WAVE = "2024"
_COPIES = 5
"""Copies kept at least when a demonstration is made anew: it makes two of its own each time."""
SECOND_WAVE = "2025"
CODEBOOK = "overenskommelsen-2025.yaml"
"""The codebook of the second wave: that of the first, and the codes that came with the second."""

_KEY = "00" * 32
"""The demonstration's quotes are invented, so their ids need no secret, and every run gives the same bytes."""
_PASSPHRASE = "demonstration"  # noqa: S105 - of a vault that is thrown away when the demonstration ends

Tell = Callable[[str], None]
"""Called with an English sentence about what is at work."""

STEPS = {
    "project": N_("Making the project"),
    "import": N_("Reading the minutes and hiding names"),
    "suggest": N_("Suggesting codes"),
    "decide": N_("Playing back the recorded decisions"),
    "export": N_("Writing the matrix, the counts and the quotes"),
    "compare": N_("Setting the two waves against each other"),
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
    second: SecondWave | None = None


def demonstrate(folder: Path, tell: Tell, *, language: str = "sv", waves: bool = False) -> Demonstration:
    """Run the whole job in ``folder``: project, import, names hidden, suggestions, decisions, matrix, counts, quotes.

    ``waves`` brings the second wave into the same project, under its codebook, and sets the two against each other. A demonstration that
    stands there already is made anew; a copy of its database lies among the backups then.

    Raises:
        ForeignProjectError: when the folder holds another project; whatever the steps themselves say.
    """
    from qualcode.exchange.decisions_file import read_published, read_truth

    folder = folder.absolute()
    tell(STEPS["project"])
    _clear(folder)
    names = (WAVE, SECOND_WAVE) if waves else (WAVE,)
    with shipped("corpora") as corpora, shipped("codebooks") as codebooks:
        make_project(folder, codebook=codebooks / CODEBOOK if waves else None, project_id=PROJECT_ID, quote_key=_KEY)
        sources = {name: _brought(corpora / f"lansdialoger-{name}", folder) for name in names}
        with tempfile.TemporaryDirectory(prefix="qualcode-demo-") as aside:
            opened = Project.open(folder, coder=DEFAULT_CODER, language=language)
            with Project(
                folder, opened.settings, opened.store, DEFAULT_CODER, language, Path(aside) / "demo.vault"
            ) as project:
                tell(STEPS["import"])
                for name, source in sources.items():
                    _import(project, source, name)
                tell(STEPS["suggest"])
                run_suggestions(project)
                material = load_material(project)
                under_way = [
                    Wave(name, source, read_truth(source / "truth.yaml"), code_matrix(material, name))
                    for name, source in sources.items()
                ]
                engine = {c.id: c.count for c in count_all(material, WAVE)}
                tell(STEPS["decide"])
                played = [_decide(project, wave) for wave in under_way]
                after = matrix(project, wave=WAVE)
                tell(STEPS["export"])
                files = _export(project, after)
                lines = _lines(project, read_published(sources[WAVE] / "published.yaml"), engine)
                second = None
                if waves:
                    tell(STEPS["compare"])
                    second = compared(project, WAVE, under_way[1], played[1])
                    files = (*files, *export_waves(project, WAVE, SECOND_WAVE, _PASSPHRASE))
                first = under_way[0]
                return Demonstration(
                    folder=folder,
                    lines=lines,
                    cells=asked(after, first.truth),
                    right_alone=right(first.alone, first.truth),
                    right_decided=right(after, first.truth),
                    played=played[0],
                    left_out=tuple(o for o in after.left_out if o.reason != OTHER_WAVE),
                    files=files,
                    second=second,
                )


def _brought(source: Path, folder: Path) -> Path:
    """Copy the minutes of a wave into the project and give the folder that they came from."""
    if not (source / "metadata.csv").is_file():
        raise CorpusMissingError(path=source)
    home = folder / "corpora" / source.name
    if home.resolve() != source.resolve():
        shutil.copytree(source, home, dirs_exist_ok=True)
    return source


def _clear(folder: Path) -> None:
    settings = folder / FILE_NAME
    if not settings.exists():
        return
    if read_settings(settings).project_id != PROJECT_ID:
        raise ForeignProjectError(path=folder)
    database = folder / "project.db"
    if database.is_file():
        # Somebody may have tried things in it: what was done there can be had back.
        safety_copy(folder, database, "demo", kept=max(_COPIES, read_settings(settings).backups_kept))
    for path in (settings, *folder.glob("project.db*")):
        path.unlink()


def _import(project: Project, source: Path, wave: str) -> None:
    results = import_files(
        project,
        [source],
        options={"wave": wave},
        table=source / "metadata.csv",
        passphrase=_PASSPHRASE,
    )
    for result in results:
        for fault in result.faults:
            raise fault
    accept_documents(project, [r.document for r in results])


def _decide(project: Project, wave: Wave) -> Played:
    from qualcode.exchange.decisions_file import read_decisions

    known = read_decisions(wave.source / "decisions")
    shelf = [d.id for d in load_material(project).documents if d.metadata.wave == wave.name]
    # The judgements come last: they stand above what the passages propose.
    played = play(project, [d for d in known if d.act != "judge"])
    accept(project, [s for s in waiting(project) if s.document in set(shelf)], bulk=True)
    mark_documents_read(project, shelf)
    judge_as_proposed(project, wave=wave.name)
    judged = play(project, [d for d in known if d.act == "judge"], wave=wave.name)
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
    written.append(
        write_counts(project, found, out / "counts.docx", audience=outside, passphrase=_PASSPHRASE, wave=WAVE).path
    )
    chosen = quotes(project, per_code=2, wave=WAVE)
    written.append(write_quotes(project, chosen, out / "quotes.docx", audience=outside, passphrase=_PASSPHRASE).path)
    return tuple(written)


def _lines(project: Project, published: Sequence[PublishedCount], engine: Mapping[str, int]) -> tuple[Line, ...]:
    decided = {c.id: c for c in count_all(load_material(project), WAVE)}
    return tuple(Line(p.id, decided[p.id].label, p.low, p.high, engine[p.id], decided[p.id].count) for p in published)
