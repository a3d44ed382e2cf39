"""Accounts, their passkeys and codes; a browser is signed in to one, an attempt adopted by one."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add tables; nothing that exists changes."""
    _accounts()
    _meanwhile()
    _belonging()


def _accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("locked_totp", sa.String),
        sa.Column("totp_step", sa.Integer),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.UniqueConstraint("address", name="uq_account_address"),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.Uuid, primary_key=True),
        _account(nullable=False),
        sa.Column("credential_id", sa.LargeBinary, nullable=False),
        sa.Column("public_key", sa.LargeBinary, nullable=False),
        sa.Column("sign_count", sa.Integer, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("used_at", MOMENT, nullable=False),
        sa.UniqueConstraint("credential_id", name="uq_passkey_credential_id"),
    )
    op.create_index("ix_passkey_account_id", "passkey", ["account_id"])
    op.create_table(
        "recovery_code",
        _account(primary_key=True),
        sa.Column("code_hash", sa.String, primary_key=True),
    )


def _meanwhile() -> None:
    op.create_table(
        "pending",
        sa.Column("token_hash", sa.String, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("address", sa.String),
        _account(nullable=True),
        sa.Column("secret", sa.String, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
    )
    op.create_table(
        "throttle",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_table(
        "setup_code",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("code_hash", sa.String, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
    )


def _belonging() -> None:
    op.create_table(
        "adopted",
        _owner("attempt"),
        _account(nullable=False),
        sa.Column("adopted_at", MOMENT, nullable=False),
    )
    op.create_index("ix_adopted_account_id", "adopted", ["account_id"])
    op.create_table(
        "signed_in",
        _owner("session"),
        _account(nullable=False),
        sa.Column("strong", sa.Boolean, nullable=False),
        sa.Column("signed_in_at", MOMENT, nullable=False),
    )
    op.create_index("ix_signed_in_account_id", "signed_in", ["account_id"])


def _owner(table: str) -> "sa.Column[object]":
    return sa.Column(
        f"{table}_id", sa.Uuid, sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), primary_key=True
    )


def _account(*, primary_key: bool = False, nullable: bool = False) -> "sa.Column[object]":
    return sa.Column(
        "account_id",
        sa.Uuid,
        sa.ForeignKey("account.id", ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=nullable,
    )
