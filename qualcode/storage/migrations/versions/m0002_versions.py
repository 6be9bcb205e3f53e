"""Corrected versions: places that wait for a decision, decisions that say what they decided; and how long each text is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the table of placements, and tell each decision what it was about, as far as the suggestion is still there."""
    op.create_table(
        "placement",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["document"], ["document.id"], name=op.f("fk_placement_document")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
    )
    op.create_index(op.f("ix_placement_document"), "placement", ["document"], unique=False)
    op.add_column("decision", sa.Column("code", sa.String(), nullable=False, server_default=""))
    op.add_column("decision", sa.Column("start", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("end", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("decision", sa.Column("status", sa.String(), nullable=False, server_default=""))
    op.add_column("document", sa.Column("characters", sa.Integer(), nullable=False, server_default="0"))
    op.execute("UPDATE document SET characters = length(text)")
    op.create_index(op.f("ix_document_id_characters"), "document", ["id", "characters"], unique=False)
    for name in ("code", "start", "end", "status"):
        column = f'"{name}"'
        op.execute(
            f"UPDATE decision SET {column} = (SELECT s.{column} FROM suggestion s WHERE s.id = decision.suggestion) "  # noqa: S608 - names from above
            "WHERE suggestion IN (SELECT id FROM suggestion)"
        )
