"""Indexes for what was found by reading a whole table: who follows, who has a role, what waits."""

from alembic import op

revision = "0027"
down_revision = "0026"

INDEXES = (
    ("attempt", ["previous_id"]),  # deleting an attempt looks for the one that follows it
    ("document", ["state", "asked_at"]),  # every worker looks each twenty seconds at what waits
    ("account", ["role"]),
    ("pending", ["address"]),
    ("pending", ["account_id"]),
)


def upgrade() -> None:
    """Make them."""
    for table, columns in INDEXES:
        op.create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)
