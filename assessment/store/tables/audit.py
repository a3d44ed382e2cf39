"""Who did or read what, when; rows are added and never changed, each chained to the one before."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import OF_NOBODY, SECRET, Base


class AuditRow(Base):
    """One act, without any content.

    ``hash`` covers everything but the two ids of accounts, which go with those accounts; instead of
    them it covers their hashes, which lead nowhere without the account. See store/audit.py.
    """

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    act: Mapped[str]
    about: Mapped[str]  # the id of what it was about; empty where there is none
    actor_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    subject_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    actor_hash: Mapped[str] = mapped_column(info=SECRET)
    subject_hash: Mapped[str] = mapped_column(info=SECRET)
    previous_hash: Mapped[str] = mapped_column(info=SECRET)
    hash: Mapped[str] = mapped_column(info=SECRET)


class AuditAnchorRow(Base):
    """Where the chain begins and ends: what was deleted for its age, or cut off, shows by this."""

    __tablename__ = "audit_anchor"
    __table_args__ = OF_NOBODY

    place: Mapped[str] = mapped_column(primary_key=True)  # "start": the last deleted; "end"
    number: Mapped[int]
    hash: Mapped[str]
