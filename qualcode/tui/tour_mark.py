"""Whether this person has seen the tour: a mark in the data folder."""

from __future__ import annotations

from pathlib import Path

from qualcode.usecases.project import data_folder


def _mark() -> Path:
    return data_folder() / "tour-seen"


def tour_was_seen() -> bool:
    """Tell whether this person has seen the tour."""
    return _mark().exists()


def remember_tour() -> Path | None:
    """Note that this person has seen the tour; give the folder when it cannot be written, so that the tour will come again."""
    try:
        _mark().parent.mkdir(parents=True, exist_ok=True)
        _mark().touch()
    except OSError:
        return _mark().parent
    return None
