"""A logbook with certificates, how goals went, reminders, and a second mailbox."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    _learning()
    op.create_table(
        "goal_outcome",
        _of("attempt", primary_key=True),
        sa.Column("about", sa.String, primary_key=True),
        sa.Column("outcome", sa.String, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("noted_at", MOMENT, nullable=False),
    )
    op.create_table(
        "reminder",
        _of("account", primary_key=True),
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("asked_at", MOMENT, nullable=False),
    )
    op.create_table(
        "reminded",
        _of("account", primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("written_at", MOMENT, nullable=False),
    )
    op.create_table(
        "mailbox",
        sa.Column("address", sa.String, primary_key=True),
        _of("account"),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.UniqueConstraint("account_id"),
    )


def _learning() -> None:
    op.create_table(
        "logbook_entry",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("account"),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("hundredths", sa.Integer, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("learned", sa.Text, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        sa.Column("programme", sa.String, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT),
    )
    op.create_index("ix_logbook_entry_account_id", "logbook_entry", ["account_id"])
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid, primary_key=True),
        _of("logbook_entry", "entry_id"),
        _of("account"),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("file", sa.LargeBinary, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
    )
    op.create_index("ix_certificate_entry_id", "certificate", ["entry_id"])
    op.create_index("ix_certificate_account_id", "certificate", ["account_id"])


def _of(table: str, column: str = "", *, primary_key: bool = False) -> "sa.Column[object]":
    return sa.Column(
        column or f"{table}_id",
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
    )
