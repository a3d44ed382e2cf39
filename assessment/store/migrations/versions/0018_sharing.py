"""Coaches, releases and their openings, consents by purpose, and a log that shows its holes."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

MOMENT = sa.DateTime(timezone=True)
HOLDS = sa.text("state != 'ended'")


def upgrade() -> None:
    """Add the tables; to what people agreed moves from the attempt to rows of its own."""
    _coachings()
    _releases()
    _openings()
    _consents()
    _audit()
    _move_consents()
    op.create_index("ix_document_content_hash", "document", ["content_hash"])


def _coachings() -> None:
    op.create_table(
        "coaching",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("owner_id", "account", nullable=False),
        _link("coach_id", "account", ondelete="SET NULL"),
        sa.Column("invited_address", sa.String, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        _link("proposed_by", "account", ondelete="SET NULL"),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("ended_at", MOMENT),
    )
    for column in ("owner_id", "coach_id", "invited_address", "proposed_by"):
        op.create_index(f"ix_coaching_{column}", "coaching", [column])
    op.create_index(
        "ix_coaching_holds",
        "coaching",
        ["owner_id", "invited_address"],
        unique=True,
        sqlite_where=HOLDS,
        postgresql_where=HOLDS,
    )


def _releases() -> None:
    op.create_table(
        "release",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("attempt_id", "attempt", nullable=False),
        _link("coaching_id", "coaching", nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("parts", sa.Text, nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("released_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
        sa.Column("blocked_at", MOMENT),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String, nullable=False),
        sa.UniqueConstraint("coaching_id", "number", name="uq_release_coaching_id"),
    )
    op.create_index("ix_release_attempt_id", "release", ["attempt_id"])


def _openings() -> None:
    op.create_table(
        "opening",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("release_id", "release", nullable=False),
        _link("account_id", "account", ondelete="SET NULL"),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("what", sa.String, nullable=False),
        sa.Column("code", sa.String),
    )
    for column in ("release_id", "account_id", "code"):
        op.create_index(f"ix_opening_{column}", "opening", [column])


def _consents() -> None:
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid, primary_key=True),
        _link("attempt_id", "attempt"),
        _link("account_id", "account"),
        _link("coaching_id", "coaching"),
        sa.Column("purpose", sa.String, nullable=False),
        sa.Column("text_version", sa.String, nullable=False),
        sa.Column("given_at", MOMENT, nullable=False),
        sa.Column("withdrawn_at", MOMENT),
    )
    for column in ("attempt_id", "account_id", "coaching_id"):
        op.create_index(f"ix_consent_{column}", "consent", [column])


def _move_consents() -> None:
    """Make a row of each yes: to taking part, and what was one yes to norms and to research."""
    attempts = sa.table(
        "attempt",
        sa.column("id", sa.Uuid),
        sa.column("privacy_version", sa.String),
        sa.column("agreed_at", MOMENT),
        sa.column("research_at", MOMENT),
    )
    names = ("id", "attempt_id", "purpose", "text_version", "given_at")
    consents = sa.table("consent", *(sa.column(name) for name in names))
    consents.c.id.type = consents.c.attempt_id.type = sa.Uuid()
    consents.c.given_at.type = MOMENT
    rows = [
        dict(zip(names, (uuid4(), row.id, purpose, row.privacy_version, at), strict=True))
        for row in op.get_bind().execute(sa.select(attempts)).all()
        for purpose, at in (
            ("processing", row.agreed_at), ("norm", row.research_at), ("research", row.research_at),
        )
        if at is not None
    ]  # fmt: skip
    if rows:
        op.bulk_insert(consents, rows)
    for column in ("privacy_version", "agreed_at", "research_at"):
        op.drop_column("attempt", column)


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("act", sa.String, nullable=False),
        sa.Column("about", sa.String, nullable=False),
        _link("actor_id", "account", ondelete="SET NULL"),
        _link("subject_id", "account", ondelete="SET NULL"),
        sa.Column("actor_hash", sa.String, nullable=False),
        sa.Column("subject_hash", sa.String, nullable=False),
        sa.Column("previous_hash", sa.String, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
    )
    for column in ("at", "actor_id", "subject_id"):
        op.create_index(f"ix_audit_{column}", "audit", [column])
    op.create_table(
        "audit_anchor",
        sa.Column("place", sa.String, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("hash", sa.String, nullable=False),
    )


def _link(
    name: str, table: str, *, nullable: bool = True, ondelete: str = "CASCADE"
) -> "sa.Column[object]":
    return sa.Column(
        name, sa.Uuid, sa.ForeignKey(f"{table}.id", ondelete=ondelete), nullable=nullable
    )
