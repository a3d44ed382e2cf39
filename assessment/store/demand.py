"""What was published of what people want, and who is counted in what comes next."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assessment.store.database import take_turn
from assessment.store.tables import AdoptedRow, AttemptRow, DemandRow


@dataclass(frozen=True, slots=True)
class Demand:
    """What people of one phase wanted from ``since`` to before ``until``; it never changes."""

    phase: str
    since: date
    until: date
    tables: Mapping[str, Any]
    published_at: datetime


def begin_publishing(db: Session) -> None:
    """Wait until nobody else publishes; from now on, this session does until it ends."""
    take_turn(db, "demand")
    db.expire_all()


def find_last_day(db: Session, phase: str) -> date | None:
    """Return to where the last period of a phase ran; None before the first."""
    return db.scalar(select(func.max(DemandRow.until)).where(DemandRow.phase == phase))


def add_demand(db: Session, demand: Demand) -> None:
    """Publish what people of one phase wanted in a period."""
    db.add(
        DemandRow(
            phase=demand.phase,
            until=demand.until,
            since=demand.since,
            tables=json.dumps(demand.tables, ensure_ascii=False),
            published_at=demand.published_at,
        )
    )
    db.flush()


def list_demand(db: Session) -> list[Demand]:
    """Return everything that was published, the newest period first."""
    rows = db.scalars(select(DemandRow).order_by(DemandRow.until.desc(), DemandRow.phase))
    return [
        Demand(row.phase, row.since, row.until, json.loads(row.tables), row.published_at)
        for row in rows
    ]


def find_first_moment(db: Session) -> datetime | None:
    """Return when anybody handed in first; None when nobody did."""
    return db.scalar(select(func.min(AttemptRow.submitted_at)))


def list_accounts(db: Session) -> dict[UUID, UUID]:
    """Return in which account each attempt is that is in one."""
    rows = db.execute(select(AdoptedRow.attempt_id, AdoptedRow.account_id))
    return {row[0]: row[1] for row in rows}
