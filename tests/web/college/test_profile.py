"""Taking the styles that a college misses to a profielschets, as its members meet it."""

import pytest

from assessment.services.moments import now
from assessment.store import audit
from assessment.store.database import reading, writing
from tests.people.colleagues import Colleges, lean_all
from tests.people.signed_in import sign_in
from tests.web.visitor import Visitor, fields


@pytest.fixture
def college(content, engine):  # instead of the one of tests/web/college/conftest.py
    """A college of three with a picture in which KOE is missing: its id and its members."""
    with writing(engine) as db:
        made = Colleges(db, content, at=now())
        college_id, people = made.begin(3, dots="named")
        lean_all(made, college_id)
        made.make(people[0], college_id)
        db.commit()
    return college_id, people


@pytest.fixture
def visitors(app, college):
    """A visitor for each member, signed in."""
    found = []
    for one in college[1]:
        client = app.test_client()
        sign_in(client, one)
        found.append(Visitor(client))
    return found


def at(college):
    return f"/college/{college[0]}/profielschets"


def say_yes(visitor, college):
    page = visitor.get(at(college))
    visitor.post_and_leave(f"{at(college)}/ja", fields(page.select_one("form[action$=ja]")))


def words(page):
    return page.get_text(" ", strip=True)


def test_all_say_yes_and_one_begins_the_form_with_the_styles_ticked(visitors, college, content):
    noor = visitors[0]
    room = noor.get(f"/college/{college[0]}")
    assert room.select_one(f'main a[href="{at(college)}"]')
    koe = content.value_map.style["KOE"].name
    assert [li.text for li in noor.get(at(college)).select("#mee + ul li")] == [koe]
    for visitor in visitors:
        assert not noor.get(at(college)).select('a[href$="/maken"]')
        say_yes(visitor, college)

    begun = noor.get(at(college)).select_one('a[href$="/maken"]')["href"]
    form = noor.get(begun)

    assert [one["value"] for one in form.select("input[name=styles][checked]")] == ["KOE"]
    assert form.select_one("input[name=audience][checked]")["value"] == "college"
    sent = fields(form.select_one("main form")) | {"competencies": ["POL1"], "naar": "lezen"}
    assert koe in words(noor.post("/profielschets", sent))


def test_the_page_of_a_member_is_the_same_however_many_others_said_yes(visitors, college):
    def seen():
        main = visitors[0].get(at(college)).select_one("main")
        for token in main.select("[name=csrf_token]"):
            token.decompose()
        return str(main)

    before = seen()
    say_yes(visitors[1], college)

    assert seen() == before


def test_a_yes_that_is_taken_back_closes_the_form(visitors, college):
    for visitor in visitors:
        say_yes(visitor, college)

    visitors[1].post_and_leave(f"{at(college)}/nee")

    answer = visitors[0].client.get(f"{at(college)}/maken")
    assert (answer.status_code, answer.location) == (303, at(college))
    assert "Nog niet alle leden zeiden ja" in words(visitors[0].get(at(college)))


def test_a_yes_to_another_picture_is_told_and_nothing_is_kept(visitors, college):
    page = visitors[0].post(f"{at(college)}/ja", {"gezien": "een ander"}, status=409)

    assert "Je ja is niet bewaard" in words(page)
    assert page.select_one("form[action$=ja]")


def test_who_begins_a_schets_stands_in_the_log_of_each_member(visitors, college, engine):
    for visitor in visitors:
        say_yes(visitor, college)

    visitors[0].get(f"{at(college)}/maken")

    with reading(engine) as db:
        for one in college[1]:
            acts = [entry.act for entry in audit.list_entries(db, account_id=one.id, most=20)]
            assert "college_styles_taken" in acts
    assert "nam de stijlen van een college mee" in words(visitors[2].get("/account/gebeurtenissen"))


def test_where_no_style_is_missing_the_room_offers_no_profielschets(app, content, engine):
    with writing(engine) as db:
        made = Colleges(db, content, at=now())
        college_id, people = made.begin(3)
        lean_all(made, college_id, to_koe=True)
        made.make(people[0], college_id)
        db.commit()
    client = app.test_client()
    sign_in(client, people[0])

    room = Visitor(client).get(f"/college/{college_id}")

    assert "Zoekt het college iemand erbij?" not in words(room)
    assert "Download dit als blad" in words(room)


def test_without_a_picture_there_is_nothing_to_say_yes_to(app, content, engine):
    with writing(engine) as db:
        college_id, people = Colleges(db, content, at=now()).begin(3)
        db.commit()
    client = app.test_client()
    sign_in(client, people[0])

    page = Visitor(client).get(f"/college/{college_id}/profielschets")

    assert "Er is nog geen beeld" in words(page)
    assert not page.select("main form")
