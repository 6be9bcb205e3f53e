"""The index of codings holds all that a matrix adds up, so that the codings themselves are not read for it."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Put a wider index in the place of the one by document and code."""
    op.drop_index("ix_coding_document_code", "coding")
    op.create_index(
        "ix_coding_document_code_status_corrects_score", "coding", ["document", "code", "status", "corrects", "score"]
    )
