"""What a matrix adds up is kept beside the codings, so that a matrix over a million of them does not count them anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_CHANGED = """
    CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN
        {marks}
    END
"""
_MARK = "INSERT OR IGNORE INTO stale_tally (document, code) VALUES ({row}.document, {row}.code);"
_MARK_DECIDED = "INSERT OR IGNORE INTO stale_tally (document, code) SELECT document, code FROM suggestion WHERE id = {row}.suggestion;"
_COUNTED = 'document, code, start, "end", status, corrects, score'


def upgrade() -> None:
    """Make the tables and the triggers that mark what is to be counted anew; all that is there is marked."""
    op.create_table(
        "tally",
        sa.Column("document", sa.String(), primary_key=True),
        sa.Column("code", sa.String(), primary_key=True),
        sa.Column("status", sa.String(), primary_key=True),
        sa.Column("corrects", sa.Boolean(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "theme_tally",
        sa.Column("document", sa.String(), primary_key=True),
        sa.Column("theme", sa.String(), primary_key=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "stale_tally",
        sa.Column("document", sa.String(), primary_key=True),
        sa.Column("code", sa.String(), primary_key=True),
        sqlite_with_rowid=False,
    )
    for table, columns, mark in (
        ("coding", _COUNTED, _MARK),
        ("suggestion", f"id, {_COUNTED}", _MARK),
        ("decision", "suggestion", _MARK_DECIDED),
    ):
        _watch(table, columns, mark)
    op.execute(
        "INSERT OR IGNORE INTO stale_tally SELECT document, code FROM coding UNION SELECT document, code FROM suggestion"
    )


def _watch(table: str, columns: str, mark: str) -> None:
    for event, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), (f"UPDATE OF {columns}", ("OLD", "NEW"))):
        name = f"{table}_{event.split()[0].lower()}_tallied"
        marks = "\n".join(mark.format(row=row) for row in rows)
        op.execute(_CHANGED.format(name=name, event=event, table=table, marks=marks))
