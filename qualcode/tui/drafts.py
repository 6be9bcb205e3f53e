"""The words in one window, kept while they are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Event, Lock
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from qualcode.usecases.drafting import Draft, clear_old_drafts, draft_of, drop_draft, keep_draft

if TYPE_CHECKING:
    from qualcode.usecases.project import Project

Told = ParamSpec("Told")
Found = TypeVar("Found")
_PAUSE = 0.3
"""Seconds between two writings: what is typed within them is written together."""


class KeptDraft:
    """What a coder writes about one thing, such as "code:theme/code".

    ``until_done``: it is stored by work in a thread, and thrown away when that is done (``dropped_after``) instead of when the window
    closes with it.
    """

    def __init__(self, project: Project, about: str, *, until_done: bool = False) -> None:
        self.until_done = until_done
        self._project = project
        self._about = about
        self._noting, self._writing = Lock(), Lock()
        self._over = Event()
        self._wanted: Mapping[str, str] | None = None
        self._there = self._at_work = False

    def begun(self) -> Draft | None:
        """Give what was written when the program ended before it was stored."""
        found = draft_of(self._project, self._about)
        self._there = found is not None
        return found

    def note(self, fields: Mapping[str, str] | None) -> bool:
        """Note what there is to keep, None when it is nothing new; tell whether a thread has to begin ``write``."""
        with self._noting:
            if fields is None and self._wanted is None and not self._there:
                return False
            self._wanted = fields
            begins, self._at_work = not self._at_work, True
        return begins

    def write(self) -> None:
        """Keep what was noted, and go on while there is something new.

        Raises:
            FolderReadOnlyError: when it cannot be kept.
        """
        clear_old_drafts(self._project)
        written: object = self
        while True:
            with self._noting:
                if self._over.is_set() or written is self._wanted:
                    self._at_work = False
                    return
                written = fields = self._wanted
            try:
                self._put(fields)
            except BaseException:
                with self._noting:
                    self._at_work = False
                raise
            self._over.wait(_PAUSE)

    def drop(self) -> None:
        """Throw it away for good: the words are stored, or were given up."""
        self._over.set()
        with self._writing:
            drop_draft(self._project, self._about)

    def dropped_after(self, job: Callable[Told, Found]) -> Callable[Told, Found]:
        """Give a job that stores the words and then throws the draft away."""

        def work(*told: Told.args, **named: Told.kwargs) -> Found:
            found = job(*told, **named)
            self.drop()
            return found

        return work

    def _put(self, fields: Mapping[str, str] | None) -> None:
        with self._writing:
            if self._over.is_set():
                return
            if fields is None:
                drop_draft(self._project, self._about)
            else:
                keep_draft(self._project, self._about, fields)
