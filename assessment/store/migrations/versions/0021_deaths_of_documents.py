"""How often a document ended the process that drew it, counted over all machines together."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Add a count; it begins at none."""
    op.add_column(
        "document", sa.Column("deaths", sa.Integer, nullable=False, server_default=sa.text("0"))
    )
