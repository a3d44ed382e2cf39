"""People who take part in intervision."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.model import DAYPARTS, PLACES
from assessment.services.intervision import intakes, rounds
from assessment.services.intervision.intakes import Told
from assessment.services.moments import day_of, now
from assessment.store import intervision, intervision_groups
from assessment.store.accounts import Account
from assessment.store.intervision import CONFIRMED, PROPOSED
from tests.people.signed_in import add_account

TOLD = Told(
    name="Noor Bos", places=PLACES[5:7], dayparts=DAYPARTS[:2], themes=("raad", "balans"),
    phase="zittend",
)  # fmt: skip


def open_round(
    db: Session, name: str = "Intervisie voorjaar", *, at: datetime | None = None
) -> UUID:
    """Open a round that people can join for a month; one of the same name is the same round."""
    at = at or now()
    return rounds.open_round(db, name, day_of(at) + timedelta(days=30), actor=None, now=at)


def join(db: Session, round_id: UUID, number: int, told: Told = TOLD, **changes: str) -> Account:
    """Have a new account join a round, under a name of its own."""
    account = add_account(db, f"lid{number}@gemeente.example", at=now())
    facts = {field: getattr(told, field) for field in Told.__slots__}
    named = Told(**facts | {"name": f"Lid Nummer{number}"} | changes)
    intakes.keep_intake(db, account.id, round_id, named, now=now())
    return account


def sit_together(
    db: Session,
    account_ids: Sequence[UUID],
    *,
    state: str = CONFIRMED,
    round_id: UUID | None = None,
) -> tuple[UUID, UUID]:
    """Give these accounts one group, in a round that was confirmed; return round and group."""
    if round_id is None:
        round_id = open_round(db)
        for account_id in account_ids:
            intakes.keep_intake(db, account_id, round_id, TOLD, now=now())
    intervision_groups.replace_groups(db, round_id, [account_ids], now=now())
    ends_on = day_of(now()) + timedelta(days=300) if state != PROPOSED else None
    intervision.set_round(db, round_id, state=state, confirmed_at=now(), ends_on=ends_on)
    return round_id, intervision_groups.list_groups(db, round_id)[0].id


def join_late(db: Session, round_id: UUID, number: int) -> Account:
    """Have somebody be in a round without a group, as who was left over is."""
    before = intervision.get_round(db, round_id)
    intervision.set_round(db, round_id, state=intervision.OPEN)
    account = join(db, round_id, number)
    intervision.set_round(db, round_id, state=before.state)
    return account
