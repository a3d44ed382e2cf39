"""Rounds of the desk: who was invited, what was mailed, and the few numbers that were told."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import ADDRESS, HOLDER, OF_NOBODY, SECRET, Base, EncryptedText


class RoundRow(Base):
    """A round: people who are invited together, until the end of ``closes_on``.

    It is in the copy of who was invited, and of nobody else.
    """

    __tablename__ = "round"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(EncryptedText)
    kind: Mapped[str]  # "orientatie", "jaarlijks" or "programma"
    phase: Mapped[str]  # which is proposed to who begins; empty for none
    closes_on: Mapped[date]
    invited: Mapped[int]  # how many mailboxes were ever added
    made_at: Mapped[datetime]
    counted_on: Mapped[date | None]  # the last day on which it was counted


class RoundInvitationRow(Base):
    """An invitation of one mailbox in one round; whether it was used is never shown by itself."""

    __tablename__ = "round_invitation"
    __table_args__ = (UniqueConstraint("round_id", "address", name="uq_round_invitation_round_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"), info=HOLDER)
    address: Mapped[str] = mapped_column(index=True, info=ADDRESS)
    code: Mapped[str] = mapped_column(EncryptedText, info=SECRET)
    code_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    counts: Mapped[bool]  # False for who is counted in another round that is open
    added_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    begun_at: Mapped[datetime | None]
    attempt_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("attempt.id", ondelete="SET NULL"), unique=True
    )
    bounced_at: Mapped[datetime | None]
    refused_at: Mapped[datetime | None]  # since when no mail goes to it
    withdrawn_at: Mapped[datetime | None]
    named_on: Mapped[date | None]  # since when the desk may see that this person is done


class RoundLetterRow(Base):
    """A mail about a round, known by what it is, so that it is written once."""

    __tablename__ = "round_letter"

    invitation_id: Mapped[UUID] = mapped_column(
        ForeignKey("round_invitation.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True)  # "invitation 1", "reminder 2"
    mail_id: Mapped[UUID]  # in the outbox, which forgets it sooner
    written_at: Mapped[datetime]


class RoundKnownRow(Base):
    """A keyed hash of a mailbox that was added to a round, whatever became of the invitation.

    So adding it again tells nothing of whether somebody had everything deleted meanwhile.
    """

    __tablename__ = "round_known"
    __table_args__ = OF_NOBODY

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    key: Mapped[str] = mapped_column(primary_key=True)
    withdrawn_at: Mapped[datetime | None]


class RoundMailingRow(Base):
    """That the desk asked for invitations or reminders, and how far the worker is."""

    __tablename__ = "round_mailing"
    __table_args__ = OF_NOBODY

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked_at: Mapped[datetime]
    looked_at: Mapped[int]  # how many invitations were looked at, mailed or not
    reached: Mapped[UUID | None]  # the last of them
    finished_at: Mapped[datetime | None]


class RoundCountRow(Base):
    """The number of a count that was told last; of nobody."""

    __tablename__ = "round_count"
    __table_args__ = OF_NOBODY

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("round.id", ondelete="CASCADE"), primary_key=True
    )
    what: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    told_on: Mapped[date]


class RoundRefusalRow(Base):
    """A mailbox that wants no mail of any round, of now or later."""

    __tablename__ = "round_refusal"

    address: Mapped[str] = mapped_column(primary_key=True, info=ADDRESS)
    refused_at: Mapped[datetime]
