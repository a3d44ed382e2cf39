"""What a mail goes with, so that it can be taken back with it."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Add a column; a mail of before goes with nothing, and is forgotten in its time."""
    op.add_column("mail", sa.Column("about", sa.String))
