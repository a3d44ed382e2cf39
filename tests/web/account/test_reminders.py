"""Choosing reminders, and stopping them."""

from assessment.services import reminding
from assessment.services.moments import now
from assessment.store import accounts as kept
from assessment.store import database
from tests.people import taken

HOME = "/account/herinneringen"


def test_nothing_is_ticked_beforehand_and_what_is_chosen_stays_chosen(noor):
    assert noor.get(HOME).select("input[checked]") == []

    noor.post_and_leave(HOME, {"kinds": ["measuring", "forged"]})
    assert [i["value"] for i in noor.get(HOME).select("input[checked]")] == ["measuring"]

    noor.post_and_leave(HOME, {})
    assert noor.get(HOME).select("input[checked]") == []


def test_the_page_tells_when_each_would_come(noor, account, keep, content, engine):
    attempt_id = keep(taken.add_submitted, content)
    with database.writing(engine) as db:
        kept.adopt_attempt(db, account.id, attempt_id, now=now())
        db.commit()
        coming = reminding.list_coming(db, account.id)

    text = noor.get(HOME).main.text

    assert str(coming["measuring"].at.year) in text
    assert "Daarvoor moet je eerst een doel in je plan zetten." in text
