"""Interest in a programme: a count for the desk, and a name only from who gives it.

It goes when its owner withdraws it, with the attempt, and after a year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.plan.model import ENDED, Programme
from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.services.catalogue.drafting import say
from assessment.services.catalogue.serving import content_in_use
from assessment.services.content import Content
from assessment.services.disclosure import BAND, find_band
from assessment.store import interests
from assessment.store.attempts import AttemptFacts
from assessment.store.interests import Interest as Interest
from values.calendar import months_later
from values.constants import KEPT_INTEREST_MONTHS

NAMELESS, NAMED = SHARES = ("counted", "named")  # whether the name goes along
MOST_NAME, MOST_REACH = 100, 200  # characters


class NotOffered(LookupError):
    """There is no such programme for this person now."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A programme that somebody may ask for, and what they said about it."""

    programme: Programme
    own: Interest | None
    days: Sequence[tuple[date, str]]  # that are still to come


def list_offered(
    db: Session, content: Content, facts: AttemptFacts, *, today: date
) -> list[Offered]:
    """Return what there is for the phase of an attempt, as it is in use now."""
    own = interests.list_own(db, facts.id)
    return [
        Offered(one, own.get(one.id), one.list_days(today))
        for one in content_in_use(db, content).catalogue.programmes
        if facts.phase in one.phases and not one.support and one.status != ENDED
    ]


def find_offered(
    db: Session, content: Content, facts: AttemptFacts, programme_id: str, *, today: date
) -> Offered:
    """Return one of them, or raise NotOffered."""
    for offered in list_offered(db, content, facts, today=today):
        if offered.programme.id == programme_id:
            return offered
    raise NotOffered(programme_id)


def list_no_longer(
    db: Session, content: Content, attempt_id: UUID, offered: Sequence[Offered]
) -> list[tuple[Interest, str]]:
    """Return interests in what is not among ``offered`` any more, each with the name if known.

    It ended, or the phase was corrected: taking the interest back stays possible.
    """
    here = {one.programme.id for one in offered}
    names = {one.id: one.name for one in content_in_use(db, content).catalogue.programmes}
    own = interests.list_own(db, attempt_id).values()
    return [(one, names.get(one.programme, "")) for one in own if one.programme not in here]


def tell_interest(
    db: Session, attempt_id: UUID, programme_id: str, *, name: str, reach: str, now: datetime
) -> None:
    """Keep an interest; without ``name`` it is only counted."""
    interests.keep_interest(
        db, attempt_id, programme_id, name=name, reach=reach if name else "", now=now
    )


def withdraw(db: Session, attempt_id: UUID, programme_id: str) -> bool:
    """Forget an interest at once; False when there was none."""
    return interests.drop_interest(db, attempt_id, programme_id)


def name_shares() -> dict[str, str]:
    """Return whether the name goes along, in words."""
    return {share: say(f"interest.{share}") for share in SHARES}


# For the desk


def tell_counts(db: Session) -> Mapping[str, str]:
    """Return in words how many are interested in each programme: in bands, never one by one."""
    counts = interests.count_by_programme(db)
    return {programme: _tell_band(count) for programme, count in counts.items()}


def read_named(db: Session, programme_id: str, *, actor: UUID, now: datetime) -> list[Interest]:
    """Return who gave a name with an interest, and write in the log of each that it was read."""
    named = [one for one in interests.list_of_programme(db, programme_id) if one.name]
    for one in named:
        auditing.note_act(
            db, Act.INTEREST_READ, actor=actor, subject=one.account_id, about=programme_id, now=now
        )
    return named


def count_named(db: Session, since: datetime, until: datetime) -> int:
    """Return how often a name was given with an interest after one moment, up to another."""
    return sum(bool(one.name) for one in interests.list_told(db, since, until))


def delete_old(db: Session, *, now: datetime) -> int:
    """Forget what was told long ago; return how many."""
    return interests.delete_before(db, months_later(now, -KEPT_INTEREST_MONTHS))


def _tell_band(count: int) -> str:
    least, most = find_band(count)
    return (
        say("interest.band", least=least, most=most) if least else say("interest.few", least=BAND)
    )
