"""What the pages of a college promise: read on the page, and then the program is held to it."""

from datetime import datetime, time, timedelta

from assessment.services import auditing
from assessment.services.colleges import joining, leaving, picturing
from assessment.services.moments import AMSTERDAM, now
from assessment.store import colleges, mail
from assessment.store.database import reading, writing
from tests.people.colleagues import ENDS_ON, Colleges
from tests.people.signed_in import sign_in
from values.calendar import years_later
from values.constants import TERM_YEARS
from values.facts import FACTS

AFTER_THE_TERM = datetime.combine(ENDS_ON, time.max, tzinfo=AMSTERDAM) + timedelta(days=1)


def words(page):
    return " ".join(page.get_text(" ").split())


def test_what_was_brought_in_goes_and_only_who_was_counted_stays_known_for_a_term(
    member, college, engine
):
    college_id, people = college
    text = words(member.get(f"/college/{college_id}/eruit"))
    assert "Wat je inbracht, verwijderen we." in text
    assert f"We onthouden alleen dat je meetelde, nog hoogstens {FACTS['kept_term']}" in text

    member.post_and_leave(f"/college/{college_id}/eruit")

    with reading(engine) as db:
        assert colleges.list_memberships(db, people[0].id) == []
        assert [len(group) for group in colleges.list_groups_with(db, [people[0].id])] == [5]
    with writing(engine) as db:
        leaving.end_terms(db, now=max(AFTER_THE_TERM, years_later(now(), TERM_YEARS + 1)))
        db.commit()
    with reading(engine) as db:
        assert colleges.list_groups_with(db, [people[0].id]) == []


def test_after_the_last_day_everything_of_the_college_is_gone(member, college, engine):
    college_id, people = college
    assert "Na de laatste dag verwijderen we alles van het college." in words(
        member.get("/college")
    )

    with writing(engine) as db:
        leaving.end_terms(db, now=AFTER_THE_TERM)
        db.commit()

    with reading(engine) as db:
        assert colleges.list_of_account(db, people[0].id) == []
        assert colleges.find_picture(db, college_id) is None


def test_who_says_no_is_mailed_to_nobody_and_leaves_the_list_as_is_said(
    college, app, engine, content
):
    college_id, people = college
    with writing(engine) as db:
        made = Colleges(db, content, at=now())
        guus = made.person("Guus", seed=47)
        joining.ask_member(db, people[0], college_id, guus.address, url="", secret="x", now=now())
        db.commit()
    client = app.test_client()
    sign_in(client, guus)
    with reading(engine) as db:
        [(invitation, _)] = joining.list_asked(db, guus, now=now())
        before = len(mail.list_mail(db, None))
    address = f"/college/uitnodigingen/{invitation.id}"
    said = client.get(address).text
    assert "Zeg je nee, dan mailen we niemand en is je uitnodiging weg." in said
    assert "De leden zien dan wel dat ze er niet meer staat." in said
    with reading(engine) as db:
        room = picturing.open_room(db, content, people[0].id, college_id, now=now())
    assert guus.address in [one.address for one in room.invitations]

    assert client.post(f"{address}/nee").status_code == 303

    with reading(engine) as db:
        assert len(mail.list_mail(db, None)) == before
        room = picturing.open_room(db, content, people[0].id, college_id, now=now())
    assert "Guus" not in str(room)


def test_a_picture_beside_a_refused_button_is_read_and_stands_in_the_log(member, college, engine):
    own = college[1][0].address
    page = member.post(f"/college/{college[0]}/uitnodigen", {"address": own}, status=422)

    assert page.select("figure")
    with reading(engine) as db:
        assert [one.act for one in auditing.list_entries(db)].count("college_opened") == 1
