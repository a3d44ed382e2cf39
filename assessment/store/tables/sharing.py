"""Who coaches whom, what an owner released to a coach, and each time that was opened."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import AS_JSON, Base, EncryptedText

OF_COACH = {"side": "coach"}  # who has this row as a coach has nothing that hangs on it as an owner


class CoachingRow(Base):
    """A coach of an owner: ``proposed`` by a medewerker, ``invited``, ``confirmed`` or ``ended``.

    Who was invited is known by an address until that signed in as a coach: then ``confirmed``.
    """

    __tablename__ = "coaching"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"), index=True)
    coach_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, info=OF_COACH
    )
    invited_address: Mapped[str] = mapped_column(index=True)  # says nothing of whose the row is
    state: Mapped[str]
    proposed_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, info={"side": "medewerker"}
    )
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class ReleaseRow(Base):
    """What an owner released to one coach, frozen: nothing later changes ``content``.

    A row without parts was blocked before anything was released. Releases of one coaching are
    numbered from 1.
    """

    __tablename__ = "release"
    __table_args__ = (UniqueConstraint("coaching_id", "number", name="uq_release_coaching_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), index=True
    )
    coaching_id: Mapped[UUID] = mapped_column(ForeignKey("coaching.id", ondelete="CASCADE"))
    number: Mapped[int]
    parts: Mapped[str] = mapped_column(Text, info=AS_JSON)
    until: Mapped[datetime]
    released_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    blocked_at: Mapped[datetime | None]
    content: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    content_hash: Mapped[str]  # SHA-256 of ``content``


class OpeningRow(Base):
    """One time that a recipient opened a part, or took a document with its code."""

    __tablename__ = "opening"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    release_id: Mapped[UUID] = mapped_column(
        ForeignKey("release.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, info=OF_COACH
    )
    at: Mapped[datetime]
    what: Mapped[str]  # a part, or the kind of a document
    code: Mapped[str | None] = mapped_column(index=True)  # content hash of a document


_HOLDS = CoachingRow.state != "ended"
Index(
    "ix_coaching_holds",
    CoachingRow.owner_id,
    CoachingRow.invited_address,
    unique=True,
    sqlite_where=_HOLDS,
    postgresql_where=_HOLDS,
)
