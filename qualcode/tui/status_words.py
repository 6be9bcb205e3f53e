"""Statuses in words, as a code's kind wants them."""

from __future__ import annotations

from qualcode.domain.codebook import Code, Kind
from qualcode.domain.coding import Status
from qualcode.language.glyphs import said_status
from qualcode.tui.desk import Desk


def status_in_words(desk: Desk, status: Status, code: Code | None = None) -> str:
    """Give a status in words; a view is voiced, a request asked for, where a finding is present."""
    return said_status(status, desk.project.language, code.kind if code else Kind.FINDING)
