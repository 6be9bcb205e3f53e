"""What coders marked in a cell as a table: a column for each, passages that lie over each other on one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from qualcode.domain.errors import N_
from qualcode.tui.inks import glyph
from qualcode.usecases.asking import names_of_documents

if TYPE_CHECKING:
    from qualcode.tui.desk import Desk
    from qualcode.usecases.agreeing import Difference
    from qualcode.usecases.aligning_coders import Aligned, Said


_NAME = 18
"""Cells for a document's name where there are several."""


def aligned_table(desk: Desk, cell: Difference, said: Mapping[str, str], spans: Sequence[Aligned]) -> Table:
    """Give the table; ``said`` is each coder's status of the cell in words."""
    table = Table(expand=True, box=None, padding=(0, 1), show_edge=False)
    table.title, table.title_justify = Text(f"{cell.case} · {desk.code_name(cell.code)}", style="bold"), "left"
    table.caption_justify = "left"
    # Most often all of it stands in one document of the case, which then needs no name.
    several = len({one.document for one in spans}) > 1
    names = names_of_documents(desk.project) if several else {}
    table.add_column("", width=_NAME if several else 1, no_wrap=True, overflow="ellipsis")
    for who in cell.statuses:
        table.add_column(Text(f"{who}: {said[who]}"), ratio=1, overflow="fold")
    for one in spans:
        sign = "=" if one.agreed else "≠"
        table.add_row(
            Text(f"{sign} {names.get(one.document, one.document)}" if several else sign),
            *(_told(one.by[who]) for who in cell.statuses),
        )
    if not spans:
        table.add_row("", Text(desk.say(N_("No passages here: the difference lies in the judgements."))))
    return table


def _told(said: Sequence[Said]) -> Text:
    return Text("\n".join(f"{glyph(one.status)} ”{one.text}”" for one in said) or "–")
