"""An attempt may follow an earlier one of its owner, and may count in research."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add both facts; nobody has said either of them yet.

    Columns are added in place: SQLite's way of copying a table would drop the old one, and with it
    every answer that refers to it. That is also why ``previous_id`` is no foreign key.
    """
    op.add_column("attempt", sa.Column("previous_id", sa.Uuid))
    op.add_column("attempt", sa.Column("research_at", sa.DateTime(timezone=True)))
