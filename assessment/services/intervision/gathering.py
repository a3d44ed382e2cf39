"""Everybody who wants to be placed in a round, as placing knows them: by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.model import Crowd
from assessment.services.intervision.apart import match_apart
from assessment.services.intervision.intakes import describe_person
from assessment.store import accounts, intervision
from assessment.store.intervision import Intake


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who wants to be placed, each at the place of their number in the crowd."""

    intakes: Sequence[Intake]
    crowd: Crowd

    @property
    def numbers(self) -> Mapping[UUID, int]:
        """Return by which number placing knows each account."""
        return {intake.account_id: number for number, intake in enumerate(self.intakes)}


def gather(db: Session, round_id: UUID) -> Gathered:
    """Return everybody of a round, with who must sit apart."""
    intakes = intervision.list_intakes(db, round_id)
    second = accounts.list_second_addresses(db, [one.account_id for one in intakes])
    addresses = [
        [one.address, second[one.account_id]] if one.account_id in second else [one.address]
        for one in intakes
    ]
    apart = match_apart([one.apart for one in intakes], [one.name for one in intakes], addresses)
    return Gathered(intakes, Crowd([describe_person(one) for one in intakes], apart))
