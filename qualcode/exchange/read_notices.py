"""What readers of office files tell about how a file was read."""

from __future__ import annotations

from qualcode.domain.errors import N_
from qualcode.domain.minutes import Notice

ACCEPTED = N_(
    "{number} tracked changes were read as accepted: {inserted} insertions, {deleted} deletions, {moved} moves."
)
UNDONE = N_(
    "{number} tracked changes were read as not made: {inserted} insertions, {deleted} deletions, {moved} moves."
)
HIDDEN = N_("{number} passages of hidden text were left out.")
CONTENTS = N_("{number} lines of a table of contents were left out.")
NOTES = N_("{number} footnotes or endnotes stand at the end of the text.")
COMMENTS = N_("{number} comments are kept aside as memos.")


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
