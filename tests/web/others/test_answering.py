"""The pages of an other: a link and no account, kept at once, sent, taken back, and too late."""

from datetime import timedelta

import pytest

from assessment.services.moments import now
from assessment.services.others import answering, rounds
from assessment.services.policy import Actor
from assessment.store import database
from tests.people import seen
from tests.people.signed_in import ELS, add_account, sign_in
from tests.web.visitor import Visitor, fields
from values.constants import KEPT_UNOPENED_DAYS
from values.facts import FACTS


@pytest.fixture
def link(tokens):
    return f"/blik/{tokens[0]}"


@pytest.fixture
def kept(engine, tokens):
    def read(place=0):
        with database.reading(engine) as db:
            invitation = answering.open_invitation(db, tokens[place], Actor())
            return {item: one.value for item, one in invitation.answers.items()}

    return read


def fill_page(visitor, address, **changes):
    form = visitor.get(address).select_one("form[data-answers]")
    return visitor.post_and_leave(address, {**fields(form), **changes})


def test_an_other_answers_page_by_page_and_sends(visitor, link, kept, content, asking, write):
    page = visitor.get(link)
    assert "Noor Jansen" in page.get_text()
    assert "Help je me?" in page.get_text()
    assert "Dit is een zelfbeoordeling" not in page.footer.get_text()
    address = page.select_one("a.button")["href"]
    for items in content.others.pages:
        given = {item.id: "tekst" if item.kind == "open" else "4" for item in items}
        address = fill_page(visitor, address, **given)

    assert address == f"{link}/versturen"
    assert "Alles is ingevuld" in visitor.get(address).get_text()
    assert visitor.post_and_leave(address) == link
    assert "Je antwoorden zijn verstuurd" in visitor.get(link).get_text()
    assert len(kept()) == len(content.others.items)
    assert visitor.client.get(f"{link}/1").location == link


def test_who_comes_back_later_goes_on_where_they_were(visitor, other_browser, link, content):
    first, second = content.others.pages[:2]
    fill_page(visitor, f"{link}/1", **{item.id: "2" for item in first})

    page = other_browser.get(link)

    assert page.select_one("a.button")["href"] == f"{link}/2"
    form = other_browser.get(f"{link}/1").select_one("form[data-answers]")
    assert fields(form)[first[0].id] == "2"
    assert second[0].id not in fields(form)


def test_an_answer_is_kept_the_moment_it_is_given(visitor, link, kept):
    response = visitor.client.post(
        f"{link}/antwoord", data={"item": "blik-pol1-1", "blik-pol1-1": "5", "seen.blik-pol1-1": ""}
    )

    assert response.status_code == 201
    assert response.json["revision"] == 1
    assert kept() == {"blik-pol1-1": 5}


def test_an_old_tab_does_not_overwrite_a_newer_answer(visitor, link, kept):
    def post(value, revision):
        given = {"item": "blik-pol1-1", "blik-pol1-1": value, "seen.blik-pol1-1": revision}
        return visitor.client.post(f"{link}/antwoord", data=given)

    post("5", "")
    post("2", "1")
    stale = post("4", "1")

    assert stale.status_code == 409
    assert stale.json["stored"] == 2
    assert kept() == {"blik-pol1-1": 2}
    page = visitor.post(f"{link}/1", {"blik-pol1-1": "3", "seen.blik-pol1-1": "1"}, status=409)
    assert "ergens anders veranderd" in page.get_text()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"item": "onbekend", "onbekend": "1"}, 400),
        ({"item": "blik-pol1-1", "blik-pol1-1": "9"}, 422),
        ({"item": "blik-pol1-1"}, 400),
        ({"item": "blik-houden", "blik-houden": "x" * 501}, 422),
    ],
)
def test_what_is_no_answer_is_refused(visitor, link, kept, given, status):
    assert visitor.client.post(f"{link}/antwoord", data=given).status_code == status
    assert kept() == {}


def test_a_page_with_something_wrong_says_where(visitor, link, kept):
    page = visitor.post(f"{link}/1", {"blik-pub3-1": "9"}, status=422)

    assert "Vraag 1" in page.get_text()
    assert kept() == {}
    visitor.get(f"{link}/0", status=404)
    visitor.get(f"{link}/7", status=404)


def test_the_writer_is_warned_and_says_yes_before_a_text_is_sent(visitor, link, write, content,
                                                                 tokens):  # fmt: skip
    text = "Als raadslid zag ik je op 3 maart met Pieter praten."
    given = seen.fill_in(content, 1, (text,))
    write(seen.answer, content, tokens[0], given, send=False, at=now())

    told = visitor.get(f"{link}/versturen").get_text()
    for sign in ("Als raadslid", "3 maart", "Pieter"):
        assert f"‘{sign}’" in told
    page = visitor.post(f"{link}/versturen", status=422)
    assert "vinkje" in page.find(class_="problem").get_text()

    assert visitor.post_and_leave(f"{link}/versturen", {"read": "1"}) == link


def test_who_answered_nothing_has_nothing_to_send(visitor, link):
    assert visitor.post_and_leave(f"{link}/versturen") == f"{link}/1"
    assert "nog niets ingevuld" in visitor.get(f"{link}/1").get_text()


def test_what_was_sent_is_taken_back_before_it_changes(visitor, link, write, content, tokens,
                                                       kept):  # fmt: skip
    write(seen.answer, content, tokens[0], seen.fill_in(content, 1), at=now())
    before = kept()

    visitor.post(f"{link}/1", {"blik-pub3-1": "1"}, status=409)
    assert kept() == before
    visitor.post_and_leave(f"{link}/terugnemen")
    visitor.get(f"{link}/1")
    given = {"item": "blik-pub3-1", "blik-pub3-1": "1", "seen.blik-pub3-1": "1"}
    assert visitor.client.post(f"{link}/antwoord", data=given).status_code == 201


def test_who_does_not_take_part_is_forgotten_and_may_think_again(visitor, link, write, content,
                                                                 tokens, kept):  # fmt: skip
    write(seen.answer, content, tokens[0], seen.fill_in(content, 1), send=False, at=now())

    visitor.post_and_leave(f"{link}/niet-meedoen")

    assert kept() == {}
    assert "dat je niet meedoet" in visitor.get(link).get_text()
    visitor.client.post(f"{link}/antwoord", data={"item": "blik-pol1-1", "blik-pol1-1": "3",
                                                  "seen.blik-pol1-1": "9"})  # fmt: skip
    assert kept() == {"blik-pol1-1": 3}


def test_a_late_answer_is_refused_kindly_on_every_address(visitor, link, write, content, tokens,
                                                          asking, kept):  # fmt: skip
    for place in (1, 2, 3):
        write(seen.answer, content, tokens[place], seen.fill_in(content, place), at=now())
    write(rounds.open_outcome, content, asking.owner.id, asking.round.id, now=now())

    assert "De ronde is voorbij" in visitor.get(link).get_text()
    assert visitor.client.get(f"{link}/1").location == link
    for ending in ("1", "antwoord", "versturen", "terugnemen", "niet-meedoen"):
        given = {"item": "blik-pub3-1", "blik-pub3-1": "3"}
        page = visitor.post(f"{link}/{ending}", given, status=409)
        assert "Deze ronde is voorbij" in page.get_text()
    assert kept() == {}


def test_after_the_last_day_nobody_answers_though_the_owner_did_not_open_it(visitor, write,
                                                                           content):  # fmt: skip
    asking = write(seen.ask, content, at=now() - timedelta(days=21, hours=1))
    link = f"/blik/{next(iter(asking.tokens.values()))}"

    visitor.post(f"{link}/1", {"blik-pub3-1": "3"}, status=409)
    assert "De ronde is voorbij" in visitor.get(link).get_text()


def test_what_an_other_answered_is_kept_no_longer_than_the_first_page_says(
    visitor, link, write, content, tokens, asking, kept
):
    said = " ".join(visitor.get(link).get_text(" ").split())
    assert "Je mailadres bewaren we tot de ronde sluit." in said
    assert f"en anders hoogstens {FACTS['kept_unopened']} na het sluiten" in said
    write(seen.answer, content, tokens[0], seen.fill_in(content, 0), at=now())

    left = []
    for days in (0, KEPT_UNOPENED_DAYS - 1, KEPT_UNOPENED_DAYS):
        at = asking.round.closes_at + timedelta(days=days, hours=1)
        write(rounds.close_unopened, now=at)
        standing = write(rounds.find_standing, asking.owner.id, asking.round.id, now=at)
        left.append((bool(kept()), {one.address for one in standing.guests}))

    assert left == [(True, {None}), (True, {None}), (False, {None})]


@pytest.mark.parametrize("ending", ["", "/1", "/versturen"])
def test_the_owner_cannot_answer_by_account_or_by_browser(app, owner, asking, link, ending):
    page = owner.get(f"{link}{ending}", status=404)
    assert "Deze vragen gaan over jou" in page.get_text()

    by_code = Visitor(app.test_client()).owns(asking.attempt_id)
    by_code.get(f"{link}{ending}", status=404)
    by_code.post(f"{link}/1", {"blik-pub3-1": "3"}, status=404)


def test_a_forged_or_foreign_token_opens_nothing(visitor, tokens):
    for token in ("x", tokens[0][:-1], tokens[0].swapcase(), f"{tokens[0]}x"):
        visitor.get(f"/blik/{token}", status=404)
        visitor.post(f"/blik/{token}/versturen", status=404)


def test_an_other_reads_nothing_of_the_round_by_any_route(app, write, asking, tokens, home, link):
    account = write(add_account, ELS, at=now(), role="beheerder")
    client = app.test_client()
    sign_in(client, account, strong=True)
    rater = Visitor(client)
    rater.get(link)

    for ending in ("", "/openen", "/stoppen", "/uitkomst", "/uitkomst/anderen.pdf",
                   "/uitkomst/figuur/anderen.svg"):  # fmt: skip
        rater.get(f"{home}{ending}", status=404)
    for ending in ("/vragen", "/openen", "/stoppen", "/herinneren"):
        rater.post(f"{home}{ending}", status=404)
    assert rater.get("/anderen").find("a", href=home) is None
