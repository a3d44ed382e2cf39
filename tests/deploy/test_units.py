"""The unit of systemd and the container file: what can be checked without starting them."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from assessment.config import list_missing, read_settings
from tests.deploy.proxied import DEPLOY, ROOT

PROGRAM = "/opt/bop/.venv/bin/bop"
MOST_EXPOSED = 2.0  # of the ten that systemd-analyze counts to; a plain unit has 9.6
UNITS = sorted(path.name for path in DEPLOY.glob("bop*.[st]*"))


@pytest.fixture
def analyze():
    program = shutil.which("systemd-analyze")
    assert program, "this test needs systemd-analyze; tools/system-packages installs it"
    return program


def placed(tmp_path):
    """Copy the units with a program that this machine has."""
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(text.replace(PROGRAM, sys.executable), encoding="utf-8")
    return [str(tmp_path / name) for name in UNITS]


def test_systemd_reads_the_units_without_a_remark(analyze, tmp_path):
    told = subprocess.run([analyze, "verify", "--man=no", *placed(tmp_path)],
                          capture_output=True, text=True, check=False)  # fmt: skip

    assert (told.returncode, told.stderr) == (0, "")


def test_systemd_refuses_a_unit_with_a_mistake(analyze, tmp_path):
    [path, *_] = placed(tmp_path)
    with open(path, "a", encoding="utf-8") as unit:
        unit.write("[Service]\nProtectSytem=strict\n")

    told = subprocess.run([analyze, "verify", "--man=no", path],
                          capture_output=True, text=True, check=False)  # fmt: skip

    assert "ProtectSytem" in told.stderr


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_service_may_do_little(analyze, tmp_path, name):
    placed(tmp_path)
    told = subprocess.run([analyze, "security", "--offline=true", str(tmp_path / name)],
                          capture_output=True, text=True, check=True)  # fmt: skip
    [level] = re.findall(r"exposure level for .*: ([0-9.]+)", told.stdout)

    assert float(level) <= MOST_EXPOSED


def test_the_settings_of_the_units_are_settings_of_the_product(tmp_path):
    text = (DEPLOY / "bop.env").read_text(encoding="utf-8")
    told = dict(re.findall(r'^(BOP_\w+)="(.*)"$', text, re.M))

    settings = read_settings(told | {"BOP_DATA": str(tmp_path)})

    assert settings.public_url == "https://plan.voorbeeld.nl"
    assert told["BOP_DATA"] == "/var/lib/bop"
    [left] = list_missing(settings)  # only the secret, which nobody may share
    assert left.startswith("BOP_SECRET_KEY")


def test_the_command_of_operators_has_the_settings_of_the_services(tmp_path):
    program = tmp_path / ".venv" / "bin" / "bop"
    program.parent.mkdir(parents=True)
    program.write_text('#!/bin/sh\necho "$BOP_ORGANISATION, $BOP_DATA_KEYS, $HOME, $*"\n')
    program.chmod(0o755)
    environ = {"BOP_ENV": str(DEPLOY / "bop.env"), "BOP_USER": str(os.getuid()),
               "BOP_GROUP": str(os.getgid()), "BOP_HOME": str(tmp_path), "HOME": "/root",
               "PATH": "/usr/bin:/bin:/usr/sbin"}  # fmt: skip
    command = ["sh", "-c", (DEPLOY / "bop").read_text().replace("--clear-groups", "--keep-groups"),
               "bop", "doctor", "--help"]  # fmt: skip
    told = subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout

    assert told == "Vereniging van Voorbeelden, /etc/bop/data-keys, /var/lib/bop, doctor --help\n"


def test_the_container_holds_what_is_in_the_repository_and_runs_as_nobody_in_particular():
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    steps = [line.split(maxsplit=1) for line in lines if line and not line.startswith("#")]
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK",
             "ENTRYPOINT", "CMD"}  # fmt: skip

    assert {word for word, _ in steps} == known
    copied = [rest.split()[0] for word, rest in steps if word == "COPY"]
    assert [path for path in copied if not (ROOT / path).exists()] == []
    assert {"assessment", "values", "templates", "static", "requirements.lock"} <= set(copied)
    words = [word for word, _ in steps]
    last_user = max(n for n, word in enumerate(words) if word == "USER")
    assert steps[last_user][1] == "bop"
    assert "RUN" not in words[last_user:]
    assert "--require-hashes" in (DEPLOY / "Containerfile").read_text(encoding="utf-8")


def test_systemd_does_not_try_again_what_only_somebody_can_mend():
    text = (DEPLOY / "bop.service").read_text(encoding="utf-8")

    assert "\nRestart=on-failure\n" in text
    assert "\nRestartPreventExitStatus=2\n" in text  # tests/cli/test_starting.py tries both
