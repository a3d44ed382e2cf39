"""What people wrote, and what tells of them, is locked with a key that is not in the database."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from alembic import context, op

from assessment.store.data_keys import DataKeys
from assessment.store.relocking import change_values
from assessment.store.tables.columns import lock_text

revision = "0017"
down_revision = "0012"

MOMENT = sa.DateTime(timezone=True)
EARLIER = datetime(2000, 1, 1, tzinfo=UTC)
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
        sa.Column("noted_at", MOMENT, nullable=False),
    )
    connection = op.get_bind()
    keys = context.config.attributes["keys"] or DataKeys(Path("geen"))
    locked = 0
    for table, column in TEXTS:
        locked += change_values(connection, table, column, lambda text: lock_text(keys, text))
    for table, column in FILES:
        locked += change_values(connection, table, column, lambda file: keys.lock(bytes(file)))
    if locked:  # the worker erases at once what stood there before
        erasing = sa.table("erasing", sa.column("id", sa.Uuid), sa.column("deleted_at", MOMENT))
        op.execute(erasing.insert().values(id=uuid4(), deleted_at=sa.literal(EARLIER, MOMENT)))
