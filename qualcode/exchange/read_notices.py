"""What readers of office files tell about how a file was read."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Notice

ACCEPTED = N_(
    "Tracked changes, read as accepted: {number} (insertions {inserted}, deletions {deleted}, moves {moved})."
)
UNDONE = N_("Tracked changes, read as not made: {number} (insertions {inserted}, deletions {deleted}, moves {moved}).")
HIDDEN = N_("Passages of hidden text left out: {number}.")
CONTENTS = N_("Lines of a table of contents left out: {number}.")
NOTES = N_("Footnotes and endnotes, now at the end of the text: {number}.")
INSERTED_FILES = N_("Inserted files that were not read: {number}; open the file in Word and save it to take them in.")
COMMENTS = N_("Comments kept aside as memos: {number}.")


def walk_notices(
    changes: tuple[int, int, int], seen: Mapping[str, int], comments: int, *, original: bool
) -> tuple[Notice, ...]:
    """Tell how a file was read: its tracked ``changes`` (inserted, deleted, moved), and by name what its walk has ``seen``."""
    counts = {
        HIDDEN: seen.get("hidden", 0),
        CONTENTS: seen.get("contents", 0),
        NOTES: seen.get("notes", 0),
        INSERTED_FILES: seen.get("altChunk", 0),
        COMMENTS: comments,
    }
    told = (revision_notice(*changes, original=original), *(counted_notice(one, n) for one, n in counts.items()))
    return tuple(notice for notice in told if notice is not None)


def revision_notice(inserted: int, deleted: int, moved: int, *, original: bool) -> Notice | None:
    """Tell which tracked changes a file has and how they were read, or None when it has none."""
    number = inserted + deleted + moved
    if not number:
        return None
    fields = {"number": number, "inserted": inserted, "deleted": deleted, "moved": moved}
    return Notice(UNDONE if original else ACCEPTED, fields)


def counted_notice(sentence: str, number: int) -> Notice | None:
    """Tell a number of something, or None when there is none of it."""
    return Notice(sentence, {"number": number}) if number else None
