"""Who reads a release: pure rules, in every state."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from assessment.services import policy
from assessment.services.policy import Actor, ReleaseState

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SOON, BEFORE = NOW + timedelta(seconds=1), NOW - timedelta(seconds=1)
COACH_ID, OWNER_ID = uuid4(), uuid4()
COACH = Actor(account=COACH_ID, role="coach", strong=True)


@dataclass(frozen=True)
class Release:
    owner_id: UUID = OWNER_ID
    coach_id: UUID | None = COACH_ID
    coach_role: str = "coach"
    coaching_state: str = "confirmed"
    parts: tuple[str, ...] = field(default=("story",))
    until: datetime = SOON
    withdrawn_at: datetime | None = None
    blocked_at: datetime | None = None


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, ReleaseState.LIVE),
        ({"until": NOW}, ReleaseState.EXPIRED),
        ({"withdrawn_at": BEFORE}, ReleaseState.WITHDRAWN),
        ({"blocked_at": BEFORE, "withdrawn_at": BEFORE}, ReleaseState.BLOCKED),
        ({"coaching_state": "ended"}, ReleaseState.ENDED),
        ({"coaching_state": "ended", "withdrawn_at": BEFORE}, ReleaseState.WITHDRAWN),
        ({"coaching_state": "invited", "coach_id": None}, ReleaseState.WAITING),
        ({"coaching_state": "proposed"}, ReleaseState.WAITING),
        ({"coaching_state": "confirmed", "coach_id": None}, ReleaseState.WAITING),
        ({"coach_role": ""}, ReleaseState.RESTING),
        ({"coach_role": "medewerker"}, ReleaseState.RESTING),
        ({"coach_role": "", "until": NOW}, ReleaseState.EXPIRED),
        ({"coach_role": "", "withdrawn_at": BEFORE}, ReleaseState.WITHDRAWN),
    ],
)
def test_only_a_live_release_is_read_and_each_state_is_known(changes, state):
    release = Release(**changes)

    assert policy.release_state(release, NOW) is state
    assert policy.may_open_release(COACH, release, NOW) is (state is ReleaseState.LIVE)
    assert policy.may_read_release(COACH, release, "story", NOW) is (state is ReleaseState.LIVE)
    assert not policy.may_read_release(COACH, release, "style", NOW)


@pytest.mark.parametrize(
    "changes",
    [{"role": ""}, {"role": "beheerder"}, {"role": "medewerker"}, {"strong": False},
     {"account": None}, {"account": OWNER_ID}, {"account": uuid4()}],
)  # fmt: skip
def test_nobody_else_reads_it_with_any_role(changes):
    assert not policy.may_open_release(replace(COACH, **changes), Release(), NOW)


def test_a_release_without_a_coach_is_not_for_who_has_no_account():
    nobody = Actor(account=None, role="coach", strong=True)

    assert not policy.may_open_release(nobody, Release(coach_id=None), NOW)


def test_only_what_is_in_the_own_account_is_released_and_only_its_owner_decides():
    attempt_id = uuid4()
    owner = Actor(account=OWNER_ID, adopted=(attempt_id,))
    by_code = Actor(attempts=(attempt_id,))

    assert policy.may_share(owner, attempt_id)
    assert not policy.may_share(by_code, attempt_id)
    assert not policy.may_share(COACH, attempt_id)
    assert policy.may_decide_on(owner, OWNER_ID)
    for actor in (COACH, by_code, Actor()):
        assert not policy.may_decide_on(actor, OWNER_ID)
