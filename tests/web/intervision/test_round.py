"""A round from opening to a group that meets, as the desk and sixty-four people do it."""

import re

from assessment.services.intervision import leaving
from assessment.services.intervision.texts import DAYPARTS, PLACES
from assessment.services.moments import day_of, now
from assessment.store import intervision, intervision_groups, mail
from assessment.store.database import reading
from tests.people import placed
from tests.people.signed_in import add_account
from tests.web.visitor import fields

THEMES = ("raad", "balans", "media")


def fill(number):
    """What one of the sixty-four says: all can meet in one place on one daypart."""
    return {
        "called": f"Bestuurder Achternaam{number}",
        "places": [PLACES[6], PLACES[number % 5]],
        "dayparts": [DAYPARTS[4], DAYPARTS[number % 4]],
        "phase": ("starter", "zittend")[number % 2],
        "company": ("none", "alike", "mixed")[number % 3],
        "themes": [THEMES[number % 3]],
        "apart": f"lid{number + 1}@gemeente.example" if number % 2 == 0 else "",
    }


def test_sixty_four_people_get_eight_groups_of_eight(desk, keep, enter, engine):
    form = desk.get("/medewerker/intervisie").select_one("form")
    closes = day_of(now()).isoformat()
    answer = dict(fields(form)) | {"title": "Intervisie najaar", "closes_on": closes}
    address = desk.post_and_leave("/medewerker/intervisie", answer)
    round_id = address.rpartition("/")[2]
    people = []
    for number in range(64):
        account = keep(add_account, f"lid{number}@gemeente.example", at=now())
        person = enter(account)
        person.client.post(f"/intervisie/{round_id}", data=fill(number))
        people.append((account, person))
    assert "Bestuurder Achternaam0" in desk.get(address).text

    desk.post_and_leave(f"{address}/sluiten")
    assert "minstens 20 mensen" in desk.get(address).text  # of 21 or 22 who chose a theme
    desk.post_and_leave(f"{address}/voorstel")
    page = desk.get(address).text

    assert "er ligt een voorstel" in page.lower()
    assert len(re.findall(r"Groep \d: 8 mensen", page)) == 8
    assert "Iedereen heeft een groep" in page
    desk.post_and_leave(f"{address}/bevestigen")

    with reading(engine) as db:
        found = intervision.list_rounds(db)[0]
        groups = intervision_groups.list_groups(db, found.id)
        letters = [
            one for one in mail.list_mail(db, None) if "intervisiegroepen staan vast" in one.text
        ]
    assert sorted(len(group.members) for group in groups) == [8] * 8
    assert len({one for group in groups for one in group.members}) == 64
    assert len(letters) == 64
    by_id = {account.id: number for number, (account, _) in enumerate(people)}
    for group in groups:
        numbers = {by_id[one] for one in group.members}
        assert not [n for n in numbers if n % 2 == 0 and n + 1 in numbers]  # who must sit apart

    mine = next(group for group in groups if people[0][0].id in group.members)
    person = people[0][1]
    assert f"/intervisie/groep/{mine.id}" in str(person.get("/intervisie"))
    page = person.get(f"/intervisie/groep/{mine.id}")
    assert "Utrecht" in page.text
    assert sum(f"Achternaam{by_id[one]}" in page.text for one in mine.members) == 7


def test_a_round_without_people_can_not_be_closed(desk):
    form = desk.get("/medewerker/intervisie").select_one("form")
    answer = dict(fields(form)) | {"title": "Leeg", "closes_on": day_of(now()).isoformat()}
    address = desk.post_and_leave("/medewerker/intervisie", answer)
    assert not desk.get(address).select(f'form[action="{address}/sluiten"]')

    page = desk.post(f"{address}/sluiten", status=422)

    assert "Er doet niemand mee aan deze ronde." in page.text
    assert "Inschrijven kan tot en met" in page.text


def test_a_round_that_everybody_left_after_it_closed_gets_no_proposal(desk, keep, round_id):
    address = f"/medewerker/intervisie/{round_id}"
    joined = keep(placed.join, round_id, 0)
    desk.post_and_leave(f"{address}/sluiten")
    keep(leaving.leave_round, joined.id, round_id, url="", now=now())

    assert not desk.get(address).select(f'form[action="{address}/voorstel"]')
    page = desk.post(f"{address}/voorstel", status=422)

    assert "Er doet niemand mee aan deze ronde." in page.text
    assert "Iedereen heeft een groep" not in page.text


def test_a_group_writes_down_what_it_agrees_and_takes_its_days_along(group, members, engine):
    first, second, *_ = members
    form = first.get(group).select_one("form")
    told = dict(fields(form)) | {"agreed": "Dit blijft hier.", "meets_1": "2026-12-10",
                           "meets_2": "2027-02-04"}  # fmt: skip
    first.post_and_leave(group, told)

    page = second.get(group)
    assert "blijft hier" in page.text
    calendar = second.client.get(f"{group}/dagen.ics").get_data(as_text=True)
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "intervisi" not in calendar.lower()  # a calendar lies open
    assert second.client.get("/account/agenda.ics").get_data(as_text=True).count("VEVENT") >= 2
    with engine.connect() as connection:
        stored = connection.exec_driver_sql("SELECT agreed FROM intervision_group").scalar()
    assert "blijft" not in stored


def test_two_who_write_at_once_see_what_the_other_wrote(group, members):
    first, second, *_ = members
    old = fields(first.get(group).select_one("form"))
    second.post_and_leave(group, dict(old) | {"agreed": "Eerst dit."})

    page = first.post(group, dict(old) | {"agreed": "En dan dat."}, status=409)

    assert "Eerst dit." in page.text
    assert "En dan dat." in page.select_one("textarea").text
    again = fields(page.select_one("main form"))
    first.post_and_leave(group, again)
    assert "En dan dat." in second.get(group).text


def test_who_leaves_is_gone_at_once_and_the_rest_is_told(group, members, accounts, desk, engine):
    leaver, other, *_ = members
    round_id = re.search(r"/intervisie/([0-9a-f-]+)/stoppen", str(leaver.get(group)))[1]

    leaver.post_and_leave(f"/intervisie/{round_id}/stoppen")

    leaver.get(group, status=404)
    leaver.get(f"{group}/dagen.ics", status=404)
    page = other.get(group)
    assert "Nummer0" not in page.text
    assert "minder dan zes mensen" in desk.get(f"/medewerker/intervisie/{round_id}").text
    with reading(engine) as db:
        assert (
            intervision.find_intake(db, intervision.list_rounds(db)[0].id, accounts[0].id) is None
        )
        told = {one.recipient: one.text for one in mail.list_mail(db, None)}
    assert told.keys() == {"balie@vereniging.example", *(a.address for a in accounts[1:])}
    assert not [text for text in told.values() if "Nummer0" in text or "lid0" in text]


def test_what_was_typed_in_a_refused_intake_is_given_back(round_id, keep, enter):
    person = enter(keep(add_account, at=now()))
    wrong = fill(2) | {"places": [], "themes": ["raad", "media", "balans", "regio"]}

    page = person.post(f"/intervisie/{round_id}", wrong, status=422)

    assert "Kies minstens één plaats" in page.text
    assert "Kies hoogstens 3 thema's" in page.text
    assert "lid3@gemeente.example" in page.select_one("textarea").text
    person.post(f"/intervisie/{round_id}", fill(2) | {"apart": "naam\n" * 21}, status=422)
    person.post(f"/intervisie/{round_id}", fill(2) | {"dayparts": ["zondag"]}, status=422)


def test_nobody_joins_a_round_that_closed_and_who_joined_can_still_leave(
    round_id, keep, enter, desk
):
    person, late = (enter(keep(add_account, f"{n}@gemeente.example", at=now())) for n in "ab")
    person.post_and_leave(f"/intervisie/{round_id}", fill(1))
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/sluiten")

    late.get(f"/intervisie/{round_id}", status=404)
    page = late.post(f"/intervisie/{round_id}", fill(2), status=409)
    assert "De inschrijving is gesloten" in page.text
    assert page.select_one("textarea").text.strip() == "lid3@gemeente.example"
    person.post(f"/intervisie/{round_id}", fill(1), status=409)
    person.post_and_leave(f"/intervisie/{round_id}/stoppen")
    person.get(f"/intervisie/{round_id}", status=404)
    desk.post(f"/medewerker/intervisie/{round_id}/sluiten", status=422)


def test_groups_that_break_a_rule_cannot_be_confirmed(round_id, keep, desk):
    four = [keep(placed.join, round_id, number).id for number in range(4)]
    keep(placed.sit_together, four, state=intervision.PROPOSED, round_id=round_id)

    page = desk.post(f"/medewerker/intervisie/{round_id}/bevestigen", status=422)

    assert "die niet aan de regels voldoet" in page.text
    assert "Let op: minder dan zes mensen" in page.text


def test_too_few_people_are_told_how_many_are_left_over_and_why(round_id, keep, desk):
    for number in range(4):
        keep(placed.join, round_id, number)
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/sluiten")
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/voorstel")

    page = desk.get(f"/medewerker/intervisie/{round_id}").text

    assert "Zonder groep: 4. Minder kan niet binnen de regels." in " ".join(page.split())
    assert "te weinig deelnemers voor één groep" in page


def test_a_proposal_that_fails_is_told_and_can_be_asked_again(
    round_id, keep, desk, monkeypatch, caplog
):
    from assessment.services.intervision import proposing

    keep(placed.join, round_id, 0)
    monkeypatch.setattr(proposing, "place", lambda *_, **__: 1 / 0)
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/sluiten")
    desk.post_and_leave(f"/medewerker/intervisie/{round_id}/voorstel")

    assert "Het voorstel is niet gelukt" in desk.get(f"/medewerker/intervisie/{round_id}").text
    assert "could not be worked out" in caplog.text


def test_while_groups_are_worked_out_the_page_tells_how_far_it_is(
    make_app, keep, round_id, monkeypatch
):
    from tests.people.signed_in import sign_in
    from tests.web.visitor import Visitor

    handed = []
    keep(placed.join, round_id, 0)
    client = make_app(enqueue_round=handed.append).test_client()
    account = keep(add_account, "traag@vereniging.example", at=now(), role="medewerker")
    sign_in(client, account, strong=True)
    desk, address = Visitor(client), f"/medewerker/intervisie/{round_id}"
    desk.post_and_leave(f"{address}/sluiten")
    desk.post_and_leave(f"{address}/voorstel")
    keep(intervision.set_round, round_id, progress=40)

    page = desk.get(address)

    assert handed == [round_id]
    assert page.select_one("progress[data-progress]")["value"] == "40"
    assert page.select_one("[data-waiting]")["data-waiting"] == f"{address}/stand"
    assert client.get(f"{address}/stand").get_json() == {"state": "queued", "progress": 40}
    desk.post(f"{address}/voorstel", status=422)
    desk.post(f"{address}/bevestigen", status=422)
    assert handed == [round_id]


def test_looking_back_takes_three_answers_and_is_there_only_near_the_end(
    group, members, round_id, keep
):
    from datetime import timedelta

    person = members[0]
    person.get(f"{group}/terugkijken", status=404)
    keep(intervision.set_round, round_id, ends_on=day_of(now()) + timedelta(days=30))
    assert "Kijk terug in drie vragen" in person.get(group).text
    person.post(f"{group}/terugkijken", {"worth": "yes", "trust": "maar"}, status=422)

    answers = {"worth": "yes", "trust": "some", "goes_on": "no"}
    person.post_and_leave(f"{group}/terugkijken", answers)

    page = person.get(f"{group}/terugkijken")
    assert [one["value"] for one in page.select("input[checked]")] == ["yes", "some", "no"]
    assert keep(intervision.list_reviews, round_id) == [answers]


def test_who_is_in_no_group_yet_is_told_so_and_gets_a_seat_later(
    round_id, keep, enter, desk, accounts
):
    late = keep(placed.join_late, round_id, 9)
    person = enter(late)
    assert "Voor jou is er nog geen plek" in person.get("/intervisie").text
    found = keep(intervision_groups.list_groups, round_id)[0]

    desk.post_and_leave(
        f"/medewerker/intervisie/{round_id}/verplaatsen/{late.id}",
        {"to": str(found.id), "exchange": ""},
    )

    assert "Nummer0" in person.get(f"/intervisie/groep/{found.id}").text
    told = {one.recipient for one in keep(mail.list_mail, None)}
    assert told == {late.address, *(one.address for one in accounts)}


def test_a_group_that_is_over_is_read_and_changed_no_more(members, group, round_id, keep):
    keep(intervision.set_round, round_id, state=intervision.ENDED)

    members[0].get(group)
    members[0].post(group, {"agreed": "We gaan door.", "revision": "0"}, status=404)
