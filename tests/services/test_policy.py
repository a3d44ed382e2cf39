from uuid import uuid4

from assessment.services.policy import Actor, may_open_attempt


def test_only_the_owner_opens_an_attempt():
    mine, yours = uuid4(), uuid4()

    assert may_open_attempt(Actor([mine]), mine)
    assert not may_open_attempt(Actor([mine]), yours)
    assert not may_open_attempt(Actor(), mine)
