"""Work on the instruments: what was asked for, what came of it, and who decided on its use."""

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import AS_JSON, OF_NOBODY, Base, EncryptedBytes


class InstrumentRunRow(Base):
    """A quality report, a norm, a calibration or a research file that somebody asked for.

    It tells of groups and of nobody; the account is of who asked.
    """

    __tablename__ = "instrument_run"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str]
    subject: Mapped[str]  # of a research file until when it reaches; else empty
    request: Mapped[str] = mapped_column(Text, info=AS_JSON)
    asked_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    asked_at: Mapped[datetime]
    state: Mapped[str]  # "proposed", "refused", "queued", "ready" or "failed"
    tries: Mapped[int]
    step: Mapped[str]  # what is being done; empty before and after
    done: Mapped[int]
    total: Mapped[int]
    problem: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(Text, info=AS_JSON)
    ended_at: Mapped[datetime | None]


class InstrumentFileRow(Base):
    """What a run made, as a zip; of nobody, and in nobody's copy of everything about them."""

    __tablename__ = "instrument_file"
    __table_args__ = OF_NOBODY

    run_id: Mapped[UUID] = mapped_column(
        ForeignKey("instrument_run.id", ondelete="CASCADE"), primary_key=True
    )
    file: Mapped[bytes] = mapped_column(EncryptedBytes)


class InstrumentProposalRow(Base):
    """That somebody proposed to bring something into use, or to hand it out; another decides.

    It goes with the account of who proposed: a proposal of nobody can be confirmed by nobody.
    """

    __tablename__ = "instrument_proposal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    kind: Mapped[str]  # "norm", "calibration" or "export"
    subject: Mapped[str] = mapped_column(index=True)  # the number of the norm, the id of the run
    proposed_by: Mapped[UUID] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE"), index=True
    )
    proposed_at: Mapped[datetime]
    state: Mapped[str]  # "open", "confirmed", "refused" or "taken back"
    decided_by: Mapped[UUID | None] = mapped_column(
        ForeignKey("account.id", ondelete="SET NULL"), index=True
    )
    decided_at: Mapped[datetime | None]


class ResearchTakenRow(Base):
    """That the answers of an attempt went into a research file: once, and never again.

    The key sees to that. Which row they are is not kept.
    """

    __tablename__ = "research_taken"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    until: Mapped[str]  # until when the file reaches
    taken_at: Mapped[datetime]
