"""A project on disk: finding it, making it, and what every use case needs of it."""

from __future__ import annotations

import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from qualcode.domain.errors import N_, FileMissingError, FolderReadOnlyError, NotAFileError, QualcodeError
from qualcode.domain.guide import QuestionGuide
from qualcode.domain.settings import Settings
from qualcode.exchange.settings_file import FILE_NAME, new_settings, read_settings
from qualcode.exchange.shipped_files import shipped
from qualcode.storage.database import Store
from qualcode.storage.kept_settings import keep_setting, setting
from qualcode.storage.patience import Patience, Told
from qualcode.usecases.backing_up import safety_copy

if TYPE_CHECKING:
    from qualcode.domain.codebook import Codebook

DEFAULT_CODEBOOK = "overenskommelsen.yaml"
DEFAULT_CODER = "kodare-1"

_GITIGNORE = "backups/\ncorpora/\nexports/\nproject.db*\n"
_DATABASE = "project.db"
_FOLDERS = ("codebooks", "corpora", "exports")


class NoProjectError(QualcodeError):
    """No project folder here or above."""

    sentence = N_(
        "No project was found in {path} or above it; make one with `qualcode init DIR` or name one with --project."
    )


class ProjectExistsError(QualcodeError):
    """The folder already holds a project."""

    sentence = N_("{path} already holds a project; choose another folder.")


class CodebookInTheWayError(QualcodeError):
    """The new project's codebook would replace another one of the same name."""

    sentence = N_("{path} is there already and says something else; move it away, or choose it with --codebook.")


@dataclass(frozen=True)
class Project:
    """An open project.

    ``coder`` is who changes things; ``language`` the language of what is shown; ``vault_file`` a vault elsewhere than the settings say.
    Use it as a context manager, or call ``close``.
    """

    folder: Path
    settings: Settings
    store: Store
    coder: str = DEFAULT_CODER
    language: str = "sv"
    vault_file: Path | None = None

    @classmethod
    def open(
        cls,
        folder: Path | None = None,
        *,
        coder: str = DEFAULT_CODER,
        language: str | None = None,
        waiting: Told | None = None,
    ) -> Self:
        """Open the project in ``folder``, by default the one in the current folder or its nearest parent.

        ``waiting`` is told when another program writes in it and is waited for, with the seconds that it may take at most.

        Raises:
            NoProjectError, SettingsFaultError, DatabaseMissingError, NotAProjectDatabaseError, NewerDatabaseError, DatabaseBusyError.
        """
        home = find_project(folder)
        settings = read_settings(home / FILE_NAME)

        def before(database: Path) -> None:
            safety_copy(home, database, "update", kept=settings.backups_kept)

        store = Store.open(home / settings.database, before=before, patience=Patience(told=waiting))
        return cls(home, settings, store, coder, language or settings.language)

    @cached_property
    def codebook(self) -> Codebook:
        """The project's first codebook, without its second opinion.

        Raises:
            CodebookFaultsError: with every fault by line and column.
        """
        from qualcode.exchange.codebook_files import load_alone
        from qualcode.usecases.step_files import settle_left

        settle_left(self.store, self.folder, self.settings.codebooks[0])
        return load_alone(self.folder / self.settings.codebooks[0])

    @cached_property
    def codebook_with_opinion(self) -> Codebook:
        """The project's first codebook with the second opinion that it names: for looking for codes, and for nothing else.

        Raises:
            CodebookFaultsError: with every fault by line and column.
            OpinionMissingError, BrokenOpinionError, StrangeOpinionError: when the opinion is not there or no good.
        """
        from qualcode.exchange.codebook_files import with_opinion

        return with_opinion(self.codebook, self.folder / self.settings.codebooks[0])

    def forget_codebook(self) -> None:
        """Read the codebook anew when it is wanted next: its file may have been changed."""
        self.__dict__.pop("codebook", None)
        self.__dict__.pop("codebook_with_opinion", None)

    @cached_property
    def guide(self) -> QuestionGuide:
        """The project's question guide, `question-guide.yaml` in its folder.

        Raises:
            GuideFaultError: with the line.
        """
        from qualcode.exchange.guide_file import read_guide

        return read_guide(self.folder)

    @cached_property
    def quote_key(self) -> bytes:
        """The secret that makes quote ids opaque; it never leaves the project."""
        return bytes.fromhex(setting(self.store, "quote-key"))

    @property
    def vault_path(self) -> Path:
        """Where the vault with the originals lies: outside the project folder unless the settings say otherwise."""
        if self.vault_file is not None:
            return self.vault_file
        if self.settings.vault:
            return self.folder / self.settings.vault
        return data_folder() / "vaults" / f"{self.settings.project_id}.vault"

    def keep_copy(self, reason: str) -> None:
        """Copy the database before a change that touches much, as far as the settings want it.

        Raises:
            NoRoomForBackupError: the change must then not be made.
        """
        if self.store.writable:
            safety_copy(self.folder, self.store.path, reason, kept=self.settings.backups_kept)

    def speaking(self, language: str) -> Project:
        """Give the same project, shown in another language."""
        return replace(self, language=language)

    def close(self) -> None:
        """Let go of the database."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def find_project(folder: Path | None = None) -> Path:
    """Give the project folder: ``folder`` itself, else the current folder or its nearest parent with a settings file.

    Raises:
        NoProjectError: when there is none.
    """
    start = (folder or Path.cwd()).absolute()
    candidates = (start,) if folder is not None else (start, *start.parents)
    for candidate in candidates:
        if (candidate / FILE_NAME).is_file():
            return candidate
    raise NoProjectError(path=start)


def database_of(folder: Path | None) -> tuple[Path, Path]:
    """Give a project's folder and where its database lies, without opening it: it may be missing or damaged.

    Raises:
        NoProjectError, SettingsFaultError.
    """
    home = find_project(folder)
    return home, home / read_settings(home / FILE_NAME).database


def make_project(
    folder: Path,
    *,
    codebook: Path | None = None,
    project_id: str | None = None,
    quote_key: str | None = None,
) -> Path:
    """Make a project folder: settings, database, codebooks/, corpora/, exports/; give its path.

    ``codebook`` is copied in, with those that it extends, by default the one that comes with the program. ``project_id`` and
    ``quote_key`` (hex) are drawn by chance unless given, as the demonstration does to get the same bytes every time.

    Raises:
        ProjectExistsError: when the folder holds a project; FileMissingError: when ``codebook`` does not exist;
        NotAFileError: when it is a folder or a device;
        CodebookFaultsError: when the codebook has faults; CodebookInTheWayError: when another one of its name is there;
        FolderReadOnlyError: when the folder cannot be written.
        Nothing is then left behind.
    """
    folder = folder.absolute()
    if (folder / FILE_NAME).exists():
        raise ProjectExistsError(path=folder)
    if codebook is not None and not codebook.is_file():
        raise (NotAFileError if codebook.exists() else FileMissingError)(path=codebook)
    with shipped("codebooks") as ours:
        source = codebook or ours / DEFAULT_CODEBOOK
        # A project made anew under its old id, as the demonstration is, gets the codebook of this version.
        copies = _copies(source, folder / "codebooks", ours, anew=project_id is not None)
        wanted = [
            *reversed(folder.parents),
            folder,
            *(folder / n for n in (*_FOLDERS, ".gitignore", _DATABASE, FILE_NAME)),
            *copies.values(),
        ]
        fresh = [p for p in wanted if not os.path.lexists(p)]
        try:
            for name in _FOLDERS:
                (folder / name).mkdir(parents=True, exist_ok=True)
            for one, copy in copies.items():
                if not (copy.exists() and copy.samefile(one)):
                    shutil.copyfile(one, copy)
            if folder / ".gitignore" in fresh:
                (folder / ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
            with Store.create(folder / _DATABASE) as store:
                keep_setting(store, "quote-key", quote_key or secrets.token_hex(32))
            # The settings come last: a folder without them is no project, so a kill before this leaves none.
            text = new_settings(project_id or f"q-{secrets.token_hex(6)}", (f"codebooks/{source.name}",))
            (folder / FILE_NAME).write_text(text, encoding="utf-8")
        except OSError as fault:
            _take_back(fresh)
            raise FolderReadOnlyError(path=folder) from fault
        except BaseException:
            _take_back(fresh)
            raise
    return folder


def _copies(source: Path, into: Path, ours: Path, *, anew: bool) -> dict[Path, Path]:
    """Give what a project needs of a codebook, each file with its copy: the codebook, those that it extends, their second opinion.

    Raises:
        CodebookInTheWayError: when a copy would replace another codebook, unless the project is made ``anew``.
    """
    from qualcode.exchange.codebook_files import load

    book = load(source)
    files = [source, *map(Path, book.bases)]
    # Of the program's own codebooks the program knows the second opinion; another one's goes along.
    opinion = source.with_name(f"{book.opinion_name}.opinion")
    if book.opinion_name and opinion.is_file() and source.parent.resolve() != ours.resolve():
        files.append(opinion)
    copies = {one: into / one.name for one in files}
    for one, copy in copies.items():
        if not anew and one != opinion and copy.is_file() and copy.read_bytes() != one.read_bytes():
            raise CodebookInTheWayError(path=copy)
    return copies


def _take_back(made: list[Path]) -> None:
    """Remove what an interrupted step has made: the files, then the folders, deepest first, while they are empty."""
    for path in reversed(made):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                for part in (path, *path.parent.glob(f"{path.name}-*")):
                    part.unlink(missing_ok=True)


def data_folder() -> Path:
    """Give the user's data folder for qualcode, or what QUALCODE_DATA says."""
    told = os.environ.get("QUALCODE_DATA")
    if told:
        return Path(told)
    import platformdirs

    return Path(platformdirs.user_data_dir("qualcode", appauthor=False))
