"""Files of a project that change with a step: the codebook and the saved queries, in step with the codings through undo, redo and kills.

The new text is put beside the file before the step is recorded, and takes its place right after. A program killed in between leaves it
there; whoever reads the file next looks whether the step stands, and lets the text take its place or go.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_, FolderReadOnlyError, QualcodeError
from qualcode.domain.line_change import Lines, changed_lines, digest, exchanged
from qualcode.storage.database import Store
from qualcode.storage.event_rows import file_event
from qualcode.storage.ledger import Change
from qualcode.storage.suggestion_turning import FILE


class FileEditedError(QualcodeError):
    """A file whose lines have been changed by hand since a step."""

    sentence = N_(
        "Step {step} changed {file}, and the same lines have been edited since: nothing was undone or redone; "
        "put those lines back by hand first, or leave the step as it is."
    )


class FilesOfStep:
    """The texts that wait to take their files' places when the step that changes them is recorded."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting: list[tuple[Path, Path]] = []

    def change(self, step: Change, name: str, old: str, new: str) -> None:
        """Note in a step that a file's text becomes another one."""
        if old == new:
            return
        before, after = changed_lines(old, new)
        step.note(FILE, name, _row(before), _row(after))
        self._put_by(step.step, name, new)

    def turn(self, step: int, name: str, now: dict[str, Any], then: dict[str, Any]) -> None:
        """Take a file's change back, or make it again.

        Raises:
            FileEditedError: when other lines stand there now.
        """
        path = self._folder / name
        # Of several steps in one turn the later begin with what the earlier ones leave.
        here = next((waiting for waiting, other in self._waiting if other == path), path)
        text = here.read_text(encoding="utf-8-sig") if here.is_file() else ""
        turned = exchanged(text, _lines(now), _lines(then))
        if turned is None:
            raise FileEditedError(step=step, file=name)
        self._put_by(step, name, turned)

    def settle(self) -> None:
        """Let the texts take their places: the step is recorded."""
        for waiting, path in self._waiting:
            waiting.replace(path)
        self._waiting.clear()

    def drop(self) -> None:
        """Let the texts go: there is no such step."""
        for waiting, _ in self._waiting:
            waiting.unlink(missing_ok=True)
        self._waiting.clear()

    def _put_by(self, step: int, name: str, text: str) -> None:
        path = self._folder / name
        waiting = path.with_name(f".{path.name}.step-{step}")
        try:
            with waiting.open("w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            if path.is_file():
                waiting.chmod(path.stat().st_mode & 0o777)
        except OSError as fault:
            raise FolderReadOnlyError(path=path) from fault
        for other, _ in [w for w in self._waiting if w[1] == path and w[0] != waiting]:
            other.unlink(missing_ok=True)
        # A file that is changed twice waits once, with its last text.
        self._waiting = [w for w in self._waiting if w[1] != path] + [(waiting, path)]


@contextmanager
def files_of_step(folder: Path) -> Iterator[FilesOfStep]:
    """Give what takes a step's files along; wrap it around the step, so that the files change when the step is recorded."""
    files = FilesOfStep(folder)
    try:
        yield files
    except BaseException:
        files.drop()
        raise
    files.settle()


def settle_left(store: Store, folder: Path, name: str) -> None:
    """Finish what a killed program left beside a file: its text takes the file's place when its step stands so, else it goes.

    Raises:
        FolderReadOnlyError: when the text should take the file's place and cannot: the file is then behind its codings.
    """
    path = folder / name
    for waiting in path.parent.glob(f".{path.name}.step-*"):
        number = waiting.name.rpartition("-")[2]
        event = file_event(store, int(number), name) if number.isdigit() else None
        side = None if event is None else event.after if event.state in ("done", "final") else event.before
        try:
            # Half a character at the end is what a program killed while writing leaves: such a text has another digest.
            whole = side is not None and digest(waiting.read_bytes().decode("utf-8", "replace")) == side["sha256"]
            if whole:
                waiting.replace(path)
        except FileNotFoundError:
            # Another program has just settled it.
            continue
        except OSError as fault:
            raise FolderReadOnlyError(path=path) from fault
        if not whole:
            with suppress(OSError):
                # A text whose step does not stand changes nothing where it lies, and goes when the folder can be written.
                waiting.unlink()


def _row(lines: Lines) -> dict[str, Any]:
    return {"from": lines.start, "lines": list(lines.lines), "sha256": lines.sha256}


def _lines(row: dict[str, Any]) -> Lines:
    return Lines(int(row["from"]), tuple(row["lines"]), str(row["sha256"]))
