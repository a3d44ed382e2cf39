"""The outbox and the postman, with a real mail server."""

from datetime import timedelta

import pytest

from assessment.posting import Postman
from assessment.services import mailing
from assessment.store import database
from tests.people.taken import NOW

CODE = {"code": "123456", "url": "https://bop.example"}
NOOR, ELS = "noor@gemeente.example", "els@gemeente.example"


@pytest.fixture
def postman(engine, post):
    return Postman(engine, post.settings)


@pytest.fixture
def write(engine):
    def write(recipient=NOOR, **changes):
        with database.writing(engine) as db:
            mail_id = mailing.write_mail(db, recipient, "sign_in", now=NOW, **CODE, **changes)
            db.commit()
        return mail_id

    return write


@pytest.fixture
def outbox(engine):
    def read():
        with database.reading(engine) as db:
            return {mail.recipient: mail for mail in mailing.list_mail(db)}

    return read


def recipients(post):
    return [envelope.rcpt_tos for envelope in post.taken]


def test_a_sent_mail_arrives_once_and_its_text_is_forgotten(postman, post, write, outbox):
    write()

    for _ in range(2):
        postman.deliver_due()

    assert recipients(post) == [[NOOR]]
    assert b"123456" in post.taken[0].content
    assert (outbox()[NOOR].state, outbox()[NOOR].text) == ("sent", "")


def test_a_subject_tells_nothing_of_the_person(write, outbox):
    write()

    subject = outbox()[NOOR].subject
    assert not any(word in subject for word in ("123456", "noor", "gemeente"))


def test_one_refused_mailbox_bounces_and_the_others_get_their_mail(postman, post, write, outbox):
    post.answers[NOOR] = "550 5.1.1 onbekend"
    write(NOOR)
    write(ELS)

    postman.deliver_due()

    assert recipients(post) == [[ELS]]
    assert (outbox()[NOOR].state, outbox()[NOOR].problem) == ("bounced", "550")


def test_a_busy_server_is_tried_again_after_pauses_that_grow_and_then_given_up(
    postman, post, write, outbox
):
    post.answers[NOOR] = "451 later"
    mail_id = write()
    now, waited = NOW, []

    while outbox()[NOOR].state == "waiting":
        now = outbox()[NOOR].next_try_at
        postman.deliver(mail_id, now=now)
        waited.append(outbox()[NOOR].next_try_at - now)

    assert tuple(waited[:-1]) == mailing.PAUSES
    assert list(mailing.PAUSES) == sorted(mailing.PAUSES)
    assert (outbox()[NOOR].state, outbox()[NOOR].tries) == ("failed", len(mailing.PAUSES) + 1)
    assert post.taken == []


def test_a_mail_is_not_tried_before_its_time(postman, post, write):
    post.answers[NOOR] = "451 later"
    mail_id = write()
    postman.deliver(mail_id, now=NOW)
    post.answers.clear()

    postman.deliver(mail_id, now=NOW + mailing.PAUSES[0] - timedelta(seconds=1))
    assert post.taken == []

    postman.deliver(mail_id, now=NOW + mailing.PAUSES[0])
    assert recipients(post) == [[NOOR]]


def test_a_code_that_is_of_no_use_any_more_is_not_sent_and_forgotten(postman, post, write, outbox):
    mail_id = write(useful_for=timedelta(minutes=15))

    postman.deliver(mail_id, now=NOW + timedelta(minutes=16))

    assert post.taken == []
    assert (outbox()[NOOR].state, outbox()[NOOR].text) == ("failed", "")


def test_a_bounced_mail_is_sent_again_by_hand_and_a_sent_one_is_not(
    postman, post, write, outbox, engine
):
    post.answers[NOOR] = "550 onbekend"
    mail_id = write()
    postman.deliver_due()
    post.answers.clear()

    with database.writing(engine) as db:
        mailing.send_again(db, mail_id, now=NOW)
        db.commit()
    postman.deliver_due()

    assert outbox()[NOOR].state == "sent"
    with database.writing(engine) as db, pytest.raises(mailing.NotResendable):
        mailing.send_again(db, mail_id, now=NOW)


def test_nothing_is_locked_while_the_server_thinks(engine, post, write, monkeypatch):
    mail_id = write()
    postman = Postman(engine, post.settings)

    def send_slowly(settings, letter, *, now):
        with database.writing(engine) as db:  # raises after ten seconds if a lock were held
            mailing.write_mail(db, ELS, "sign_in", now=now, **CODE)
            db.commit()

    monkeypatch.setattr("assessment.posting.send_letter", send_slowly)
    postman.deliver(mail_id, now=NOW)

    with database.reading(engine) as db:
        assert {m.recipient: m.state for m in mailing.list_mail(db)} == {
            NOOR: "sent", ELS: "waiting",
        }  # fmt: skip


def test_a_database_that_is_away_stops_no_postman(engine, post, monkeypatch, caplog):
    def away(*_, **__):
        raise OSError("weg")

    monkeypatch.setattr(mailing, "list_due", away)

    Postman(engine, post.settings).deliver_due()

    assert "could not be emptied" in caplog.text


def test_the_log_never_tells_who_a_mail_is_for(postman, post, write, caplog):
    post.answers[NOOR] = "550 onbekend"
    post.answers[ELS] = "451 later"
    write(NOOR)
    write(ELS)

    postman.deliver_due()

    assert "550" in caplog.text
    assert "451" in caplog.text
    assert "noor" not in caplog.text
    assert "els@" not in caplog.text


def test_old_mail_is_deleted_whatever_became_of_it(engine, write, outbox):
    write()

    with database.writing(engine) as db:
        mailing.delete_old(db, now=NOW + mailing.KEPT + timedelta(seconds=1))
        db.commit()

    assert outbox() == {}
