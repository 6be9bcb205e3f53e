"""Whether this person has seen the tour: a mark in the data folder."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from qualcode.usecases.project import data_folder


def _mark() -> Path:
    return data_folder() / "tour-seen"


def tour_was_seen() -> bool:
    """Tell whether this person has seen the tour."""
    return _mark().exists()


def remember_tour() -> None:
    """Note that this person has seen the tour; a folder that cannot be written means that it comes again, which harms nobody."""
    with suppress(OSError):
        _mark().parent.mkdir(parents=True, exist_ok=True)
        _mark().touch()
