"""Groups are worked out apart from everything else: people leave meanwhile, the desk asks again."""

from datetime import timedelta
from uuid import UUID

import pytest

from assessment.intervision.model import Placement
from assessment.services.errands import declare_errand
from assessment.services.intervision import leaving, proposing, rounds
from assessment.services.intervision.apart import match_apart
from assessment.services.intervision.gathering import gather
from assessment.services.moments import now
from assessment.services.policy import Errand
from assessment.store import intervision, intervision_groups
from assessment.store.database import reading, writing
from assessment.store.intervision import ASKED, CLOSED, PROPOSED
from tests.clusters import on_each_database as on_each_database
from tests.people import placed

make_proposal = declare_errand(Errand.ASKED)(proposing.make_proposal)


def write(engine, do, *arguments, **values):
    with writing(engine) as db:
        done = do(db, *arguments, **values)
        db.commit()
    return done


@pytest.fixture
def asked(engine):
    """A round of nine people of whom groups are asked."""
    round_id = write(engine, placed.open_round)
    people = [write(engine, placed.join, round_id, number) for number in range(9)]
    write(engine, rounds.close_round, round_id)
    write(engine, rounds.ask_proposal, round_id, now=now())
    return round_id, people


def test_a_proposal_is_kept_whole_with_what_is_known_of_it(engine, asked):
    round_id, people = asked
    assert write(engine, proposing.list_waiting) == [round_id]

    make_proposal(engine, round_id)

    with reading(engine) as db:
        found = intervision.get_round(db, round_id)
        (group,) = intervision_groups.list_groups(db, round_id)
    assert found.state == PROPOSED
    assert len(group.members) == 8
    assert (found.facts["left"], found.facts["least_left"]) == (1, 1)
    assert found.facts["reasons"] == {"together": 1}
    make_proposal(engine, round_id)  # once more, by a second worker: nothing happens
    with reading(engine) as db:
        assert intervision_groups.list_groups(db, round_id) == [group]


@pytest.fixture
def meanwhile(monkeypatch):
    """Return a function that has something happen while groups are worked out."""

    def run(act):
        real = proposing.place

        def place(crowd, **how):
            act()
            return real(crowd, **how)

        monkeypatch.setattr(proposing, "place", place)

    return run


def test_who_leaves_meanwhile_gets_no_seat(engine, asked, meanwhile):
    round_id, people = asked
    meanwhile(lambda: write(engine, leaving.leave_round, people[0].id, round_id, url="", now=now()))

    make_proposal(engine, round_id)

    with reading(engine) as db:
        seated = [one for g in intervision_groups.list_groups(db, round_id) for one in g.members]
    assert people[0].id not in seated
    assert len(seated) >= 7


def test_what_was_asked_anew_meanwhile_is_not_overwritten(engine, asked, meanwhile):
    round_id, _ = asked
    later = now() + timedelta(minutes=1)
    meanwhile(lambda: write(engine, intervision.set_round, round_id, asked_at=later))

    make_proposal(engine, round_id)

    with reading(engine) as db:
        assert intervision.get_round(db, round_id).state == ASKED
        assert intervision_groups.list_groups(db, round_id) == []


def test_how_far_it_is_is_told_while_others_may_write(engine, asked, monkeypatch):
    round_id, people = asked
    seen = []

    def place(crowd, *, tell):
        monkeypatch.setattr(proposing, "_TELL_SECONDS", 0)
        for share in (0.25, 0.5):
            tell(share)
            with reading(engine) as db:
                seen.append(intervision.get_round(db, round_id).progress)
        write(engine, leaving.leave_round, people[1].id, round_id, url="", now=now())
        return Placement((), range(9), 9, 0, 0, 0, False)

    monkeypatch.setattr(proposing, "place", place)
    make_proposal(engine, round_id)

    assert seen == [25, 50]


def test_a_failure_is_noted_and_only_of_what_waits(engine, asked):
    round_id, _ = asked
    write(engine, proposing.give_up, round_id)
    with reading(engine) as db:
        found = intervision.get_round(db, round_id)
    assert (found.state, found.facts) == (CLOSED, {"failed": True})
    with pytest.raises(rounds.RoundNotFound):
        write(engine, proposing.give_up, UUID(int=1))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("jan@x.example", {1}),
        ("  <JAN@x.example>, ", {1}),
        ("tweede@x.example", {1}),
        ("onbekend@x.example", set()),
        ("Jan de Wit", {1}),
        ("J. de Wit", {1}),
        ("wit", {1, 2}),
        ("Piet de Wit", {2}),
        ("Zoé Müller", {3}),
        ("zoe muller", {3}),
        ("Bos", set()),  # oneself
        ("iemand anders", set()),
        ("\n\n", set()),
        ("@", set()),
        ("jan@x.example\nMüller", {1, 3}),
    ],
)
def test_who_must_sit_apart_is_found_by_address_and_generously_by_name(typed, found):
    names = ["Els Bos", "Jan de Wit", "Pieter de Wit", "Zoë Müller"]
    addresses = [["els@x.example"], ["jan@x.example", "tweede@x.example"], ["p@x.example"], ["z@x"]]

    pairs = match_apart([typed, "", "", ""], names, addresses)

    assert pairs == {frozenset((0, other)) for other in found}


def test_a_second_mailbox_counts_too(engine, asked):
    round_id, people = asked
    told = placed.TOLD

    def add(db):
        from assessment.store.tables import MailboxRow

        db.add(MailboxRow(address="prive@x.example", account_id=people[0].id, added_at=now()))
        intervision.set_round(db, round_id, state="open")
        from assessment.services.intervision import intakes

        facts = {field: getattr(told, field) for field in type(told).__slots__}
        apart = type(told)(**facts | {"apart": "prive@x.example"})
        intakes.keep_intake(db, people[1].id, round_id, apart, now=now())
        return gather(db, round_id)

    gathered = write(engine, add)

    pair = frozenset(gathered.numbers[one.id] for one in people[:2])
    assert gathered.crowd.apart == {pair}
