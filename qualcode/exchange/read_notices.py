"""What readers of office files tell about how a file was read."""

from __future__ import annotations

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Notice

ACCEPTED = N_(
    "Tracked changes, read as accepted: {number} (insertions {inserted}, deletions {deleted}, moves {moved})."
)
UNDONE = N_("Tracked changes, read as not made: {number} (insertions {inserted}, deletions {deleted}, moves {moved}).")
HIDDEN = N_("Passages of hidden text left out: {number}.")
CONTENTS = N_("Lines of a table of contents left out: {number}.")
NOTES = N_("Footnotes and endnotes, now at the end of the text: {number}.")
COMMENTS = N_("Comments kept aside as memos: {number}.")


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
