"""Colleges: members by consent, what they have in common, and the codes of copies of it."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    op.create_table(
        "college",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ends_on", sa.Date, nullable=False),
    )
    _people()
    _pictures()


def _people() -> None:
    op.create_table(
        "college_invitation",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("college"),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.UniqueConstraint("college_id", "address", name="uq_college_invitation_college_id"),
    )
    op.create_index("ix_college_invitation_address", "college_invitation", ["address"])
    op.create_table(
        "college_member",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("college"),
        _of("account"),
        _of("attempt"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("dots", sa.String, nullable=False),
        sa.Column("share", sa.Text, nullable=False),
        sa.Column("joined_at", MOMENT, nullable=False),
        sa.UniqueConstraint("college_id", "account_id", name="uq_college_member_college_id"),
    )
    op.create_index("ix_college_member_account_id", "college_member", ["account_id"])
    op.create_index("ix_college_member_attempt_id", "college_member", ["attempt_id"])


def _pictures() -> None:
    op.create_table(
        "college_picture",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("college_id", sa.Uuid, sa.ForeignKey("college.id", ondelete="SET NULL")),
        sa.Column("members", sa.Integer, nullable=False),
        sa.Column("common", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_college_picture_college_id", "college_picture", ["college_id"])
    op.create_table(
        "college_pictured",
        _of("college_picture", "picture_id", primary_key=True),
        _of("account", primary_key=True),
        sa.Column("member_id", sa.Uuid, nullable=False),
    )
    op.create_index("ix_college_pictured_account_id", "college_pictured", ["account_id"])
    op.create_table(
        "college_copy",
        sa.Column("content_hash", sa.String, primary_key=True),
        sa.Column("college_id", sa.Uuid, sa.ForeignKey("college.id", ondelete="SET NULL")),
        sa.Column("edition", sa.String, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )
    op.create_index("ix_college_copy_college_id", "college_copy", ["college_id"])


def _of(table: str, column: str = "", *, primary_key: bool = False) -> "sa.Column[object]":
    return sa.Column(
        column or f"{table}_id",
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
