"""To what somebody agreed, for each purpose, with the version of the text that was read."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import Base


class ConsentRow(Base):
    """A yes of an attempt, an account or a coaching: one of the three. A no leaves the row."""

    __tablename__ = "consent"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    attempt_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    coaching_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("coaching.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[str]
    text_version: Mapped[str]
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
