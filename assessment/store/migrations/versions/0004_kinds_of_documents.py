"""A document is the plan or another one made from the same content."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the kind in place: every document until now is a plan."""
    op.add_column("document", sa.Column("kind", sa.String, nullable=False, server_default="plan"))
