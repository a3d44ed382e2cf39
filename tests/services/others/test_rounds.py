"""A round from asking to opening: refused whole, told to nobody, opened once."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from assessment.services import accounts, mailing, retention
from assessment.services.others import answering, inviting, rounds
from assessment.services.others.inviting import Asked, InviteRefused
from assessment.services.policy import Actor
from assessment.store import attempts, others
from tests.people import seen
from tests.people.signed_in import ELS, NOOR, add_account

LATER = seen.NOW + timedelta(days=2)


@pytest.fixture
def asking(db, content):
    return seen.ask(db, content)


def begin(db, content, asking, asked, **plea):
    account = asking.owner
    attempt = attempts.get_attempt(db, asking.attempt_id)
    return rounds.begin(db, content, account, attempt, seen.make_plea(asked, **plea),
                        link=seen.link, secret=seen.SECRET, now=LATER)  # fmt: skip


def open_it(db, content, asking, now=LATER):
    rounds.open_outcome(db, content, asking.owner.id, asking.round.id, now=now)
    return rounds.read_result(db, asking.owner.id, asking.round.id)[1]


def standing(db, asking, now=LATER):
    return rounds.find_standing(db, asking.owner.id, asking.round.id, now=now)


def test_everybody_who_is_asked_gets_a_mail_with_a_link_that_opens_their_own_invitation(db, asking):
    mails = [m for m in mailing.list_mail(db) if m.recipient.endswith("@elders.example")]

    assert len(mails) == 9
    for mail in mails:
        token = asking.tokens[mail.recipient]
        assert f"http://localhost/blik/{token}\n" in mail.text
        assert "> Help je me?" in mail.text
        invitation = answering.open_invitation(db, token, Actor())
        assert invitation.rater.address == mail.recipient


def test_a_database_holds_no_token(db, asking):
    rows = [str(row) for row in db.execute(text("SELECT * FROM rater"))]

    assert len(rows) == 9
    assert not any(token in row for token in asking.tokens.values() for row in rows)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"raad": "a@b.example\ngeen adres"}, "Regel 2 bij ‘raad’ is geen mailadres: geen adres"),
        ({"raad": "a@b.example", "buiten": "A@B.example"}, "a@b.example staat er al"),
        ({"raad": "a@b.example, c@d.example;a@b.example"}, "Regel 3 bij ‘raad’"),
        ({"ander": "a@b.example\r\nBcc: x@y.example"}, "Regel 2 bij ‘ander’"),
    ],
)
def test_lines_that_are_no_mailbox_or_stand_there_twice_are_named(typed, says):
    with pytest.raises(InviteRefused) as refused:
        inviting.read_asked(typed)

    assert says in refused.value.sentence


@pytest.mark.parametrize(
    ("asked", "plea", "says"),
    [
        ([Asked(NOOR, "raad"), *seen.make_asked({"raad": 3})], {}, "is van jezelf"),
        ([Asked("noor+2@gemeente.example", "raad"), *seen.make_asked()], {}, "is van jezelf"),
        (seen.make_asked({"raad": 3}), {}, "minstens vier"),
        (seen.make_asked({"raad": 16}), {}, "hoogstens vijftien. Nu zijn het er 16"),
        ([], {}, "minstens één mailadres"),
        (seen.make_asked(), {"words": "Kijk op https://x.example"}, "Haal het adres weg: https:"),
        (seen.make_asked(), {"words": "Ga naar kwaad.nl"}, "kwaad.nl"),
        (seen.make_asked(), {"words": "Mail mij@x.example"}, "Haal het adres weg"),
        (seen.make_asked(), {"days": 57}, "1 tot en met 56"),
        (seen.make_asked(), {"days": 0}, "1 tot en met 56"),
    ],
)
def test_a_round_that_cannot_be_is_refused_whole(db, content, asking, asked, plea, says):
    rounds.stop(db, asking.owner.id, asking.round.id, now=seen.NOW)
    before = len(mailing.list_mail(db))

    with pytest.raises(InviteRefused) as refused:
        begin(db, content, asking, asked, **plea)

    assert says in refused.value.sentence
    assert len(mailing.list_mail(db)) == before


def test_an_owner_has_one_open_round(db, content, asking):
    with pytest.raises(InviteRefused) as refused:
        begin(db, content, asking, seen.make_asked())

    assert "een ronde die loopt" in refused.value.sentence


def test_who_asks_too_many_in_a_day_waits(db, content, asking):
    for _ in range(2):
        rounds.stop(db, asking.owner.id, asking.round.id, now=seen.NOW)
        asking.round = begin(db, content, asking, seen.make_asked())
    rounds.stop(db, asking.owner.id, asking.round.id, now=seen.NOW)

    with pytest.raises(InviteRefused) as refused:
        begin(db, content, asking, seen.make_asked({"raad": 15}))

    assert "morgen" in refused.value.sentence


def test_an_aspirant_cannot_ask_others(db, content):
    with pytest.raises(InviteRefused):
        seen.ask(db, content, phase="aspirant")


def test_until_three_sent_their_answers_there_is_not_enough(db, content, asking):
    seen.answer_all(db, content, asking, 2)
    token = list(asking.tokens.values())[2]
    seen.answer(db, content, token, seen.fill_in(content, 3), send=False)

    assert not standing(db, asking).enough
    with pytest.raises(rounds.TooFewAnswers):
        open_it(db, content, asking)

    seen.answer(db, content, token, {}, send=True)
    assert standing(db, asking).enough


def test_opening_ends_the_round_and_deletes_what_each_answered_and_every_address(
    db, content, asking
):
    seen.answer_all(db, content, asking, 8)

    outcome = open_it(db, content, asking)

    assert outcome.raters == 5
    assert others.list_answers(db, asking.round.id) == []
    assert all(one.address is None for one in others.list_raters(db, asking.round.id))
    late = list(asking.tokens.values())[8]
    with pytest.raises(rounds.RoundClosed):
        seen.answer(db, content, late, seen.fill_in(content, 9))
    assert rounds.read_result(db, asking.owner.id, asking.round.id)[1] == outcome


def test_what_was_only_saved_does_not_count(db, content, asking):
    seen.answer_all(db, content, asking, 4)
    five = list(asking.tokens.values())[4]
    seen.answer(db, content, five, seen.fill_in(content, 5, ("geheim",)), send=False)

    outcome = open_it(db, content, asking)

    assert outcome.raters == 3
    assert "geheim" not in str(outcome)


def test_opening_twice_gives_the_same_result(db, content, asking):
    seen.answer_all(db, content, asking)
    first = open_it(db, content, asking)

    assert open_it(db, content, asking, LATER + timedelta(days=1)) == first


def test_a_round_of_somebody_else_does_not_exist(db, content, asking):
    seen.answer_all(db, content, asking)
    els = add_account(db, ELS, at=seen.NOW)

    for do in (rounds.stop, rounds.find_standing):
        with pytest.raises(rounds.RoundNotFound):
            do(db, els.id, asking.round.id, now=LATER)
    with pytest.raises(rounds.RoundNotFound):
        rounds.open_outcome(db, content, els.id, asking.round.id, now=LATER)


def test_withdrawing_takes_what_was_answered_and_the_link_away(db, content, asking):
    tokens = list(asking.tokens.values())
    seen.answer_all(db, content, asking, 2)
    first = answering.open_invitation(db, tokens[0], Actor()).rater

    rounds.withdraw(db, asking.owner.id, asking.round.id, first.id, now=LATER)

    with pytest.raises(answering.InvitationNotFound):
        answering.open_invitation(db, tokens[0], Actor())
    assert first.address not in [m.recipient for m in mailing.list_mail(db)]
    for number in (2, 3):
        seen.answer(db, content, tokens[number], seen.fill_in(content, number), send=True)
    assert open_it(db, content, asking).raters == 3


def test_nobody_is_taken_off_a_list_of_the_fewest_who_are_asked(db, content):
    asking = seen.ask(db, content, {"raad": 4})
    assert not standing(db, asking).may_withdraw
    first = standing(db, asking).guests[0]

    with pytest.raises(rounds.TooFewLeft):
        rounds.withdraw(db, asking.owner.id, asking.round.id, first.id, now=LATER)

    rounds.ask_more(db, asking.owner, asking.round.id, [Asked("e@f.example", "raad")],
                    link=seen.link, secret=seen.SECRET, now=LATER)  # fmt: skip
    assert standing(db, asking).may_withdraw
    rounds.withdraw(db, asking.owner.id, asking.round.id, first.id, now=LATER)


def test_a_round_of_before_in_which_three_were_asked_stays_valid(db, content):
    asking = seen.ask_three(db, content)
    token = next(iter(asking.tokens.values()))
    assert answering.needs_all(db, answering.open_invitation(db, token, Actor()))
    seen.answer_all(db, content, asking)

    outcome = open_it(db, content, asking)

    assert outcome.raters == 3
    assert outcome.groups == (("raad",),)
    assert all(told.together for told in outcome.competencies)


@pytest.mark.parametrize("sent", [3, 4])
def test_taking_people_off_the_list_never_tells_whether_they_answered(db, content, asking, sent):
    seen.answer_all(db, content, asking, sent)
    before = standing(db, asking)
    assert before.enough

    for guest in before.guests:
        with pytest.raises(rounds.EnoughAnswers):
            rounds.withdraw(db, asking.owner.id, asking.round.id, guest.id, now=LATER)

    assert standing(db, asking) == before


def test_a_reminder_goes_to_who_is_not_done_and_holds_the_link_that_works(db, content, asking):
    seen.answer_all(db, content, asking, 2)
    third = list(asking.tokens)[2]
    invitation = answering.open_invitation(db, asking.tokens[third], Actor(), lock=True)
    answering.decline_invitation(db, invitation, now=LATER)
    then = LATER + timedelta(days=5)

    rounds.remind_others(db, asking.owner.id, asking.round.id, link=seen.link, secret=seen.SECRET,
                  now=then)  # fmt: skip

    reminded = {m.recipient: m.text for m in mailing.list_mail(db) if m.asked_at == then}
    assert set(reminded) == set(asking.tokens) - set(list(asking.tokens)[:3])
    assert all(asking.tokens[address] in text for address, text in reminded.items())
    with pytest.raises(rounds.RemindedJustNow):
        rounds.remind_others(db, asking.owner.id, asking.round.id, link=seen.link,
                             secret=seen.SECRET, now=then + timedelta(days=1))  # fmt: skip


@pytest.mark.parametrize("end", ["stop", "withdraw", "account"])
def test_no_reminder_outlives_what_it_is_about(db, asking, end):
    """A mail that bounced, or waits for the server, keeps its text: who asks, and the link."""
    rounds.remind_others(db, asking.owner.id, asking.round.id, link=seen.link, secret=seen.SECRET,
                  now=LATER + timedelta(days=5))  # fmt: skip
    guest = standing(db, asking).guests[0]

    if end == "stop":
        rounds.stop(db, asking.owner.id, asking.round.id, now=LATER)
    elif end == "withdraw":
        rounds.withdraw(db, asking.owner.id, asking.round.id, guest.id, now=LATER)
    else:
        accounts.delete_account(db, asking.owner, url="", now=LATER)

    left = {mail.recipient for mail in mailing.list_mail(db)}
    assert left & {guest.address, *([] if end == "withdraw" else asking.tokens)} == set()


def test_others_are_asked_again_half_a_year_after_a_result(db, content, asking):
    seen.answer_all(db, content, asking)
    open_it(db, content, asking)

    with pytest.raises(InviteRefused):
        begin(db, content, asking, seen.make_asked())
    assert rounds.next_possible(db, asking.owner.id) > LATER + timedelta(days=180)


def test_a_round_that_is_over_forgets_addresses_and_later_what_nobody_opened(db, content, asking):
    seen.answer_all(db, content, asking, 5)
    over = asking.round.closes_at + timedelta(hours=1)

    retention.carry_out(db, retention.find_due(db, now=over))

    assert all(one.address is None for one in others.list_raters(db, asking.round.id))
    assert standing(db, asking, over).enough
    long_over = over + rounds.UNOPENED
    retention.carry_out(db, retention.find_due(db, now=long_over))
    assert others.list_answers(db, asking.round.id) == []
    with pytest.raises(rounds.TooFewAnswers):
        open_it(db, content, asking, long_over)


def test_who_deletes_the_account_deletes_the_round_and_the_mails_that_wait(db, content, asking):
    seen.answer_all(db, content, asking, 5)
    accounts.delete_account(db, asking.owner, url="", now=LATER)

    assert [m for m in mailing.list_mail(db) if m.recipient.endswith("@elders.example")] == []
    with pytest.raises(answering.InvitationNotFound):
        answering.open_invitation(db, next(iter(asking.tokens.values())), Actor())


def test_a_rater_who_deletes_the_account_is_forgotten(db, content, asking):
    seen.answer_all(db, content, asking)
    rater = add_account(db, "raad1@elders.example", at=seen.NOW)

    accounts.delete_account(db, rater, url="", now=LATER)

    assert "raad1@elders.example" not in [one.address for one in standing(db, asking).guests]
    assert open_it(db, content, asking).raters == 5
