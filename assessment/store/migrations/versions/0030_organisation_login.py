"""By whom an account is known at the organisation, so that a mailbox alone opens it no more."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Add a table; who signed in there before is tied the next time, as somebody new is."""
    op.create_table(
        "organisation_login",
        sa.Column(
            "account_id",
            sa.Uuid,
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("issuer", sa.String, nullable=False),
        sa.Column("subject_hash", sa.String, nullable=False, unique=True),
        sa.Column("tied_at", sa.DateTime(timezone=True), nullable=False),
    )
