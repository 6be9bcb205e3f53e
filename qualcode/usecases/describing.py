"""Describing: say what a document belongs to after it was imported, or that what was guessed of it is right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Document, Metadata, Source, guesses_told
from qualcode.storage.ledger import change
from qualcode.usecases.hiding import stored_words
from qualcode.usecases.material import find_document
from qualcode.usecases.project import Project

FIELDS = {
    "status": N_("status"),
    "case": N_("case"),
    "date": N_("date"),
    "wave": N_("wave"),
    "participants": N_("participants"),
}
"""What may have been guessed of a document, in the order in which it is told."""
SOURCES = {
    Source.FILE: N_("the file's name"),
    Source.TITLE: N_("the title"),
    Source.TEXT: N_("the text"),
    Source.PAGE: N_("the head of the page"),
    Source.DATE: N_("the date"),
    Source.NOTHING: N_("nothing that says it"),
}
"""What it was guessed from."""
_COLUMNS = {"case": "case_name"}


def describe(project: Project, keys: Iterable[str], told: Mapping[str, str]) -> int:
    """Give documents another case, wave, date or status (the keys of ``told``), as one step; what is told is no longer a guess.

    Gives the number of documents that changed, those included of which a guess was confirmed.

    Raises:
        UnknownDocumentError; BadDateError, BadStatusError, BadWaveError: for a value that means nothing; MisspeltCaseError.
    """
    from qualcode.exchange.metadata import read_date, read_wave
    from qualcode.exchange.minutes_status import read_status

    values = dict(told)
    if "date" in values:
        values["date"] = read_date(values["date"])
    if "status" in values:
        values["status"] = read_status(values["status"]).value
    if "case" in values:
        values["case"] = _case(project, values["case"])
    if "wave" in values:
        values["wave"] = stored_words(read_wave(values["wave"]), project.settings)
    changes = {}
    for found in (find_document(project, key) for key in keys):
        if different := _different(found, values):
            changes[found.id] = different
    with change(project.store, project.coder, "describe", documents=len(changes), **values) as step:
        step.update_all("document", changes)
    return len(changes)


def guesses_by_source(lines: Iterable[tuple[str, Mapping[str, str]]]) -> list[tuple[str, Source, list[str]]]:
    """Gather guesses of documents (id, field → source) as (field, source, ids), in the order of ``FIELDS`` and ``SOURCES``."""
    shelf = list(lines)
    met = [
        (name, source, [key for key, guessed in shelf if guessed.get(name) == source])
        for name in FIELDS
        for source in SOURCES
    ]
    return [one for one in met if one[2]]


def _case(project: Project, words: str) -> str:
    from qualcode.exchange.metadata import read_case
    from qualcode.usecases.naming_cases import checked_case, nameless

    meta = checked_case(Path(words), Metadata(read_case(words.strip())))
    return nameless(meta, lambda said: stored_words(said, project.settings), project.quote_key).case


def _different(document: Document, values: Mapping[str, str]) -> dict[str, Any]:
    """Give the columns of a document that change."""
    meta = document.metadata
    found: dict[str, Any] = {
        _COLUMNS.get(name, name): value for name, value in values.items() if str(getattr(meta, name)) != value
    }
    if "date" in values and "wave" not in values and meta.guessed.get("wave") == Source.DATE:
        # A wave that was read from the date goes with it, and is still a guess.
        found |= {"wave": values["date"][:4]} if meta.wave != values["date"][:4] else {}
    guessed = {name: source for name, source in meta.guessed.items() if name not in values}
    if guessed != dict(meta.guessed):
        found["guessed"] = guesses_told(guessed)
    return found
