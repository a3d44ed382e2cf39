"""No number, no two numbers and no two days tell anything of fewer than five people."""

from itertools import pairwise
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.services.disclosure import FEWEST_COUNTED
from assessment.services.rounds.telling import BEGUN, BOUNCED, HANDED_IN, choose_telling
from assessment.store.round_invitations import Standing

INVITED, AWAY, BUSY, DONE = "invited", "bounced", "begun", "handed_in"


def standing(handed_in=0, begun=0, bounced=0, waiting=0, named=0, nameable=0, unfinished=0):
    reached = handed_in + begun + waiting + named + nameable + unfinished
    return Standing(
        handed_in, begun, bounced, waiting, reached, named, [uuid4() for _ in range(nameable)]
    )


def numbers(told=None, **facts):
    return dict(choose_telling(standing(**facts), told or {}).numbers)


def test_from_five_people_on_with_five_others():
    assert numbers(handed_in=5, waiting=5) == {HANDED_IN: 5}
    assert numbers(handed_in=4, waiting=20) == {}
    assert numbers(handed_in=20, waiting=4) == {}


def test_seven_invited_and_six_done_does_not_tell_of_the_one_who_did_not():
    assert numbers(handed_in=6, waiting=1) == {}


def test_nobody_and_everybody_are_not_told_either():
    assert numbers(waiting=40) == {}
    assert numbers(handed_in=40) == {}


def test_begun_beside_handed_in_leaves_five_in_between_or_is_not_told():
    assert numbers(handed_in=10, begun=5, waiting=5) == {HANDED_IN: 10, BEGUN: 15}
    assert numbers(handed_in=10, begun=4, waiting=5) == {HANDED_IN: 10}
    assert numbers(begun=6, waiting=9) == {BEGUN: 6}


def test_a_number_stays_until_it_grew_by_five():
    assert numbers({HANDED_IN: 5}, handed_in=9, waiting=20) == {}
    assert numbers({HANDED_IN: 5}, handed_in=10, waiting=20) == {HANDED_IN: 10}
    assert numbers({HANDED_IN: 10}, handed_in=3, waiting=20) == {}


def test_who_began_and_is_told_of_before_hinders_no_more_once_as_many_handed_in():
    told = {BEGUN: 30}
    assert numbers(told, handed_in=29, begun=1, waiting=10) == {}
    assert numbers(told, handed_in=30, waiting=10) == {HANDED_IN: 30}


def test_what_did_not_arrive_is_told_by_the_same_rule():
    assert numbers(bounced=5, waiting=5) == {BOUNCED: 5}
    assert numbers(bounced=4, waiting=30) == {}
    assert numbers(bounced=30, waiting=4) == {}


def test_names_are_told_only_while_enough_others_are_left():
    few = choose_telling(standing(handed_in=5, waiting=1, nameable=5), {HANDED_IN: 5})
    many = choose_telling(standing(handed_in=5, waiting=5, nameable=5), {HANDED_IN: 5})
    alone = choose_telling(standing(waiting=1, nameable=5), {})

    assert not few.names
    assert many.names
    assert alone.names  # no number stands beside it, so nothing can be subtracted


def test_names_that_are_told_count_as_known_when_a_number_is_told():
    assert numbers(handed_in=5, waiting=5, named=30) == {HANDED_IN: 5}
    assert choose_telling(standing(handed_in=5, begun=4, named=9), {}).numbers == {}


@st.composite
def rounds(draw):
    """A round: how many people, and what happens to each on each of some days."""
    people = draw(st.integers(1, 45))
    days = draw(st.integers(1, 12))
    allow = st.sampled_from([False, False, False, True])
    step = st.sampled_from([0, 0, 0, 1])
    return [
        (draw(allow), [(draw(step), draw(st.sampled_from([0, 0, 0, 0, 1]))) for _ in range(days)])
        for _ in range(people)
    ]


def live(round_):
    """Yield on each day how everybody stands, after what happened that day."""
    states = [INVITED] * len(round_)
    for day in range(len(round_[0][1])):
        for place, (_, acts) in enumerate(round_):
            goes_on, bounces = acts[day]
            if states[place] == INVITED and bounces:
                states[place] = AWAY
            elif goes_on and states[place] in (INVITED, BUSY):
                states[place] = BUSY if states[place] == INVITED else DONE
        yield list(states)


def stand(round_, states, named):
    """Return who is in which state as far as it is hidden, and who may be named from now on."""
    open_ = {p for p, (allows, _) in enumerate(round_) if allows and states[p] in (BUSY, DONE)}
    who = {
        state: {p for p, one in enumerate(states) if one == state} - open_
        for state in (INVITED, AWAY, BUSY, DONE)
    }
    return who, {p for p in open_ if states[p] == DONE} - named


@given(rounds())
def test_whatever_happens_every_number_is_of_five_and_leaves_five(round_):
    told, named = {}, set()
    for states in live(round_):
        who, may = stand(round_, states, named)
        reached = len(states) - len(who[AWAY])
        telling = choose_telling(
            Standing(
                len(who[DONE]), len(who[BUSY]), len(who[AWAY]), len(who[INVITED]), reached,
                len(named), sorted(may),
            ),
            told,
        )  # fmt: skip

        named |= may if telling.names else set()
        inside = {HANDED_IN: who[DONE], BEGUN: who[DONE] | who[BUSY], BOUNCED: who[AWAY]}
        for what, number in telling.numbers.items():
            assert number - told.get(what, 0) >= FEWEST_COUNTED
            assert len(inside[what]) == number
            assert len(set().union(*who.values()) - inside[what]) >= FEWEST_COUNTED
        told |= telling.numbers
        assert not {HANDED_IN, BEGUN} <= telling.numbers.keys() or len(who[BUSY]) >= FEWEST_COUNTED
        counted = max(told.get(HANDED_IN, 0), told.get(BEGUN, 0))
        is_new = telling.names or telling.numbers.keys() & {HANDED_IN, BEGUN}
        assert not (counted and is_new) or reached - len(named) - counted >= FEWEST_COUNTED


@pytest.mark.parametrize("people", [12, 40, 200])
def test_who_looks_every_day_while_one_a_day_hands_in_sees_a_change_at_every_fifth(people):
    told, seen = {}, []
    for done in range(people + 1):
        told |= numbers(told, handed_in=done, waiting=people - done)
        seen.append(told.get(HANDED_IN, 0))

    changes = [day for day, (sooner, later) in enumerate(pairwise(seen)) if sooner != later]
    assert all(later - sooner == FEWEST_COUNTED for sooner, later in pairwise(changes))
    assert seen[-1] <= people - FEWEST_COUNTED
