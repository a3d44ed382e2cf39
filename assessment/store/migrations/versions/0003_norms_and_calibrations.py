"""Norms and calibrations, and which attempts a program filled in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables, and the mark in place: every attempt until now is taken for a person's."""
    op.add_column(
        "attempt", sa.Column("simulated", sa.Boolean, nullable=False, server_default=sa.false())
    )
    _kept("norm", "published_at", "withdrawn_at")
    _kept("calibration", "used_at", "stopped_at")


def _kept(table: str, begun: str, ended: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("instrument", sa.String, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("built_at", MOMENT, nullable=False),
        sa.Column(begun, MOMENT),
        sa.Column(ended, MOMENT),
    )
