"""What each command does. Files are written whole or not at all."""

import argparse
import json
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

from assessment.cli import serving
from assessment.config import read_settings
from assessment.instruments import read_answers, write_answers
from assessment.json_reading import MAX_BYTES, InputError, read_json_object
from assessment.plan import Plan, read_plan
from assessment.scoring import score as score_answers
from assessment.services import reporting, simulating
from assessment.services.content import check_content as all_problems
from assessment.services.content import load_content
from assessment.services.profile_json import profile_to_json
from assessment.store import database
from assessment.wording import say, short


def serve(_: argparse.Namespace) -> int:
    """Run web app and worker until they are stopped."""
    return serving.serve(read_settings())


def work(_: argparse.Namespace) -> int:
    """Run the worker until it is stopped."""
    return serving.work(read_settings())


def simulate(chosen: argparse.Namespace) -> int:
    """Write the answers of a fictional person."""
    content = load_content()
    if chosen.office not in content.value_map.office:
        known = ", ".join(content.value_map.office)
        raise InputError([say("answers.wrong_choice", place="--office", value=chosen.office,
                              expected=known)])  # fmt: skip
    answers = simulating.simulate(
        chosen.seed, content.library, content.value_map, phase=chosen.phase, office=chosen.office
    )
    _write(chosen.output, _as_json(write_answers(answers)))
    return 0


def score(chosen: argparse.Namespace) -> int:
    """Write the profile that answers come to, to a file or to the screen."""
    content = load_content()
    answers = read_answers(_read(chosen.answers), content.library, content.value_map)
    profile = score_answers(answers, content.library, content.value_map)
    text = _as_json(profile_to_json(profile))
    if chosen.output is None:
        sys.stdout.buffer.write(text)  # UTF-8, whatever the terminal speaks
    else:
        _write(chosen.output, text)
    return 0


def plan(chosen: argparse.Namespace) -> int:
    """Write the PDF that answers and goals come to."""
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every command

    content = load_content()
    answers = read_answers(_read(chosen.answers), content.library, content.value_map)
    owner = Plan()
    if chosen.goals is not None:
        goals = read_json_object(_read(chosen.goals))
        owner = read_plan(goals, content.catalogue, content.value_map)
    profile = score_answers(answers, content.library, content.value_map)
    result = reporting.result_of(content, answers, profile, owner)
    report = reporting.write_report(content, result, created_at=_moment(answers.taken_at))
    _write(chosen.output, render_pdf(report))
    return 0


def check_content(_: argparse.Namespace) -> int:
    """Print every problem in the content; 1 when there is one."""
    problems = all_problems()
    for problem in problems:
        print(problem)
    if not problems:
        print(say("cli.content_clean"))
    return 1 if problems else 0


def upgrade(_: argparse.Namespace) -> int:
    """Bring the database to the newest migration."""
    settings = read_settings()
    database.upgrade(settings.database_url)
    return 0


def _as_json(table: dict[str, Any]) -> bytes:
    return (json.dumps(table, ensure_ascii=False, indent=2) + "\n").encode()


def _read(path: Path) -> bytes:
    """Return at most a little more than the largest file that will be read."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError([say("cli.unreadable", path=path, reason=error.strerror)]) from error


def _moment(text: str) -> datetime:
    """Return when the answers were given; a year that no calendar here reaches is a mistake."""
    moment = datetime.fromisoformat(text)
    if not 2000 <= moment.year < 3000:
        raise InputError([say("answers.wrong_time", place="taken_at", value=short(text))])
    return moment


def _write(path: Path, data: bytes) -> None:
    """Write ``data`` whole or not at all; a pipe or a device simply takes it."""
    target = Path(os.path.realpath(path))  # a link goes on pointing where it did
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise InputError([say("cli.unwritable", path=path, reason=error.strerror)]) from error
    print(say("cli.written", path=path), file=sys.stderr)


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".bop-")  # for its owner only
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(name, path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
