from datetime import timedelta

import pytest

from assessment.services import passkeys
from assessment.services.passkeys import PasskeyRefused, Site, find_site
from tests.clusters import on_each_database as on_each_database
from tests.people.authenticator import Authenticator
from tests.people.signed_in import ELS, add_account
from tests.people.taken import LATER, NOW

SITE = Site("bop.example", "https://bop.example")


@pytest.fixture
def account(db):
    return add_account(db, at=NOW)


@pytest.fixture
def device():
    return Authenticator(SITE.host, SITE.origin)


def add(db, account, device, *, now=NOW):
    token, options = passkeys.ask_new(db, account, SITE, now=now)
    passkeys.add_passkey(db, account, SITE, token, device.make(options), name="telefoon", now=now)


def sign_in(db, device, *, now=LATER):
    token, options = passkeys.ask_sign_in(db, SITE, now=now)
    return passkeys.check_sign_in(db, SITE, token, device.sign(options), now=now)


def test_a_passkey_signs_in_the_account_it_was_made_for(db, account, device):
    add(db, account, device)

    assert sign_in(db, device).id == account.id
    [kept] = passkeys.list_passkeys(db, account)
    assert (kept.name, kept.sign_count, kept.used_at) == ("telefoon", 1, LATER)


def test_what_is_asked_to_sign_in_names_no_key_and_nobody(db, account, device):
    add(db, account, device)

    _, options = passkeys.ask_sign_in(db, SITE, now=NOW)

    assert '"allowCredentials": []' in options
    assert account.address not in options


def test_a_key_that_nobody_added_signs_nobody_in(db, account, device):
    add(db, account, device)

    with pytest.raises(PasskeyRefused):
        sign_in(db, Authenticator(SITE.host, SITE.origin))


@pytest.mark.parametrize(
    ("host", "origin", "verified"),
    [
        ("bop.example", "https://bop.example.elders.example", True),
        ("elders.example", "https://bop.example", True),
        ("bop.example", "http://bop.example", True),
        ("bop.example", "https://bop.example", False),
    ],
    ids=["another origin", "another site", "not safe", "nobody verified"],
)
def test_an_answer_for_elsewhere_or_without_its_owner_is_refused(
    db, account, device, host, origin, verified
):
    add(db, account, device)
    device.host, device.origin, device.verified = host, origin, verified

    with pytest.raises(PasskeyRefused):
        sign_in(db, device)
    with pytest.raises(PasskeyRefused):
        add(db, account, Authenticator(host, origin, verified=verified))


def test_an_answer_works_once(db, account, device):
    add(db, account, device)
    token, options = passkeys.ask_sign_in(db, SITE, now=NOW)
    answer = device.sign(options)
    passkeys.check_sign_in(db, SITE, token, answer, now=NOW)

    with pytest.raises(PasskeyRefused):
        passkeys.check_sign_in(db, SITE, token, answer, now=NOW)
    other, _ = passkeys.ask_sign_in(db, SITE, now=NOW)
    with pytest.raises(PasskeyRefused):
        passkeys.check_sign_in(db, SITE, other, answer, now=NOW)


def test_an_answer_that_comes_too_late_is_refused(db, account, device):
    add(db, account, device)
    token, options = passkeys.ask_sign_in(db, SITE, now=NOW)

    with pytest.raises(PasskeyRefused):
        passkeys.check_sign_in(
            db,
            SITE,
            token,
            device.sign(options),
            now=NOW + passkeys.OPEN_FOR + timedelta(seconds=1),
        )


def test_a_copied_key_shows_by_its_count(db, account, device):
    add(db, account, device)
    device.count = 10
    sign_in(db, device)
    device.count = 3

    with pytest.raises(PasskeyRefused):
        sign_in(db, device)


NO_RESPONSE = '{"id": "a", "rawId": "a", "response": {}, "type": "public-key"}'


@pytest.mark.parametrize("answer", ["", "x", "{}", "[]", '{"id": 1}', "null", NO_RESPONSE])
def test_nonsense_is_refused(db, account, answer):
    token, _ = passkeys.ask_sign_in(db, SITE, now=NOW)
    with pytest.raises(PasskeyRefused):
        passkeys.check_sign_in(db, SITE, token, answer, now=NOW)

    token, _ = passkeys.ask_new(db, account, SITE, now=NOW)
    with pytest.raises(PasskeyRefused):
        passkeys.add_passkey(db, account, SITE, token, answer, name="x", now=NOW)


def test_a_question_to_one_account_is_not_answered_for_another(db, account, device):
    token, options = passkeys.ask_new(db, account, SITE, now=NOW)
    other = add_account(db, ELS, at=NOW)

    with pytest.raises(PasskeyRefused):
        passkeys.add_passkey(db, other, SITE, token, device.make(options), name="x", now=NOW)


def test_a_key_is_added_once_and_an_account_has_only_so_many(db, account, device):
    add(db, account, device)
    with pytest.raises(PasskeyRefused):
        add(db, account, device)
    for _ in range(passkeys.MOST - 1):
        add(db, account, Authenticator(SITE.host, SITE.origin))

    with pytest.raises(PasskeyRefused):
        add(db, account, Authenticator(SITE.host, SITE.origin))


def test_a_deleted_passkey_signs_in_no_more(db, account, device):
    add(db, account, device)
    [kept] = passkeys.list_passkeys(db, account)

    passkeys.delete_passkey(db, add_account(db, ELS, at=NOW), kept)
    assert sign_in(db, device).id == account.id
    passkeys.delete_passkey(db, account, kept)
    with pytest.raises(PasskeyRefused):
        sign_in(db, device)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://bop.example/plan", Site("bop.example", "https://bop.example")),
        ("http://localhost:8000", Site("localhost", "http://localhost:8000")),
        ("http://127.0.0.1:8000", None),
        ("https://192.0.2.1", None),
        ("https://[::1]", None),
        ("http://bop.example", None),
    ],
)
def test_passkeys_are_offered_only_where_a_browser_takes_them(url, site):
    assert find_site(url) == site
