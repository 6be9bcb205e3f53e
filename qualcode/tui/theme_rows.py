"""The passages of one code as rows: gathered in a thread, each row made when it is painted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, overload

from rich.cells import cell_len

from qualcode.domain.coding import CODABLE, Status
from qualcode.tui.row_list import Row
from qualcode.usecases.asking import names_of_documents
from qualcode.usecases.cells import CellPassage, attributes_to_filter, passages_of_code
from qualcode.usecases.material import InAnalysis, in_analysis
from qualcode.usecases.tabulating import waves

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.tui.theme_list_screen import ThemeListScreen

PICKED = "+"


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a code's passages, and in which order."""

    by_status: bool = False
    only: Status | None = None
    wave: str | None = None
    having: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Passages:
    """What was gathered for a code and view: its rows, and what they and the views to choose from are told by."""

    rows: tuple[tuple[str, CellPassage], ...]
    part: InAnalysis
    waves: tuple[str, ...]
    names: Mapping[str, str]
    attributes: tuple[tuple[str, str], ...]
    widest_case: int


def passages_for(desk: Desk, code: str, view: View) -> Passages:
    """Gather the passages of a code as a view shows them; a large project takes seconds, so this is done in a thread.

    Raises:
        UnknownWaveError.
    """
    desk.load_codebook()
    project = desk.project
    part = in_analysis(project, view.wave)
    rows = passages_of_code(project, code, status=view.only, having=view.having, among=part)
    widest = max((cell_len(case) for case in {case for case, _ in rows}), default=0)
    return Passages(
        in_order(rows, view), part, waves(project), names_of_documents(project), attributes_to_filter(part), widest
    )


def in_order(rows: tuple[tuple[str, CellPassage], ...], view: View) -> tuple[tuple[str, CellPassage], ...]:
    """Give rows that stand by case in the order of a view."""
    if not view.by_status:
        return rows
    order = {status: number for number, status in enumerate(CODABLE)}
    return tuple(sorted(rows, key=lambda row: order.get(row[1].status, len(order))))


class PassageRows(Sequence[Row]):
    """The rows of passages, each made when it is painted: a code may have tens of thousands."""

    def __init__(self, screen: ThemeListScreen, rows: Sequence[tuple[str, CellPassage]]) -> None:
        self._screen = screen
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Row]: ...
    def __getitem__(self, at: int | slice) -> Row | Sequence[Row]:
        if isinstance(at, slice):
            return PassageRows(self._screen, self._rows[at])
        screen, (case, passage) = self._screen, self._rows[at]
        word = screen.sign(passage.status, coded=bool(passage.coder))
        here = passage.id in screen.picked
        cells = (word, case) if screen.view.by_status else (case, word)
        return Row((PICKED if here else "", *cells, passage.text), "strong" if here else "row")
