"""``bop calibrate``: fit the response model on real answers, look at it, use it on purpose."""

import argparse
import sys
from pathlib import Path

from assessment.cli.files import as_json, write_or_print
from assessment.cli.groups import add_people, chosen_people, day, working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.norms.calibrations import CalibrationSet
from assessment.services import calibrating, norming
from assessment.services.calibration_json import calibration_to_json
from assessment.services.gathering import told_left_out
from assessment.store.calibrations import StoredCalibration
from assessment.wording import say


def add_to(command: Commands) -> None:
    """Add ``bop calibrate`` to the commands."""
    calibrate = command.add_parser("calibrate", **command_texts("calibrate"))
    add_people(calibrate)
    calibrate.set_defaults(run=build)
    step = calibrate.add_subparsers(
        metavar=help_text("metavar.command"), title=help_text("calibrate.steps")
    )
    step.add_parser("list", **command_texts("calibrate.list")).set_defaults(run=list_all)
    look = step.add_parser("show", **command_texts("calibrate.show"))
    number = help_text("metavar.number")
    look.add_argument("number", type=int, metavar=number, help=help_text("calibrate.show.number"))
    look.add_argument("-o", "--output", type=Path, metavar=help_text("metavar.file"),
                      help=help_text("calibrate.show.output"))  # fmt: skip
    look.set_defaults(run=show)
    begin = step.add_parser("use", **command_texts("calibrate.use"))
    begin.add_argument("number", type=int, metavar=number, help=help_text("calibrate.use.number"))
    begin.set_defaults(run=use)
    step.add_parser("stop", **command_texts("calibrate.stop")).set_defaults(run=stop)


def build(chosen: argparse.Namespace) -> int:
    """Make a calibration and keep it; tells on stderr how far it is."""
    with working() as work:
        offices, phases = chosen_people(chosen, work.content)
        order = [competency.id for competency in work.content.value_map.competencies]

        def progress(competency: str) -> None:
            place = order.index(competency) + 1
            told = say("calibration.step", competency=competency, number=place, total=len(order))
            print(told, file=sys.stderr)

        made = calibrating.build(
            work.db, work.content, offices=offices, phases=phases, progress=progress
        )
    with working(write=True) as work:
        number = calibrating.keep(work.db, made, now=work.now)
    for competency, reason in made.failed.items():
        print(say("calibration.failed", competency=competency, reason=reason))
    told = {"number": number, "people": made.people, "provisional": _provisional(made)}
    left_out = told_left_out(made.left_out)
    print(say("calibration.built", **told, scales=len(made.scales), left_out=left_out))
    return 0


def list_all(_: argparse.Namespace) -> int:
    """Print every calibration on a line."""
    with working() as work:
        found = calibrating.list_all(work.db)
    for stored in found:
        print(_line(stored, calibrating.read(stored)))
    if not found:
        print(say("calibration.none"))
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Write all of a calibration."""
    with working() as work:
        found = calibrating.find(work.db, chosen.number)
    write_or_print(chosen.output, as_json(calibration_to_json(found)))
    return 0


def use(chosen: argparse.Namespace) -> int:
    """Score with a calibration from now on; tells when that leaves the norm without use."""
    with working(write=True) as work:
        calibrating.use(work.db, chosen.number, now=work.now)
        norm = norming.in_use(work.db, work.content)
    print(say("calibration.use", number=chosen.number))
    if norm is not None and norm.calibration != chosen.number:
        print(say("calibration.use_norm", number=norm.number))
    return 0


def stop(_: argparse.Namespace) -> int:
    """Score by the sum rule again."""
    with working(write=True) as work:
        number = calibrating.stop(work.db, work.content, now=work.now)
    print(say("calibration.stopped", number=number))
    return 0


def _provisional(found: CalibrationSet) -> str:
    return say("calibration.provisional") if found.provisional else ""


def _line(stored: StoredCalibration, found: CalibrationSet) -> str:
    return say(
        "calibration.line",
        number=stored.id,
        instrument=stored.instrument,
        people=found.people,
        provisional=_provisional(found),
        scales=len(found.scales),
        first=found.first_day,
        last=found.last_day,
        state=_state(stored),
    )


def _state(stored: StoredCalibration) -> str:
    if stored.used_at is None:
        return say("calibration.state_built", day=day(stored.built_at))
    if stored.stopped_at is None:
        return say("calibration.state_used", day=day(stored.used_at))
    return say("calibration.state_stopped", day=day(stored.stopped_at))
