"""Publish what people want: for each phase, once a quarter is closed and there are enough people.

A quarter closes ``DAYS_TO_DECIDE`` after its last day, so that goals can be written and a yes taken
back. Who allows it at that moment is counted, once. What was published never changes; a quarter
with too few people goes on into the next.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from assessment.plan.situation import Situation, list_wishes
from assessment.services.catalogue.serving import content_in_use
from assessment.services.consenting import DEMAND
from assessment.services.content import Content, list_options
from assessment.services.demand.tables import Wanted, count_rows, drop_what_adds_up
from assessment.services.disclosure import find_band
from assessment.services.moments import day_of
from assessment.store import demand, interests, research, results
from assessment.store.demand import Demand
from assessment.store.research import ResearchAttempt
from assessment.texts import Texts
from values import PHASES, VERDIEPING
from values.calendar import months_later

TEXTS = Texts(Path(__file__).with_name("demand.toml"))
say = TEXTS.say
DAYS_TO_DECIDE = 30
WISHES, GOALS, PROGRAMMES = TABLES = ("wishes", "goals", "programmes")
_MONTHS = 3


def publish_due(db: Session, content: Content, *, now: datetime) -> list[Demand]:
    """Publish every phase that has enough people in what is closed by now; return what is new."""
    return publish_until(db, content, find_last_closed(day_of(now)), now=now)


def publish_until(
    db: Session, content: Content, until: date, *, now: datetime, with_simulated: bool = False
) -> list[Demand]:
    """Publish every phase that has enough people before a day; return what is new.

    ``with_simulated`` counts people who do not exist too, for a demonstration.
    """
    demand.begin_publishing(db)
    first = demand.find_first_moment(db)
    if first is None:
        return []
    people = _list_people(db, until, with_simulated=with_simulated)
    made = []
    for phase in PHASES:
        since = demand.find_last_day(db, phase) or begin_quarter(day_of(first))
        mine = [p for p in people if p.phase == phase and day_of(p.submitted_at) >= since]
        tables = _make_tables(db, content, phase, mine)
        if tables is not None:
            made.append(Demand(phase, since, until, tables, now))
            demand.add_demand(db, made[-1])
    return made


def begin_quarter(day: date) -> date:
    """Return the first day of the quarter that a day is in.

    Examples
    --------
    >>> begin_quarter(date(2026, 11, 23))
    datetime.date(2026, 10, 1)
    """
    return day.replace(month=(day.month - 1) // _MONTHS * _MONTHS + 1, day=1)


def find_last_closed(today: date) -> date:
    """Return the first day after the last quarter that is closed.

    Examples
    --------
    >>> [find_last_closed(day) for day in (date(2027, 1, 30), date(2027, 1, 31))]
    [datetime.date(2026, 10, 1), datetime.date(2027, 1, 1)]
    """
    begin = begin_quarter(today)
    is_closed = today - begin >= timedelta(days=DAYS_TO_DECIDE)
    return begin if is_closed else months_later(begin, -_MONTHS)


def _list_people(db: Session, until: date, *, with_simulated: bool) -> list[ResearchAttempt]:
    """Return who allows it now, each once: by the last attempt that was handed in before a day."""
    accounts = demand.list_accounts(db)
    found = [
        one
        for one in research.list_consenting(db, DEMAND, (VERDIEPING,))
        if day_of(one.submitted_at) < until and (with_simulated or not one.simulated)
    ]
    owners = {one.person: accounts[one.id] for one in found if one.id in accounts}
    return list({owners.get(one.person, one.person): one for one in found}.values())


def _make_tables(
    db: Session, content: Content, phase: str, people: Sequence[ResearchAttempt]
) -> Mapping[str, object] | None:
    """Return the tables of a group as they are kept, or None when it is too small."""
    content = content_in_use(db, content)
    rows = count_rows(_read_wanted(db, content, people), name_rows(content, phase))
    if rows is None:
        return None
    told = {name: [[r.key, r.name, r.least] for r in each] for name, each in rows.items()}
    return {"people": find_band(len(people))[0], **told}


def name_rows(content: Content, phase: str) -> dict[str, dict[str, str]]:
    """Return for each table the name of all that can be in it, by key."""
    catalogue, value_map = content.catalogue, content.value_map
    asked = {item.id for item in content.library.instrument(VERDIEPING, phase).items_for(phase, 1)}
    options = {one: all_of for one, all_of in list_options(content.library).items() if one in asked}
    wishes = {(w.question, w.option): w.asked for w in catalogue.asked.wishes}
    told = drop_what_adds_up(((q, o) for q, o in wishes if q in asked), options)
    offered = (p for p in catalogue.programmes if phase in p.phases and not p.support)
    return {
        WISHES: {f"{question}/{option}": wishes[question, option] for question, option in told},
        GOALS: {one.id: one.name for one in value_map.competencies},
        PROGRAMMES: {programme.id: programme.name for programme in offered},
    }


def _read_wanted(db: Session, content: Content, people: Sequence[ResearchAttempt]) -> list[Wanted]:
    """Return what each of these people chose: never a score, and nothing in their own words."""
    told = interests.list_programmes_of(db, {one.id for one in people})
    found = []
    for one in people:
        situation = Situation(phase=one.phase, told=one.answers.get(VERDIEPING, {}))
        wishes = list_wishes(situation, content.catalogue.asked)
        plan, _ = results.find_plan(db, one.id)
        found.append(
            Wanted(
                {
                    WISHES: {f"{wish.question}/{wish.option}" for wish in wishes},
                    GOALS: {goal["about"] for goal in (plan or {}).get("goals", ())},
                    PROGRAMMES: told.get(one.id, ()),
                }
            )
        )
    return found
