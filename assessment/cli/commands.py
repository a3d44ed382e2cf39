"""What each command does."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from assessment.cli.files import as_json, read_file, write_and_report, write_or_print
from assessment.cli.groups import working
from assessment.config import read_settings
from assessment.instruments import Answers, read_answers, write_answers
from assessment.json_reading import InputError, read_json_object
from assessment.plan import Plan, read_plan
from assessment.plan.goal_dates import possible_days
from assessment.report.model import ReportContent
from assessment.scoring import score as score_answers
from assessment.services import (
    accounts,
    comparing,
    copying,
    letters,
    printing,
    reporting,
    simulating,
)
from assessment.services.content import Content, load_content, release_content, tell_ages
from assessment.services.content import check_content as all_problems
from assessment.services.errands import declare_errand
from assessment.services.moments import AMSTERDAM, day_of
from assessment.services.offering import CARD, KINDS, DocumentRefused, find_main_kind
from assessment.services.policy import Errand
from assessment.services.profile_json import profile_to_json
from assessment.services.reporting import Result
from assessment.services.signing_in import read_address
from assessment.wording import say, short
from values import ContentError
from values.problems import tell_first


@declare_errand(Errand.FILES)
def simulate(chosen: argparse.Namespace) -> int:
    """Write the answers of a fictional person."""
    content = load_content()
    offices = [office.id for office in content.value_map.offered_offices]
    if chosen.office not in offices:
        without = chosen.office in content.value_map.office
        key = "answers.office_without_texts" if without else "answers.wrong_choice"
        expected = ", ".join(offices)
        raise InputError([say(key, place="--office", value=short(chosen.office),
                              expected=expected)])  # fmt: skip
    answers = simulating.simulate(
        chosen.seed, content.library, content.value_map, phase=chosen.phase,
        office=chosen.office, deepened=_known_competencies(chosen.deepen, content),
    )  # fmt: skip
    write_and_report(chosen.output, as_json(write_answers(answers)))
    return 0


def _known_competencies(names: Sequence[str], content: Content) -> Sequence[str]:
    known = content.value_map.competency
    for name in names:
        if name not in known:
            raise InputError([say("answers.wrong_choice", place="--deepen", value=short(name),
                                  expected=", ".join(known))])  # fmt: skip
    return names


@declare_errand(Errand.FILES)
def score(chosen: argparse.Namespace) -> int:
    """Write the profile that answers come to, to a file or to the screen."""
    content = load_content()
    answers = read_answers(read_file(chosen.answers), content.library, content.value_map)
    profile = score_answers(answers, content.library, content.value_map)
    write_or_print(chosen.output, as_json(profile_to_json(profile)))
    return 0


def plan(chosen: argparse.Namespace) -> int:
    """Write the document that answers and goals come to."""
    write_and_report(chosen.output, make_document(chosen))
    return 0


def make_document(chosen: argparse.Namespace) -> bytes:
    """Return the document that ``bop plan`` writes: HTML by its name, or else PDF."""
    content = load_content()
    answers = _with_own_day(
        read_answers(read_file(chosen.answers), content.library, content.value_map)
    )
    owner = _plan_in(chosen.goals, content, answers)
    previous = None if chosen.previous is None else _earlier(chosen, answers, content)
    plan_then = _plan_in(chosen.previous_goals, content, previous or answers)
    goals_then = tuple(goal.about for goal in plan_then.goals)
    profile = score_answers(answers, content.library, content.value_map)
    result = reporting.make_result(content, answers, profile, owner, previous, goals_then)
    if missing := letters.find_missing_letters(result):
        told = letters.name_letters(missing)
        print(say("cli.no_glyph", path=chosen.answers, letters=told), file=sys.stderr)
    report = _document(chosen, content, result, datetime.fromisoformat(answers.taken_at))
    file = _rendered(report, chosen.output)
    return file if chosen.password_file is None else _locked(file, chosen.password_file)


def _plan_in(path: Path | None, content: Content, answers: Answers) -> Plan:
    """Return the plan in a file with goals, made on the day of the answers; empty without one."""
    if path is None:
        return Plan()
    days = possible_days(datetime.fromisoformat(answers.taken_at).date())
    goals = read_json_object(read_file(path))
    return read_plan(goals, content.catalogue, content.value_map, days)


def _document(
    chosen: argparse.Namespace, content: Content, result: Result, created_at: datetime
) -> ReportContent:
    parts = chosen.include
    name = chosen.document or find_main_kind(result.answers.phase).name
    choosing = [kind.name for kind in KINDS if kind.parts]
    if parts and name not in choosing:
        raise InputError([say("documents.not_shared", documents=", ".join(choosing))])
    if chosen.card and name != CARD:
        raise InputError([say("documents.not_a_card")])
    try:
        return reporting.write_document(
            content,
            result,
            name,
            created_at=created_at,
            parts=parts,
            recipient=chosen.recipient,
            card=chosen.card,
        )
    except DocumentRefused as refused:
        raise InputError([say(refused.key, **refused.values)]) from refused


def _rendered(report: ReportContent, path: Path) -> bytes:
    if path.suffix.lower() in (".html", ".htm"):
        from assessment.report.html import render_html

        return render_html(report)
    from assessment.report.pdf.report import render_pdf  # slow to import: not for every command

    return render_pdf(report)


def _locked(file: bytes, path: Path) -> bytes:
    """Return the PDF locked with the password on the first line of a file, which is never told."""
    if not file.startswith(b"%PDF"):
        raise InputError([say("cli.lock_pdf_only")])
    lines = read_file(path).decode("utf-8-sig", errors="surrogateescape").splitlines()
    try:
        return copying.lock(file, lines[0] if lines else "")
    except copying.PasswordRefused as refused:
        raise InputError([say("cli.in_file", path=path, problem=refused)]) from refused


def _earlier(chosen: argparse.Namespace, answers: Answers, content: Content) -> Answers:
    """Return the answers to compare with; a problem in them is told with their file."""
    path, data = chosen.previous, read_file(chosen.previous)
    try:
        previous = _with_own_day(read_answers(data, content.library, content.value_map))
    except InputError as error:
        problems = [say("cli.in_file", path=path, problem=problem) for problem in error.problems]
        raise InputError(problems) from error
    if not comparing.is_earlier(previous, answers):
        times = {"before": previous.taken_at, "after": answers.taken_at}
        problem = say("cli.not_earlier", previous=path, path=chosen.answers, **times)
        raise InputError([problem])
    return previous


@declare_errand(Errand.FILES)
def print_questions(chosen: argparse.Namespace) -> int:
    """Write the form of a part, with the words of a phase."""
    content = load_content()
    designs = range(1, len(content.library.waardenkeuze.designs) + 1)
    if chosen.design not in designs:
        raise InputError([say("answers.wrong_choice", place="--design", value=chosen.design,
                              expected=f"1-{designs[-1]}")])  # fmt: skip
    made = printing.print_questions(
        content, chosen.part, chosen.phase, design=chosen.design, created_at=datetime.now(AMSTERDAM)
    )
    write_and_report(chosen.output, made)
    return 0


@declare_errand(Errand.FILES)
def check_content(chosen: argparse.Namespace) -> int:
    """Print every problem in the content, and what to look up again; 1 when there is a problem."""
    problems = all_problems()
    if not problems:
        age = tell_ages(chosen.today or datetime.now(AMSTERDAM).date())
        problems = list(age.overdue)
        for warning in age.warnings:
            print(say("cli.content_warning", warning=warning))
    for problem in tell_first(problems):
        print(problem)
    if not problems:
        print(say("cli.content_clean"))
    return 1 if problems else 0


@declare_errand(Errand.FILES)
def release(chosen: argparse.Namespace) -> int:
    """Freeze the chosen content files, on purpose; 1 and nothing frozen when there is a problem."""
    if bool(chosen.files) == chosen.all:
        raise InputError([say("release.choose")])
    try:
        lines = release_content(chosen.files, again=chosen.again)
    except ContentError as error:
        print("\n".join(tell_first(error.problems)))
        return 1
    except OSError as error:
        path, reason = error.filename, error.strerror
        raise InputError([say("cli.unwritable", path=path, reason=reason)]) from error
    print("\n".join(lines))
    return 0


@declare_errand(Errand.ROLES)
def setup_code(_: argparse.Namespace) -> int:
    """Print a new code that makes somebody beheerder, once; who runs this runs the machine."""
    with working(write=True) as work:
        code = accounts.make_setup_code(work.db, now=work.now)
    print(say("cli.setup_code", code=code, url=read_settings().public_url))
    print(say("cli.one_setup_code"))
    return 0


@declare_errand(Errand.ROLES)
def reset_second_step(chosen: argparse.Namespace) -> int:
    """Forget the code app and passkeys of somebody who lost them."""
    address = read_address(chosen.address)
    with working(write=True) as work:
        url = read_settings().public_url
        found = accounts.reset_second_step(work.db, address, url=url, now=work.now)
    if not found:
        raise InputError([say("cli.no_account", address=short(address))])
    print(say("cli.second_step_reset"))
    return 0


def _with_own_day(answers: Answers) -> Answers:
    """Return the answers with a time in Dutch time where the day is another one there."""
    moment = datetime.fromisoformat(answers.taken_at)
    if day_of(moment) == moment.date():
        return answers
    return replace(answers, taken_at=moment.astimezone(AMSTERDAM).isoformat())
