import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

SERVE = """
import assessment, sys
assert assessment.__file__.startswith(sys.prefix), assessment.__file__
from assessment.cli.website import web_app
from assessment.config import read_settings
from assessment.store.database import upgrade
upgrade(read_settings().database_url)
client = web_app().test_client()
for address in ("/", "/begin", "/static/app.css", "/static/answers.js", "/gezond"):
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
print("serves")
"""


def run(*command, cwd, **environ):
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environ}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """An empty environment with nothing but the wheel; the libraries come from beside it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index",
             "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)]  # fmt: skip
    run(*build, cwd=folder)
    venv.create(folder / "venv", with_pip=False)
    site = next((folder / "venv" / "lib").glob("python3*")) / "site-packages"
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
               "--target", str(site), str(next(folder.glob("*.whl")))]  # fmt: skip
    run(*install, cwd=folder)
    return folder


@pytest.mark.xdist_group("wheel")
def test_the_wheel_holds_the_fonts_of_every_script_and_stays_small(installed):
    path = next(installed.glob("*.whl"))
    with zipfile.ZipFile(path) as wheel:
        names = wheel.namelist()

    assert path.stat().st_size < 15_000_000
    assert len([n for n in names if "fonts/noto/" in n and n.endswith(".ttf")]) > 30
    assert "assessment/report/fonts/noto/OFL.txt" in names


@pytest.mark.xdist_group("wheel")
def test_the_wheel_puts_nothing_generic_on_a_path(installed):
    with zipfile.ZipFile(next(installed.glob("*.whl"))) as wheel:
        tops = {name.split("/")[0] for name in wheel.namelist()}
        metadata = wheel.read(next(n for n in wheel.namelist() if n.endswith("/METADATA")))

    packages = {top for top in tops if not top.endswith(".dist-info")}
    assert packages == {"assessment", "values"}  # the design card names both
    assert b"License-Expression: EUPL-1.2" in metadata
    assert b"License-File: LICENSE" in metadata


@pytest.mark.xdist_group("wheel")
def test_an_installed_wheel_serves_the_app_with_templates_static_files_and_content(installed):
    python = installed / "venv" / "bin" / "python"
    environ = {"PYTHONPATH": sysconfig.get_path("purelib"), "BOP_DATA": str(installed / "data")}

    assert "serves" in run(str(python), "-c", SERVE, cwd=installed, **environ)
    assert "klopt" in run(
        str(python),
        "-m",
        "assessment",
        "check-content",
        "--today",
        "2026-11-28",
        cwd=installed,
        **environ,
    )


@pytest.mark.xdist_group("wheel")
def test_an_installed_wheel_makes_a_plan(installed):
    python = installed / "venv" / "bin" / "python"
    environ = {"PYTHONPATH": sysconfig.get_path("purelib")}
    command = [str(python), "-m", "assessment"]

    run(*command, "simulate", "--seed", "7", "-o", "a.json", cwd=installed, **environ)
    run(*command, "plan", "a.json", "-o", "plan.pdf", cwd=installed, **environ)

    assert (installed / "plan.pdf").read_bytes().startswith(b"%PDF")
