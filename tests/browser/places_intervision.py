"""Make what tests/browser/atlas_intervision.py shows: a round in each state, with people in it."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from assessment.intervision.model import DAYPARTS, PLACES
from assessment.services.intervision import intakes, meeting, reviewing, rounds
from assessment.services.intervision.intakes import Told
from assessment.services.intervision.texts import THEMES
from assessment.services.moments import day_of, now
from assessment.store import intervision, intervision_groups
from assessment.store.accounts import Account
from assessment.store.intervision import CONFIRMED, ENDED, OPEN, PROPOSED
from tests.browser.views import Places
from tests.people.signed_in import add_account

TAKER = "deelnemer@gemeente.example"
NAMES = ("Aisha Bakker", "Bram de Wit", "Carla Visser", "Dirk Jansen", "Eva Smit", "Farid Mulder",
         "Greet de Boer", "Hans Meijer", "Inge Vos", "Joris Peters", "Kim Dekker", "Leo Brouwer",
         "Mila Kok", "Noor Bos", "Omar Post", "Petra Kuiper", "Ruud Veen")  # fmt: skip
FACTS = {"people": 17, "left": 1, "least_left": 1, "met": 19, "wishes": 24, "most_met": 21,
         "is_best": False, "reasons": {"together": 1}}  # fmt: skip


def make_intervision(db: Session, places: Places) -> Account:
    """Make the rounds, and return somebody who takes part in all of them."""
    people = [add_account(db, TAKER, at=now())]
    people += [
        add_account(db, f"lid{number}@gemeente.example", at=now())
        for number in range(1, len(NAMES))
    ]
    for state in ("open", "closed", "proposed", "confirmed", "late", "over"):
        round_id = _open(db, people, f"Intervisie {state}")
        if state not in ("open", "closed"):
            _seat(db, round_id, people)
            group = intervision_groups.find_group_of(db, round_id, people[0].id)
            assert group is not None
            name = "seated" if state == "confirmed" else state
            places.at |= {f"{name}_group": str(group.id), "mover": str(people[0].id)}
        _bring(db, round_id, state, people)
        places.at[f"{state}_round"] = str(round_id)
    return people[0]


def _open(db: Session, people: list[Account], name: str) -> UUID:
    closes_on = day_of(now()) + timedelta(days=21)
    round_id = rounds.open_round(db, name, closes_on, actor=None, now=now())
    for number, one in enumerate(people):
        told = Told(
            name=NAMES[number], places=(PLACES[5], PLACES[6 + number % 2]),
            dayparts=(DAYPARTS[4], DAYPARTS[5 + number % 3]), themes=THEMES[: number % 3],
            phase=("starter", "zittend", "vertrekkend")[number % 3],
            company=("", "alike", "mixed")[number % 3], shows_address=number % 2 == 1,
            apart="iemand@elders.example" if number == 0 else "",
        )  # fmt: skip
        intakes.keep_intake(db, one.id, round_id, told, now=now())
    return round_id


def _seat(db: Session, round_id: UUID, people: list[Account]) -> None:
    seats = [[one.id for one in people[:8]], [one.id for one in people[8:16]]]
    intervision_groups.replace_groups(db, round_id, seats, now=now())
    for group in intervision_groups.list_groups(db, round_id):
        days = [day_of(now()) + timedelta(days=60 * number) for number in range(1, 6)]
        agreed = "Wat hier gezegd wordt, blijft hier.\nWie inbrengt, stuurt vooraf een vraag."
        intervision_groups.save_page(db, group.id, days=days, agreed=agreed, seen=1)


def _bring(db: Session, round_id: UUID, state: str, people: list[Account]) -> None:
    """Bring a round in its state."""
    if state == OPEN:
        return
    rounds.close_round(db, round_id)
    today = day_of(now())
    if state == "proposed":
        intervision.set_round(db, round_id, state=PROPOSED, facts=FACTS)
    elif state in ("confirmed", "late", "over"):
        ends_on = today + timedelta(days=300 if state == "confirmed" else 20)
        intervision.set_round(db, round_id, state=CONFIRMED, facts=FACTS, ends_on=ends_on)
    if state == "over":
        for one in people[:12]:
            answers = {"worth": "yes", "trust": "some", "goes_on": "yes"}
            reviewing.keep_review(db, round_id, one.id, answers, now=now())
        intervision.delete_all_intakes(db, round_id)
        intervision.set_round(db, round_id, state=ENDED, ends_on=today - timedelta(days=3))
    assert state != "confirmed" or meeting.list_meetings(db, people[0].id)
