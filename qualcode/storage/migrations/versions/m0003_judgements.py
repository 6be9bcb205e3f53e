"""Judgements say themselves when they were made, and whether as a whole matrix was proposed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Take both from the steps that made them."""
    op.add_column("judgement", sa.Column("at", sa.String(), nullable=False, server_default=""))
    op.add_column("judgement", sa.Column("as_proposed", sa.Boolean(), nullable=False, server_default=sa.false()))
    steps = sa.table("step", sa.column("id", sa.Integer), sa.column("at", sa.String), sa.column("about", sa.JSON))
    judged = sa.table(
        "judgement", sa.column("step", sa.Integer), sa.column("at", sa.String), sa.column("as_proposed", sa.Boolean)
    )
    connection = op.get_bind()
    known = connection.execute(sa.select(steps).where(steps.c.id.in_(sa.select(judged.c.step)))).all()
    for step in known:
        proposed = bool((step.about or {}).get("as_proposed"))
        connection.execute(judged.update().where(judged.c.step == step.id).values(at=step.at, as_proposed=proposed))
