"""A new version comes while people are busy: what is open stays open, half a page can be sent."""

from contextlib import ExitStack

import pytest
from sqlalchemy import MetaData

from assessment.store import database
from assessment.store.attempts import get_attempt
from assessment.store.tables import Base
from assessment.store.tables.columns import EncryptedBytes, EncryptedText
from tests.keys import KEYS
from tests.web.visitor import Visitor, fields

SINCE = "0011"  # since when sessions and accounts are rows
REVISIONS = [f"{number:04}" for number in range(int(SINCE), int(database.newest_version()))]


def existing():
    known = {path.name[:4] for path in (database.MIGRATIONS / "versions").glob("[0-9]*.py")}
    return [revision for revision in REVISIONS if revision in known]


def carry_back(engine, url, revision):
    """Fill a database of an earlier version with the rows of now, as that version kept them."""
    database.upgrade(url, KEYS, to=revision)
    earlier = database.open_engine(url, KEYS)
    there = MetaData()
    there.reflect(earlier)
    with engine.connect() as reading, earlier.begin() as writing:
        for table in Base.metadata.sorted_tables:
            if table.name not in there.tables:
                continue
            rows = [dict(row) for row in reading.execute(table.select()).mappings()]
            columns = there.tables[table.name].columns
            target = there.tables[table.name]
            for column in target.columns:  # times and identifiers as the model writes them
                model = table.columns.get(column.name)
                if model is not None:
                    locked = isinstance(model.type, EncryptedText | EncryptedBytes)
                    plain = locked and revision < "0017"
                    column.type = model.type.impl_instance if plain else model.type
            for row in rows:
                kept = {k: v for k, v in row.items() if k in columns}
                if "agreed_at" in columns:  # until 0018 the attempt itself held the first yes
                    kept |= {"privacy_version": "2026-11", "agreed_at": row["created_at"]}
                writing.execute(target.insert(), kept)
    return earlier


@pytest.fixture(params=["sqlite", "postgresql"])
def earlier_url(request, tmp_path):
    with ExitStack() as opened:
        if request.param == "sqlite":
            yield f"sqlite:///{tmp_path / 'earlier.db'}"
        else:
            yield opened.enter_context(request.getfixturevalue("cluster").database())


@pytest.mark.parametrize("revision", existing())
def test_a_page_that_was_half_filled_before_the_upgrade_is_saved_after_it(
    make_app, engine, attempt_id, earlier_url, revision
):
    before = Visitor(make_app(WTF_CSRF_ENABLED=True).test_client()).owns(attempt_id)
    page = before.get(f"/afname/{attempt_id}/gedrag/1")
    filled = fields(page.select_one("main form"))
    item = next(name for name in (field["name"] for field in page.select("input[type=radio]")))
    earlier = carry_back(engine, earlier_url, revision)
    cookie = before.client.get_cookie("bop")

    database.upgrade(earlier_url, KEYS)  # the new version starts
    app = make_app(WTF_CSRF_ENABLED=True, engine=earlier)
    after = Visitor(app.test_client())
    after.client.set_cookie("bop", cookie.value)
    answer = after.client.post(f"/afname/{attempt_id}/gedrag/1", data=filled | {item: "4"})

    assert answer.status_code in (303, 422)
    with database.reading(earlier) as db:
        assert 4 in get_attempt(db, attempt_id).given("gedrag").values()
    earlier.dispose()
