"""The styles that a college misses in a profielschets: when all say yes, and never of one."""

from datetime import timedelta

import pytest

from assessment.services import accounts, agreeing, consenting
from assessment.services.colleges import profiling
from assessment.services.colleges.joining import CollegeNotFound
from assessment.services.colleges.profiling import StylesChanged, StylesRefused
from assessment.services.colleges.shares import HIDDEN, NAMED
from assessment.store import audit, colleges
from tests.people import taken
from tests.people.colleagues import Colleges, lean_all

NOW = taken.LATER


@pytest.fixture
def made(db, content):
    return Colleges(db, content)


def begin(made, count=4, *, dots=NAMED):
    """Keep a college with a picture in which KOE alone is missing."""
    college_id, people = made.begin(count, dots=dots)
    lean_all(made, college_id)
    made.make(people[0], college_id)
    return college_id, people


def offer(made, one, college_id):
    return profiling.open_offer(made.db, made.content, one.id, college_id, now=made.at)


def allow(made, one, college_id):
    seen = str(offer(made, one, college_id).picture_id)
    profiling.allow_styles(made.db, made.content, one.id, college_id, seen=seen, now=made.at)


def take(made, one, college_id):
    return profiling.take_along(made.db, made.content, one.id, college_id, now=made.at)


def agreements(made, one):
    found = agreeing.list_agreements(made.db, one.id)
    return [yes for yes in found if yes.purpose.id == consenting.STYLES]


def test_the_styles_go_along_once_every_member_said_yes_and_not_before(made):
    college_id, people = begin(made)
    for one in people[:-1]:
        allow(made, one, college_id)
        with pytest.raises(StylesRefused):
            take(made, people[0], college_id)

    allow(made, people[-1], college_id)

    assert take(made, people[2], college_id) == ("KOE",)


def test_every_member_finds_in_the_log_that_the_styles_were_taken_along(made):
    college_id, people = begin(made)
    for one in people:
        allow(made, one, college_id)

    take(made, people[2], college_id)

    for one in people:
        entries = audit.list_entries(made.db, account_id=one.id, most=9)
        mine = [entry for entry in entries if entry.subject_id == one.id]
        assert mine[0].act == "college_styles_taken"
        assert mine[0].actor_id == people[2].id


def test_an_offer_tells_a_member_nothing_of_who_said_yes(made):
    """What a page may show: the own yes, and whether all did. Both are the same for 0 and n - 2."""
    college_id, people = begin(made)
    before = offer(made, people[0], college_id)
    for one in people[1:-1]:
        allow(made, one, college_id)

    after = offer(made, people[0], college_id)

    assert (before.has_my_yes, before.is_open) == (after.has_my_yes, after.is_open)


def test_a_yes_is_taken_back_at_once_here_and_among_the_consents(made):
    college_id, people = begin(made)
    for one in people:
        allow(made, one, college_id)

    profiling.refuse_styles(made.db, people[1].id, college_id, now=NOW)
    with pytest.raises(StylesRefused):
        take(made, people[0], college_id)
    assert not any(yes.holds for yes in agreements(made, people[1]))

    allow(made, people[1], college_id)
    [yes] = [yes for yes in agreements(made, people[2]) if yes.holds]
    agreeing.withdraw(made.db, people[2].id, yes.consent.id, now=NOW)
    with pytest.raises(StylesRefused):
        take(made, people[0], college_id)


def test_a_yes_to_other_words_than_there_are_now_is_refused(made):
    college_id, people = begin(made)

    with pytest.raises(StylesChanged):
        profiling.allow_styles(
            made.db, made.content, people[0].id, college_id, seen="None", now=NOW
        )
    assert not offer(made, people[0], college_id).has_my_yes


def test_who_is_no_member_sees_and_takes_nothing(made):
    college_id, _ = begin(made)
    guus = made.person("Guus", seed=47)

    for ask in (offer, take):
        with pytest.raises(CollegeNotFound):
            ask(made, guus, college_id)


# Attacks


@pytest.mark.parametrize("how", ["leave", "delete the account"])
def test_nothing_goes_along_any_more_once_one_left(made, how):
    """The words also hold of who left, and that member's yes is gone."""
    college_id, people = begin(made, 5)
    for one in people:
        allow(made, one, college_id)

    if how == "leave":
        made.leave(people[4], college_id)
    else:
        accounts.delete_account(made.db, people[4], url="", now=NOW)

    left = offer(made, people[0], college_id)
    assert (left.styles, left.is_changed, left.is_open) == ((), True, False)
    with pytest.raises(StylesRefused):
        take(made, people[0], college_id)


def test_nothing_goes_along_once_somebody_came_who_is_not_in_the_words(made):
    college_id, people = begin(made)
    for one in people:
        allow(made, one, college_id)

    made.join(people[0], made.person("Eva", seed=31), college_id, dots=NAMED)

    with pytest.raises(StylesRefused):
        take(made, people[0], college_id)


def test_who_left_and_came_back_opens_nothing(made):
    college_id, people = begin(made)
    for one in people:
        allow(made, one, college_id)

    made.leave(people[3], college_id)
    made.join(people[0], people[3], college_id, dots=NAMED)

    with pytest.raises(StylesRefused):
        take(made, people[0], college_id)
    assert not any(yes.holds for yes in agreements(made, people[3]))


def test_a_yes_to_one_picture_is_none_to_the_next(made):
    """Between two pictures at least three came or went, so two schetsen leave nobody over."""
    college_id, people = begin(made, 6)
    for one in people:
        allow(made, one, college_id)
    for one in people[3:]:
        made.leave(one, college_id)
    made.at += timedelta(days=1)
    made.make(people[0], college_id)

    assert offer(made, people[0], college_id).picture_id is not None
    assert not any(one.styles_from for one in colleges.list_members(made.db, college_id))
    assert not any(yes.holds for yes in agreements(made, people[0]))


def test_where_words_would_give_a_member_away_there_is_nothing_to_take_along(made):
    college_id, people = made.begin(3, dots=NAMED)
    made.join(people[0], made.person("Eva", seed=31), college_id, dots=HIDDEN)
    lean_all(made, college_id)
    made.make(people[0], college_id)

    found = offer(made, people[0], college_id)

    assert found.picture_id is not None
    assert found.styles == ()
    with pytest.raises(StylesChanged):
        allow(made, people[0], college_id)


def test_two_have_no_picture_and_nothing_to_take_along(made):
    college_id, people = made.begin(2, dots=NAMED)

    found = offer(made, people[0], college_id)

    assert (found.picture_id, found.is_changed, found.styles) == (None, False, ())


def test_a_yes_that_was_said_while_its_taking_back_waited_is_taken_back_too(made, monkeypatch):
    """Who takes it back waits for who says it: only then is there anything to take back."""
    college_id, people = begin(made)
    attempt_id, lock_colleges = made.attempt_of(people[0]), colleges.lock_colleges

    def say_yes_first(db, wanted):
        allow(made, people[0], college_id)
        lock_colleges(db, wanted)

    monkeypatch.setattr(colleges, "lock_colleges", say_yes_first)
    profiling.refuse_with_attempt(made.db, attempt_id, now=made.at)

    assert not offer(made, people[0], college_id).has_my_yes
    assert not any(yes.holds for yes in agreements(made, people[0]))


def test_a_new_picture_waits_for_no_row_once_it_has_the_turn_of_the_log(made, monkeypatch):
    """Who deletes a result has its rows and waits for that turn: each would wait for the other."""
    college_id, people = begin(made, 6)
    for one in people[:3]:
        allow(made, one, college_id)
    for one in people[3:]:
        made.leave(one, college_id)
    made.at += timedelta(days=1)
    order, take_back, note = [], colleges.set_styles_from, audit.add_entry
    monkeypatch.setattr(
        colleges, "set_styles_from", lambda *given: (order.append("row"), take_back(*given))
    )
    monkeypatch.setattr(
        audit, "add_entry", lambda *given, **told: (order.append("log"), note(*given, **told))
    )

    made.make(people[0], college_id)

    assert order == ["row"] * 3 + ["log"] * 4
