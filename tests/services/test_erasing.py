from sqlalchemy import func, select

from assessment.services import erasing, reporting
from assessment.store import attempts, results
from assessment.store.tables import Base
from tests import attempts as made


def test_deleting_everything_leaves_nothing_of_this_person_and_all_of_others(db, content):
    leaving, staying = made.add_submitted(db, content), made.add_submitted(db, content, seed=8)
    for attempt_id in (leaving, staying):
        results.keep_plan(db, attempt_id, {"goals": []}, seen=0, now=made.LATER)
        reporting.ask_document(db, attempts.get_attempt(db, attempt_id), now=made.LATER)
    before = rows(db)

    erasing.delete_everything(db, leaving)

    assert rows(db) == {table: count // 2 for table, count in before.items()}
    assert all(rows(db).values())
    assert attempts.get_attempt(db, staying).submitted_at == made.LATER


def rows(db):
    return {
        table.name: db.scalar(select(func.count()).select_from(table))
        for table in Base.metadata.sorted_tables
    }
