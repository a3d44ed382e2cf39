"""A catalogue that is edited on pages, interest in what it holds, and what people need."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    op.create_table(
        "catalogue_draft",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
    )
    op.create_table(
        "catalogue_trial",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("based_on", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("counts", sa.Text, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
    )
    _wanting()


def _wanting() -> None:
    op.create_table(
        "plan_catalogue",
        _of_attempt(primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
    )
    op.create_table(
        "interest",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of_attempt(),
        sa.Column("programme", sa.String, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("reach", sa.Text, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.UniqueConstraint("attempt_id", "programme", name="uq_interest_attempt_id"),
    )
    op.create_index("ix_interest_programme", "interest", ["programme"])
    op.create_table(
        "demand",
        sa.Column("phase", sa.String, primary_key=True),
        sa.Column("until", sa.Date, primary_key=True),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("tables", sa.Text, nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
    )


def _of_attempt(*, primary_key: bool = False) -> "sa.Column[object]":
    return sa.Column(
        "attempt_id",
        sa.Uuid,
        sa.ForeignKey("attempt.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
