"""What coders marked in a cell as a table: a column for each, passages that lie over each other on one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from qualcode.domain.errors import N_
from qualcode.tui.inks import glyph

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.usecases.agreeing import Difference
    from qualcode.usecases.aligning_coders import Aligned, Said


def aligned_table(desk: Desk, cell: Difference, said: Mapping[str, str], spans: Sequence[Aligned]) -> Table:
    """Give the table; ``said`` is each coder's status of the cell in words."""
    table = Table(expand=True, box=None, padding=(0, 1), show_edge=False)
    table.add_column("", width=5, no_wrap=True)
    for who in cell.statuses:
        table.add_column(Text(f"{who}: {said[who]}"), ratio=1, overflow="fold")
    for one in spans:
        sign = "=" if one.agreed else "≠"
        table.add_row(Text(f"{one.document} {sign}"), *(_told(one.by[who]) for who in cell.statuses))
    if not spans:
        table.add_row("", Text(desk.say(N_("No passages here: the difference lies in the judgements."))))
    return table


def _told(said: Sequence[Said]) -> Text:
    return Text("\n".join(f"{glyph(one.status)} ”{one.text}”" for one in said) or "–")
