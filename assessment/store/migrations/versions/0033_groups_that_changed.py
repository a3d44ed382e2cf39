"""Whether somebody came to a group for intervision, or left it, after it was confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Add a column; of a group of before it is not known, and it counts as unchanged."""
    op.add_column("intervision_group", sa.Column("changed_at", sa.DateTime(timezone=True)))
