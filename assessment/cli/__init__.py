"""The command ``bop``; each subcommand stands with its options."""

import argparse
import os
import sys
from collections.abc import Sequence
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
)
from assessment.cli.parsing import (
    Commands,
    command_texts,
    dutch_argparse,
    help_text,
    read_day,
)
from assessment.json_reading import InputError
from assessment.services import printing
from assessment.services.offering import KINDS
from assessment.store.data_keys import DataKeyMissing
from assessment.store.database import DatabaseUnusable
from assessment.wording import say
from values import DEFAULT_OFFICE, DILEMMAS, PARTS, PHASES, SITTING, ContentError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 content wrong, 2 bad input."""
    with dutch_argparse():
        chosen = build_parser().parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except (InputError, ContentError) as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    except DataKeyMissing as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseUnusable as error:
        print(say("cli.no_database", reason=error), file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of ``bop`` with all its commands."""
    parser = argparse.ArgumentParser(prog="bop", description=help_text("bop.description"))
    command = parser.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("bop.commands")
    )
    _add_processes(command)
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


def _add_processes(command: Commands) -> None:
    """Add what runs the product."""
    serve = command.add_parser("serve", **command_texts("serve"))
    serve.add_argument("--new", action="store_true", help=help_text("db.new"))
    serve.set_defaults(run=commands.serve)
    work = command.add_parser("work", **command_texts("work"))
    work.set_defaults(run=commands.work)
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
