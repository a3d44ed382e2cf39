"""Browsers that something is open in, and what is open there."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import HOLDER, SECRET, Base


class SessionRow(Base):
    """A token of a browser. Of it a hash is kept; without this row the cookie is dead."""

    __tablename__ = "session"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    # The first row of the same browser, for each later token that it got; none in that one itself.
    browser_id: Mapped[UUID | None] = mapped_column(index=True)
    token_hash: Mapped[str] = mapped_column(unique=True, info=SECRET)
    device: Mapped[str]  # such as "Firefox, Windows": so that its owner knows it again
    begun_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class OpenedRow(Base):
    """An attempt that is open in a browser, with its return code as long as that is shown.

    The code is locked with the token in the cookie, which is not kept here.
    """

    __tablename__ = "opened"

    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True, info=HOLDER
    )
    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    opened_at: Mapped[datetime]
    locked_code: Mapped[str | None] = mapped_column(info=SECRET)


class SignedInRow(Base):
    """A browser that somebody signed in with; ``strong`` with a passkey or a second step."""

    __tablename__ = "signed_in"

    session_id: Mapped[UUID] = mapped_column(
        ForeignKey("session.id", ondelete="CASCADE"), primary_key=True, info=HOLDER
    )
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    strong: Mapped[bool]
    signed_in_at: Mapped[datetime]
