"""Rounds of the desk: invitations, what was mailed, and the numbers that were told."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    op.create_table(
        "round",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("phase", sa.String, nullable=False),
        sa.Column("closes_on", sa.Date, nullable=False),
        sa.Column("invited", sa.Integer, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("counted_on", sa.Date),
    )
    _invitations()
    op.create_table(
        "round_known",
        _of("round", primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("withdrawn_at", MOMENT),
    )
    op.create_table(
        "round_mailing",
        _of("round", primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("looked_at", sa.Integer, nullable=False),
        sa.Column("reached", sa.Uuid),
        sa.Column("finished_at", MOMENT),
    )
    op.create_table(
        "round_count",
        _of("round", primary_key=True),
        sa.Column("what", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("told_on", sa.Date, nullable=False),
    )
    op.create_table(
        "round_refusal",
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("refused_at", MOMENT, nullable=False),
    )


def _invitations() -> None:
    op.create_table(
        "round_invitation",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("round"),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("code_hash", sa.String, nullable=False),
        sa.Column("counts", sa.Boolean, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("sent_at", MOMENT),
        sa.Column("begun_at", MOMENT),
        sa.Column("attempt_id", sa.Uuid, sa.ForeignKey("attempt.id", ondelete="SET NULL")),
        sa.Column("bounced_at", MOMENT),
        sa.Column("refused_at", MOMENT),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("named_on", sa.Date),
        sa.UniqueConstraint("round_id", "address", name="uq_round_invitation_round_id"),
        sa.UniqueConstraint("code_hash", name="uq_round_invitation_code_hash"),
        sa.UniqueConstraint("attempt_id", name="uq_round_invitation_attempt_id"),
    )
    op.create_index("ix_round_invitation_address", "round_invitation", ["address"])
    op.create_table(
        "round_letter",
        _of("round_invitation", "invitation_id", primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("mail_id", sa.Uuid, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )


def _of(table: str, column: str = "", *, primary_key: bool = False) -> "sa.Column[object]":
    return sa.Column(
        column or f"{table}_id",
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
