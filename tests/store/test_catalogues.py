"""The catalogue on both databases: two people at once, and what a worker counted."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from assessment.store import catalogues, demand, interests
from assessment.store.catalogues import DraftChanged
from assessment.store.database import reading, writing
from assessment.store.demand import Demand
from tests.clusters import on_each_database as on_each_database
from tests.people import taken

TABLE = {"version": 1, "checked": "2026-11", "programmes": [], "payment": []}


def test_of_two_who_change_the_draft_the_second_is_told(engine):
    with writing(engine) as first:
        seen = catalogues.keep_draft(first, TABLE, based_on=0, seen=0, now=taken.NOW)
        first.commit()
    with writing(engine) as second:
        with pytest.raises(DraftChanged):
            catalogues.keep_draft(second, TABLE, based_on=0, seen=0, now=taken.NOW)
        assert catalogues.keep_draft(second, TABLE, based_on=0, seen=seen, now=taken.NOW) > seen
        second.commit()


def test_a_step_is_kept_once(engine):
    with writing(engine) as db:
        catalogues.keep_draft(db, TABLE, based_on=0, seen=0, now=taken.NOW)
        draft = catalogues.find_draft(db)
        trial_id = catalogues.add_trial(db, draft, now=taken.NOW)
        db.commit()
    with writing(engine) as db:
        trial = catalogues.find_trial(db, trial_id)
        kept = [
            catalogues.keep_counts(db, trial, {"changed": n}, done=50, state=catalogues.WAITING)
            for n in (1, 2)
        ]
        db.commit()

    assert kept == [True, False]
    with reading(engine) as db:
        assert catalogues.find_trial(db, trial_id).counts == {"changed": 1}


def test_an_interest_told_twice_stands_once(engine):
    with writing(engine) as db:
        attempt_id = taken.add(db)
        for name in ("Noor", ""):
            interests.keep_interest(db, attempt_id, "LBG", name=name, reach="", now=taken.NOW)
        db.commit()

    with reading(engine) as db:
        assert [one.name for one in interests.list_of_programme(db, "LBG")] == [""]
        assert interests.count_by_programme(db) == {"LBG": 1}


def test_a_period_of_a_phase_is_published_once(engine):
    published = Demand("zittend", date(2026, 10, 1), date(2027, 1, 1), {}, taken.NOW)
    with writing(engine) as db:
        demand.begin_publishing(db)
        demand.add_demand(db, published)
        db.commit()
    with writing(engine) as db:
        demand.begin_publishing(db)
        assert demand.find_last_day(db, "zittend") == date(2027, 1, 1)
        with pytest.raises(IntegrityError):
            demand.add_demand(db, published)
