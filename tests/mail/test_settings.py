import pytest

from assessment.json_reading import InputError
from assessment.mail.settings import is_mailbox, read_mail_settings

HOST = {"BOP_MAIL_HOST": "mail.bop.example", "BOP_MAIL_FROM": "plan@bop.example"}


def test_without_a_server_there_is_no_mail():
    assert read_mail_settings({}) is None


@pytest.mark.parametrize(
    "port", ["0", "65536", "0655350", "00000999999", "５８７", "5e2", "9" * 5000]
)
def test_a_port_that_no_machine_has_is_refused(port):
    told = {"BOP_MAIL_HOST": "mail.example", "BOP_MAIL_FROM": "plan@bop.example"}

    with pytest.raises(InputError, match="^BOP_MAIL_PORT: "):
        read_mail_settings(told | {"BOP_MAIL_PORT": port})


@pytest.mark.parametrize(("security", "port"), [("", 587), ("starttls", 587), ("tls", 465)])
def test_each_way_to_be_safe_has_its_own_port(security, port):
    settings = read_mail_settings({**HOST, "BOP_MAIL_SECURITY": security})

    assert (settings.port, settings.sender) == (port, "plan@bop.example")


def test_a_password_is_never_shown_with_the_settings():
    settings = read_mail_settings({**HOST, "BOP_MAIL_USER": "bop", "BOP_MAIL_PASSWORD": "geheim"})

    assert settings.password == "geheim"
    assert "geheim" not in repr(settings)


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"BOP_MAIL_HOST": "geen naam"}, "BOP_MAIL_HOST"),
        ({"BOP_MAIL_PORT": "0"}, "BOP_MAIL_PORT"),
        ({"BOP_MAIL_PORT": "99999"}, "BOP_MAIL_PORT"),
        ({"BOP_MAIL_PORT": "smtp"}, "BOP_MAIL_PORT"),
        ({"BOP_MAIL_SECURITY": "ssl"}, "BOP_MAIL_SECURITY"),
        ({"BOP_MAIL_SECURITY": "none"}, "BOP_MAIL_SECURITY"),
        ({"BOP_MAIL_FROM": ""}, "BOP_MAIL_FROM"),
        ({"BOP_MAIL_FROM": "Plan <plan@bop.example>"}, "BOP_MAIL_FROM"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(changes, named):
    with pytest.raises(InputError) as refused:
        read_mail_settings(HOST | changes)

    assert [problem.partition(":")[0] for problem in refused.value.problems] == [named]


def test_who_signs_in_there_without_a_password_is_named():
    with pytest.raises(InputError, match="BOP_MAIL_PASSWORD: ontbreekt"):
        read_mail_settings({**HOST, "BOP_MAIL_USER": "bop"})


def test_all_problems_are_told_at_once():
    with pytest.raises(InputError) as refused:
        read_mail_settings({"BOP_MAIL_HOST": "x", "BOP_MAIL_PORT": "x", "BOP_MAIL_SECURITY": "x"})

    assert len(refused.value.problems) == 3


def test_in_the_clear_goes_only_to_a_server_on_this_machine():
    told = {**HOST, "BOP_MAIL_HOST": "127.0.0.1", "BOP_MAIL_SECURITY": "none"}

    assert read_mail_settings(told).port == 25


@pytest.mark.parametrize(
    "text",
    ["", "noor", "noor@", "@b.nl", "noor@gemeente", "a b@c.nl", "a@b.nl\nBcc: x@y.nl",
     "a@b..nl", "n" * 65 + "@b.nl", "noor@" + "b" * 250 + ".nl", "noör@b.nl", "<a@b.nl>"],
)  # fmt: skip
def test_what_is_no_mailbox_is_no_mailbox(text):
    assert not is_mailbox(text)


@pytest.mark.parametrize("text", ["n@b.nl", "noor.de-vries+plan@raad.gemeente.nl", "o'neil@b.eu"])
def test_a_mailbox_is_one(text):
    assert is_mailbox(text)
