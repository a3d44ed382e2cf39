"""What a group is told of its members, and what of them never follows from it."""

import pytest

from assessment.services.intervision import arranging, leaving, meeting, rounds
from assessment.services.moments import TWICE, now
from assessment.services.policy import Actor
from tests.people import placed
from tests.people.taken import NOW


def themes_for(db, group_id, reader):
    opened = meeting.open_meeting(db, Actor(account=reader.id), group_id)
    return meeting.describe_company(db, opened, reader.id).themes


@pytest.fixture
def round_id(db):
    return placed.open_round(db)


@pytest.fixture
def people(db, round_id):
    """Six people: all but the first share a theme, and the next three another."""
    chosen = [("media",), *[("raad", "balans")] * 3, ("raad",), ("raad", "balans")]
    return [placed.join(db, round_id, n, themes=themes) for n, themes in enumerate(chosen)]


@pytest.mark.parametrize("change", ["leaves", "is moved away", "comes"])
def test_themes_say_nothing_of_who_came_or_went(db, round_id, people, change):
    _, group_id = placed.sit_together(db, [one.id for one in people[:5]], round_id=round_id)
    reader, other = people[0], people[1]
    before = themes_for(db, group_id, reader)
    assert len(before) == 2

    if change == "leaves":
        leaving.leave_round(db, other.id, round_id, url="", now=now())
    elif change == "is moved away":
        arranging.move_person(db, round_id, other.id, None, None, url="", now=now())
    else:
        arranging.move_person(db, round_id, people[5].id, group_id, None, url="", now=now())

    assert themes_for(db, group_id, reader) == []


def test_themes_stay_while_the_group_is_as_it_was_confirmed(db, round_id, people):
    _, group_id = placed.sit_together(db, [one.id for one in people[:5]], round_id=round_id)

    arranging.note_read(db, round_id, actor=None, now=now())

    assert len(themes_for(db, group_id, people[0])) == 2


def test_who_presses_the_button_twice_opens_one_round(db):
    day = now().date()

    def open_round(name="X", at=NOW):
        return rounds.open_round(db, name, day, actor=None, now=at)

    made = open_round()

    assert open_round(at=NOW + TWICE / 2) == made
    assert len({made, open_round(name="Y"), open_round(at=NOW + TWICE)}) == 3
