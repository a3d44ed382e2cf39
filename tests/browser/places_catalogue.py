"""Make what the catalogue and the vraagbeeld show: a version, a draft that was tried, interest."""

from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from assessment.services import interests
from assessment.services.catalogue import drafting, trying
from assessment.services.content import Content
from assessment.services.demand import publishing
from assessment.services.demand.tables import Wanted, count_rows
from assessment.services.moments import day_of, now
from assessment.store import catalogues, demand
from assessment.store.database import writing
from assessment.store.demand import Demand

UNTIL = date(2026, 4, 1)


def make_catalogue(engine: Engine, content: Content, owner: UUID) -> None:
    """Publish a version, begin a draft, tell of interest, and publish what people want."""
    with writing(engine) as db:
        _change(db, content, "LBG", price="gratis voor leden", dates={"2030-03-12": "Utrecht"})
        drafting.publish(db, content, _desk(db, content), actor=None, now=now())
        _change(db, content, "LBG", pe_hours=6)
        _change(db, content, "HAN", status="ended", review_by="2026-12")
        _try(db, content)
        interests.tell_interest(db, owner, "LBG", name="Deler", reach="06 12 34 56 78", now=now())
        interests.tell_interest(db, owner, "BAS", name="", reach="", now=now())
        demand.add_demand(db, _want(content))
        db.commit()


def _desk(db: Session, content: Content) -> drafting.Desk:
    return drafting.open_desk(db, content, today=day_of(now()))


def _change(db: Session, content: Content, programme_id: str, **changes: object) -> None:
    desk = _desk(db, content)
    programme = desk.find(programme_id)
    assert programme is not None
    changed = replace(programme, **changes)  # type: ignore[arg-type]  # of whichever field
    drafting.keep_programme(db, content, desk, changed, now=now())


def _try(db: Session, content: Content) -> None:
    """Try the draft on a few people, and say that it was on all: that takes a minute."""
    trying.ask_trial(db, _desk(db, content), now=now())
    (waiting,) = trying.list_waiting(db)
    step = trying.find_step(db, content, waiting)
    assert step is not None
    counts = trying.count_step(content, *step)
    catalogues.keep_counts(db, step[0], counts, done=trying.TRIAL_PEOPLE, state=catalogues.READY)


def _want(content: Content) -> Demand:
    """Return what forty people want who choose at random."""
    names, random = publishing.name_rows(content, "zittend"), Random(3)
    people = [
        Wanted({table: {key for key in rows if random.random() < 0.2}
                for table, rows in names.items()})
        for _ in range(40)
    ]  # fmt: skip
    rows = count_rows(people, names) or {}
    tables = {name: [[r.key, r.name, r.least] for r in each] for name, each in rows.items()}
    return Demand("zittend", date(2026, 1, 1), UNTIL, {"people": 40, **tables}, now())
