"""Mail waits in the database until the mail server has it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add a table; nothing that exists changes."""
    op.create_table(
        "mail",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("recipient", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("problem", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT, nullable=False),
        sa.Column("useful_until", MOMENT),
    )
    op.create_index("ix_mail_recipient", "mail", ["recipient"])
    op.create_index("ix_mail_state_next_try_at", "mail", ["state", "next_try_at"])
