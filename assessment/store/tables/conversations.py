"""What an owner and a coach say, agree and look back on, and what the coach notes alone."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import (
    A_FILE,
    AS_JSON,
    Base,
    EncryptedBytes,
    EncryptedText,
)
from assessment.store.tables.sharing import OF_COACH


class ConversationRow(Base):
    """The talk of one owner and one coach about one attempt: it begins with the first release.

    ``state`` is ``talking``, ``agreed`` or ``evaluated``. ``revision`` grows with every change to
    what is to be agreed, so that nobody says yes to what they did not see.
    """

    __tablename__ = "conversation"
    __table_args__ = (
        UniqueConstraint("coaching_id", "attempt_id", name="uq_conversation_coaching_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    coaching_id: Mapped[UUID] = mapped_column(ForeignKey("coaching.id", ondelete="CASCADE"))
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(EncryptedText)  # of the owner, as it was released
    state: Mapped[str]
    revision: Mapped[int]
    begun_at: Mapped[datetime]
    next_on: Mapped[date | None]  # the next talk
    next_by: Mapped[str]  # who proposed that day, "owner" or "coach"; empty when both want it
    proposed_at: Mapped[datetime | None]  # since when the coach asks the owner to agree
    agreed_at: Mapped[datetime | None]
    evaluated_at: Mapped[datetime | None]
    coach_seen_at: Mapped[datetime | None]
    owner_seen_at: Mapped[datetime | None]


class CommentRow(Base):
    """A comment on one goal; it is never changed, so that nothing of the other gets lost."""

    __tablename__ = "comment"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    goal: Mapped[str]  # what the goal is about
    author: Mapped[str]  # "owner" or "coach"
    text: Mapped[str] = mapped_column(EncryptedText)
    written_at: Mapped[datetime]


class AgreedActionRow(Base):
    """What the owner or the coach will do; ``revision`` counts the times it was changed."""

    __tablename__ = "agreed_action"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), index=True
    )
    what: Mapped[str] = mapped_column(EncryptedText)
    who: Mapped[str]  # "owner" or "coach"
    due_on: Mapped[date | None]
    done_at: Mapped[datetime | None]
    revision: Mapped[int]
    made_at: Mapped[datetime]


class NoteRow(Base):
    """The private notes of the coach: nobody else reads them, and they go when access ends."""

    __tablename__ = "coach_note"

    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True, info=OF_COACH
    )
    coach_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True, info=OF_COACH
    )
    text: Mapped[str] = mapped_column(EncryptedText)
    revision: Mapped[int]
    saved_at: Mapped[datetime]


class AgreedPlanRow(Base):
    """What both agreed, frozen: the PDF that both have, and the hash of what it says."""

    __tablename__ = "agreed_plan"

    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    goals: Mapped[str] = mapped_column(
        EncryptedText, info=AS_JSON
    )  # what each is about, and its aim
    file: Mapped[bytes] = mapped_column(EncryptedBytes, info=A_FILE)
    content_hash: Mapped[str] = mapped_column(index=True)
    made_at: Mapped[datetime]


class OutcomeRow(Base):
    """How a goal went, as its owner says: ``done``, ``partly`` or ``dropped``, and why."""

    __tablename__ = "outcome"

    conversation_id: Mapped[UUID] = mapped_column(
        ForeignKey("conversation.id", ondelete="CASCADE"), primary_key=True
    )
    goal: Mapped[str] = mapped_column(primary_key=True)
    went: Mapped[str]
    why: Mapped[str] = mapped_column(EncryptedText)
    told_at: Mapped[datetime]
