"""Whom a coach reviews, and going from one to the next."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from assessment.services import inviting, releasing
from assessment.services.coaching import conversing
from assessment.services.moments import day_of, now
from assessment.store import releases
from tests.people import coached, talking
from tests.people.signed_in import sign_in
from tests.web.visitor import Visitor


def add_person(write, content, number):
    made = write(
        coached.add_pair, content, owner=f"o{number}@x.example", name=f"Mens {number:02}", at=now()
    )
    write(coached.release, content, made, ("story", "plan"), now=now())
    return made


def test_it_says_what_is_new_the_next_talk_and_what_is_due(coach, write, pair, talk_id):
    tomorrow = day_of(now()) + timedelta(days=1)
    actor = coached.Actor(account=pair.owner.id)

    def arrange(db):
        talk = conversing.open_talk(db, actor, talk_id, now=now())
        conversing.add_action(db, talk, "De griffier bellen", "owner", tomorrow, now=now())
        conversing.add_comment(db, talk, "POL1", "Kijk eens", now=now())
        conversing.propose_day(db, talk, tomorrow)

    write(arrange)
    page = coach.get("/coach")

    assert "iets vrijgegeven op" in page.select_one("#nieuw").parent.text
    assert "1 opmerking" in page.select_one("#nieuw").parent.text
    assert "jij hebt nog niet gereageerd" in page.select_one("#gesprekken").parent.text
    assert "De griffier bellen" in page.select_one("#afgesproken").parent.text


def test_who_was_invited_while_signed_in_finds_it_at_once(coach, write, content, engine):
    made = write(coached.taken.add_submitted, content, name="Later gevraagd", seed=9)
    owner = write(coached.add_account, "later@x.example", at=now(), attempts=(made,))
    how = {"url": coached.URL, "secret": coached.SECRET}
    coaching = write(inviting.invite_coach, owner, coached.ELS, **how, now=now())
    them = coached.Pair(owner, owner, coaching, made)
    write(coached.release, content, them, now=now())

    assert "Later gevraagd" in coach.get("/coach").text


def test_what_was_looked_at_is_new_no_more(coach, review):
    assert coach.get("/coach").select("#nieuw")

    coach.get(review)

    assert not coach.get("/coach").select("#nieuw")


def test_who_withdrew_is_gone_from_it(coach, write, pair):
    live = write(releases.list_of_attempt, pair.attempt_id)[0]
    write(releasing.withdraw, pair.owner.id, live.id, now=now())

    page = coach.get("/coach")

    assert "Er is nu niets aan jou vrijgegeven" in page.text
    assert "Noor" not in page.text


def test_twelve_people_in_a_row_need_no_back_button(coach, write, content, pair):
    for number in range(11):
        add_person(write, content, number)
    page = coach.get(coach.get("/coach").select_one(".buttons a")["href"])

    met = [page.h1.text]
    while onward := page.select_one('a[rel="next"]'):
        page = coach.get(onward["href"])
        met.append(page.h1.text)

    assert met == [*(f"Mens {number:02}" for number in range(11)), "Noor de Wit"]
    assert "12 van 12" in page.text


def test_who_looked_back_stands_apart_and_comes_last(app, write, content):
    made = write(lambda db: list(
        talking.add_talks(db, content, owner="zoe@x.example", coach=coached.ELS, now=now())
    ))  # fmt: skip
    coach = Visitor(app.test_client())
    sign_in(coach.client, made[0][1].coach, strong=True)

    page = coach.get("/coach")
    over, going = (page.select_one(f"#{one}").parent for one in ("afgerond", "iedereen"))
    order = [coach.get(page.select_one(".buttons a")["href"])]
    while onward := order[-1].select_one('a[rel="next"]'):
        order.append(coach.get(onward["href"]))

    assert (len(going.select("h3")), len(over.select("h3"))) == (3, 1)
    assert "Teruggekeken" in over.text
    assert "Teruggekeken" not in going.text
    assert "Je begeleidt nu 3 mensen" in page.text  # the fourth can still be read
    assert order[-1].h1.text == over.h3.text
    assert len(order) == 4


@pytest.mark.parametrize("address", ["/coach", "review"])
def test_more_people_take_no_more_queries(coach, write, content, engine, review, address):
    asked = []
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    page = review if address == "review" else address
    coach.client.get(page)
    asked.clear()
    coach.client.get(page)
    alone = len(asked)
    for number in range(3):
        add_person(write, content, number)

    asked.clear()
    coach.client.get(page)

    assert 0 < len(asked) <= alone


def test_a_coach_who_takes_part_too_is_told_that_the_two_are_apart(coach, write, content, pair):
    own = write(coached.taken.add_submitted, content, name="Els zelf")
    write(coached.accounts.adopt_attempt, pair.coach.id, own, now=now())

    page = coach.get("/coach")

    assert "Els zelf" not in page.text
    assert page.select_one('a[href="/account"]')
    assert coach.client.get(f"/afname/{own}").status_code == 200
    assert coach.client.get(f"/afname/{pair.attempt_id}").status_code == 404


def test_a_reading_that_cannot_be_noted_shows_nothing_and_signs_nobody_out(coach, monkeypatch):
    monkeypatch.setitem(coach.client.application.config, "PROPAGATE_EXCEPTIONS", False)

    def full_disk(_):
        raise OSError("geen ruimte meer")

    with monkeypatch.context() as broken:
        broken.setattr("sqlalchemy.orm.Session.commit", full_disk)
        assert coach.client.get("/coach").status_code == 500

    assert coach.client.get("/coach").status_code == 200
