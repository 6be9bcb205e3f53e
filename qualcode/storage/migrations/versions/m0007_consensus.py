"""A consensus says itself why it was reached and who recorded it, so that both come along into other projects."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Take both from the steps that recorded them; of those that were merged in before nothing is known."""
    op.add_column("judgement", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("judgement", sa.Column("recorder", sa.String(), nullable=False, server_default=""))
    step = sa.table(
        "step",
        sa.column("id", sa.Integer),
        sa.column("coder", sa.String),
        sa.column("action", sa.String),
        sa.column("about", sa.JSON),
    )
    judged = sa.table(
        "judgement",
        sa.column("step", sa.Integer),
        sa.column("coder", sa.String),
        sa.column("reason", sa.Text),
        sa.column("recorder", sa.String),
    )
    connection = op.get_bind()
    # Each such step recorded one cell.
    for one in connection.execute(sa.select(step).where(step.c.action == "settle")).all():
        told = {"reason": str((one.about or {}).get("reason", "")), "recorder": one.coder}
        here = (judged.c.step == one.id, judged.c.coder == "konsensus")
        connection.execute(judged.update().where(*here).values(**told))
