"""Statuses in words, as a code's kind wants them."""

from __future__ import annotations

from qualcode.domain.codebook import Code, Kind
from qualcode.domain.coding import CellStatus, Status
from qualcode.domain.errors import N_
from qualcode.language.glyphs import status_words
from qualcode.tui.desk import Desk


def status_in_words(desk: Desk, status: Status, code: Code | None = None) -> str:
    """Give a status in words; a view is voiced, a request asked for, where a finding is present."""
    if status is Status.NOT_ASSERTED:
        return desk.say(N_("not asserted"))
    return status_words(CellStatus(status.value), desk.project.language, code.kind if code else Kind.FINDING)
