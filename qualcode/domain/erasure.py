"""The erasure of a person, as its certificate tells it: what was changed, never who it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure changed.

    ``at`` is UTC in ISO 8601; ``hits``: masks that can no longer be turned back; ``masked``: clear forms that were masked now;
    ``elsewhere``: memos, summaries, names and lines of history where the name stood; ``originals``: entries gone from the vault;
    ``database_sha256``: the hash of the database file once all this was done.
    """

    project: str
    step: int
    at: str
    coder: str
    ground: str
    reason: str
    hits: int
    masked: int
    elsewhere: int
    originals: int
    documents: tuple[str, ...]
    codings_kept: int
    database_sha256: str
