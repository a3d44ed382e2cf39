"""What `make check` asks of packages and of every file: weaknesses, licences and secrets."""

import json
import subprocess
import sys

import pytest

from tools import audit, licences, secrets

GOOD = {"dependencies": [{"name": "flask", "version": "3.1", "vulns": []}], "fixes": []}
WEAK = {
    "dependencies": [
        {"name": "flask", "version": "3.1",
         "vulns": [{"id": "CVE-2026-1", "fix_versions": ["3.2"]}]},
        {"name": "click", "skip_reason": "not found"},
    ]
}  # fmt: skip
UNSEEN = {"dependencies": [{"name": "click", "skip_reason": "not found"}]}


@pytest.mark.parametrize(("answer", "status"), [(GOOD, 0), (WEAK, 1), (UNSEEN, audit.NOT_LOOKED)])
def test_what_could_not_be_looked_up_is_never_taken_for_good(monkeypatch, capsys, answer, status):
    answered = subprocess.CompletedProcess([], 0, json.dumps(answer), "")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: answered)

    assert audit.main() == status

    told = capsys.readouterr().out
    assert ("NOT AUDITED" in told) == (answer is not GOOD)
    assert ("CVE-2026-1, mended in 3.2" in told) == (answer is WEAK)


def test_no_answer_at_all_is_no_audit(monkeypatch, capsys):
    broken = subprocess.CompletedProcess([], 1, "", "no network")
    monkeypatch.setattr(audit.subprocess, "run", lambda *_, **__: broken)

    assert audit.main() == audit.NOT_LOOKED

    assert "0 packages looked up" in capsys.readouterr().out


def test_every_package_of_the_product_has_the_licence_of_the_list(capsys):
    assert licences.main([]) == 0, capsys.readouterr().out


def test_every_python_gets_the_same_version_of_each_package_of_the_product():
    names = licences.list_locked(licences.LOCK.read_text(encoding="utf-8"))

    assert sorted(set(names)) == sorted(names)


def test_a_licence_that_is_new_changed_gone_or_untold_is_a_difference():
    known = {"a": "MIT", "b": "MIT", "old": "MIT"}
    installed = {"a": "MIT", "b": "GPL-3.0", "c": "MIT", "d": "unknown", "elsewhere": None}

    found = licences.find_differences(known, installed)

    assert [line.split(":")[0] for line in found] == ["c", "d", "b", "old", "d"]


PLANTED = {
    "age": "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L" * 2,
    "private": "-----BEGIN RSA " + "PRIVATE KEY-----",
    "aws": "aws = " + "AKIA" + "Z7QJ4XN2RTM6PVWD",
    "password": 'password = "' + 'h8Kq2vLx9Tz4"',
    "url": "postgresql://bop:" + "h8Kq2vLx9Tz4@db.example/bop",
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_secret_is_found(tmp_path, capsys, kind):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / "settings.py").write_text(f"a = 1\n{PLANTED[kind]}\n")

    assert secrets.main([str(tmp_path)]) == 1

    assert "settings.py:2:" in capsys.readouterr().out


def test_the_scan_starts_from_the_command_line(tmp_path):
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    command = [sys.executable, "-m", "tools.secrets", str(tmp_path)]
    done = subprocess.run(command, cwd=secrets.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "secrets: 0 new, 0 made up\n"
