"""Deletions of which the bytes may still stand in the files of PostgreSQL."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add a table; nothing that exists changes."""
    op.create_table(
        "erasing",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("deleted_at", sa.DateTime(timezone=True), nullable=False),
    )
