"""Documents say what of them was guessed; of those that were there before nothing is known, so nothing is said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the column, and an index from which it is read without the texts that lie before it."""
    op.add_column("document", sa.Column("guessed", sa.String(), nullable=False, server_default=""))
    op.drop_index("ix_document_id_characters", "document")
    op.create_index("ix_document_id_characters_guessed", "document", ["id", "characters", "guessed"])
