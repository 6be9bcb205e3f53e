"""Relisting: the listings of Word files, made again from what their tags and captions tell of the question."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.domain.errors import QualcodeError
from qualcode.domain.listing import Listing
from qualcode.domain.query_words import in_language
from qualcode.exchange.word_ids import TableTag, digest, short
from qualcode.language.wording import translator
from qualcode.storage.document_rows import documents
from qualcode.usecases.asking import QUERY, UnknownAttributeValueError, UnknownQueryAttributeError, ask, saved_queries
from qualcode.usecases.combining import BY_CASE, combined, combined_listing, told_sets
from qualcode.usecases.comparing import waves_by_cell, waves_by_code
from qualcode.usecases.disclosing import disclosure
from qualcode.usecases.exploring import IN_CONTEXT, asked_together, growth, keyword, together
from qualcode.usecases.frequencies import frequency_listing, theme_listing
from qualcode.usecases.naming_sets import asked_sets, sets_key, statuses_in_key
from qualcode.usecases.project import Project
from qualcode.usecases.tabulating import matrix
from qualcode.usecases.telling_history import told_history


class UnaskedError(Exception):
    """Neither the tag nor the caption of a table tells what was asked for."""


def listed_again(project: Project, told: TableTag, wave: str | None, caption: str, notes: str = "") -> Listing | None:
    """Give a listing as the project would make it now, or None when a wave or code that it is of is no longer there.

    What was asked for stands in its ``caption``, or in a line of the ``notes`` of its file.

    Raises:
        UnaskedError: when nobody can tell what was asked for.
    """
    return LISTINGS[told.kind](project, told, wave, notes if told.kind == "combinations" else caption)


def _frequencies(project: Project, told: TableTag, wave: str | None, _caption: str) -> Listing:
    table = matrix(project, wave=wave, passages=False)
    if told.view == "theme":
        return theme_listing(project, table)
    return frequency_listing(project, table, passages=told.key == "passages")


def _compare(project: Project, told: TableTag, wave: str | None, _caption: str) -> Listing | None:
    waves = {d.metadata.wave for d in documents(project.store, segments=False)}
    before = next((w for w in waves if short(w) == told.key), None)
    if before is None or wave is None:
        return None
    if told.view == "code":
        return waves_by_code(project, before, wave)
    return waves_by_cell(project, before, wave, every=told.view == "every")


def _pairs(project: Project, told: TableTag, wave: str | None, _caption: str) -> Listing | None:
    code = next((c.path for c in project.codebook.walk() if short(c.path) == told.key), None)
    if told.key and code is None:
        return None
    place, suggested = asked_together(told)
    return together(project, place=place, code=code, wave=wave, suggested=suggested)


def _saturation(project: Project, told: TableTag, wave: str | None, _caption: str) -> Listing:
    return growth(project, wave=wave, suggested=bool(told.view))


def _disclosure(project: Project, told: TableTag, wave: str | None, _caption: str) -> Listing:
    return disclosure(project, k=int(told.view) if told.view.isdecimal() else None, wave=wave)


def _kwic(project: Project, told: TableTag, wave: str | None, caption: str) -> Listing:
    return keyword(project, _asked(project, told, IN_CONTEXT, caption), wave=wave, all_documents=told.view == "all")


def _query(project: Project, told: TableTag, wave: str | None, caption: str) -> Listing | None:
    # A query that asks for a wave itself tells none.
    try:
        words = _asked(project, told, QUERY, caption)
    except UnaskedError:
        words = _saved(project, told.key)
    try:
        return ask(project, words, wave=wave if told.wave else None)
    except (UnknownQueryAttributeError, UnknownAttributeValueError):
        # A wave, document or column that the query asks for is no longer there.
        return None


def _saved(project: Project, key: str) -> str:
    """Give the saved query that a table is of, whatever its caption says by now.

    Raises:
        UnaskedError: when none has this digest.
    """
    for query in saved_queries(project).values():
        words = in_language(query, project.language)
        if digest(" ".join(words.split())) == key:
            return words
    raise UnaskedError


def _combinations(project: Project, told: TableTag, wave: str | None, notes: str) -> Listing | None:
    statuses = statuses_in_key(told.key)
    for note in notes.splitlines():
        words = asked_sets(project, note)
        if not words or sets_key(note, statuses) != told.key:
            continue
        try:
            found = combined(project, words, statuses=statuses, wave=wave)
        except QualcodeError:
            # A code or count that the sentence names is no longer there.
            return None
        # Names that hold what stands between names are read otherwise than they were written.
        if told_sets(project, found) == note:
            return combined_listing(project, found, named=told.view == BY_CASE)
    raise UnaskedError


def _history(project: Project, _told: TableTag, _wave: str | None, _caption: str) -> Listing:
    # Of one coder, of the latest steps or of one coding: the rows of all of it are among those of the whole.
    return told_history(project, masked=True)


def _asked(project: Project, told: TableTag, sentence: str, caption: str) -> str:
    """Give what was asked for out of a caption, whose digest tells that nobody has changed it since.

    Raises:
        UnaskedError: when somebody has.
    """
    before, _, after = translator(project.language)(sentence).partition("{")
    after = after.partition("}")[2]
    words = caption.partition(before)[2].removesuffix(after)
    if digest(" ".join(words.split())) != told.key:
        raise UnaskedError
    return words


LISTINGS: dict[str, Callable[[Project, TableTag, str | None, str], Listing | None]] = {
    "frequencies": _frequencies,
    "compare": _compare,
    "pairs": _pairs,
    "saturation": _saturation,
    "disclosure": _disclosure,
    "kwic": _kwic,
    "query": _query,
    "combinations": _combinations,
    "history": _history,
}
"""By the kind that a table's tag tells."""
