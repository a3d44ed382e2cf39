"""Who was invited begins behind the link, chooses what is seen, and can be left alone."""

from datetime import timedelta
from uuid import UUID

import pytest

from assessment.services.moments import now
from assessment.services.rounds import keeping
from assessment.store import attempts, database, round_invitations
from tests.people import invited
from tests.people.invited import name_people
from tests.people.signed_in import NOOR, add_account, sign_in
from tests.web.visitor import fields

(PERSON, OTHER, *_) = name_people(2)
BEGIN = {"phase": "zittend", "office": "wethouder", "agree": "y"}


@pytest.fixture
def round_id(keep):
    return keep(invited.invite, [PERSON, OTHER], now=now())


@pytest.fixture
def code(keep, round_id):
    return keep(invited.read_code, round_id, PERSON)


@pytest.fixture
def link(code):
    return f"/uitnodiging/{code}"


@pytest.fixture
def invitation(engine, round_id):
    def read(address=PERSON):
        with database.reading(engine) as db:
            return round_invitations.find_by_address(db, round_id, address)

    return read


def begin_at(visitor, link, **more):
    form = visitor.get(visitor.get(link).select_one("a.button")["href"]).select_one("form")
    there = visitor.post_and_leave("/begin", {**fields(form).to_dict(), **BEGIN, **more})
    return UUID(there.split("/")[2])


def test_the_link_begins_an_attempt_in_the_round_with_the_phase_that_it_proposes(
    visitor, link, invitation
):
    page = visitor.get(visitor.get(link).select_one("a.button")["href"])
    assert page.select_one("[name=phase][checked]")["value"] == "zittend"
    assert not page.select_one("[name=tells]").has_attr("checked")

    attempt_id = begin_at(visitor, link)

    assert invitation().attempt_id == attempt_id
    assert "Ronde 2026" in visitor.get(f"/afname/{attempt_id}/ronde").text
    assert f"/afname/{attempt_id}/ronde" in str(visitor.get(f"/afname/{attempt_id}"))


def test_a_form_that_was_refused_keeps_the_invitation(visitor, code, invitation):
    page = visitor.post("/begin", {"invitation": code, "phase": "starter"}, status=422)
    form = fields(page.select_one("form")).to_dict()
    assert form["invitation"] == code

    visitor.post_and_leave("/begin", {**form, **BEGIN})

    assert invitation().attempt_id is not None


def test_begin_pressed_twice_is_one_attempt(visitor, link, invitation):
    form = visitor.get(visitor.get(link).select_one("a.button")["href"]).select_one("form")
    typed = {**fields(form).to_dict(), **BEGIN}

    assert visitor.post_and_leave("/begin", typed) == visitor.post_and_leave("/begin", typed)


def test_with_an_account_it_lands_there_and_counts_in_the_round(visitor, keep, link, invitation):
    noor = keep(add_account, NOOR, at=now())
    sign_in(visitor.client, noor)

    attempt_id = begin_at(visitor, link)

    assert invitation().attempt_id == attempt_id
    assert str(attempt_id) in str(visitor.get("/account"))


def test_the_code_that_is_typed_leads_to_the_same_page(visitor, code, link):
    assert visitor.post_and_leave("/uitnodiging", {"code": f" {code.lower()} "}) == link
    for wrong in ("", "ABCD-2345-EFGH-6789"):
        assert visitor.post("/uitnodiging", {"code": wrong}, status=422).select(".problem")


def test_who_says_yes_is_seen_when_done_and_takes_it_back_at_once(
    visitor, keep, link, round_id, engine
):
    attempt_id = begin_at(visitor, link, tells="y")
    keep(attempts.set_submitted, attempt_id, now(), now=now())
    keep(invited.count, round_id, now=now())

    def named():
        with database.reading(engine) as db:
            return list(keeping.read_overview(db, round_id, now=now()).named)

    assert named() == [PERSON]
    assert visitor.get(f"/afname/{attempt_id}/ronde").select("form button")
    visitor.post_and_leave(f"/afname/{attempt_id}/ronde/niet-tonen")
    assert named() == []
    assert not visitor.get(f"/afname/{attempt_id}/ronde").select("main form button")


def test_with_an_account_it_stands_among_the_consents_and_is_taken_back_there(
    visitor, keep, link, round_id
):
    sign_in(visitor.client, keep(add_account, NOOR, at=now()))
    begin_at(visitor, link, tells="y")

    page = visitor.get("/toestemmingen")
    card = next(one for one in page.select("li.card") if "klaar bent" in one.h2.text)
    visitor.post_and_leave(card.form["action"])

    assert "Geldt niet meer sinds" in visitor.get("/toestemmingen").text


def test_the_page_behind_the_link_is_the_same_for_who_holds_it_before_and_after(
    other_browser, visitor, link
):
    before = other_browser.get(link).text
    begin_at(visitor, link, tells="y")

    assert other_browser.get(link).text == before


def test_after_the_last_day_the_link_is_refused_kindly(visitor, keep):
    closed = keep(invited.invite, [PERSON], now=now() - timedelta(days=9), days=2)
    code = keep(invited.read_code, closed, PERSON)

    page = visitor.get(f"/uitnodiging/{code}", status=410)
    assert "voorbij" in page.h1.text
    assert {"/verder", "/begin"} <= {a["href"] for a in page.select("main a")}
    assert not visitor.get(f"/begin?uitnodiging={code}").select("[name=invitation]")
    late = visitor.post_and_leave("/begin", {**BEGIN, "invitation": code, "tells": "y"})
    assert "hoort niet bij een uitnodiging" in visitor.get(late.replace("/code", "/ronde")).text


def test_a_withdrawn_and_an_unknown_invitation_say_what_one_can_do(visitor, keep, round_id, link):
    keep(invited.withdraw, round_id, PERSON, now=now())

    assert "geldt niet meer" in visitor.get(link, status=410).h1.text
    for unknown in ("ABCD-2345-EFGH-6789", "x", "%20"):
        assert "kennen we niet" in visitor.get(f"/uitnodiging/{unknown}", status=404).h1.text
        visitor.get(f"/uitnodiging/{unknown}/geen-mail", status=404)
        visitor.post(f"/uitnodiging/{unknown}/geen-mail", status=404)


def test_no_more_mail_takes_a_button_and_not_a_link_that_a_filter_follows(
    visitor, keep, link, invitation
):
    visitor.get(f"{link}/geen-mail")
    assert invitation().refused_at is None

    visitor.post_and_leave(f"{link}/geen-mail", {"later_too": "y"})

    assert invitation().refused_at is not None
    assert keep(round_invitations.list_refused) == {PERSON}
    assert "geen mail meer" in visitor.get(link).text


def test_an_attempt_without_an_invitation_says_so(participant, home):
    assert "hoort niet bij een uitnodiging" in participant.get(f"{home}/ronde").text
    assert f"{home}/ronde" not in str(participant.get(home))


def test_what_was_begun_before_can_count_in_the_round(participant, attempt_id, link, invitation):
    (offer,) = participant.get(link).select(".callout a")
    form = participant.get(offer["href"]).select_one("main form")

    there = f"/afname/{attempt_id}/ronde"
    participant.post_and_leave(there, {**fields(form).to_dict(), "tells": "y"})

    assert invitation().attempt_id == attempt_id
    assert "Ronde 2026" in participant.get(there).text
    assert participant.get(link).select(".callout a") == []


def test_what_was_handed_in_counts_in_no_later_round(participant, keep, attempt_id, home, code):
    keep(attempts.set_submitted, attempt_id, now(), now=now())

    assert participant.get(f"{home}/ronde").select("main form input[name=code]") == []
    assert "ingediend" in participant.post(f"{home}/ronde", {"code": code}, status=409).h1.text


@pytest.mark.parametrize("wrong", ["", "x", "ABCD-2345-EFGH-6789"])
def test_a_code_that_does_not_fit_is_refused_in_words(participant, home, wrong):
    assert participant.post(f"{home}/ronde", {"code": wrong}, status=422).select(".problem")


def test_an_invitation_that_was_used_gets_the_answer_of_one_that_is_over(
    participant, other_browser, keep, home, link, code
):
    used = begin_at(other_browser, link)
    keep(attempts.set_submitted, used, now(), now=now())
    closed = keep(invited.invite, [PERSON], now=now() - timedelta(days=9), days=2)
    over = keep(invited.read_code, closed, PERSON)

    answers = [participant.post(f"{home}/ronde", {"code": one}, status=422) for one in (code, over)]

    assert answers[0].select(".problem") == answers[1].select(".problem")
