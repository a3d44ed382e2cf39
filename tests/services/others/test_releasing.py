"""What others said is released like any part: frozen, to that coach alone, and only when chosen."""

import re
from datetime import timedelta

import pytest

from assessment.services import releasing
from assessment.services.others import rounds
from assessment.store import attempts
from tests.people import coached, seen, taken
from tests.people.coached import Pair
from tests.people.signed_in import ELS

LATER = seen.NOW + timedelta(days=2)


@pytest.fixture
def asking(db, content):
    asking = seen.ask(db, content, name="Noor de Wit")
    seen.answer_all(db, content, asking, 8)
    return asking


@pytest.fixture
def pair(db, asking) -> Pair:
    found = coached.tie(db, asking.owner.address, ELS, asking.attempt_id, at=seen.NOW)
    return Pair(found.owner, found.coach, found.coaching, asking.attempt_id)


def open_it(db, content, asking):
    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)


def release(db, content, pair, *parts):
    return coached.release(db, content, pair, parts, now=LATER)


def read(db, pair, released, part="others"):
    return str(releasing.read_part(db, pair.reader, released, part, now=LATER).chapter(part))


def test_a_coach_reads_what_others_said_once_it_was_released(db, content, asking, pair):
    open_it(db, content, asking)

    told = read(db, pair, release(db, content, pair, "others"))

    assert "Minstens 5 anderen antwoordden" in told
    assert "houd 3" in told
    assert "elders.example" not in told


def test_in_another_part_there_is_nothing_of_it(db, content, asking, pair):
    open_it(db, content, asking)
    released = release(db, content, pair, "story", "competencies", "style", "plan")

    held = releasing.read_part(db, pair.reader, released, "story", now=LATER)

    assert "anderen antwoordden" not in str(held)
    assert "houd 3" not in str(held)
    with pytest.raises(releasing.ReleaseNotFound):
        read(db, pair, released)


def guide_of(db, pair, released):
    return releasing.open_release(db, pair.reader, released, now=LATER)[1].sheet


def test_the_gesprekswijzer_of_a_release_tells_of_others_when_that_part_was_released(
    db, content, asking, pair
):
    open_it(db, content, asking)
    without = guide_of(db, pair, release(db, content, pair, "competencies"))
    sheet = guide_of(db, pair, release(db, content, pair, "competencies", "others"))

    assert "anderen" not in {section.id for section in without.sections}
    assert "Minstens 5 anderen antwoordden" in str(sheet.section("anderen"))
    assert "houd 3" not in str(sheet)  # what others wrote stays with the part itself


def test_the_gesprekswijzer_tells_no_number_that_the_part_does_not_tell(db, content, asking, pair):
    open_it(db, content, asking)
    draft = releasing.draft_release(
        db, content, attempts.get_attempt(db, pair.attempt_id), ("others",), now=LATER
    )

    told = set(re.findall(r"\d+", str(draft.content.sheet.section("anderen").blocks)))

    assert told <= set(re.findall(r"\d+", str(draft.content.chapter("others"))))


def test_a_part_with_nothing_in_it_brings_no_gesprekswijzer(db, content, asking, pair):
    assert guide_of(db, pair, release(db, content, pair, "others")) is None


def test_before_it_was_opened_the_part_says_that_there_is_nothing(db, content, asking, pair):
    released = release(db, content, pair, "others")

    assert "geen uitkomst van anderen" in read(db, pair, released)
    open_it(db, content, asking)
    assert "geen uitkomst van anderen" in read(db, pair, released)  # what was released is frozen


def test_what_others_said_beside_another_result_is_not_in_it(db, content, asking, pair):
    open_it(db, content, asking)
    other = taken.add_submitted(db, content, seed=9)

    draft = releasing.draft_release(
        db, content, attempts.get_attempt(db, other), ("others",), now=LATER
    )

    assert "geen uitkomst van anderen" in draft.text


def test_withdrawing_ends_it_at_once(db, content, asking, pair):
    open_it(db, content, asking)
    released = release(db, content, pair, "others")

    releasing.withdraw(db, pair.owner.id, released, now=LATER)

    with pytest.raises(releasing.ReleaseNotFound):
        read(db, pair, released)
