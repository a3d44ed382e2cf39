"""Members of a college who hold their styles and values beside each other, by consent."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import (
    ADDRESS,
    AS_JSON,
    HOLDER,
    OF_NOBODY,
    Base,
    EncryptedText,
)


class CollegeRow(Base):
    """A college during one term; who is in it stands in ``college_member``."""

    __tablename__ = "college"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(EncryptedText)
    made_at: Mapped[datetime]
    ends_on: Mapped[date]  # the last day of the term: after it nobody sees anything


class CollegeInvitationRow(Base):
    """Somebody who was asked to join and has not answered; an answer deletes the row."""

    __tablename__ = "college_invitation"
    __table_args__ = (
        UniqueConstraint("college_id", "address", name="uq_college_invitation_college_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    college_id: Mapped[UUID] = mapped_column(
        ForeignKey("college.id", ondelete="CASCADE"), info=HOLDER
    )
    address: Mapped[str] = mapped_column(index=True, info=ADDRESS)
    asked_at: Mapped[datetime]


class CollegeMemberRow(Base):
    """A yes for one college and one term, and what it brings in; leaving deletes the row."""

    __tablename__ = "college_member"
    __table_args__ = (
        UniqueConstraint("college_id", "account_id", name="uq_college_member_college_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    college_id: Mapped[UUID] = mapped_column(
        ForeignKey("college.id", ondelete="CASCADE"), info=HOLDER
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(EncryptedText)  # as the others read it
    dots: Mapped[str]  # "named", "unnamed" or "none"
    share: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    joined_at: Mapped[datetime]
    styles_from: Mapped[UUID | None]  # the picture whose missing styles may leave the college


class CollegePictureRow(Base):
    """What a group has in common, in words; it is made once and never changed.

    It outlives its college: later groups must differ enough from it (docs/adr/0037).
    """

    __tablename__ = "college_picture"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    college_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("college.id", ondelete="SET NULL"), index=True, info=HOLDER
    )
    members: Mapped[int]
    common: Mapped[str] = mapped_column(EncryptedText, info=AS_JSON)
    made_at: Mapped[datetime]


class CollegePicturedRow(Base):
    """Who was counted in a picture, as which member: that stays known after leaving."""

    __tablename__ = "college_pictured"

    picture_id: Mapped[UUID] = mapped_column(
        ForeignKey("college_picture.id", ondelete="CASCADE"), primary_key=True, info=HOLDER
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    member_id: Mapped[UUID]  # leads to no row any more when that member left


class CollegeCopyRow(Base):
    """The code of a PDF, with which members it was made; of nobody, for it names none."""

    __tablename__ = "college_copy"
    __table_args__ = OF_NOBODY

    content_hash: Mapped[str] = mapped_column(primary_key=True)
    college_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("college.id", ondelete="SET NULL"), index=True
    )
    edition: Mapped[str]  # a hash of who was in it, and of the picture
    made_at: Mapped[datetime]
