"""Work out groups: a job that tells how far it is, and keeps what came of it in one go."""

import time
from collections import Counter
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.intervision.explaining import explain_left
from assessment.intervision.model import Placement
from assessment.intervision.placing import place
from assessment.services.errands import open_stored
from assessment.services.intervision.gathering import Gathered, gather
from assessment.services.moments import now
from assessment.store import intervision
from assessment.store import intervision_groups as groups
from assessment.store.intervision import ASKED, CLOSED, PROPOSED, Round

_TELL_SECONDS = 1.0  # between two notes of how far it is


def list_waiting(db: Session) -> list[UUID]:
    """Return the rounds of which groups are to be worked out."""
    return [one.id for one in intervision.list_rounds(db, ASKED)]


def make_proposal(engine: Engine, round_id: UUID) -> None:
    """Work out groups for a round, unless that was done or asked anew meanwhile.

    Nobody waits for it: the database is open only to read everybody and to keep the groups.
    """
    with open_stored(engine) as db:
        asked = _find_asked(db, round_id)
        gathered = gather(db, round_id)
    if asked is None:
        return
    placement = place(gathered.crowd, tell=_Teller(engine, asked).note_share)
    with open_stored(engine, change=True) as db:
        keep_placement(db, asked, gathered, placement)
        db.commit()


def give_up(db: Session, round_id: UUID) -> None:
    """Note that no groups could be worked out, so that the desk is told and may ask again."""
    if intervision.get_round(db, round_id, lock=True).state == ASKED:
        intervision.set_round(db, round_id, state=CLOSED, facts={"failed": True})


class _Teller:
    """Notes how far the work is, once a second at most."""

    def __init__(self, engine: Engine, asked: Round) -> None:
        self.engine, self.asked, self.told_at = engine, asked, time.monotonic()

    def note_share(self, share: float) -> None:
        if time.monotonic() - self.told_at < _TELL_SECONDS:
            return
        self.told_at = time.monotonic()
        with open_stored(self.engine, change=True) as db:
            intervision.get_round(db, self.asked.id, lock=True)
            if _is_the_same(_find_asked(db, self.asked.id), self.asked):
                intervision.set_round(db, self.asked.id, progress=round(100 * share))
                db.commit()


def _find_asked(db: Session, round_id: UUID) -> Round | None:
    found = intervision.list_rounds(db, ASKED)
    return next((one for one in found if one.id == round_id), None)


def _is_the_same(now_asked: Round | None, asked: Round) -> bool:
    return now_asked is not None and now_asked.asked_at == asked.asked_at


def keep_placement(db: Session, asked: Round, gathered: Gathered, placement: Placement) -> None:
    """Keep the groups, without who left meanwhile; nothing when this was asked anew."""
    intervision.get_round(db, asked.id, lock=True)
    if not _is_the_same(_find_asked(db, asked.id), asked):
        return
    here = {one.account_id for one in intervision.list_intakes(db, asked.id)}
    seated = [
        [gathered.intakes[one].account_id for one in group
         if gathered.intakes[one].account_id in here]
        for group in placement.groups
    ]  # fmt: skip
    groups.replace_groups(db, asked.id, seated, now=now())
    intervision.set_round(
        db, asked.id, state=PROPOSED, progress=100, facts=_describe(gathered, placement)
    )


def _describe(gathered: Gathered, placement: Placement) -> dict[str, object]:
    reasons = Counter(explain_left(gathered.crowd, placement.left).values())
    return {
        "people": len(gathered.intakes),
        "left": len(placement.left),
        "least_left": placement.least_left,
        "met": placement.met,
        "wishes": placement.wishes,
        "most_met": placement.most_met,
        "is_best": placement.is_best,
        "reasons": dict(reasons),
    }
