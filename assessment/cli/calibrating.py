"""``bop calibrate``: fit the response model on real answers, look at it, use it on purpose."""

import argparse
import sys
from pathlib import Path

from assessment.cli.files import as_json, write_or_print
from assessment.cli.groups import Work, add_people, chosen_people, working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.cli.versions import add_step, print_versions
from assessment.norms.calibrations import CalibrationSet
from assessment.services import auditing, calibrating, norming
from assessment.services.auditing import Act
from assessment.services.calibrating import CALIBRATIONS
from assessment.services.errands import declare_errand
from assessment.services.gathering import list_reasons
from assessment.services.moments import day_of
from assessment.services.policy import Errand
from assessment.store.versions import Version
from assessment.wording import say


def add_to(command: Commands) -> None:
    """Add ``bop calibrate`` to the commands."""
    calibrate = command.add_parser("calibrate", **command_texts("calibrate"))
    add_people(calibrate)
    calibrate.set_defaults(run=build)
    steps = calibrate.add_subparsers(
        metavar=help_text("metavar.command"), title=help_text("calibrate.steps")
    )
    add_step(steps, "calibrate.list", list_all, numbered=False)
    look = add_step(steps, "calibrate.show", show)
    look.add_argument("-o", "--output", type=Path, metavar=help_text("metavar.file"),
                      help=help_text("calibrate.show.output"))  # fmt: skip
    add_step(steps, "calibrate.use", use)
    add_step(steps, "calibrate.stop", stop, numbered=False)


@declare_errand(Errand.GROUPS)
def build(chosen: argparse.Namespace) -> int:
    """Make a calibration and keep it; tells on stderr how far it is."""
    with working() as work:
        offices, phases = chosen_people(chosen, work.content)
        order = [competency.id for competency in work.content.value_map.competencies]

        def progress(competency: str) -> None:
            place = order.index(competency) + 1
            step = say("calibration.step", competency=competency, number=place, total=len(order))
            print(step, file=sys.stderr)

        made = calibrating.calibrate_people(
            work.db, work.content, offices=offices, phases=phases, progress=progress
        )
    with working(write=True) as work:
        number = CALIBRATIONS.keep(work.db, made, now=work.now)
    for competency, reason in made.failed.items():
        print(say("calibration.failed", competency=competency, reason=_in_dutch(reason)))
    print(say("calibration.built", number=number, people=made.people,
              provisional=_provisional(made), scales=len(made.scales),
              left_out=list_reasons(made.left_out)))  # fmt: skip
    return 0


@declare_errand(Errand.GROUPS)
def list_all(_: argparse.Namespace) -> int:
    """Print every calibration on a line."""
    with working() as work:
        print_versions(work.db, CALIBRATIONS, _line)
    return 0


@declare_errand(Errand.GROUPS)
def show(chosen: argparse.Namespace) -> int:
    """Write all of a calibration."""
    with working() as work:
        calibration = CALIBRATIONS.find(work.db, chosen.number)
    write_or_print(chosen.output, as_json(CALIBRATIONS.write(calibration)))
    return 0


@declare_errand(Errand.GROUPS)
def use(chosen: argparse.Namespace) -> int:
    """Score with a calibration from now on; tells when that leaves the norm without use."""
    with working(write=True) as work:
        calibrating.use(work.db, chosen.number, now=work.now)
        norm = norming.find_in_use(work.db, work.content)
        _note(work, Act.USE_CONFIRMED, chosen.number)
    print(say("calibration.use", number=chosen.number))
    if norm is not None and norm.calibration != chosen.number:
        print(say("calibration.use_norm", number=norm.number))
    return 0


@declare_errand(Errand.GROUPS)
def stop(_: argparse.Namespace) -> int:
    """Score by the sum rule again."""
    with working(write=True) as work:
        number = calibrating.stop(work.db, work.content, now=work.now)
        _note(work, Act.USE_STOPPED, number)
    print(say("calibration.stopped", number=number))
    return 0


def _note(work: Work, act: Act, number: int) -> None:
    """Note what was done at this machine, by nobody who signed in."""
    auditing.note_act(work.db, act, actor=None, about=f"calibration {number}", now=work.now)


def _provisional(calibration: CalibrationSet) -> str:
    return say("calibration.provisional") if calibration.provisional else ""


def _in_dutch(reason: str) -> str:
    """Return why a competency has no calibration, which is kept as "ErrorName: what was wrong"."""
    return say(f"measurement.{reason.partition(':')[0]}")


def _line(version: Version, calibration: CalibrationSet) -> str:
    return say(
        "calibration.line",
        number=version.number,
        instrument=version.subject,
        people=calibration.people,
        provisional=_provisional(calibration),
        scales=len(calibration.scales),
        first=calibration.first_day,
        last=calibration.last_day,
        state=_state(version),
    )


def _state(version: Version) -> str:
    if version.used_at is None:
        return say("calibration.state_built", day=day_of(version.made_at))
    if version.stopped_at is None:
        return say("calibration.state_used", day=day_of(version.used_at))
    return say("calibration.state_stopped", day=day_of(version.stopped_at))
