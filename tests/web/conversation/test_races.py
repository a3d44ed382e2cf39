"""Two people in one conversation at the same moment, on each database."""

import pytest

from assessment.services import accounts, inviting, releasing
from assessment.services.coaching import noting
from assessment.services.moments import now
from assessment.store import conversations, releases
from tests.clusters import on_each_database as on_each_database
from tests.people.signed_in import ELS, sign_in
from tests.web.test_races import race as race
from tests.web.visitor import Visitor, fields


@pytest.fixture
def other_window(app, pair):
    visitor = Visitor(app.test_client())
    sign_in(visitor.client, pair.coach, strong=True)
    return visitor


@pytest.mark.parametrize("end", ["withdraw", "block", "end", "role"])
def test_a_note_that_is_saved_while_access_ends_is_gone_too(
    race, coach, review, write, pair, talk_id, end
):
    live = write(releases.list_of_attempt, pair.attempt_id)[0]
    owner_id, moment = pair.owner.id, now()
    ends = {
        "withdraw": lambda: write(releasing.withdraw, owner_id, live.id, now=moment),
        "block": lambda: write(
            releasing.block_coach, owner_id, pair.coaching.id, pair.attempt_id, now=moment
        ),
        "end": lambda: write(inviting.end_coaching, owner_id, pair.coaching, now=moment),
        "role": lambda: write(accounts.set_role, ELS, "", now=moment),
    }
    coach.client.get(review)  # so that what is raced is the saving alone
    saving = lambda: coach.client.post(  # noqa: E731
        f"{review}/aantekeningen/nu", data={"note": "Te laat", "seen": "0"}
    )

    saved, _ = race(saving, ends[end])

    assert saved.status_code == 201
    if end == "role":  # seen by the next run of retention when the two crossed
        write(noting.delete_unread, now=moment)
    assert write(conversations.list_noted) == []


def test_a_note_that_is_saved_just_after_access_ended_is_refused(
    race, coach, review, write, pair, talk_id
):
    live = write(releases.list_of_attempt, pair.attempt_id)[0]

    _, saved = race(
        lambda: write(releasing.withdraw, pair.owner.id, live.id, now=now()),
        lambda: coach.client.post(
            f"{review}/aantekeningen/nu", data={"note": "Te laat", "seen": "0"}
        ),
    )

    assert saved.status_code == 404
    assert write(conversations.list_noted) == []


def test_of_two_windows_of_the_coach_one_saves_and_one_is_told(
    race, coach, other_window, review, write, talk_id
):
    posts = [
        lambda who=who, text=text: who.client.post(
            f"{review}/aantekeningen/nu", data={"note": text, "seen": "0"}
        )
        for who, text in ((coach, "Venster een"), (other_window, "Venster twee"))
    ]

    first, second = race(*posts)

    assert (first.status_code, second.status_code) == (201, 409)
    assert write(conversations.find_note, talk_id).text == "Venster een"


def test_who_agrees_while_the_coach_adds_an_action_agrees_to_what_was_seen(
    race, coach, owner, review, theirs, write, talk_id
):
    coach.post_and_leave(f"{review}/voorstel")
    form = owner.get(theirs).select_one("#vastleggen ~ form")
    action = {"actie-what": "Op het laatst", "actie-who": "owner"}

    added, agreed = race(
        lambda: coach.client.post(f"{theirs}/afspraken", data=action),
        lambda: owner.client.post(form["action"], data=fields(form)),
    )

    assert (added.status_code, agreed.status_code) == (303, 409)
    assert write(conversations.find_agreed_plan, talk_id) is None


def test_both_comments_of_the_same_moment_are_kept(race, coach, owner, theirs, write, talk_id):
    posts = [
        lambda who=who, text=text: who.client.post(
            f"{theirs}/opmerking/POL1", data={"POL1-text": text, "seen": "0"}
        )
        for who, text in ((coach, "Van de coach"), (owner, "Van mij"))
    ]

    race(*posts)

    said = {one.text for one in write(conversations.list_comments, [talk_id])}
    assert said == {"Van de coach", "Van mij"}
