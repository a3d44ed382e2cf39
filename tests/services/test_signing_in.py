from datetime import timedelta

import pyotp
import pytest
from sqlalchemy import text

from assessment.services import mailing, second_step, signing_in, throttling
from assessment.services.signing_in import Asker, NothingPending, TooOften
from assessment.store import accounts
from tests.clusters import on_each_database as on_each_database
from tests.people.signed_in import ELS, NOOR, add_account, read_code
from tests.people.taken import NOW

KEY = "k" * 32
ASKER = Asker(KEY, "https://bop.example")
LATER = NOW + timedelta(minutes=1)


def ask(db, address=NOOR, *, now=NOW, asker=ASKER):
    """Ask for a code; return the token of the browser and the code in the mail."""
    token = signing_in.ask_code(db, address, asker, now=now)
    [newest] = [m for m in mailing.list_mail(db) if m.asked_at == now and m.recipient == address][
        :1
    ]
    return token, read_code(newest.text)


def check(db, token, code, *, now=LATER):
    return signing_in.check_code(db, token, code, secret=KEY, now=now)


def wrong(code):
    return f"{(int(code) + 1) % 10**6:06}"


def test_a_code_that_is_typed_back_makes_an_account_and_next_time_finds_it(db):
    first = check(db, *ask(db))
    second = check(db, *ask(db, now=LATER), now=LATER)

    assert (first.address, first.role) == (NOOR, "")
    assert second.id == first.id


@pytest.mark.parametrize(
    "typed", ["{0}", " {0} ", "code: {0}.", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"]
)
def test_blanks_and_words_around_a_code_do_not_matter(db, typed):
    token, code = ask(db)

    assert check(db, token, typed.format(code)) is not None


def test_a_code_works_once(db):
    token, code = ask(db)
    check(db, token, code)

    with pytest.raises(NothingPending):
        check(db, token, code)


def test_a_code_works_until_its_end_and_not_a_second_longer(db):
    token, code = ask(db)
    end = NOW + signing_in.WORKS_FOR

    with pytest.raises(NothingPending):
        check(db, token, code, now=end + timedelta(seconds=1))
    assert check(db, token, code, now=end) is not None


def test_a_code_works_only_in_the_browser_that_asked_for_it(db):
    _, code = ask(db)
    other, _ = ask(db, now=LATER)

    with pytest.raises(NothingPending):
        check(db, "verzonnen", code)
    with pytest.raises(NothingPending):
        check(db, "", code)
    if code != read_code(mailing.list_mail(db)[0].text):
        assert check(db, other, code) is None


def test_after_five_wrong_answers_a_code_is_dead_also_for_the_right_one(db):
    token, code = ask(db)
    for _ in range(signing_in.TRIES):
        assert check(db, token, wrong(code)) is None

    with pytest.raises(NothingPending):
        check(db, token, code)


def test_wrong_answers_over_several_codes_come_to_a_pause(db):
    for _ in range(2):
        token, code = ask(db)
        for _ in range(signing_in.TRIES):
            check(db, token, wrong(code))
    token, code = ask(db, now=LATER)

    with pytest.raises(TooOften):
        check(db, token, code)
    others, others_code = ask(db, ELS)
    assert check(db, others, others_code) is not None


def test_a_mailbox_is_not_filled_with_codes(db):
    for _ in range(throttling.CODES.most):
        ask(db)
    before = len(mailing.list_mail(db))

    with pytest.raises(TooOften):
        ask(db)
    assert len(mailing.list_mail(db)) == before
    ask(db, ELS)
    ask(db, now=NOW + throttling.CODES.period)


def test_one_client_cannot_have_codes_sent_to_everybody(db):
    client = Asker(KEY, "https://bop.example", "192.0.2.7")
    for number in range(throttling.CODES_OF_CLIENT.most):
        ask(db, f"n{number}@gemeente.example", asker=client)

    with pytest.raises(TooOften):
        ask(db, asker=client)
    ask(db, asker=Asker(KEY, "https://bop.example", "192.0.2.8"))


def test_a_clock_that_was_put_back_locks_nobody_out(db):
    for _ in range(throttling.CODES.most):
        ask(db, now=NOW + timedelta(days=400))

    ask(db, now=NOW)


def test_known_and_unknown_mailboxes_get_the_same_mail_and_the_same_work(db):
    add_account(db, NOOR, at=NOW)
    for address in (NOOR, ELS):
        ask(db, address)

    known, unknown = (
        next(m for m in mailing.list_mail(db) if m.recipient == address) for address in (NOOR, ELS)
    )
    assert known.subject == unknown.subject
    assert known.text.replace(read_code(known.text), "") == unknown.text.replace(
        read_code(unknown.text), ""
    )
    written = ("SELECT count(*) FROM pending WHERE address = :a", "SELECT count(*) FROM account")
    assert db.execute(text(written[0]), {"a": NOOR}).scalar() == 1
    assert db.execute(text(written[0]), {"a": ELS}).scalar() == 1
    assert db.execute(text(written[1])).scalar() == 1  # nothing is made before the code is typed


def test_no_code_and_no_client_can_be_read_from_the_database(db):
    client = Asker(KEY, "https://bop.example", "192.0.2.7")
    token, code = ask(db, asker=client)
    kept = str([db.execute(text(f"SELECT * FROM {t}")).all() for t in ("pending", "throttle")])

    for secret in (code, token, "192.0.2.7"):
        assert secret not in kept
    assert NOOR not in str(db.execute(text("SELECT * FROM throttle")).all())


# --- the second step ---


@pytest.fixture
def guarded(db):
    """An account with a code app: the account, its app, and its recovery codes."""
    account = add_account(db, at=NOW, role="coach")
    token = second_step.begin_set_up(db, account, secret=KEY, now=NOW)
    drawn, link = second_step.show_set_up(db, account, token, secret=KEY, now=NOW)
    app = pyotp.TOTP(drawn)
    assert pyotp.parse_uri(link).secret == drawn
    codes = second_step.finish_set_up(db, account, token, app.at(NOW), secret=KEY, now=NOW)
    return accounts.find_account(db, account.id), app, codes


def ask_second(db, account, *, now=LATER):
    return signing_in.ask_second_step(db, account, now=now)


def check_second(db, token, typed, *, now=LATER):
    return signing_in.check_second_step(db, token, typed, secret=KEY, now=now)


def test_with_a_code_app_the_mail_alone_is_not_enough(db, guarded):
    account, app, _ = guarded

    assert signing_in.needs_second_step(account)
    assert check_second(db, ask_second(db, account), app.at(LATER)).id == account.id


def test_a_code_of_the_app_works_once(db, guarded):
    account, app, _ = guarded
    check_second(db, ask_second(db, account), app.at(LATER))

    assert check_second(db, ask_second(db, account), app.at(LATER)) is None


def test_the_code_with_which_the_app_was_set_up_does_not_sign_in(db, guarded):
    account, app, _ = guarded

    assert check_second(db, ask_second(db, account, now=NOW), app.at(NOW), now=NOW) is None


@pytest.mark.parametrize(("seconds", "right"), [(-90, False), (-30, True), (30, True), (90, False)])
def test_a_telephone_may_be_half_a_minute_off_and_no_more(db, guarded, seconds, right):
    account, app, _ = guarded
    typed = app.at(LATER + timedelta(seconds=seconds))

    assert (check_second(db, ask_second(db, account), typed) is not None) == right


def test_a_recovery_code_replaces_the_app_once(db, guarded):
    account, _, codes = guarded
    assert len(set(codes)) == second_step.RECOVERY_CODES

    assert check_second(db, ask_second(db, account), codes[3].lower()) is not None
    assert check_second(db, ask_second(db, account), codes[3]) is None
    assert second_step.count_recovery_codes(db, account) == second_step.RECOVERY_CODES - 1


def test_new_recovery_codes_replace_the_old_ones(db, guarded):
    account, _, codes = guarded

    second_step.renew_recovery_codes(db, account)

    assert check_second(db, ask_second(db, account), codes[0]) is None


def test_when_the_key_of_the_installation_changes_a_recovery_code_still_works(db, guarded):
    account, app, codes = guarded
    token = ask_second(db, account)
    other = {"secret": "z" * 32, "now": LATER}

    assert signing_in.check_second_step(db, token, app.at(LATER), **other) is None
    assert signing_in.check_second_step(db, token, codes[0], **other) is not None


def test_without_the_code_by_mail_nobody_gets_to_the_second_step(db, guarded):
    _, app, _ = guarded
    mailed, _ = ask(db)

    for token in ("", "verzonnen", mailed):
        with pytest.raises(NothingPending):
            check_second(db, token, app.at(LATER))


def test_wrong_codes_of_the_app_come_to_a_pause(db, guarded):
    account, app, _ = guarded
    for _ in range(2):
        token = ask_second(db, account)
        for _ in range(signing_in.TRIES):
            assert check_second(db, token, "000000") is None

    with pytest.raises(TooOften):
        check_second(db, ask_second(db, account), app.at(LATER))


def test_a_wrong_code_does_not_take_an_app_into_use(db):
    account = add_account(db, at=NOW)
    token = second_step.begin_set_up(db, account, secret=KEY, now=NOW)

    assert second_step.finish_set_up(db, account, token, "000000", secret=KEY, now=NOW) is None

    assert not signing_in.needs_second_step(accounts.find_account(db, account.id))


def test_nobody_finishes_what_another_account_began(db):
    mine, theirs = add_account(db, at=NOW), add_account(db, ELS, at=NOW)
    token = second_step.begin_set_up(db, mine, secret=KEY, now=NOW)

    with pytest.raises(second_step.NothingToSetUp):
        second_step.show_set_up(db, theirs, token, secret=KEY, now=NOW)
    with pytest.raises(second_step.NothingToSetUp):
        second_step.show_set_up(
            db, mine, token, secret=KEY, now=NOW + second_step.OPEN_FOR + timedelta(seconds=1)
        )


def test_shown_recovery_codes_are_read_only_by_the_browser_that_shows_them(db, guarded):
    account, _, codes = guarded
    token = second_step.keep_shown(db, account, codes, secret=KEY, now=NOW)

    assert second_step.read_shown(db, account, token, secret=KEY, now=NOW) == codes
    assert codes[0] not in str(db.execute(text("SELECT * FROM pending")).all())
    with pytest.raises(second_step.NothingToSetUp):
        second_step.read_shown(db, account, "verzonnen", secret=KEY, now=NOW)


def test_what_was_asked_and_never_answered_is_deleted_with_counts_of_long_ago(db):
    ask(db)

    signing_in.delete_ended(db, now=NOW + timedelta(days=2))

    for table in ("pending", "throttle"):
        assert db.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
