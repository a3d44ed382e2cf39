"""``bop norm``: build a norm, look at it, publish it on purpose, withdraw it."""

import argparse
import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from assessment.cli.files import as_json, write_or_print
from assessment.cli.groups import add_people, chosen_people, day, working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.json_reading import InputError
from assessment.norms.norm_sets import NormSet, Population
from assessment.services import calibrating, norming
from assessment.services.gathering import told_left_out
from assessment.services.moments import AMSTERDAM
from assessment.services.norm_json import norm_to_json
from assessment.store.norms import StoredNorm
from assessment.wording import say

COLUMNS = ("competency", "people", "omega", "omega_low", "omega_high", "omega_people", "sd", "sem",
           "score", "at", "below", "percentile", "se")  # fmt: skip


def add_to(command: Commands) -> None:
    """Add ``bop norm`` to the commands."""
    norm = command.add_parser("norm", **command_texts("norm"))
    step = norm.add_subparsers(
        required=True, metavar=help_text("metavar.command"), title=help_text("norm.steps")
    )
    _add_build(step)
    step.add_parser("list", **command_texts("norm.list")).set_defaults(run=list_all)
    look = step.add_parser("show", **command_texts("norm.show"))
    number = help_text("metavar.number")
    look.add_argument("number", type=int, metavar=number, help=help_text("norm.show.number"))
    look.add_argument(
        "--format", choices=("json", "csv"), default="json", metavar=help_text("metavar.form"),
        help=help_text("norm.show.format"),
    )  # fmt: skip
    look.add_argument("-o", "--output", type=Path, metavar=help_text("metavar.file"),
                      help=help_text("norm.show.output"))  # fmt: skip
    look.set_defaults(run=show)
    use = step.add_parser("publish", **command_texts("norm.publish"))
    use.add_argument("number", type=int, metavar=number, help=help_text("norm.publish.number"))
    use.add_argument("--confirm", metavar=help_text("metavar.text"),
                     help=help_text("norm.publish.confirm"))  # fmt: skip
    use.set_defaults(run=publish)
    end = step.add_parser("withdraw", **command_texts("norm.withdraw"))
    end.add_argument("number", type=int, metavar=number, help=help_text("norm.withdraw.number"))
    end.set_defaults(run=withdraw)


def _add_build(step: Commands) -> None:
    make = step.add_parser("build", **command_texts("norm.build"))
    make.add_argument("--population", required=True, metavar=help_text("metavar.text"),
                      help=help_text("norm.build.population"))  # fmt: skip
    count = help_text("metavar.count")
    make.add_argument("--population-size", type=int, required=True, metavar=count,
                      help=help_text("norm.build.population_size"))  # fmt: skip
    make.add_argument("--invited", type=int, required=True, metavar=count,
                      help=help_text("norm.build.invited"))  # fmt: skip
    add_people(make)
    make.set_defaults(run=build)


def build(chosen: argparse.Namespace) -> int:
    """Build a norm and keep it."""
    with working() as work:
        offices, phases = chosen_people(chosen, work.content)
        population = Population(
            description=" ".join(chosen.population.split()),
            size=chosen.population_size,
            invited=chosen.invited,
            offices=offices,
            phases=phases,
        )
        made = norming.build(work.db, work.content, population)
    with working(write=True) as work:
        number = norming.keep(work.db, made, now=work.now)
    rate, left_out = round(100 * made.response_rate), told_left_out(made.left_out)
    told = {"number": number, "people": made.people, "level": _level(made)}
    print(say("norm.built", **told, rate=rate, left_out=left_out))
    return 0


def list_all(_: argparse.Namespace) -> int:
    """Print every norm on a line."""
    with working() as work:
        calibration = calibrating.in_use(work.db, work.content)
        number = calibration.number if calibration else None
        today = work.now.astimezone(AMSTERDAM).date()
        for stored in norming.list_all(work.db):
            print(_line(stored, norming.read(stored), calibration=number, today=today))
        if not norming.list_all(work.db):
            print(say("norm.none"))
    return 0


def show(chosen: argparse.Namespace) -> int:
    """Write all of a norm."""
    with working() as work:
        norm = norming.find(work.db, chosen.number)
    text = as_json(norm_to_json(norm)) if chosen.format == "json" else _as_csv(norm)
    write_or_print(chosen.output, text)
    return 0


def publish(chosen: argparse.Namespace) -> int:
    """Bring a norm into use, once its number of people and its level are confirmed."""
    with working() as work:
        norm = norming.find(work.db, chosen.number)
    phrase = say("norm.phrase", people=norm.people, level=_level(norm))
    said = chosen.confirm if chosen.confirm is not None else _ask(norm, phrase)
    if " ".join(said.split()).casefold() != phrase.casefold():
        raise InputError([say("norm.not_confirmed", number=norm.number, phrase=phrase)])
    with working(write=True) as work:
        published = norming.publish(work.db, chosen.number, now=work.now)
    print(say("norm.done", number=chosen.number, day=published.expires_on))
    return 0


def withdraw(chosen: argparse.Namespace) -> int:
    """Take a norm out of use."""
    with working(write=True) as work:
        norming.withdraw(work.db, chosen.number, now=work.now)
    print(say("norm.withdrawn", number=chosen.number))
    return 0


def _level(norm: NormSet) -> str:
    return say(f"norm.level_{norm.level}")


def _ask(norm: NormSet, phrase: str) -> str:
    """Return what is typed; nothing where nobody can type."""
    told = {"number": norm.number, "population": norm.population.description,
            "people": norm.people, "level": _level(norm)}  # fmt: skip
    try:
        return input(say("norm.ask", **told, phrase=phrase))
    except EOFError:
        return ""


def _line(stored: StoredNorm, norm: NormSet, *, calibration: int | None, today: date) -> str:
    return say(
        "norm.line",
        number=stored.id,
        instrument=stored.instrument,
        population=norm.population.description,
        people=norm.people,
        level=_level(norm),
        first=norm.first_day,
        last=norm.last_day,
        state=_state(stored, norm, calibration=calibration, today=today),
    )


def _state(stored: StoredNorm, norm: NormSet, *, calibration: int | None, today: date) -> str:
    if stored.withdrawn_at is not None:
        return say("norm.state_withdrawn", day=day(stored.withdrawn_at))
    if stored.published_at is None:
        return say("norm.state_built", day=day(stored.built_at))
    if not norm.holds_on(today):
        return say("norm.state_expired", until=norm.expires_on)
    if norm.calibration != calibration:
        return say("norm.state_other_scoring")
    return say("norm.state_published", day=day(stored.published_at), until=norm.expires_on)


def _as_csv(norm: NormSet) -> bytes:
    """Return the table of every competency, with what its scale rests on repeated on each row."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(_rows(norm))
    return text.getvalue().encode()


def _rows(norm: NormSet) -> Iterator[tuple[Any, ...]]:
    for name, scale in norm.scales.items():
        found = scale.reliability
        rests = ("",) * 6 if found is None else (
            found.omega, found.low, found.high, found.people, found.sd, found.sem
        )  # fmt: skip
        for row in scale.norm.table:
            counted = (row.score, row.at, row.below, row.percentile, row.se)
            yield name, scale.norm.people, *rests, *counted
