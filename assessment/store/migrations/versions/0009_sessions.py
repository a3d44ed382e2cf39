"""Sessions live on the server: a row for each browser, and one for each attempt open in it."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add two tables; what was open in a browser is opened again with its return code."""
    op.create_table(
        "session",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("device", sa.String, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
    )
    op.create_table(
        "opened",
        sa.Column(
            "session_id",
            sa.Uuid,
            sa.ForeignKey("session.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column(
            "attempt_id",
            sa.Uuid,
            sa.ForeignKey("attempt.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("locked_code", sa.String),
    )
    op.create_index("ix_opened_attempt_id", "opened", ["attempt_id"])
