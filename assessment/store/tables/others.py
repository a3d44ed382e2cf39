"""Rounds in which others tell how they see somebody: who was asked, and what each answered.

What one other answered belongs to that other: no key leads from the owner to it.
"""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import AS_JSON, Base, EncryptedText

AN_ADDRESS = {"address": True}
OF_RATER = {"side": "rater"}  # nobody begins at this side: an answer is found by its address alone


class OthersRoundRow(Base):
    """One time that an owner asks others. ``result`` is there once the owner opened it, frozen.

    ``closed_at`` is set when nobody can answer any more by what the owner did, or by retention;
    before that ``closes_at`` is when answering ends by itself.
    """

    __tablename__ = "others_round"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(EncryptedText)  # of the owner, as the others read it
    words: Mapped[str] = mapped_column(EncryptedText)  # of the owner, in the mail
    version: Mapped[int]  # of what is asked
    begun_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    result: Mapped[str | None] = mapped_column(EncryptedText, info=AS_JSON)


class RaterRow(Base):
    """Somebody who was asked, as the owner knows: an address until the round closes, and a group.

    Nothing here tells whether an answer came.
    """

    __tablename__ = "rater"
    __table_args__ = (UniqueConstraint("round_id", "address", name="uq_rater_round_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("others_round.id", ondelete="CASCADE"))
    address: Mapped[str | None] = mapped_column(index=True, info=AN_ADDRESS)
    group: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True, info={"secret": True})
    mail_id: Mapped[UUID | None]  # that was written last, while it stands in the outbox
    invited_at: Mapped[datetime]


class RaterAnswerRow(Base):
    """What one other answered so far; it counts once it was sent, and goes when the round closes.

    ``answers`` holds value and revision of each item; ``revision`` grows with every change.
    """

    __tablename__ = "rater_answer"

    rater_id: Mapped[UUID] = mapped_column(
        ForeignKey("rater.id", ondelete="CASCADE"), primary_key=True, info=OF_RATER
    )
    address: Mapped[str | None] = mapped_column(index=True, info=AN_ADDRESS)
    answers: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    revision: Mapped[int]
    saved_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]


_OPEN = OthersRoundRow.closed_at.is_(None)
Index(
    "ix_others_round_open",
    OthersRoundRow.account_id,
    unique=True,
    sqlite_where=_OPEN,
    postgresql_where=_OPEN,
)
