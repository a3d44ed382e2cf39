"""The pages of a college, as its members meet them."""

from datetime import timedelta

from sqlalchemy import select

from assessment.services.colleges import leaving
from assessment.services.moments import now
from assessment.store import audit
from assessment.store.database import reading, writing
from assessment.store.tables import CollegeCopyRow
from tests.people import taken
from tests.people.signed_in import NOOR, add_account, sign_in
from tests.web.visitor import fields


def test_a_member_reads_the_picture_and_that_is_written_down(member, college, engine):
    college_id, people = college

    page = member.get(f"/college/{college_id}")

    text = page.get_text(" ", strip=True)
    assert "Tien vragen voor een uur samen" in text
    assert "Noor" in text
    assert len(page.select("section[aria-labelledby=uur] li")) == 10
    with reading(engine) as db:
        acts = [one.act for one in audit.list_entries(db, account_id=people[0].id, most=9)]
    assert acts[0] == "college_opened"


def test_the_figure_and_the_sheet_are_for_members_alone(app, member, college):
    college_id, _ = college
    addresses = [f"/college/{college_id}/figuur/stijllijnen.svg",
                 f"/college/{college_id}/figuur/smal/stijllijnen.svg",
                 f"/college/{college_id}/ons-college.pdf"]  # fmt: skip
    for address in addresses:
        assert member.client.get(address).status_code == 200
        assert app.test_client().get(address).status_code == 302


def test_who_leaves_is_out_at_once_and_the_code_of_the_sheet_is_void(member, college, engine):
    college_id, _ = college
    assert member.client.get(f"/college/{college_id}/ons-college.pdf").data.startswith(b"%PDF")
    with reading(engine) as db:
        code = db.scalar(select(CollegeCopyRow.content_hash))[:16]
    assert "Echt." in check(member, code)

    member.post_and_leave(f"/college/{college_id}/eruit")

    member.get(f"/college/{college_id}", status=404)
    assert "Niet meer geldig." in check(member, code)


def check(visitor, code):
    return visitor.post("/echtheid", {"code": code}).get_text(" ", strip=True)


def test_somebody_begins_a_college_looks_first_and_says_yes(visitor, keep, content, engine):
    attempt_id = keep(taken.add_submitted, content)
    sign_in(visitor.client, keep(add_account, NOOR, at=now(), attempts=(attempt_id,)))
    day = (now() + timedelta(days=300)).date().isoformat()
    begun = {"college_name": "College van Tiel", "ends_on": day}

    joining = visitor.post_and_leave("/college", begun)
    form = {"result": str(attempt_id), "name": "Noor", "dots": "unnamed"}
    look = visitor.post(joining, form)
    assert "Alleen jij ziet dit." in look.get_text(" ", strip=True)
    assert "Iets" not in look.get_text()
    yes = look.select_one("form[action$=ja]")
    room = visitor.post_and_leave(yes["action"], fields(yes))

    text = visitor.get(room).get_text(" ", strip=True)
    assert "Noor (jij)" in text
    assert "Een beeld kan vanaf 3 leden" in text
    visitor.get(joining, status=404)


def test_what_was_typed_badly_comes_back_with_what_to_do(visitor, keep, content):
    attempt_id = keep(taken.add_submitted, content)
    sign_in(visitor.client, keep(add_account, NOOR, at=now(), attempts=(attempt_id,)))

    page = visitor.post("/college", {"college_name": "", "ends_on": "2019-01-01"}, status=422)
    assert "Geef het college een naam" in page.get_text()
    page = visitor.post("/college", {"college_name": "Tiel", "ends_on": "2019-01-01"}, status=422)
    assert "Kies een dag na vandaag" in page.get_text()
    assert page.select_one("[name=college_name]")["value"] == "Tiel"
    day = (now() + timedelta(days=300)).date().isoformat()
    joining = visitor.post_and_leave("/college", {"college_name": "Tiel", "ends_on": day})
    page = visitor.post(joining, {"result": str(attempt_id), "name": "Noor"}, status=422)
    assert "Kies hoe je stip" in page.get_text()


def test_a_result_of_another_account_is_no_choice(visitor, keep, content):
    attempt_id = keep(taken.add_submitted, content)
    foreign = keep(taken.add_submitted, content, seed=8)
    sign_in(visitor.client, keep(add_account, NOOR, at=now(), attempts=(attempt_id,)))
    day = (now() + timedelta(days=300)).date().isoformat()
    joining = visitor.post_and_leave("/college", {"college_name": "Tiel", "ends_on": day})

    form = {"result": str(foreign), "name": "Noor", "dots": "named", "gezien": "x"}
    visitor.post(joining, form, status=422)
    visitor.post(f"{joining}/ja", form, status=422)
    page = visitor.post(f"{joining}/ja", form | {"result": str(attempt_id)}, status=409)
    assert "Er is intussen iets veranderd" in page.get_text()


def test_a_second_picture_of_nearly_the_same_members_is_refused_with_why(member, college, engine):
    college_id, people = college
    with writing(engine) as db:
        leaving.leave(db, people[3].id, college_id, now=now())
        db.commit()

    page = member.post(f"/college/{college_id}/beeld", status=409)

    assert "uit te rekenen wat één lid inbrengt" in page.get_text()


def test_a_colleague_is_asked_by_mail_and_the_invitation_can_be_taken_back(member, college):
    college_id, people = college
    page = member.post(f"/college/{college_id}/uitnodigen", {"address": "x"}, status=422)
    assert "Vul een mailadres in" in page.get_text()
    own = {"address": people[0].address}
    member.post(f"/college/{college_id}/uitnodigen", own, status=422)

    member.post_and_leave(f"/college/{college_id}/uitnodigen", {"address": "guus@b.example"})
    page = member.get(f"/college/{college_id}")
    assert "guus@b.example" in page.get_text()
    twice = {"address": "guus@b.example"}
    member.post(f"/college/{college_id}/uitnodigen", twice, status=422)
    back = page.select_one("form[action$=intrekken]")
    member.post_and_leave(back["action"])
    assert "guus@b.example" not in member.get(f"/college/{college_id}").get_text()


def test_the_page_with_its_figure_is_light(member, college):
    """Fonts and sheets are weighed in tests/web/test_weight.py; this comes on top."""
    college_id, _ = college
    packed = {"Accept-Encoding": "gzip"}
    page = member.client.get(f"/college/{college_id}", headers=packed).data
    figure = member.client.get(f"/college/{college_id}/figuur/stijllijnen.svg", headers=packed).data

    assert len(page) + len(figure) < 25_000
