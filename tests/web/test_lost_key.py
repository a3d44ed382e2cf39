"""A key that is lost while the website runs: what people are told, and that nothing is lost."""

import pytest

from assessment.store import database, noting_keys
from assessment.store.attempts import get_attempt, save_answers
from assessment.store.data_keys import DataKeys, draw_key
from tests.people import taken
from tests.web.visitor import open_in


@pytest.fixture
def keys(tmp_path):
    keys = DataKeys(tmp_path / "keys")
    keys.keep([draw_key(taken.NOW)])
    return keys


@pytest.fixture
def engine(database_url, keys):
    engine = database.open_engine(database_url, keys)
    noting_keys.match_keys(engine, taken.NOW)
    yield engine
    engine.dispose()


def test_a_page_says_that_nothing_is_gone_and_that_the_key_is_missing(
    make_app, engine, keys, attempt_id
):
    with database.writing(engine) as db:
        save_answers(db, attempt_id, "gedrag", {"a": 4}, seen={}, now=taken.NOW)
        db.commit()
    client = make_app().test_client()
    open_in(client, attempt_id)
    page = f"/afname/{attempt_id}"
    assert client.get(page).status_code == 200
    assert client.get("/klaar").json["keys"]
    kept = keys.file.read_text()
    keys.keep([draw_key(taken.NOW)])
    keys.open(keys.lock(b"x"))  # this process reads the file again

    told = client.get(page)

    assert told.status_code == 503
    assert "is niet weg" in told.text
    assert "Er ging iets mis" not in told.text
    keys.file.write_text(kept)
    assert client.get(page).status_code == 200
    with database.reading(engine) as db:
        assert get_attempt(db, attempt_id).given("gedrag") == {"a": 4}
