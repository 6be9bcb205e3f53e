"""The signs and words for the statuses of a cell: told apart by shape, never by colour alone."""

from __future__ import annotations

from qualcode.domain.codebook import Kind
from qualcode.domain.coding import CellStatus, Status
from qualcode.domain.errors import N_
from qualcode.language.wording import translator

GLYPHS = {
    CellStatus.PRESENT: "●",
    CellStatus.ABSENT: "○",
    CellStatus.PLANNED: "◐",
    CellStatus.PAST: "◇",
    CellStatus.POSSIBLE: "?",
    CellStatus.MIXED: "◆",
    CellStatus.NOT_MENTIONED: "–",
    CellStatus.NOT_ASKED: "×",
    CellStatus.UNKNOWN: "¿",
    CellStatus.NO_MINUTES: "∅",
    CellStatus.UNREAD: "·",
}
"""One sign a status, all in the common fonts."""

STATUS_NAMES = {
    CellStatus.PRESENT: N_("present"),
    CellStatus.ABSENT: N_("absent"),
    CellStatus.PLANNED: N_("planned"),
    CellStatus.PAST: N_("past"),
    CellStatus.POSSIBLE: N_("possible"),
    CellStatus.MIXED: N_("mixed"),
    CellStatus.NOT_MENTIONED: N_("not mentioned"),
    CellStatus.NOT_ASKED: N_("not asked"),
    CellStatus.UNKNOWN: N_("unknown to the participants"),
    CellStatus.NO_MINUTES: N_("no minutes"),
    CellStatus.UNREAD: N_("unread"),
}
_BY_KIND = {
    (Kind.VIEW, CellStatus.PRESENT): N_("voiced"),
    (Kind.VIEW, CellStatus.ABSENT): N_("opposed"),
    (Kind.REQUEST, CellStatus.PRESENT): N_("asked for"),
    (Kind.REQUEST, CellStatus.ABSENT): N_("declined"),
    (Kind.TOPIC, CellStatus.PRESENT): N_("spoken of"),
    (Kind.TOPIC, CellStatus.ABSENT): N_("denied"),
}


def status_words(status: CellStatus, language: str, kind: Kind = Kind.FINDING) -> str:
    """Give a status in words; a view is voiced, a request asked for, where a finding is present."""
    return translator(language)(_BY_KIND.get((kind, status), STATUS_NAMES[status]))


def said_status(status: Status, language: str, kind: Kind = Kind.FINDING) -> str:
    """Give in words what a passage says of its code; what the engine found in a question or of others asserts nothing."""
    if status is Status.NOT_ASSERTED:
        return translator(language)(N_("not asserted"))
    return status_words(CellStatus(status.value), language, kind)
