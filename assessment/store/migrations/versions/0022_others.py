"""Rounds in which others tell how they see somebody, who was asked, and what they answered."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"

MOMENT = sa.DateTime(timezone=True)
OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Add three tables; nothing that exists changes."""
    op.create_table(
        "others_round",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("account", "account_id"),
        _of("attempt", "attempt_id"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT, nullable=False),
        sa.Column("reminded_at", MOMENT),
        sa.Column("closed_at", MOMENT),
        sa.Column("opened_at", MOMENT),
        sa.Column("result", sa.Text),
    )
    for column in ("account_id", "attempt_id"):
        op.create_index(f"ix_others_round_{column}", "others_round", [column])
    op.create_index(
        "ix_others_round_open",
        "others_round",
        ["account_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_table(
        "rater",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("others_round", "round_id"),
        sa.Column("address", sa.String),
        sa.Column("group", sa.String, nullable=False),
        sa.Column("token_hash", sa.String, nullable=False),
        sa.Column("mail_id", sa.Uuid),
        sa.Column("invited_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_id", "address", name="uq_rater_round_id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_rater_address", "rater", ["address"])
    _answers()


def _answers() -> None:
    op.create_table(
        "rater_answer",
        _of("rater", "rater_id", primary_key=True),
        sa.Column("address", sa.String),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("declined_at", MOMENT),
    )
    op.create_index("ix_rater_answer_address", "rater_answer", ["address"])


def _of(table: str, column: str, *, primary_key: bool = False) -> "sa.Column[object]":
    return sa.Column(
        column,
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
