"""Intervision: rounds, intakes, groups, who is in them, and looking back."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    op.create_table(
        "intervision_round",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("opened_by", sa.Uuid, sa.ForeignKey("account.id", ondelete="SET NULL")),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("closes_on", sa.Date, nullable=False),
        sa.Column("asked_at", MOMENT),
        sa.Column("progress", sa.Integer, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("themes", sa.Text, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("ends_on", sa.Date),
        sa.Column("outcome", sa.Text, nullable=False),
    )
    op.create_index("ix_intervision_round_opened_by", "intervision_round", ["opened_by"])
    _intakes()
    _groups()


def _intakes() -> None:
    op.create_table(
        "intervision_intake",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("intervision_round", "round_id"),
        _of("account", "account_id"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("facts", sa.Text, nullable=False),
        sa.Column("apart", sa.Text, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_id", "account_id"),
    )


def _groups() -> None:
    op.create_table(
        "intervision_group",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("intervision_round", "round_id"),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("days", sa.Text, nullable=False),
        sa.Column("agreed", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.UniqueConstraint("round_id", "number"),
    )
    op.create_table(
        "intervision_member",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("intervision_round", "round_id"),
        _of("intervision_group", "group_id"),
        _of("account", "account_id"),
        sa.Column("placed_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_id", "account_id"),
    )
    op.create_table(
        "intervision_review",
        _of("intervision_round", "round_id", primary_key=True),
        _of("account", "account_id", primary_key=True),
        sa.Column("answers", sa.Text, nullable=False),
        sa.Column("told_at", MOMENT, nullable=False),
    )
    _index_people()


def _index_people() -> None:
    op.create_index("ix_intervision_member_group_id", "intervision_member", ["group_id"])
    for table in ("intake", "member", "review"):
        name = f"intervision_{table}"
        op.create_index(f"ix_{name}_account_id", name, ["account_id"])


def _of(table: str, column: str, *, primary_key: bool = False) -> "sa.Column[object]":
    return sa.Column(
        column,
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
