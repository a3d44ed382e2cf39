"""``bop norm``: build a norm, look at it, publish it on purpose, withdraw it."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from assessment.cli.files import as_json, write_or_print
from assessment.cli.groups import Work, add_people, chosen_people, working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.cli.versions import add_step, print_versions
from assessment.json_reading import InputError
from assessment.norms.norm_sets import NormSet, Population, Reliability
from assessment.services import auditing, calibrating, norming
from assessment.services.auditing import Act
from assessment.services.errands import declare_errand
from assessment.services.gathering import list_reasons
from assessment.services.moments import day_of
from assessment.services.norming import NORMS
from assessment.services.policy import Errand
from assessment.spreadsheets import for_excel, write_csv
from assessment.store.versions import Version
from assessment.wording import say

COLUMNS = ("competency", "people", "omega", "omega_low", "omega_high", "omega_people", "sd", "sem",
           "score", "at", "below", "percentile", "se")  # fmt: skip


WRITERS: Mapping[str, Callable[[NormSet], bytes]] = {
    "json": lambda norm: as_json(NORMS.write(norm)),
    "csv": lambda norm: _as_csv(norm),
    "excel": lambda norm: for_excel(_as_csv(norm)),
}


def add_to(command: Commands) -> None:
    """Add ``bop norm`` to the commands."""
    norm = command.add_parser("norm", **command_texts("norm"))
    steps = norm.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("norm.steps")
    )
    _add_build(steps)
    add_step(steps, "norm.list", list_all, numbered=False)
    look = add_step(steps, "norm.show", show)
    look.add_argument(
        "--format", choices=tuple(WRITERS), default="json", metavar=help_text("metavar.form"),
        help=help_text("norm.show.format"),
    )  # fmt: skip
    look.add_argument("-o", "--output", type=Path, metavar=help_text("metavar.file"),
                      help=help_text("norm.show.output"))  # fmt: skip
    use = add_step(steps, "norm.publish", publish)
    use.add_argument("--confirm", metavar=help_text("metavar.text"),
                     help=help_text("norm.publish.confirm"))  # fmt: skip
    add_step(steps, "norm.withdraw", withdraw)


def _add_build(steps: Commands) -> None:
    make = add_step(steps, "norm.build", build, numbered=False)
    make.add_argument("--population", required=True, metavar=help_text("metavar.text"),
                      help=help_text("norm.build.population"))  # fmt: skip
    count = help_text("metavar.count")
    make.add_argument("--population-size", type=int, required=True, metavar=count,
                      help=help_text("norm.build.population_size"))  # fmt: skip
    make.add_argument("--invited", type=int, required=True, metavar=count,
                      help=help_text("norm.build.invited"))  # fmt: skip
    add_people(make)


@declare_errand(Errand.GROUPS)
def build(chosen: argparse.Namespace) -> int:
    """Build a norm and keep it."""
    description = " ".join(chosen.population.split())
    if not any(sign.isalnum() for sign in description):
        raise InputError([say("norm.no_population")])
    with working() as work:
        offices, phases = chosen_people(chosen, work.content)
        population = Population(
            description=description,
            size=chosen.population_size,
            invited=chosen.invited,
            offices=offices,
            phases=phases,
        )
        made = norming.build_norm(work.db, work.content, population)
    with working(write=True) as work:
        number = NORMS.keep(work.db, made, now=work.now)
    rate, left_out = round(100 * made.response_rate), list_reasons(made.left_out)
    print(say("norm.built", number=number, people=made.people, level=_level(made), rate=rate,
              left_out=left_out))  # fmt: skip
    return 0


@declare_errand(Errand.GROUPS)
def list_all(_: argparse.Namespace) -> int:
    """Print every norm on a line."""
    with working() as work:
        calibration = calibrating.find_in_use(work.db, work.content)
        describe = partial(
            _line, calibration=calibration.number if calibration else None, today=day_of(work.now)
        )
        print_versions(work.db, NORMS, describe)
    return 0


@declare_errand(Errand.GROUPS)
def show(chosen: argparse.Namespace) -> int:
    """Write all of a norm."""
    with working() as work:
        norm = NORMS.find(work.db, chosen.number)
    write_or_print(chosen.output, WRITERS[chosen.format](norm))
    return 0


@declare_errand(Errand.GROUPS)
def publish(chosen: argparse.Namespace) -> int:
    """Bring a norm into use, once its number of people and its level are confirmed."""
    with working() as work:
        norm = NORMS.find(work.db, chosen.number)
    phrase = say("norm.phrase", people=norm.people, level=_level(norm))
    said = chosen.confirm if chosen.confirm is not None else _ask(norm, phrase)
    if " ".join(said.split()).casefold() != phrase.casefold():
        raise InputError([say("norm.not_confirmed", number=norm.number, phrase=phrase)])
    with working(write=True) as work:
        published = norming.publish(work.db, chosen.number, now=work.now)
        _note(work, Act.USE_CONFIRMED, chosen.number)
    print(say("norm.done", number=chosen.number, day=published.expires_on))
    return 0


@declare_errand(Errand.GROUPS)
def withdraw(chosen: argparse.Namespace) -> int:
    """Take a norm out of use."""
    with working(write=True) as work:
        norming.withdraw(work.db, chosen.number, now=work.now)
        _note(work, Act.USE_STOPPED, chosen.number)
    print(say("norm.withdrawn", number=chosen.number))
    return 0


def _note(work: Work, act: Act, number: int) -> None:
    """Note what was done at this machine, by nobody who signed in."""
    auditing.note_act(work.db, act, actor=None, about=f"norm {number}", now=work.now)


def _level(norm: NormSet) -> str:
    return say(f"norm.level_{norm.level}")


def _ask(norm: NormSet, phrase: str) -> str:
    """Return what is typed; nothing where nobody can type."""
    question = say("norm.ask", number=norm.number, population=norm.population.description,
                   people=norm.people, level=_level(norm), phrase=phrase)  # fmt: skip
    try:
        return input(question)
    except EOFError:
        return ""


def _line(version: Version, norm: NormSet, *, calibration: int | None, today: date) -> str:
    return say(
        "norm.line",
        number=version.number,
        instrument=version.subject,
        population=norm.population.description,
        people=norm.people,
        level=_level(norm),
        first=norm.first_day,
        last=norm.last_day,
        state=_state(version, norm, calibration=calibration, today=today),
    )


def _state(version: Version, norm: NormSet, *, calibration: int | None, today: date) -> str:
    if version.stopped_at is not None:
        return say("norm.state_withdrawn", day=day_of(version.stopped_at))
    if version.used_at is None:
        return say("norm.state_built", day=day_of(version.made_at))
    if not norm.holds_on(today):
        return say("norm.state_expired", until=norm.expires_on)
    if norm.calibration != calibration:
        return say("norm.state_other_scoring")
    return say("norm.state_published", day=day_of(version.used_at), until=norm.expires_on)


def _as_csv(norm: NormSet) -> bytes:
    """Return the table of every competency, with what its scale rests on repeated on each row."""
    return write_csv([COLUMNS, *_rows(norm)])


def _rows(norm: NormSet) -> Iterator[tuple[Any, ...]]:
    for name, scale in norm.scales.items():
        rests_on = _reliability_cells(scale.reliability)
        for row in scale.table:
            counted = (row.score, row.at, row.below, row.percentile, row.se)
            yield name, scale.people, *rests_on, *counted


def _reliability_cells(known: Reliability | None) -> tuple[Any, ...]:
    if known is None:
        return ("",) * 6
    return known.omega, known.low, known.high, known.people, known.sd, known.sem
