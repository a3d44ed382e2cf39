"""Work on the instruments by pages: runs, their files, proposals, and what went into research."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    op.create_table(
        "instrument_run",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("request", sa.Text, nullable=False),
        _of("account", "asked_by", kept=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("step", sa.String, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("problem", sa.Text, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("ended_at", MOMENT),
    )
    op.create_index("ix_instrument_run_asked_by", "instrument_run", ["asked_by"])
    op.create_table(
        "instrument_file",
        _of("instrument_run", "run_id", primary_key=True),
        sa.Column("file", sa.LargeBinary, nullable=False),
    )
    _proposals()
    op.create_table(
        "research_taken",
        _of("attempt", "attempt_id", primary_key=True),
        sa.Column("until", sa.String, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
    )


def _proposals() -> None:
    op.create_table(
        "instrument_proposal",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("subject", sa.String, nullable=False),
        _of("account", "proposed_by"),
        sa.Column("proposed_at", MOMENT, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        _of("account", "decided_by", kept=True),
        sa.Column("decided_at", MOMENT),
    )
    for column in ("subject", "proposed_by", "decided_by"):
        op.create_index(f"ix_instrument_proposal_{column}", "instrument_proposal", [column])


def _of(
    table: str, column: str, *, primary_key: bool = False, kept: bool = False
) -> "sa.Column[object]":
    """Return a key to another table; a row that is ``kept`` outlives the other."""
    ondelete = "SET NULL" if kept else "CASCADE"
    return sa.Column(
        column,
        sa.Uuid,
        sa.ForeignKey(f"{table}.id", ondelete=ondelete),
        primary_key=primary_key,
        nullable=kept,
    )
