"""Intervision: rounds, what people say to be placed, groups and who is in them."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import AS_JSON, HOLDER, Base, EncryptedText


class IntervisionRoundRow(Base):
    """A round of the desk: ``open``, ``closed``, ``asked``, ``proposed``, ``confirmed``, ``ended``.

    ``asked`` is while groups are being worked out, so far as ``progress`` says, in hundredths.
    ``facts``, ``themes`` and ``outcome`` hold counts only.
    """

    __tablename__ = "intervision_round"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    opened_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True, info={"side": "medewerker"}
    )
    name: Mapped[str]
    state: Mapped[str]
    opened_at: Mapped[datetime]
    closes_on: Mapped[date]
    asked_at: Mapped[datetime | None]
    progress: Mapped[int]
    facts: Mapped[str] = mapped_column(Text, info=AS_JSON)  # how good the proposal was when made
    themes: Mapped[str] = mapped_column(Text, info=AS_JSON)  # counted once, when the round closed
    confirmed_at: Mapped[datetime | None]
    ends_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Text, info=AS_JSON)  # of looking back, counted at the end


class IntervisionIntakeRow(Base):
    """What somebody said to be placed in one round, for that only; it goes when the round ends."""

    __tablename__ = "intervision_intake"
    __table_args__ = (
        UniqueConstraint("round_id", "account_id", name="uq_intervision_intake_round_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("intervision_round.id", ondelete="CASCADE"))
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(EncryptedText)  # how the group calls this person
    facts: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    apart: Mapped[str] = mapped_column(EncryptedText)  # with whom not, one a line, and never why
    told_at: Mapped[datetime]


class IntervisionGroupRow(Base):
    """A group, numbered within its round: when it meets, and what it agreed."""

    __tablename__ = "intervision_group"
    __table_args__ = (UniqueConstraint("round_id", "number", name="uq_intervision_group_round_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("intervision_round.id", ondelete="CASCADE"))
    number: Mapped[int]
    days: Mapped[str] = mapped_column(Text, info=AS_JSON)
    agreed: Mapped[str] = mapped_column(EncryptedText)
    revision: Mapped[int]
    changed_at: Mapped[datetime | None]  # when somebody came or went after it was confirmed


class IntervisionMemberRow(Base):
    """Who sits in a group; once a round is confirmed, the others in it see the name."""

    __tablename__ = "intervision_member"
    __table_args__ = (
        UniqueConstraint("round_id", "account_id", name="uq_intervision_member_round_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("intervision_round.id", ondelete="CASCADE"))
    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("intervision_group.id", ondelete="CASCADE"), index=True, info=HOLDER
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    placed_at: Mapped[datetime]


class IntervisionReviewRow(Base):
    """How somebody looks back on a year in a group; it is only ever counted."""

    __tablename__ = "intervision_review"

    round_id: Mapped[UUID] = mapped_column(
        ForeignKey("intervision_round.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    answers: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    told_at: Mapped[datetime]
