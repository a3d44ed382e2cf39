"""Norms and calibrations move into one table of what is kept once, used on purpose and stopped."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

MOMENT = sa.DateTime(timezone=True)
IN_USE = sa.text("used_at IS NOT NULL AND stopped_at IS NULL")


def upgrade() -> None:
    """Move every row with its number, so that results still name the norm they were made on."""
    op.create_table(
        "version",
        sa.Column("kind", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("subject", sa.String, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT),
        sa.Column("stopped_at", MOMENT),
    )
    op.create_index(
        "ix_version_in_use",
        "version",
        ["kind", "subject"],
        unique=True,
        sqlite_where=IN_USE,
        postgresql_where=IN_USE,
    )
    _move("norm", "published_at", "withdrawn_at")
    _move("calibration", "used_at", "stopped_at")


def _move(kind: str, begun: str, ended: str) -> None:
    """Move the rows of a table that is named after its kind, and drop the table."""
    op.execute(
        "INSERT INTO version (kind, number, subject, document, made_at, used_at, stopped_at)"
        f" SELECT '{kind}', id, instrument, document, built_at, {begun}, {ended} FROM {kind}"
    )
    op.drop_table(kind)
