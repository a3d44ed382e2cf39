"""The contracts in pyproject.toml, tried: each forbidden import is added to a copy and refused.

A contract that nobody tried is a wish. Every probe below is one import that must never come in; it
is written into a copy of the sources and import-linter has to name it. The picture of the floors in
README.md is read back and compared with the contracts.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINTER = SETTINGS["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in LINTER["contracts"]}


class Probe(NamedTuple):
    """One forbidden line of code, where it is added, and the contract that must refuse it."""

    file: str
    line: str
    contract: str


# The eleven that reviews of 0.1.0 tried by hand (eight of them passed the contracts of then).
REVIEWED = [
    Probe("assessment/notifier.py", "from assessment.web import app", "floors"),
    Probe("assessment/notifier.py", "import flask", "http"),
    Probe("assessment/web/coach/views.py", "from sqlalchemy import select", "web"),
    Probe("assessment/web/coach/views.py", "from assessment.store import attempts", "web"),
    Probe("assessment/store/results.py", "import matplotlib", "drawing"),
    Probe("assessment/services/erasing.py", "from sqlalchemy import select", "queries"),
    Probe(
        "assessment/services/erasing.py",
        "from assessment.store.tables import AttemptRow",
        "tables",
    ),
    Probe("assessment/report/composition/cover.py", "import numpy", "numbers"),
    Probe("assessment/report/composition/cover.py", "import assessment.report.documents", "report"),
    Probe("assessment/services/planning.py", "import study.people", "houses"),
    Probe("assessment/services/planning.py", "import tests.make", "houses"),
    Probe("values/readability.py", "import alembic", "values"),
    Probe("assessment/config.py", "import assessment.scoring", "floors"),
    Probe("assessment/config.py", "import flask", "http"),
    Probe("values/readability.py", "import assessment.config", "houses"),
    Probe("values/readability.py", "import sqlalchemy", "values"),
    Probe(
        "assessment/scoring/style.py", "from assessment.instruments import load_library", "files"
    ),
]

MORE = [
    Probe("assessment/psychometrics/arrays.py", "import values", "psychometrics"),
    Probe("assessment/psychometrics/arrays.py", "import pandas", "psychometrics"),
    Probe("assessment/quality/measures/people.py", "import assessment.services", "floors"),
    Probe("assessment/quality/measures/people.py", "import assessment.quality.page", "quality"),
    Probe("assessment/quality/unplaced.py", "WORDS = ()", "quality"),
    Probe("assessment/plan/suggest.py", "import assessment.store.attempts", "floors"),
    Probe("assessment/plan/suggest.py", "import assessment.instruments", "floors"),
    Probe("assessment/report/model.py", "import assessment.report.composition", "report"),
    Probe("assessment/report/figures/palette.py", "import assessment.report.pdf", "report"),
    Probe("assessment/report/unplaced.py", "WORDS = ()", "report"),
    Probe("assessment/report/documents/plan/report.py", "import assessment.scoring", "floors"),
    Probe("assessment/store/results.py", "import assessment.report.model", "floors"),
    Probe("assessment/store/results.py", "import numpy", "numbers"),
    Probe("assessment/services/taking.py", "import flask", "http"),
    Probe("assessment/services/taking.py", "import werkzeug.datastructures", "http"),
    Probe("assessment/services/taking.py", "import jinja2", "templates"),
    Probe("assessment/services/taking.py", "from huey import SqliteHuey", "queue"),
    Probe("assessment/services/taking.py", "import pyrage", "backups"),
    Probe("assessment/services/taking.py", "from assessment import config", "settings"),
    Probe("assessment/jobs.py", "from sqlalchemy import Engine, text", "queries"),
    Probe("assessment/jobs.py", "import assessment.web.app", "floors"),
    Probe("assessment/web/account/security.py", "import webauthn", "proofs"),
    Probe("assessment/store/accounts.py", "import pyotp", "proofs"),
    Probe("assessment/services/mailing.py", "import smtplib", "smtp"),
    Probe("assessment/mail/smtp.py", "import assessment.services.mailing", "floors"),
    Probe("assessment/posting.py", "import assessment.jobs", "floors"),
    Probe("assessment/intervision/rules.py", "import assessment.texts", "intervision"),
    Probe("assessment/unplaced.py", "WORDS = ()", "floors"),
    Probe("assessment/wording.py", "import assessment.config", "floors"),
    Probe("assessment/web/access.py", "import assessment.cli", "floors"),
    Probe("assessment/web/access.py", "import assessment.report.composition.claims", "web"),
    Probe("assessment/web/access.py", "import assessment.scoring", "web"),
    Probe("assessment/web/filters.py", "import reportlab", "pdf"),
    Probe("assessment/report/html.py", "import docx", "docx"),
    Probe("assessment/report/figures/palette.py", "import uharfbuzz", "scripts"),
    Probe("assessment/scoring/style.py", "import tests.make", "houses"),
    Probe("study/people.py", "import manual.content", "houses"),
    Probe("study/people.py", "import review.forms", "houses"),
    Probe("review/forms.py", "import study.people", "houses"),
    Probe("review/forms.py", "import tests.make", "houses"),
    Probe("tools/contracts/written_as.py", "import tests.make", "houses"),
    Probe("bench/bars.py", "import tests.make", "houses"),
]

# Hiding an import inside a function or behind a type check does not help.
HIDDEN = [
    Probe(
        "assessment/store/results.py",
        "def late() -> None:\n    import matplotlib.figure",
        "drawing",
    ),
    Probe(
        "assessment/store/results.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import assessment.web",
        "floors",
    ),
]

PROBES = [*REVIEWED, *MORE, *HIDDEN]


# Looks at its folder once for each line that comes in, for the contract in it or for all; starting
# it takes as long as looking. What it remembers of files that did not change is beside that folder.
LINTER_OF_A_FOLDER = """
import contextlib, io, json, sys
from importlinter.cli import lint_imports
for line in sys.stdin:
    contracts = tuple(line.split())
    with contextlib.redirect_stdout(io.StringIO()) as told:
        status = lint_imports(limit_to_contracts=contracts, cache_dir="../seen", no_logo=True)
    print(json.dumps([status, told.getvalue()]), flush=True)
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """A folder with the sources and the contracts of this project, to be spoilt."""
    folder = tmp_path_factory.mktemp("copied") / "project"
    folder.mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    for package in LINTER["root_packages"]:
        for source in (ROOT / package).rglob("*.py"):
            target = folder / source.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    return folder


@pytest.fixture(scope="module")
def lint(copied):
    """Return whether a contract, or each, holds in the copy now, and what the linter says."""
    with subprocess.Popen(
        [sys.executable, "-c", LINTER_OF_A_FOLDER],
        cwd=copied,
        env={**os.environ, "PYTHONPATH": str(copied), "COLUMNS": "200"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as linter:

        def look(contract=""):
            linter.stdin.write(f"{contract}\n")
            linter.stdin.flush()
            status, told = json.loads(linter.stdout.readline())
            return status == 0, told

        yield look


@pytest.fixture
def spoil(copied):
    """Add a line to a file of the copy; everything is put back afterwards."""
    undo = []

    def add(probe):
        path = copied / probe.file
        made = [path] if not path.exists() else []
        before = path.read_text(encoding="utf-8") if path.exists() else None
        if not path.parent.exists():
            path.parent.mkdir()
            (path.parent / "__init__.py").touch()
            made = [path.parent]
        undo.append((path, before, made))
        path.write_text(f"{before or ''}\n{probe.line}\n", encoding="utf-8")

    yield add
    for path, before, made in undo:
        if made:
            shutil.rmtree(made[0]) if made[0].is_dir() else made[0].unlink()
        else:
            path.write_text(before, encoding="utf-8")


def test_the_sources_as_they_are_keep_every_contract(lint):
    kept, told = lint()

    assert kept, told


@pytest.mark.parametrize("probe", PROBES, ids=lambda probe: f"{probe.file}: {probe.line}")
def test_a_forbidden_import_is_refused_by_name(lint, spoil, probe):
    spoil(probe)

    kept, told = lint(probe.contract)

    module = probe.file.removesuffix(".py").replace("/", ".")
    assert not kept, "the linter let it pass"
    assert f"{CONTRACTS[probe.contract]['name']} BROKEN" in told, told
    assert module in told or module.removeprefix("assessment.") in told, told


def test_every_contract_is_tried():
    assert {probe.contract for probe in PROBES} == set(CONTRACTS)


def test_every_folder_with_python_is_under_the_contracts():
    folders = {path.relative_to(ROOT).parts[0] for path in ROOT.glob("*/**/*.py")}

    assert {folder for folder in folders if not folder.startswith((".", "_"))} - {
        "build",
        "dist",
        "var",
    } == set(LINTER["root_packages"])


def test_every_ignored_import_has_its_reason_beside_it():
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for block in re.findall(r"^ignore_imports = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        assert all("#" in line for line in lines) or lines[0].lstrip().startswith("#"), block


def drawn(title):
    """Return the floors in the picture of README.md under ``title``, from the top."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    picture = text[text.index(title) :].split("```")[1]
    floors = (re.split(r"\s{2,}", line.strip())[0] for line in picture.splitlines() if line.strip())
    return [set(re.split(r" \| ", floor)) for floor in floors]


@pytest.mark.parametrize(
    ("title", "contract"),
    [
        ("The houses", "houses"),
        ("The rooms of the product", "floors"),
        ("The rooms of a report", "report"),
    ],
)
def test_the_picture_in_the_readme_is_the_contract(title, contract):
    floors = [set(layer.split(" | ")) for layer in CONTRACTS[contract]["layers"]]

    assert drawn(title) == floors
