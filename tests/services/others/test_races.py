"""On both databases: who answers while the owner opens, two tabs, and two rounds at once."""

import threading
from datetime import timedelta

import pytest

from assessment.services.others import answering, inviting, rounds
from assessment.services.policy import Actor
from assessment.services.refusals import AnswersChanged
from assessment.store import attempts, database
from tests.clusters import on_each_database as on_each_database
from tests.people import seen

LATER = seen.NOW + timedelta(days=2)


def run_together(*acts):
    """Do each act at the same moment; return what came of each."""
    begin, outcomes = threading.Barrier(len(acts)), {}

    def run(number, act):
        begin.wait()
        try:
            outcomes[number] = act()
        except Exception as error:  # told to the test
            outcomes[number] = error

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [outcomes[number] for number in range(len(acts))]


@pytest.fixture
def write(engine):
    def run(do, *arguments, **values):
        with database.writing(engine) as db:
            done = do(db, *arguments, **values)
            db.commit()
        return done

    return run


@pytest.fixture
def asking(write, content):
    return write(seen.ask, content)


def test_an_answer_comes_before_the_opening_or_is_refused(write, content, asking):
    write(seen.answer_all, content, asking, 4)
    fifth = list(asking.tokens.values())[4]

    def answer():
        try:
            write(seen.answer, content, fifth, seen.fill_in(content, 5), at=LATER)
        except rounds.RoundClosed:
            return "late"
        return "counted"

    def open_it():
        write(rounds.open_outcome, content, asking.owner.id, asking.round.id, now=LATER)
        return "opened"

    said, opened = run_together(answer, open_it)

    assert opened == "opened"
    _, outcome = write(rounds.read_result, asking.owner.id, asking.round.id)
    assert outcome.raters == (5 if said == "counted" else 3)


def test_two_tabs_that_answer_at_once_lose_nothing(write, content, asking):
    token = next(iter(asking.tokens.values()))
    items = [item.id for item in content.others.statements[:2]]

    def save(item):
        def run(db):
            invitation = answering.open_invitation(db, token, Actor(), lock=True)
            return answering.save(db, invitation, {item: 4}, seen={}, now=LATER)

        return lambda: write(run)

    revisions = run_together(*map(save, items))

    kept = write(answering.open_invitation, token, Actor()).answers
    assert {item: one.value for item, one in kept.items()} == dict.fromkeys(items, 4)
    assert sorted(revisions) == [1, 2]


def test_two_tabs_that_change_the_same_answer_do_not_overwrite_each_other(write, asking):
    token = next(iter(asking.tokens.values()))

    def save(value):
        def run(db):
            invitation = answering.open_invitation(db, token, Actor(), lock=True)
            try:
                answering.save(db, invitation, {"blik-pol1-1": value}, seen={}, now=LATER)
            except AnswersChanged as changed:
                return changed.stored["blik-pol1-1"].value
            return value

        return lambda: write(run)

    first, second = run_together(save(2), save(5))

    assert first == second  # one was kept, and the other tab was shown it


def test_an_owner_who_begins_twice_at_once_has_one_round(write, content, asking):
    write(rounds.stop, asking.owner.id, asking.round.id, now=seen.NOW)

    def begin():
        def run(db):
            attempt = attempts.get_attempt_facts(db, asking.attempt_id, lock=True)
            try:
                rounds.begin(
                    db, content, asking.owner, attempt, seen.make_plea(seen.make_asked()),
                    link=seen.link, secret=seen.SECRET, now=LATER,
                )  # fmt: skip
            except inviting.InviteRefused as refused:
                return refused.sentence
            return "begun"

        return write(run)

    said = run_together(begin, begin)

    assert sorted(said, key=len)[0] == "begun"
    assert "een ronde die loopt" in max(said, key=len)
    held = write(rounds.list_rounds, asking.owner.id)
    assert [one.closed_at is None for one in held].count(True) == 1
