"""The command ``bop``; each subcommand stands with its options."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assessment.cli import analysing, batch, calibrating, commands, norming, retaining
from assessment.instruments import PHASES
from assessment.json_reading import InputError
from assessment.services.offering import KINDS, PLAN
from assessment.store.database import DatabaseUnusable
from assessment.wording import say
from values import ContentError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 content wrong, 2 bad input."""
    chosen = _parser().parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except (InputError, ContentError) as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    except DatabaseUnusable as error:
        print(say("cli.no_database", reason=error), file=sys.stderr)
        return 2
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bop", description="Bestuurlijk ontwikkelplan")
    command = parser.add_subparsers(required=True, metavar="COMMAND")

    _add_person(command)
    _add_plan(command)

    check = command.add_parser("check-content", help="all problems in the content at once")
    check.set_defaults(run=commands.check_content)

    norming.add_to(command)
    calibrating.add_to(command)
    analysing.add_to(command)
    retaining.add_to(command)

    database = command.add_parser("db", help="the database").add_subparsers(required=True)
    upgrade = database.add_parser("upgrade", help="bring the database to the newest migration")
    upgrade.set_defaults(run=commands.upgrade)
    return parser


def _add_person(command: Any) -> None:
    """Add what runs the product, and what works on one person without a plan."""
    serve = command.add_parser("serve", help="web app and worker; prints the address")
    serve.set_defaults(run=commands.serve)
    work = command.add_parser("work", help="the worker alone: makes PDFs")
    work.set_defaults(run=commands.work)

    simulate = command.add_parser("simulate", help="a complete set of answers of nobody")
    simulate.add_argument("--seed", type=int, required=True)
    simulate.add_argument("--phase", choices=PHASES, default="zittend")
    simulate.add_argument("--office", default="wethouder")
    simulate.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    simulate.set_defaults(run=commands.simulate)

    score = command.add_parser("score", help="answers JSON in, profile JSON out")
    score.add_argument("answers", type=Path, metavar="FILE")
    score.add_argument("-o", "--output", type=Path, metavar="FILE")
    score.set_defaults(run=commands.score)


def _add_parts(plan: argparse.ArgumentParser) -> None:
    """Add the choice of parts, for the documents that have one."""
    choosing = [kind for kind in KINDS if kind.parts]
    names = " or ".join(kind.name for kind in choosing)
    parts = list(dict.fromkeys(part for kind in choosing for part in kind.parts))
    plan.add_argument(
        "--include", choices=parts, action="append", metavar="PART",
        help=f"a part that may be used in the {names} (default: all): {', '.join(parts)}",
    )  # fmt: skip


def _add_plan(command: Any) -> None:
    plan = command.add_parser(
        "plan",
        help="answers JSON in, a document out: PDF or HTML; of a folder, all of it",
        description="With a folder: a PDF of every *.json in it, in the folder of -o; --previous "
        "and --goals are then folders with files of the same names, where there are any.",
    )
    plan.add_argument("answers", type=Path, metavar="FILE", help="answers JSON, or a folder of it")
    plan.add_argument("--previous", type=Path, metavar="FILE", help="answers of an earlier time")
    plan.add_argument("--goals", type=Path, metavar="FILE", help="goals JSON (bop-goals/1)")
    plan.add_argument("--jobs", type=batch.jobs, metavar="N", help="processes for a folder")
    names = [kind.name for kind in KINDS]
    plan.add_argument("--document", choices=names, default=PLAN, help=f"which (default: {PLAN})")
    _add_parts(plan)
    plan.add_argument(
        "--for", dest="recipient", default="", metavar="NAME", help="for whom: on every page"
    )
    plan.add_argument(
        "--password-file", type=Path, metavar="FILE",
        help="the PDF opens with the password on the first line of FILE only (AES-256)",
    )  # fmt: skip
    plan.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help="*.html gives HTML"
    )
    plan.set_defaults(run=batch.plan)
