import os
import stat
import threading

import pytest

from assessment.config import list_missing, read_settings
from assessment.json_reading import InputError
from assessment.scanner import Scanner


@pytest.fixture
def environ(tmp_path):
    return {"BOP_DATA": str(tmp_path / "var")}


def test_the_defaults_run_on_this_machine_only(environ, tmp_path):
    settings = read_settings(environ)

    assert settings.data == tmp_path / "var"
    assert settings.database_url == f"sqlite:///{tmp_path / 'var' / 'bop.db'}"
    assert settings.queue_file == tmp_path / "var" / "queue.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.public_url == "http://127.0.0.1:8000"
    assert not settings.secure


def test_every_setting_can_be_set(environ):
    told = {
        "BOP_DATABASE_URL": "sqlite:////elders/x.db",
        "BOP_SECRET_KEY": "g" * 32,
        "BOP_HOST": "0.0.0.0",
        "BOP_PORT": "8123",
        "BOP_PUBLIC_URL": "https://bop.example",
        "BOP_PROXIES": "10.0.0.0/24, ::1",
        "BOP_BACKUP_KEY": "age1x",
        "BOP_METRICS_PORT": "9100",
        "BOP_SCANNER": "/run/clamav/clamd.ctl",
        "BOP_SIMULATED": "1",
    }

    settings = read_settings(environ | told)

    assert settings.database_url == "sqlite:////elders/x.db"
    assert (settings.secret_key, settings.host, settings.port) == ("g" * 32, "0.0.0.0", 8123)
    assert settings.public_url == "https://bop.example"
    assert settings.proxies == ("10.0.0.0/24", "::1/128")
    assert settings.backup_key == "age1x"
    assert settings.metrics_port == 9100
    assert settings.scanner == Scanner(path="/run/clamav/clamd.ctl")
    assert settings.simulated


def test_attempts_count_as_real_unless_the_installation_says_otherwise(environ):
    assert not read_settings(environ).simulated
    with pytest.raises(InputError, match="BOP_SIMULATED: ja past hier niet"):
        read_settings(environ | {"BOP_SIMULATED": "ja"})


@pytest.mark.parametrize(
    ("url", "secure"), [("https://bop.example", True), ("http://bop.example", False)]
)
def test_cookies_are_secure_when_people_come_over_https(environ, url, secure):
    assert read_settings(environ | {"BOP_PUBLIC_URL": url}).secure is secure


def test_the_data_folder_is_for_the_owner_only(environ, tmp_path):
    read_settings(environ)

    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


def test_the_secret_key_is_made_once_and_for_the_owner_only(environ, tmp_path):
    first = read_settings(environ).secret_key

    assert read_settings(environ).secret_key == first
    assert len(first) >= 64
    file = tmp_path / "var" / "secret-key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [f.name for f in file.parent.iterdir()] == ["secret-key"]


def test_another_installation_gets_another_key(environ, tmp_path):
    other = {"BOP_DATA": str(tmp_path / "elders")}

    assert read_settings(environ).secret_key != read_settings(other).secret_key


def test_processes_that_start_at_once_share_one_key(environ):
    found = []
    starts = [
        threading.Thread(target=lambda: found.append(read_settings(environ).secret_key))
        for _ in range(8)
    ]
    for start in starts:
        start.start()
    for start in starts:
        start.join(timeout=120)

    assert len(found) == 8
    assert len(set(found)) == 1


def test_an_empty_key_file_is_refused_and_never_used_as_a_key(environ, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").touch()

    with pytest.raises(InputError, match="secret-key"):
        read_settings(environ)


def test_a_key_written_by_hand_may_end_with_a_line_end(environ, tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").write_text("met de hand gekozen sleutel van genoeg tekens\n")

    assert read_settings(environ).secret_key == "met de hand gekozen sleutel van genoeg tekens"


@pytest.mark.parametrize("port", ["abc", "", "0x50", "70000", "-1"])
def test_a_port_that_is_none_is_refused_with_the_reason(environ, port):
    with pytest.raises(InputError, match="BOP_PORT"):
        read_settings(environ | {"BOP_PORT": port})


def test_a_data_folder_that_cannot_be_made_is_refused_with_the_reason(tmp_path):
    (tmp_path / "bestand").touch()

    with pytest.raises(InputError, match="BOP_DATA"):
        read_settings({"BOP_DATA": str(tmp_path / "bestand" / "var")})


@pytest.mark.parametrize("proxies", ["nginx", "10.0.0.0/33", "10.0.0.7/24", "127.0.0.1:80"])
def test_a_proxy_that_is_no_address_is_refused(environ, proxies):
    with pytest.raises(InputError, match="BOP_PROXIES: .* geen nummer van een proxy"):
        read_settings(environ | {"BOP_PROXIES": proxies})


def test_the_file_of_data_keys_is_named_where_people_come_from_elsewhere(environ, tmp_path):
    elsewhere = environ | {"BOP_PUBLIC_URL": "https://plan.example"}
    beside = elsewhere | {"BOP_DATA_KEYS": str(tmp_path / "var" / "data-keys")}
    apart = elsewhere | {"BOP_DATA_KEYS": f" {tmp_path / 'etc' / 'data keys'} "}

    for told in (elsewhere, beside):
        assert any("BOP_DATA_KEYS" in line for line in list_missing(read_settings(told)))
    assert not any("BOP_DATA_KEYS" in line for line in list_missing(read_settings(apart)))
    assert read_settings(apart).data_keys == tmp_path / "etc" / "data keys"
    assert not any("KEYS" in line for line in list_missing(read_settings(environ)))
    with pytest.raises(InputError, match="BOP_DATA_KEYS"):
        read_settings(environ | {"BOP_DATA_KEYS": "een\x07bel"})
    for no_file in (tmp_path, "/dev/null"):
        with pytest.raises(InputError, match="BOP_DATA_KEYS: .* is geen gewoon bestand"):
            read_settings(environ | {"BOP_DATA_KEYS": str(no_file)})


def test_cookies_have_keys_of_their_own_where_they_are_named(environ):
    assert read_settings(environ).cookie_keys == ()

    told = {"BOP_COOKIE_KEYS": f" {'n' * 32}\n{'o' * 32} "}
    assert read_settings(environ | told).cookie_keys == ("n" * 32, "o" * 32)


def test_all_that_is_wrong_with_the_settings_is_told_at_once_and_nothing_is_made(tmp_path):
    data = tmp_path / "data"
    environ = {"BOP_DATA": str(data), "BOP_HOST": "a b", "BOP_PORT": "0", "BOP_DEMO": "ja",
               "BOP_SECRET_KEY": "kort", "BOP_COOKIE_KEYS": f"{'g' * 32} kort",
               "BOP_MAIL_PORT": "x", "BOP_MAIL_HOST": "mail.example",
               "BOP_ORGANISATION_HELP": "zie de deur"}  # fmt: skip

    with pytest.raises(InputError) as refused:
        read_settings(environ)

    for name in set(environ) - {"BOP_DATA", "BOP_MAIL_HOST"}:
        assert any(line.startswith(name) for line in refused.value.problems), name
    assert not data.exists()


@pytest.mark.parametrize("name", ["BOP_SECRET_KEY", "BOP_ORGANISATION", "BOP_MAIL_PASSWORD",
                                  "BOP_SIGN_IN_NAME", "BOP_DATABASE_URL"])  # fmt: skip
def test_a_setting_in_another_alphabet_of_bytes_is_refused_before_a_page_would_fail_on_it(
    environ, tmp_path, name
):
    latin = "geïnde sleutel van meer dan 32 tekens".encode("latin-1")

    with pytest.raises(InputError) as refused:
        read_settings(environ | {name: os.fsdecode(latin)})

    assert refused.value.problems == [f"{name}: dit is geen UTF-8; schrijf het opnieuw in UTF-8"]
    assert not (tmp_path / "var").exists()


def test_metrics_have_a_port_of_their_own(environ):
    told = {"BOP_PORT": "8123", "BOP_METRICS_PORT": "8123"}

    with pytest.raises(InputError, match="^BOP_METRICS_PORT: .*8123"):
        read_settings(environ | told)
