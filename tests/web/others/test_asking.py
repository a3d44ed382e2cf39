"""The pages of who asks: one form, mails that leave, and nothing that says who answered."""

from datetime import timedelta

import pytest

from assessment.services import mailing
from assessment.services.moments import now
from assessment.services.others import rounds
from assessment.store import database
from tests.people import seen, taken
from tests.people.signed_in import ELS, add_account, sign_in
from tests.web.visitor import Visitor

GIVEN = {
    "name": "Noor Jansen", "words": "Wil je meekijken?", "days": "21",
    "college": "a@b.example\nc@d.example", "raad": "e@f.example\ng@h.example",
}  # fmt: skip


@pytest.fixture
def els(app, write, content):
    attempt_id = write(taken.add_submitted, content)
    account = write(add_account, ELS, at=now(), attempts=(attempt_id,))
    client = app.test_client()
    sign_in(client, account)
    return Visitor(client)


def answer(write, content, tokens, *seeds):
    for seed in seeds:
        write(seen.answer, content, tokens[seed], seen.fill_in(content, seed), at=now())


def test_an_owner_asks_and_each_gets_a_mail(els, engine):
    page = els.get("/anderen")
    assert page.find(attrs={"name": "days"})["value"] == "21"

    address = els.post_and_leave("/anderen", GIVEN)

    told = els.get(address).get_text()
    assert "a@b.example (college)" in told
    assert "nog niet genoeg antwoorden" in told
    with database.reading(engine) as db:
        assert {m.recipient for m in mailing.list_mail(db)} == {
            "a@b.example", "c@d.example", "e@f.example", "g@h.example",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"raad": "e@f.example\nkapot"}, "raad", "Regel 2 bij ‘raad’ is geen mailadres: kapot"),
        ({"raad": "a@b.example"}, "raad", "staat er al"),
        ({"raad": ELS}, "raad", "is van jezelf"),
        ({"raad": "e@f.example"}, "college", "minstens vier"),
        ({"name": ""}, "name", "hoe de anderen je kennen"),
        ({"words": "Klik op www.x.example"}, "words", "Haal het adres weg"),
        ({"days": "veel"}, "days", "1 tot en met 56"),
        ({"words": "x" * 601}, "words", "600"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(els, changed, field, says):
    given = GIVEN | changed

    page = els.post("/anderen", given, status=422)

    assert says in page.find(id=f"{field}-error").get_text()
    assert page.find("textarea", id="college").get_text().split() == given["college"].split()
    assert els.get("/anderen").find("h2").get_text() == "Hoe het gaat"


def test_words_of_an_owner_cannot_add_a_header_or_a_recipient(els, engine):
    els.post_and_leave("/anderen", GIVEN | {"name": "Noor\r\nBcc: kwaad", "words": "a\r\nTo: b"})

    with database.reading(engine) as db:
        mails = mailing.list_mail(db)
    assert {m.subject for m in mails} == {"Iemand vraagt je om mee te kijken"}
    assert all("Noor Bcc: kwaad" in m.text and "> To: b" in m.text for m in mails)


def test_the_page_of_a_round_is_the_same_whoever_answered(owner, home, write, content, tokens):
    shown = set()
    for seed in range(3, 8):
        answer(write, content, tokens, *range(3) if seed == 3 else (seed,))
        shown.add(owner.get(home).find("main").get_text())

    assert len(shown) == 1


def test_opening_asks_first_and_then_shows_the_result(owner, home, write, content, tokens):
    answer(write, content, tokens, *range(8))
    assert "gaan dan weg" in owner.get(f"{home}/openen").get_text()

    address = owner.post_and_leave(f"{home}/openen")

    page = owner.get(address)
    assert "Minstens 5 anderen antwoordden" in page.get_text()
    figure = owner.client.get(page.select_one("picture img")["src"])
    assert figure.status_code == 200
    assert owner.client.get(f"{address}/figuur/smal/anderen.svg").status_code == 200
    pdf = owner.client.get(f"{address}/anderen.pdf")
    assert pdf.data.startswith(b"%PDF")
    assert owner.client.get(home).location == address
    assert owner.client.post(f"{home}/vragen", data={"raad": "x@y.example"}).status_code == 409


def test_without_enough_answers_there_is_nothing_to_open(owner, home, write, content, tokens):
    answer(write, content, tokens, 0, 1)

    assert owner.client.get(f"{home}/openen").location == home
    assert owner.post_and_leave(f"{home}/openen") == home
    assert "nog geen drie antwoorden" in owner.get(home).get_text()
    owner.get(f"{home}/uitkomst", status=404)


def test_while_the_own_answers_are_open_again_nothing_is_opened(
    owner, home, write, content, tokens, asking
):
    answer(write, content, tokens, *range(4))
    owner.post_and_leave(f"/afname/{asking.attempt_id}/heropenen")

    assert owner.post_and_leave(f"{home}/openen") == home
    assert "Dien haar eerst in" in owner.get(home).get_text()
    owner.get(f"{home}/uitkomst", status=404)


def test_more_are_asked_one_is_withdrawn_and_nobody_is_reminded_too_soon(owner, home, asking):
    owner.post_and_leave(f"{home}/vragen", {"ander": "nieuw@elders.example"})
    owner.post(f"{home}/vragen", {"ander": "nieuw@elders.example"}, status=422)
    page = owner.get(home)
    assert "nieuw@elders.example (ander)" in page.get_text()
    withdraw = page.select_one('form[action$="/intrekken"]')["action"]

    owner.post_and_leave(withdraw)
    owner.post_and_leave(f"{home}/herinneren")

    assert "Wacht nog even" in owner.get(home).get_text()
    owner.post(withdraw, status=404)


def test_once_there_is_enough_nobody_is_taken_off_the_list(owner, home, write, content, tokens):
    withdraw = owner.get(home).select_one('form[action$="/intrekken"]')["action"]
    answer(write, content, tokens, *range(3))

    page = owner.get(home)
    assert page.select('form[action$="/intrekken"]') == []
    assert "dan kon je zien of die persoon antwoordde" in page.get_text()
    owner.post_and_leave(withdraw)

    assert "kan niemand meer van de lijst" in owner.get(home).get_text()
    assert owner.get(home).get_text().count("@elders.example") == 9


def test_of_the_fewest_who_are_asked_nobody_is_taken_off_until_one_more_is(els):
    home = els.post_and_leave("/anderen", GIVEN)
    page = els.get(home)
    assert page.select('form[action$="/intrekken"]') == []
    assert "Vraag eerst iemand anders" in page.get_text()

    els.post_and_leave(f"{home}/vragen", {"ander": "nieuw@elders.example"})

    assert len(els.get(home).select('form[action$="/intrekken"]')) == 5


def test_a_round_is_stopped_after_asking(owner, home):
    assert "geen uitkomst" in owner.get(f"{home}/stoppen").get_text()

    owner.post_and_leave(f"{home}/stoppen")

    assert "gestopt zonder uitkomst" in owner.get("/anderen").get_text()
    assert owner.client.get(f"{home}/stoppen").location == home


def test_a_bounced_mail_is_told_to_the_owner(owner, home, write, asking):
    def bounce(db):
        first = next(m for m in mailing.list_mail(db) if m.recipient == "raad1@elders.example")
        mailing.note_bounced(db, first.id, "550 onbekend")

    write(bounce)

    assert "De mail kwam niet aan" in owner.get(home).get_text()


def test_who_has_no_result_in_the_account_reads_why_nobody_can_be_asked(app, write):
    client = app.test_client()
    sign_in(client, write(add_account, ELS, at=now()))
    visitor = Visitor(client)

    assert "je account" in visitor.get("/anderen").find(class_="callout").get_text()
    visitor.post("/anderen", GIVEN, status=404)


def test_after_a_result_the_page_says_when_others_can_be_asked_again(
    owner, home, write, content, tokens, asking
):
    answer(write, content, tokens, *range(3))
    write(rounds.open_outcome, content, asking.owner.id, asking.round.id, now=now())

    assert "kun je anderen opnieuw vragen" in owner.get("/anderen").get_text()
    owner.post("/anderen", GIVEN, status=422)


def test_a_round_that_is_over_without_enough_answers_says_what_to_do(app, write, content):
    past = seen.NOW - timedelta(days=400)
    asking = write(seen.ask, content, at=past)
    client = app.test_client()
    sign_in(client, asking.owner)

    told = Visitor(client).get(f"/anderen/{asking.round.id}").get_text()

    assert "kan niemand meer antwoorden" in told
    assert "Stop deze ronde" in told
