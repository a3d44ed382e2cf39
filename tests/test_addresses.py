"""Addresses in the settings: read by a parser, written in one way, refused with the true cause."""

import pytest

from assessment.config import read_settings
from assessment.json_reading import InputError


@pytest.fixture
def read(tmp_path):
    def read_with(**changes):
        return read_settings({"BOP_DATA": str(tmp_path), **changes})

    return read_with


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://bop.example.nl", "https://bop.example.nl"),
        ("HTTPS://Bop.Example.NL/", "https://bop.example.nl"),
        ("  https://bop.example.nl\n", "https://bop.example.nl"),
        ("https://bop.example.nl:443", "https://bop.example.nl"),
        ("http://bop.example.nl:80/", "http://bop.example.nl"),
        ("https://bop.example.nl:8443", "https://bop.example.nl:8443"),
        ("https://gemeente.example.nl/bop/", "https://gemeente.example.nl/bop"),
        ("https://gemeente.example.nl/a/Bop", "https://gemeente.example.nl/a/Bop"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("http://[0:0:0:0:0:0:0:1]", "http://[::1]"),
        ("https://bücher.example.nl", "https://xn--bcher-kva.example.nl"),
        ("https://bop.example.nl.", "https://bop.example.nl"),
    ],
)
def test_the_public_address_is_kept_in_one_way(read, typed, kept):
    settings = read(BOP_PUBLIC_URL=typed)

    assert settings.public_url == kept
    assert settings.secure is kept.startswith("https://")


@pytest.mark.parametrize(
    ("typed", "cause"),
    [
        ("", "https://"),
        ("bop.example.nl", "https://"),
        ("ftp://bop.example.nl", "https://"),
        ("https:/bop.example.nl", "computer"),
        ("https://", "computer"),
        ("https://bop example.nl", "spatie"),
        ("https://bop.example.nl/a b", "spatie"),
        ("https://bop.example.nl\nX: y", "spatie"),
        ("https://bop.example.nl?x=1", "?"),
        ("https://bop.example.nl/#a", "#"),
        ("https://ik:geheim@bop.example.nl", "@"),
        ("https://bop.example.nl:0", "poort"),
        ("https://bop.example.nl:99999", "poort"),
        ("https://bop.example.nl:acht", "poort"),
        ("https://[::1", "computer"),
        ("https://[bop]", "computer"),
        ("https://bop_.-x.nl", "computer"),
        ("https://bop%2eexample.nl", "computer"),
        ("http://[fe80::1%25eth0]", "computer"),
        ("https://1.2.3", "computer"),
        ("https://1.2.3.999", "computer"),
        ("https://" + "a" * 64 + ".nl", "computer"),
        ("https://bop.example.nl//bop", "pad"),
        ("https://bop.example.nl/../bop", "pad"),
        ("https://bop.example.nl/b%20p", "pad"),
        ("https://bop.example.nl/bop;x", "pad"),
    ],
)
def test_a_public_address_that_cannot_be_served_is_refused_with_the_cause(read, typed, cause):
    with pytest.raises(InputError) as refused:
        read(BOP_PUBLIC_URL=typed)

    [problem] = refused.value.problems
    assert problem.startswith("BOP_PUBLIC_URL: ")
    assert cause in problem
    assert "geheim" not in problem


@pytest.mark.parametrize(
    ("typed", "kept", "public"),
    [
        ("::1", "::1", "http://[::1]:8000"),
        ("[::1]", "::1", "http://[::1]:8000"),
        (" 127.0.0.1 ", "127.0.0.1", "http://127.0.0.1:8000"),
        ("LOCALHOST", "localhost", "http://localhost:8000"),
    ],
)
def test_the_host_may_be_a_number_or_a_name(read, typed, kept, public):
    settings = read(BOP_HOST=typed)

    assert (settings.host, settings.public_url) == (kept, public)


@pytest.mark.parametrize("host", ["", "local host", "1.2.3", "[::1", "::x", "a/b", "-a", "host:80"])
def test_a_host_that_is_none_is_refused(read, host):
    with pytest.raises(InputError, match="BOP_HOST: "):
        read(BOP_HOST=host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "bop.example.nl"])
def test_beyond_this_machine_the_public_address_must_be_told(read, host):
    with pytest.raises(InputError, match="BOP_PUBLIC_URL: "):
        read(BOP_HOST=host)

    assert read(BOP_HOST=host, BOP_PUBLIC_URL="https://bop.example.nl").host == host


@pytest.mark.parametrize("name", ["met spatie", "HOOFD", "100%25", "é", "a#b", "a?b"])
def test_any_name_of_a_folder_holds_a_database_that_works(tmp_path, name):
    from assessment.store import database

    settings = read_settings({"BOP_DATA": str(tmp_path / name)})
    database.upgrade(settings.database_url)

    assert (tmp_path / name / "bop.db").stat().st_size > 0


@pytest.mark.parametrize("name", ["", " ", "a\nb", "a\0b"])
def test_a_folder_that_cannot_hold_the_database_is_refused(tmp_path, name):
    with pytest.raises(InputError, match="BOP_DATA: "):
        read_settings({"BOP_DATA": f"{tmp_path}/{name}" if name.strip() else name})


def test_a_secret_that_can_be_guessed_is_refused(read):
    with pytest.raises(InputError, match="BOP_SECRET_KEY: "):
        read(BOP_SECRET_KEY="geheim")


def test_a_database_of_another_kind_is_refused_with_the_cause(read):
    from assessment.store import database

    settings = read(BOP_DATABASE_URL="mysql://localhost/bop")

    with pytest.raises(database.DatabaseUnusable, match="SQLite"):
        database.upgrade(settings.database_url)
