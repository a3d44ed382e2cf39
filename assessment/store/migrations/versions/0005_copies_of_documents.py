"""A document keeps its content hash, for whom the copy is, and whether it is a PDF or a page."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add the columns in place: every document until now is a PDF for nobody in particular."""
    nobody = sa.text("''")
    op.add_column("document", sa.Column("form", sa.String, nullable=False, server_default="pdf"))
    op.add_column(
        "document", sa.Column("recipient", sa.String, nullable=False, server_default=nobody)
    )
    op.add_column("document", sa.Column("content_hash", sa.String))
