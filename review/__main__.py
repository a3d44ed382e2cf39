"""The expert review: ``python -m review write``, ``read`` and ``pretend``."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assessment.cli.folders import check_folder, write_folder
from assessment.instruments import Library, load_library
from assessment.json_reading import MAX_BYTES, InputError
from review.folder import read_folder
from review.forms import Forms
from review.key import read_key
from review.kit import FOR_LEADER, FOR_RATERS, make_kit
from review.pretending import pretend_raters
from review.report import FILE_NAMES, make_report
from review.texts import say
from values import ContentError, ValueMap, load_value_map

ROOT = Path(__file__).parent.parent
KIT = ROOT / "out" / "review-kit"
SEED = 2026
RATERS, ACCURACY, MOST_RATERS = 9, 0.85, 99


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 when the content is wrong, or 2 when the input is."""
    chosen = _parser().parse_args(arguments)
    try:
        value_map, library = load_value_map(), load_library()
        chosen.run(chosen, library, value_map)
    except ContentError as error:
        _tell(error.problems)
        return 1
    except InputError as error:
        _tell(error.problems)
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m review", description=say("cli.description"))
    commands = parser.add_subparsers(required=True, metavar="write|read|pretend")
    write = commands.add_parser("write", help=say("cli.write_help"))
    write.add_argument("-o", "--output", type=Path, default=KIT, help=say("cli.output"))
    write.add_argument("--seed", type=int, default=SEED, help=say("cli.seed"))
    write.set_defaults(run=write_kit)
    read = commands.add_parser("read", help=say("cli.read_help"))
    read.add_argument("folder", type=Path, help=say("cli.folder"))
    read.add_argument("-k", "--key", type=Path, required=True, help=say("cli.key"))
    read.add_argument("-o", "--output", type=Path, required=True, help=say("cli.output"))
    read.set_defaults(run=write_report)
    pretend = commands.add_parser("pretend", help=say("cli.pretend_help"))
    pretend.add_argument("-k", "--key", type=Path, required=True, help=say("cli.key"))
    pretend.add_argument("-o", "--output", type=Path, required=True, help=say("cli.output"))
    pretend.add_argument("--raters", type=int, default=RATERS, help=say("cli.raters"))
    pretend.add_argument("--accuracy", type=float, default=ACCURACY, help=say("cli.accuracy"))
    pretend.add_argument("--seed", type=int, default=SEED, help=say("cli.seed"))
    pretend.add_argument("--reads", action="append", default=[], metavar="ID=WAARDE",
                         help=say("cli.reads"))  # fmt: skip
    pretend.set_defaults(run=write_fictional_forms)
    return parser


def write_kit(chosen: argparse.Namespace, library: Library, value_map: ValueMap) -> None:
    """Write the kit: a folder for raters, and one for the leader with the key."""
    kit = make_kit(library, value_map, chosen.seed)
    folders = {FOR_RATERS: kit.for_raters, FOR_LEADER: kit.for_leader}
    for name, files in folders.items():
        check_folder(chosen.output / name, files)
    try:
        chosen.output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = say("problems.unwritable", path=chosen.output, reason=error.strerror)
        raise InputError([problem]) from error
    for name, files in folders.items():
        write_folder(chosen.output / name, files)
        _tell([say("cli.written", path=chosen.output / name)])


def write_report(chosen: argparse.Namespace, library: Library, value_map: ValueMap) -> None:
    """Read the filled forms and write the report; nothing when a form has a problem."""
    check_folder(chosen.output, FILE_NAMES)
    forms = _read_key(chosen.key)
    returned = read_folder(chosen.folder, forms)
    write_folder(chosen.output, make_report(forms, returned, library, value_map))
    _tell([*returned.notes, say("cli.written", path=chosen.output)])


def write_fictional_forms(chosen: argparse.Namespace, _: Library, value_map: ValueMap) -> None:
    """Write forms that raters who do not exist filled in."""
    forms = _read_key(chosen.key)
    statements = {statement.id for statement in forms.sorting.statements}
    reads = dict(text.split("=", 1) if "=" in text else (text, "") for text in chosen.reads)
    problems = [
        say("problems.unknown_statement", value=f"{statement}={value}")
        for statement, value in reads.items()
        if statement not in statements or value not in value_map.values
    ]
    if not 1 <= chosen.raters <= MOST_RATERS:
        problems.append(say("problems.wrong_count", value=chosen.raters))
    if not 0 <= chosen.accuracy <= 1:
        problems.append(say("problems.wrong_accuracy", value=chosen.accuracy))
    if problems:
        raise InputError(problems)
    files = pretend_raters(
        forms,
        raters=chosen.raters,
        accuracy=chosen.accuracy,
        seed=chosen.seed,
        reads=reads,
    )
    check_folder(chosen.output, files)
    write_folder(chosen.output, files)
    _tell([say("cli.written", path=chosen.output)])


def _read_key(path: Path) -> Forms:
    try:
        with path.open("rb") as file:
            return read_key(file.read(MAX_BYTES + 1), path.name)
    except OSError as error:
        problem = say("problems.unreadable", file=path, reason=error.strerror)
        raise InputError([problem]) from error


def _tell(lines: Sequence[str]) -> None:
    for line in lines:
        sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
