"""On SQLite the answers of an attempt stand together; on PostgreSQL nothing changes."""

from alembic import op

revision = "0030"
down_revision = "0029"

COLUMNS = "attempt_id, part, item_id, value, revision, saved_at"


def upgrade() -> None:
    """Copy the answers into a table that is its own index, and put it in the place of the old."""
    if op.get_bind().dialect.name != "sqlite":
        return
    op.execute(
        "CREATE TABLE answers_together ("
        "attempt_id CHAR(32) NOT NULL, part VARCHAR NOT NULL, item_id VARCHAR NOT NULL, "
        "value TEXT NOT NULL, revision INTEGER NOT NULL, saved_at DATETIME NOT NULL, "
        "CONSTRAINT pk_answer PRIMARY KEY (attempt_id, part, item_id), "
        "CONSTRAINT fk_answer_attempt_id_attempt FOREIGN KEY(attempt_id) REFERENCES attempt (id) "
        "ON DELETE CASCADE) WITHOUT ROWID"
    )
    op.execute(
        f"INSERT INTO answers_together ({COLUMNS}) SELECT {COLUMNS} FROM answer "
        "ORDER BY attempt_id, part, item_id"
    )
    op.execute("DROP TABLE answer")
    op.execute("ALTER TABLE answers_together RENAME TO answer")
