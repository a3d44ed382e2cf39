"""First tables: attempts, answers, profiles, plans, documents."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create every table of the first release."""
    op.create_table(
        "attempt",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("code_hash", sa.String, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("office", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("design", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("versions", sa.Text, nullable=False),
        sa.Column("privacy_version", sa.String, nullable=False),
        sa.Column("agreed_at", MOMENT, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.Column("submitted_at", MOMENT),
        sa.UniqueConstraint("code_hash", name="uq_attempt_code_hash"),
    )
    _answers()
    _results()


def _answers() -> None:
    op.create_table(
        "answer",
        _attempt(primary_key=True),
        sa.Column("part", sa.String, primary_key=True),
        sa.Column("item_id", sa.String, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
    )


def _results() -> None:
    op.create_table(
        "profile",
        _attempt(primary_key=True),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("scored_at", MOMENT, nullable=False),
    )
    op.create_table(
        "plan",
        _attempt(primary_key=True),
        sa.Column("plan", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid, primary_key=True),
        _attempt(primary_key=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("pdf", sa.LargeBinary),
    )
    op.create_index("ix_document_attempt_id", "document", ["attempt_id"])


def _attempt(*, primary_key: bool) -> "sa.Column[object]":
    return sa.Column(
        "attempt_id",
        sa.Uuid,
        sa.ForeignKey("attempt.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
