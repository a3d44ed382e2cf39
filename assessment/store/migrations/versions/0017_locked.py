"""What people wrote, and what tells of them, is locked with a key that is not in the database."""

from pathlib import Path

import sqlalchemy as sa
from alembic import context, op

from assessment.store.data_keys import DataKeys
from assessment.store.relocking import change_values
from assessment.store.tables.columns import lock_text

revision = "0017"
down_revision = "0012"

TEXTS = (
    ("attempt", "name"),
    ("answer", "value"),
    ("profile", "profile"),
    ("plan", "plan"),
    ("document", "recipient"),
    ("mail", "text"),
    ("passkey", "name"),
)
FILES = (("document", "pdf"),)


def upgrade() -> None:
    """Lock what is there with the first key; without anything to lock no key is needed."""
    op.create_table(
        "data_key",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
    )
    connection = op.get_bind()
    keys = context.config.attributes["keys"] or DataKeys(Path("geen"))
    for table, column in TEXTS:
        change_values(connection, table, column, lambda text: lock_text(keys, text))
    for table, column in FILES:
        change_values(connection, table, column, lambda file: keys.lock(bytes(file)))
