from uuid import uuid4

from assessment.services.policy import Actor, may_compare, may_open_attempt


def test_only_the_owner_opens_an_attempt():
    mine, yours = uuid4(), uuid4()

    assert may_open_attempt(Actor([mine]), mine)
    assert not may_open_attempt(Actor([mine]), yours)
    assert not may_open_attempt(Actor(), mine)


def test_only_the_owner_of_both_attempts_compares_them():
    mine, earlier, other = uuid4(), uuid4(), uuid4()

    assert may_compare(Actor([mine], [earlier]), mine, earlier)
    assert not may_compare(Actor([mine]), mine, earlier)
    assert not may_compare(Actor([mine], [other]), mine, earlier)
    assert not may_compare(Actor([other], [earlier]), mine, earlier)


def test_proving_to_own_an_attempt_does_not_open_it():
    mine, earlier = uuid4(), uuid4()

    assert not may_open_attempt(Actor([mine], [earlier]), earlier)
