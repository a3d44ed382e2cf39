"""``bop analyse``: the quality report of the instruments, from a folder or from the database."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from assessment.cli.files import read_file
from assessment.cli.folders import check_folder, write_folder
from assessment.cli.groups import working
from assessment.cli.parsing import Commands, command_texts, help_text
from assessment.json_reading import InputError
from assessment.norms.candidates import Reason
from assessment.quality.measures import Respondent
from assessment.services import analysing
from assessment.services.content import Content, load_content
from assessment.services.errands import declare_errand
from assessment.services.gathering import Sample
from assessment.services.moments import day_of
from assessment.services.policy import Errand
from assessment.spreadsheets import for_excel
from assessment.wording import explain_os_error, say
from values.problems import tell_first

STEPS_TOLD = 4  # lines per step where no terminal shows a line that changes


def add_to(command: Commands) -> None:
    """Add ``bop analyse`` to the commands."""
    parser = command.add_parser("analyse", **command_texts("analyse"))
    folder = help_text("metavar.folder")
    parser.add_argument(
        "answers", type=Path, nargs="?", metavar=folder, help=help_text("analyse.answers")
    )
    parser.add_argument("-o", "--output", type=Path, required=True, metavar=folder,
                        help=help_text("analyse.output"))  # fmt: skip
    parser.add_argument("--excel", action="store_true", help=help_text("analyse.excel"))
    parser.set_defaults(run=analyse)


@declare_errand(Errand.GROUPS)
def analyse(chosen: argparse.Namespace) -> int:
    """Write the report."""
    check_folder(chosen.output, analysing.FILE_NAMES)
    progress = Progress()
    content = load_content()
    if chosen.answers is None:
        with working() as work:
            sample = analysing.from_database(work.db, content)
    else:
        sample = _from_folder(chosen.answers, content, progress)
    today = day_of(datetime.now(UTC))
    files = analysing.make_report(content, sample, made_on=today, progress=progress)
    if chosen.excel:
        files = {name: for_excel(data) if name.endswith(".csv") else data
                 for name, data in files.items()}  # fmt: skip
    write_folder(chosen.output, files)
    print(say("cli.written", path=chosen.output), file=sys.stderr)
    return 0


def _from_folder(folder: Path, content: Content, progress: "Progress") -> Sample[Respondent]:
    """Return who is in the files of a folder; InputError when none can be used."""
    try:
        paths = sorted(p for p in folder.iterdir() if p.suffix == ".json")
    except OSError as error:
        problem = say("analyse.no_folder", path=folder, reason=explain_os_error(error))
        raise InputError([problem]) from error
    if not paths:
        raise InputError([say("analyse.no_files", path=folder)])

    def refuse(path: Path, error: InputError) -> None:
        progress.clear()
        for problem in tell_first(error.problems):
            placed = say("cli.in_file", path=path, problem=problem)
            print(problem if str(path) in problem else placed, file=sys.stderr)

    sample = analysing.from_files(content, paths, read=read_file, refuse=refuse, progress=progress)
    skipped = sample.left_out[Reason.UNREADABLE]
    if skipped == len(paths):
        raise InputError([say("analyse.nothing", path=folder)])
    if skipped:
        print(say("analyse.skipped", count=skipped, total=len(paths)), file=sys.stderr)
    return sample


class Progress:
    """Tells on stderr how far the work is: one changing line, or a few lines without a terminal."""

    def __init__(self) -> None:
        self._changing = sys.stderr.isatty()
        self._shown = 0
        self._told: tuple[str, int] | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` of a step is done."""
        line = say("analyse.step", step=say(f"analyse.{step}"), done=done, total=total)
        if self._changing:
            print(f"\r{line:<{self._shown}}", end="\n" if done == total else "", file=sys.stderr)
            self._shown = 0 if done == total else len(line)
            sys.stderr.flush()
        elif self._told != (part := (step, STEPS_TOLD * done // total)):
            self._told = part
            print(line, file=sys.stderr)

    def clear(self) -> None:
        """Make room for another line."""
        if self._shown:
            print(f"\r{'':<{self._shown}}\r", end="", file=sys.stderr)
            self._shown = 0
