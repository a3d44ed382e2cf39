"""What others see in the plan of the owner: only where who answered read beforehand that it may."""

import pytest
from sqlalchemy import update

from assessment.services import reporting
from assessment.services.moments import now
from assessment.services.others import rounds
from assessment.store import database
from assessment.store.tables.others import OthersRoundRow
from tests.people import seen

OLD, NEW = 1, 2
PROMISE = "Ook kan een korte samenvatting in het eigen plan komen"


def begin_under(write, asking, version):
    """Have the round begun under another version of what others are asked and told."""
    changed = update(OthersRoundRow).where(OthersRoundRow.id == asking.round.id)
    write(lambda db: db.execute(changed.values(version=version)))


def open_it(write, content, asking):
    write(seen.answer_all, content, asking, 5)
    write(rounds.open_outcome, content, asking.owner.id, asking.round.id, now=now())


@pytest.mark.parametrize(("version", "told"), [(OLD, False), (NEW, True)])
def test_who_answers_reads_the_promise_of_the_version_of_the_round(
    visitor, write, asking, tokens, version, told
):
    begin_under(write, asking, version)

    text = visitor.get(f"/blik/{tokens[0]}").get_text()

    assert (PROMISE in text) is told
    assert "eigen coach" in text
    assert "werkgever of vereniging" in text


@pytest.mark.parametrize(("version", "offered"), [(OLD, False), (NEW, True)])
def test_the_plan_with_it_is_offered_only_where_that_was_promised(
    owner, write, content, asking, version, offered
):
    begin_under(write, asking, version)
    home = f"/afname/{asking.attempt_id}/document"
    assert not owner.get(home).select("#plan_anderen")
    owner.get(f"{home}/plan_anderen", status=404)

    open_it(write, content, asking)

    assert bool(owner.get(home).select("#plan_anderen")) is offered
    owner.get(f"{home}/plan_anderen", status=200 if offered else 404)
    if not offered:
        owner.post(f"{home}/plan_anderen", status=404)
        owner.post(f"{home}/plan_anderen.html", status=404)


def test_the_worker_makes_it_with_the_chapter_and_the_plan_itself_stays_as_it_was(
    owner, engine, write, content, asking
):
    open_it(write, content, asking)
    home = f"/afname/{asking.attempt_id}/document"

    with_others, plan = (
        owner.client.get(owner.post_and_leave(f"{home}/{kind}.html")).get_data(as_text=True)
        for kind in ("plan_anderen", "plan")
    )

    assert "Minstens 5 anderen antwoordden" in with_others
    assert "Minstens 5 anderen antwoordden" not in plan
    owner.post_and_leave(f"{home}/plan_anderen")
    with database.reading(engine) as db:
        made = reporting.latest_document(db, asking.attempt_id, "plan_anderen")
    assert made.state == "ready"
