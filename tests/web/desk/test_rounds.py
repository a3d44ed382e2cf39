"""The desk invites, follows and reminds on its pages, and learns of nobody."""

import io
from datetime import timedelta

import pytest

from assessment.jobs import Worker
from assessment.services import auditing, mailing
from assessment.services.moments import day_of, now
from assessment.services.rounds import counting, keeping
from assessment.services.rounds.addresses import MOST_PEOPLE
from assessment.store import database
from tests.people import invited
from tests.people.clamd import EICAR, running_clamd
from tests.people.invited import name_people
from tests.people.signed_in import add_account, sign_in

HOME = "/medewerker/rondes"
CLOSES = day_of(now()) + timedelta(days=60)
TYPED = {"round_name": "Wethouders 2026", "round_kind": "jaarlijks", "proposed_phase": "zittend",
         "closes_on": f"{CLOSES}"}  # fmt: skip


@pytest.fixture
def desk(keep, visitor):
    account = keep(add_account, "mia@bond.example", at=now(), role="medewerker")
    sign_in(visitor.client, account, strong=True)
    return visitor


@pytest.fixture
def round_id(keep):
    return keep(invited.add_round, now=now())


@pytest.fixture
def page(round_id):
    return f"{HOME}/{round_id}"


@pytest.fixture
def work(engine, content, tmp_path):
    """Let the worker do what waits."""
    worker = Worker(engine, content, tmp_path / "queue.db", public_url="https://bop.example")

    def run():
        worker.count_rounds()
        worker.write_round_mail()

    return run


@pytest.fixture
def overview(engine, round_id):
    def read():
        with database.reading(engine) as db:
            return keeping.read_overview(db, round_id, now=now())

    return read


def problems(page):
    return [one.get_text() for one in page.select(".error-summary li")]


def test_from_the_account_to_a_round_with_people_who_are_mailed(desk, keep, work):
    there = str(desk.get("/account").find("a", string="Rondes")["href"])
    assert "Er loopt nu geen ronde" in desk.get(there).text

    people = desk.post_and_leave(f"{HOME}/nieuw", TYPED)
    shown = desk.post_and_leave(people, {"addresses": "\n".join(name_people(3))})
    assert "Toegevoegd: 3." in desk.get(shown).text
    desk.post_and_leave(f"{shown}/uitnodigen")
    assert desk.get(shown).select("progress")
    work()

    assert sorted(one.recipient for one in keep(mailing.list_mail)) == name_people(3)
    assert "klaar" in desk.get(shown).select_one("#mails").text
    assert "Wethouders 2026" in desk.get(HOME).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"round_name": " "},
        {"round_name": "x" * 200},
        {"round_kind": ""},
        {"round_kind": "anders"},
        {"proposed_phase": "burgemeester"},
        {"closes_on": ""},
        {"closes_on": "morgen"},
        {"closes_on": f"{CLOSES - timedelta(days=90)}"},
        {"closes_on": f"{CLOSES + timedelta(days=900)}"},
    ],
)
def test_what_is_no_round_is_asked_again(desk, keep, wrong):
    page = desk.post(f"{HOME}/nieuw", TYPED | wrong, status=422)

    assert page.select(".problem")
    assert keep(keeping.list_rounds) == []


def test_a_file_is_added_whole_or_not_at_all(desk, page, overview):
    def send(text, **more):
        return {"file": (io.BytesIO(text.encode()), "leden.csv"), **more}

    refused = desk.post(f"{page}/mensen", send("mailadres\na@b.nl\nfout\nook fout\n"), status=422)
    assert [one[:8] for one in problems(refused)[:2]] == ["Regel 3:", "Regel 4:"]
    assert "opnieuw" in problems(refused)[-1]
    assert {one["href"] for one in refused.select(".error-summary a")} == {"#file"}
    assert refused.select_one("#file")["aria-describedby"] == "file-hint file-error"
    assert not refused.select("#addresses[aria-invalid]")
    both = desk.post(f"{page}/mensen", send("a@b.nl\n", addresses="c@d.nl"), status=422)
    assert "niet allebei" in problems(both)[0]
    assert both.select_one("textarea").text.strip() == "c@d.nl"
    assert overview().round.invited == 0

    desk.post_and_leave(f"{page}/mensen", send("mailadres\na@b.nl\nA@b.nl\nc@d.nl\n"))
    assert overview().round.invited == 2
    assert "Dubbel in wat je gaf: 1" in desk.get(page).text


def test_a_workbook_and_nothing_at_all_are_refused(desk, page, overview):
    workbook = {"file": (io.BytesIO(b"PK\x03\x04" + bytes(900)), "leden.xlsx")}

    assert "Excel" in problems(desk.post(f"{page}/mensen", workbook, status=422))[0]
    nothing = desk.post(f"{page}/mensen", {"addresses": " "}, status=422)
    assert [one["href"] for one in nothing.select(".error-summary a")] == ["#addresses"]
    assert overview().round.invited == 0


@pytest.mark.parametrize(
    ("answer", "told"), [(None, "vond een virusscanner iets"), (b"", "niet op virussen nakijken")]
)
def test_a_scanner_looks_at_a_list_too_before_anybody_reads_it(desk, page, overview, answer, told):
    def send(text):
        return {"file": (io.BytesIO(text), "leden.csv")}

    with running_clamd() as clamd:
        desk.client.application.config["SCANNER"] = clamd.scanner
        desk.post_and_leave(f"{page}/mensen", send(b"mailadres\na@b.nl\n"))
        assert clamd.seen == [b"mailadres\na@b.nl\n"]

        clamd.answer = answer
        refused = desk.post(f"{page}/mensen", send(b"mailadres\nc@d.nl\n" + EICAR), status=422)

    assert told in problems(refused)[0]
    assert overview().round.invited == 1


def test_ten_thousand_lines_are_added_and_one_more_is_refused(desk, page, overview):
    lines = "\n".join(["mailadres", *name_people(MOST_PEOPLE)])
    more = {"file": (io.BytesIO(f"{lines}\neen@teveel.nl".encode()), "leden.csv")}
    assert str(MOST_PEOPLE) in problems(desk.post(f"{page}/mensen", more, status=422))[0]
    assert overview().round.invited == 0

    desk.post_and_leave(f"{page}/mensen", {"file": (io.BytesIO(lines.encode()), "leden.csv")})

    assert overview().round.invited == MOST_PEOPLE


def test_numbers_stand_on_the_page_when_they_are_told_and_names_of_who_said_so(
    desk, keep, page, round_id
):
    people = name_people(30)
    keep(invited.add, round_id, people, now=now())
    keep(invited.mail, round_id, "invitation", now=now())
    keep(invited.finish, round_id, people[:9], now=now())
    keep(invited.finish, round_id, people[9:10], tells=True, now=now())
    for address in people[10:18]:
        keep(invited.begin, round_id, address, now=now())
    before = desk.get(page)
    assert before.text.count("nog niet te zeggen") == 3

    keep(counting.count_round, round_id, now=now())

    numbers = [one.text.split(" (")[0] for one in desk.get(page).select("dd")]
    assert numbers == ["30", "9", "17", "nog niet te zeggen"]
    assert people[9] in desk.get(page).text
    assert not any(one in desk.get(page).text for one in (*people[:9], *people[10:]))


def test_withdrawing_gets_the_same_answer_whoever_it_is_of(desk, keep, page, round_id):
    people = name_people(3)
    keep(invited.add, round_id, people, now=now())
    keep(invited.mail, round_id, "invitation", now=now())
    keep(invited.finish, round_id, people[:1], now=now())

    answers = []
    for address in (*people[:2], "niemand@x.example"):
        there = desk.post_and_leave(f"{page}/intrekken", {"address": address})
        answers.append((there, desk.get(there).text))

    assert answers[0] == answers[1] == answers[2]
    assert desk.post(f"{page}/intrekken", {"address": "geen adres"}, status=422).select(".problem")


def test_what_cannot_be_mailed_now_is_said_on_the_page(desk, keep, page, round_id):
    assert "nog niemand in deze ronde" in desk.post(f"{page}/uitnodigen", status=409).text
    keep(invited.add, round_id, name_people(2), now=now())
    assert "nog niemand uitgenodigd" in desk.post(f"{page}/herinneren", status=409).text
    keep(invited.mail, round_id, "invitation", now=now())
    assert "drie dagen" in desk.post(f"{page}/herinneren", status=409).text.replace("3", "drie")


def test_a_round_that_is_over_offers_no_mail_and_can_be_prolonged(desk, keep):
    long_ago = now() - timedelta(days=20)
    closed = keep(invited.invite, name_people(3), now=long_ago, days=5)
    page = f"{HOME}/{closed}"
    assert not desk.get(page).select("form[action*=uitnodigen]")
    assert "voorbij" in desk.post(f"{page}/uitnodigen", status=409).text
    assert "voorbij" in desk.post(f"{page}/mensen", {"addresses": "a@b.nl"}, status=422).text

    desk.post_and_leave(f"{page}/aanpassen", {"round_name": "Langer", "closes_on": f"{CLOSES}"})

    assert desk.get(page).select("form[action*=uitnodigen]")


@pytest.mark.parametrize("day", ["", "0", "morgen", "31-02-2027", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_refused_with_what_was_typed(desk, page, day):
    for way in ("aanpassen", "kopie"):
        typed = {"round_name": "Langer", "closes_on": day}
        shown = desk.post(f"{page}/{way}", typed, status=422)

        assert shown.select_one("[name=closes_on]")["value"] == day
        assert shown.select_one("[name=closes_on]")["aria-invalid"] == "true"


def test_a_copy_for_next_year(desk, keep, page, round_id):
    keep(invited.add, round_id, name_people(4), now=now())
    next_year = day_of(now()) + timedelta(days=365)
    typed = {"round_name": "2027", "closes_on": f"{next_year}", "with_people": "y"}

    assert desk.get(f"{page}/kopie").select_one("[name=with_people]").has_attr("checked")
    copied = desk.post_and_leave(f"{page}/kopie", typed)

    shown = desk.get(copied)
    assert [shown.h1.text, shown.dd.text] == ["2027", "4"]
    assert desk.post(f"{page}/kopie", {"round_name": "", "closes_on": ""}, status=422)


@pytest.mark.parametrize("path", ["", "/mensen", "/intrekken", "/aanpassen", "/kopie"])
def test_there_is_no_page_of_a_round_that_is_not_there(desk, path):
    desk.get(f"{HOME}/00000000-0000-4000-8000-000000000000{path}", status=404)


def test_who_may_see_the_log_sees_that_the_desk_mailed_and_nobody_it_was_about(
    desk, keep, page, round_id
):
    keep(invited.add, round_id, name_people(2), now=now())
    desk.post_and_leave(f"{page}/uitnodigen")

    entry = keep(auditing.list_entries)[0]

    assert (entry.act, entry.actor, entry.subject) == ("round_mailed", "mia@bond.example", "")


def test_reading_who_let_it_be_seen_that_they_are_done_stands_in_the_log(
    desk, keep, page, round_id, engine
):
    def read():
        with database.reading(engine) as db:
            return [one.act for one in auditing.list_entries(db)].count("round_read")

    people = name_people(30)
    keep(invited.add, round_id, people, now=now())
    keep(invited.mail, round_id, "invitation", now=now())
    desk.get(page)
    assert read() == 0  # there were only numbers to read

    keep(invited.finish, round_id, people[:6], tells=True, now=now())
    keep(counting.count_round, round_id, now=now())
    assert people[0] in desk.get(page).text
    assert read() == 1
    assert people[0] in desk.post(f"{page}/herinneren", status=409).text  # too soon: refused
    assert read() == 2
