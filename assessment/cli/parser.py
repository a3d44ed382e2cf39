"""The parser of ``bop`` with all its commands; each stands with its options."""

import argparse
from pathlib import Path

from assessment.cli import (
    analysing,
    auditing,
    batch,
    calibrating,
    commands,
    databases,
    demonstrating,
    doctor,
    keys,
    mailing,
    norming,
    retaining,
    running,
)
from assessment.cli.parsing import (
    Commands,
    command_texts,
    help_text,
    read_day,
)
from assessment.services import printing
from assessment.services.offering import KINDS
from values import DEFAULT_OFFICE, DILEMMAS, PARTS, PHASES, SITTING


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of ``bop`` with all its commands."""
    parser, command = running.begin_parser()
    running.add_to(command)
    _add_accounts(command)
    _add_person(command)
    _add_plan(command)
    _add_questions(command)
    check = command.add_parser("check-content", **command_texts("check-content"))
    check.add_argument(
        "--today", type=read_day, metavar=help_text("metavar.day"),
        help=help_text("check-content.today"),
    )  # fmt: skip
    check.set_defaults(run=commands.check_content)
    release = command.add_parser("release-content", **command_texts("release-content"))
    release.add_argument("files", nargs="*", metavar=help_text("metavar.file"),
                         help=help_text("release-content.files"))  # fmt: skip
    release.add_argument("--all", action="store_true", help=help_text("release-content.all"))
    release.add_argument("--again", action="store_true", help=help_text("release-content.again"))
    release.set_defaults(run=commands.release)
    norming.add_to(command)
    calibrating.add_to(command)
    analysing.add_to(command)
    retaining.add_to(command)
    databases.add_to(command)
    doctor.add_to(command)
    keys.add_to(command)
    mailing.add_to(command)
    auditing.add_to(command)
    demonstrating.add_to(command)
    return parser


def _add_accounts(command: Commands) -> None:
    """Add what an operator does for the accounts of others."""
    setup = command.add_parser("setup-code", **command_texts("setup-code"))
    setup.set_defaults(run=commands.setup_code)
    reset = command.add_parser("reset-second-step", **command_texts("reset-second-step"))
    reset.add_argument("address", metavar=help_text("metavar.address"),
                       help=help_text("reset-second-step.address"))  # fmt: skip
    reset.set_defaults(run=commands.reset_second_step)


def _add_person(command: Commands) -> None:
    """Add what works on the answers of one person and makes no document."""
    simulate = command.add_parser("simulate", **command_texts("simulate"))
    simulate.add_argument(
        "--seed", type=int, required=True, metavar=help_text("metavar.seed"),
        help=help_text("simulate.seed"),
    )  # fmt: skip
    simulate.add_argument(
        "--phase", choices=PHASES, default=SITTING, metavar=help_text("metavar.phase"),
        help=help_text("simulate.phase"),
    )  # fmt: skip
    simulate.add_argument(
        "--office", default=DEFAULT_OFFICE, metavar=help_text("metavar.office"),
        help=help_text("simulate.office"),
    )  # fmt: skip
    simulate.add_argument(
        "--deepen", action="append", default=[], metavar=help_text("metavar.competency"),
        help=help_text("simulate.deepen"),
    )  # fmt: skip
    _add_output(simulate, "simulate.output", required=True)
    simulate.set_defaults(run=commands.simulate)

    score = command.add_parser("score", **command_texts("score"))
    score.add_argument(
        "answers", type=Path, metavar=help_text("metavar.file"), help=help_text("score.answers")
    )
    _add_output(score, "score.output")
    score.set_defaults(run=commands.score)


def _add_questions(command: Commands) -> None:
    questions = command.add_parser("questions", **command_texts("questions"))
    questions.add_argument("part", choices=(*PARTS, DILEMMAS), metavar=help_text("metavar.part"),
                           help=help_text("questions.part"))  # fmt: skip
    questions.add_argument("--phase", choices=PHASES, default=SITTING,
                           metavar=help_text("metavar.phase"),
                           help=help_text("questions.phase"))  # fmt: skip
    questions.add_argument("--design", type=int, default=printing.FIRST_DESIGN,
                           metavar=help_text("metavar.number"),
                           help=help_text("questions.design"))  # fmt: skip
    _add_output(questions, "questions.output", required=True)
    questions.set_defaults(run=commands.print_questions)


def _add_plan(command: Commands) -> None:
    plan = command.add_parser("plan", **command_texts("plan"))
    file = help_text("metavar.file")
    plan.add_argument("answers", type=Path, metavar=file, help=help_text("plan.answers"))
    plan.add_argument("--previous", type=Path, metavar=file, help=help_text("plan.previous"))
    plan.add_argument(
        "--previous-goals", type=Path, metavar=file, help=help_text("plan.previous_goals")
    )
    plan.add_argument("--goals", type=Path, metavar=file, help=help_text("plan.goals"))
    plan.add_argument(
        "--jobs", type=batch.read_jobs, metavar=help_text("metavar.count"),
        help=help_text("plan.jobs"),
    )  # fmt: skip
    plan.add_argument(
        "--document", choices=[kind.name for kind in KINDS],
        metavar=help_text("metavar.document"), help=help_text("plan.document"),
    )  # fmt: skip
    parts = dict.fromkeys(part for kind in KINDS for part in kind.parts)
    plan.add_argument(
        "--include", choices=list(parts), action="append", metavar=help_text("metavar.part"),
        help=help_text("plan.include"),
    )  # fmt: skip
    plan.add_argument(
        "--card", default="", metavar=help_text("metavar.card"), help=help_text("plan.card")
    )
    plan.add_argument(
        "--for", dest="recipient", default="", metavar=help_text("metavar.name"),
        help=help_text("plan.recipient"),
    )  # fmt: skip
    plan.add_argument(
        "--password-file", type=Path, metavar=file, help=help_text("plan.password_file")
    )
    _add_output(plan, "plan.output", required=True)
    plan.set_defaults(run=batch.plan)


def _add_output(parser: argparse.ArgumentParser, key: str, *, required: bool = False) -> None:
    """Add where the result goes; ``key`` is that of its help."""
    file = help_text("metavar.file")
    parser.add_argument(
        "-o", "--output", type=Path, required=required, metavar=file, help=help_text(key)
    )
