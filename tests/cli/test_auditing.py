"""``bop audit verify``: a whole log is told, a broken one refused with the place."""

import pytest
from sqlalchemy import text

from assessment.cli import main
from assessment.services import auditing
from assessment.services.auditing import Act
from assessment.store import database
from tests.people.taken import NOW


@pytest.fixture
def change(database_url, engine, monkeypatch, tmp_path):
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    monkeypatch.setenv("BOP_DATABASE_URL", database_url)

    def run(do):
        with database.writing(engine) as db:
            do(db)
            db.commit()

    for _ in range(3):
        run(lambda db: auditing.note_act(db, Act.SIGNED_IN, actor=None, now=NOW))
    return run


def test_a_whole_log_is_told_with_how_the_last_act_is_known(change, capsys, engine):
    assert main(["audit", "verify"]) == 0

    with database.reading(engine) as db:
        last = auditing.verify_log(db).last_hash
    told = capsys.readouterr().out
    assert "3 gebeurtenissen" in told
    assert last in told


@pytest.mark.parametrize(
    ("statement", "told"),
    [("DELETE FROM audit WHERE number = 2", "gebeurtenis 2: ontbreekt"),
     ("UPDATE audit SET act = 'x' WHERE number = 2", "gebeurtenis 2: is veranderd"),
     ("DELETE FROM audit WHERE number = 3", "gebeurtenis 3: hier is het einde")],
)  # fmt: skip
def test_a_broken_log_is_refused_with_the_place(change, capsys, statement, told):
    change(lambda db: db.execute(text(statement)))

    assert main(["audit", "verify"]) == 2
    assert told in capsys.readouterr().err
