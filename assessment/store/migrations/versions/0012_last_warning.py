"""When the owner of a result was told for the last time that it is about to go."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Add a column; of what exists nobody was told yet."""
    op.add_column("attempt", sa.Column("warned_at", sa.DateTime(timezone=True)))
