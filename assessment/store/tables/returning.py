"""Coming back: how goals went, which reminders are wanted, and which were sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import Base, EncryptedText


class GoalOutcomeRow(Base):
    """How it went with what a plan set as its goal about one competency or value."""

    __tablename__ = "goal_outcome"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    about: Mapped[str] = mapped_column(primary_key=True)
    outcome: Mapped[str]  # "done", "partly" or "dropped"
    why: Mapped[str] = mapped_column(EncryptedText)
    noted_at: Mapped[datetime]


class ReminderRow(Base):
    """A kind of reminder that somebody asked for; without the row no such mail is written."""

    __tablename__ = "reminder"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    asked_at: Mapped[datetime]


class RemindedRow(Base):
    """A reminder that was written, so that it is written once, whatever the clock does."""

    __tablename__ = "reminded"

    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    written_at: Mapped[datetime]
