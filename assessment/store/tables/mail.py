"""Mail that waits to be sent, or was sent."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import ADDRESS, Base, EncryptedText


class MailRow(Base):
    """A mail: ``waiting``, ``sent``, ``bounced`` (no such mailbox) or ``failed`` (given up).

    The text is emptied once it is sent, or of no use any more: it may hold a code. So is what it
    is about: an id of who deleted everything since would stay.
    """

    __tablename__ = "mail"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    recipient: Mapped[str] = mapped_column(index=True, info=ADDRESS)
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(EncryptedText)
    state: Mapped[str]
    problem: Mapped[str]  # what the mail server answered last, in a word or a number
    tries: Mapped[int]
    asked_at: Mapped[datetime]
    next_try_at: Mapped[datetime]
    useful_until: Mapped[datetime | None]
    about: Mapped[str | None]  # ids of what it goes with: when that ends, so does the mail


Index("ix_mail_state_next_try_at", MailRow.state, MailRow.next_try_at)
