"""What commands that list things share: a listing as a table, the name of an indicator, how many are not shown, a conflict."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.cli.face import Face
from qualcode.domain.errors import N_, Nn_

if TYPE_CHECKING:
    from qualcode.domain.codebook import Kind
    from qualcode.domain.coding import Status
    from qualcode.domain.listing import Listing
    from qualcode.usecases.conflicts import ConflictAt
    from qualcode.usecases.project import Project


def show_listing(face: Face, found: Listing) -> None:
    """Print a listing: its table, then its notes."""
    from qualcode.language.numbers import written

    found = found.for_screens()
    rows = [[written(v, face.language) for v in row] for row in found.rows]
    numbers = [n for n in range(len(found.columns)) if found.rows and not isinstance(found.rows[0][n], str)]
    face.table([c.name for c in found.columns], rows, title=found.title, right=numbers)
    for note in found.notes:
        face.print_aside(note)


def status_in(face: Face, project: Project, status: Status | str, code: str) -> str:
    """Give a coding's or suggestion's status in words, as the kind of its code wants them."""
    from qualcode.domain.coding import Status
    from qualcode.language.glyphs import said_status

    return said_status(Status(status), face.language, kind_of(project, code))


def kind_of(project: Project, code: str) -> Kind:
    """Give the kind of a code; one that the codebook lacks is taken for a finding."""
    from qualcode.domain.codebook import Kind

    found = project.codebook.find(code)
    return found.kind if found else Kind.FINDING


def tell_none(face: Face) -> None:
    """Say that a list is empty, on stderr: an empty answer alone could as well be a failure."""
    face.tell(N_("There is nothing to list."))


def tell_left_out(face: Face, number: int, most: int) -> None:
    """Say how many of ``number`` are left out when at most ``most`` are shown; nothing when all are."""
    if number > most:
        face.print(
            face.words(
                Nn_(
                    "{number} more is left out; `--most N` shows more.",
                    "{number} more are left out; `--most N` shows more.",
                ),
                number=number - most,
            )
        )


def indicator_name(indicator: str, code: str) -> str:
    """Name an indicator of the codebook by itself, what belongs to no one code together with the code that it spoke for."""
    return indicator if indicator.startswith(code) else f"{code}  {indicator}"


def line_words(line: int, file: str = "") -> str:
    """Name the line of an indicator, with its file where a codebook extends another."""
    if not line:
        return "–"
    return f"{file}:{line}" if file else str(line)


def tell_conflict(face: Face, conflict: ConflictAt) -> None:
    """Say on stderr where two sides differ and what each says."""
    from qualcode.usecases.conflicts import CONFLICT, KINDS

    told = {**conflict.as_json(), "kind": face.words(KINDS[conflict.kind])}
    face.tell(CONFLICT, **{**told, "words": f"“{conflict.words}”" if conflict.words else ""})
