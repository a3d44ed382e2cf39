"""Conversations of owners and coaches: comments, actions, notes, what was agreed, outcomes."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the tables."""
    _conversations()
    _said()
    _agreed()


def _conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("coaching", primary_key=False),
        _link("attempt", primary_key=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("next_on", sa.Date),
        sa.Column("next_by", sa.String, nullable=False),
        sa.Column("proposed_at", MOMENT),
        sa.Column("agreed_at", MOMENT),
        sa.Column("evaluated_at", MOMENT),
        sa.Column("coach_seen_at", MOMENT),
        sa.Column("owner_seen_at", MOMENT),
        sa.UniqueConstraint("coaching_id", "attempt_id", name="uq_conversation_coaching_id"),
    )
    op.create_index("ix_conversation_attempt_id", "conversation", ["attempt_id"])


def _said() -> None:
    op.create_table(
        "comment",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("conversation", primary_key=False),
        sa.Column("goal", sa.String, nullable=False),
        sa.Column("author", sa.String, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_table(
        "agreed_action",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("conversation", primary_key=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("due_on", sa.Date),
        sa.Column("done_at", MOMENT),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    for table in ("comment", "agreed_action"):
        op.create_index(f"ix_{table}_conversation_id", table, ["conversation_id"])
    op.create_table(
        "coach_note",
        _link("conversation", primary_key=True),
        sa.Column(
            "coach_id",
            sa.Uuid,
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
    )
    op.create_index("ix_coach_note_coach_id", "coach_note", ["coach_id"])


def _agreed() -> None:
    op.create_table(
        "agreed_plan",
        _link("conversation", primary_key=True),
        sa.Column("goals", sa.Text, nullable=False),
        sa.Column("file", sa.LargeBinary, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_agreed_plan_content_hash", "agreed_plan", ["content_hash"])
    op.create_table(
        "outcome",
        _link("conversation", primary_key=True),
        sa.Column("goal", sa.String, primary_key=True),
        sa.Column("went", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
    )


def _link(table: str, *, primary_key: bool) -> "sa.Column[object]":
    return sa.Column(
        f"{table}_id",
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
