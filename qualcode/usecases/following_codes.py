"""After a database of another day is put back: its codings follow the codes that were renamed, moved or merged since."""

from __future__ import annotations

from qualcode.storage.code_following import follow_codes
from qualcode.storage.coding_rows import codings
from qualcode.storage.ledger import change
from qualcode.usecases.project import Project


def follow_codebook(project: Project) -> tuple[int, tuple[str, ...]]:
    """Give codings under paths that the codebook had before the paths of today, as one step.

    Gives how many codings followed, and the codes, sorted, of which the codebook knows nothing: their codings count nowhere.
    """
    book = project.codebook
    there = {code.path for code in book.walk()}
    now = {old: code.path for code in book.walk() for old in code.formerly if old not in there}
    used = {one.code for one in codings(project.store)} - there
    moved = {old: new for old, new in now.items() if old in used}
    unknown = tuple(sorted(used - moved.keys()))
    if not moved:
        return 0, unknown
    with change(project.store, project.coder, "follow-codes") as step:
        followed = follow_codes(step, now)
    return followed.codings, unknown
