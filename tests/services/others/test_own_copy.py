"""The copy of everything about somebody: what an other answered is theirs, never the owner's."""

import io
import zipfile
from datetime import timedelta

import pytest

from assessment.services import auditing, own_data
from assessment.services.others import rounds
from tests.people import seen
from tests.people.signed_in import add_account

RATER, LATER = "raad1@elders.example", seen.NOW + timedelta(days=2)


@pytest.fixture
def asking(db, content):
    asking = seen.ask(db, content)
    given = seen.fill_in(content, 1, ("Dit schreef de ander",))
    for place, token in enumerate(asking.tokens.values()):
        own = given if token == asking.tokens[RATER] else seen.fill_in(content, place)
        seen.answer(db, content, token, own)
    return asking


def read_copy(db, account_id):
    copy = own_data.write_copy(db, own_data.of_account(db, account_id), now=LATER)
    file = zipfile.ZipFile(io.BytesIO(copy))
    return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".json")}


def test_the_owner_gets_who_was_asked_and_nothing_that_one_of_them_answered(db, asking):
    copy = read_copy(db, asking.owner.id)

    assert RATER in copy["gegevens/rater.json"]
    assert "gegevens/rater_answer.json" not in copy
    assert "Dit schreef de ander" not in str(copy)
    assert not any(token in str(copy) for token in asking.tokens.values())
    assert "token_hash" not in copy["gegevens/rater.json"]


def test_an_other_with_an_account_gets_the_own_answers_and_not_the_round(db, asking):
    rater = add_account(db, RATER, at=seen.NOW)

    copy = read_copy(db, rater.id)

    assert "Dit schreef de ander" in copy["gegevens/rater_answer.json"]
    assert copy["gegevens/rater_answer.json"].count("revision") == 1
    assert "gegevens/others_round.json" not in copy
    assert "raad2@elders.example" not in str(copy)


def test_after_opening_the_owner_gets_the_result_and_the_other_nothing_any_more(
    db, content, asking
):
    rater = add_account(db, RATER, at=seen.NOW)
    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    copy = read_copy(db, asking.owner.id)

    assert "Dit schreef de ander" in copy["gegevens/others_round.json"]
    assert "elders.example" not in str(copy)
    assert "gegevens/rater_answer.json" not in read_copy(db, rater.id)


def test_the_log_tells_the_owner_what_was_done_and_of_nobody_else(db, content, asking):
    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=LATER)

    acts = [one.act for one in auditing.list_entries(db, account_id=asking.owner.id)]

    assert acts == ["others_opened", "others_asked"]
