"""An attempt is marked before it is deleted; runs of retention, and a pulse, are kept."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add a column and two tables; nothing that exists changes."""
    op.add_column("attempt", sa.Column("marked_at", MOMENT))
    op.create_table(
        "retention_run",
        sa.Column("ran_at", MOMENT, primary_key=True),
        sa.Column("marked", sa.Integer, nullable=False),
        sa.Column("deleted", sa.Integer, nullable=False),
    )
    op.create_table(
        "pulse",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
