"""Which tokens one browser got, so that signing out and closing end them all at once."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Add a column; a row of before counts as the only token of its browser."""
    op.add_column("session", sa.Column("browser_id", sa.Uuid))
    op.create_index("ix_session_browser_id", "session", ["browser_id"])
