"""The catalogue that is edited on pages, who is interested in what it holds, and what is needed."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from assessment.store.tables.columns import OF_NOBODY, Base, EncryptedText


class CatalogueDraftRow(Base):
    """The one catalogue that is being changed and nobody sees yet; of nobody.

    ``based_on`` is the version that it was copied from, 0 for what came with the program.
    """

    __tablename__ = "catalogue_draft"
    __table_args__ = OF_NOBODY

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    based_on: Mapped[int]
    document: Mapped[str] = mapped_column(Text)
    revision: Mapped[int]
    changed_at: Mapped[datetime]


class CatalogueTrialRow(Base):
    """What a draft would do to the advice of simulated people, as far as it was tried; of nobody.

    ``counts`` holds what was counted over the first ``done`` of them.
    """

    __tablename__ = "catalogue_trial"
    __table_args__ = OF_NOBODY

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    document: Mapped[str] = mapped_column(Text)
    based_on: Mapped[int]
    revision: Mapped[int]
    state: Mapped[str]  # "waiting", "ready" or "failed"
    done: Mapped[int]
    counts: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime]


class PlanCatalogueRow(Base):
    """With which version of the catalogue a plan is made; without the row, what came along."""

    __tablename__ = "plan_catalogue"

    attempt_id: Mapped[UUID] = mapped_column(
        ForeignKey("attempt.id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int]
    kept_at: Mapped[datetime]


class InterestRow(Base):
    """Interest in a programme. Name and how to reach somebody are empty unless they were given."""

    __tablename__ = "interest"
    __table_args__ = (UniqueConstraint("attempt_id", "programme", name="uq_interest_attempt_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    attempt_id: Mapped[UUID] = mapped_column(ForeignKey("attempt.id", ondelete="CASCADE"))
    programme: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(EncryptedText)
    reach: Mapped[str] = mapped_column(EncryptedText)
    told_at: Mapped[datetime]


class DemandRow(Base):
    """What people of one phase wanted in one closed period, published once; of nobody.

    It runs from ``since`` to before ``until``. Without ``tables`` the period had too few people.
    """

    __tablename__ = "demand"
    __table_args__ = OF_NOBODY

    phase: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[date] = mapped_column(primary_key=True)
    since: Mapped[date]
    tables: Mapped[str] = mapped_column(Text)
    published_at: Mapped[datetime]
