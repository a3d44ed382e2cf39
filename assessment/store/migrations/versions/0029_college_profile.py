"""The yes of a member of a college to the missing styles of one picture in a profielschets."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Add a column; who was in a college said yes to nothing yet."""
    op.add_column("college_member", sa.Column("styles_from", sa.Uuid))
