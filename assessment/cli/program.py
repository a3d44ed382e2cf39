"""Run what was asked of ``bop``, and tell what is wrong with it."""

import argparse
import os
import sys
from collections.abc import Sequence

from assessment.cli import running
from assessment.cli.parsing import dutch_argparse
from assessment.json_reading import InputError
from assessment.processes import pause_collector
from assessment.store import database
from assessment.store.data_keys import DataKeyMissing
from assessment.store.database import DatabaseAway, DatabaseUnusable
from assessment.wording import say
from values import ContentError
from values.problems import tell_first


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 content wrong, 2 bad input.

    1 also tells of what may pass by itself, such as a database that is away: systemd tries again
    after that, and never after 2 (deploy/bop.service).
    """
    with dutch_argparse():
        chosen = _find_parser(arguments).parse_args(arguments)
    try:
        status: int = chosen.run(chosen)
        sys.stdout.flush()
    except (InputError, ContentError) as error:
        for problem in tell_first(error.problems):
            print(problem, file=sys.stderr)
        return 2
    except DataKeyMissing as error:
        print(error, file=sys.stderr)
        return 2
    except DatabaseUnusable as error:
        print(say("cli.no_database", reason=error), file=sys.stderr)
        return 1 if isinstance(error, DatabaseAway) else 2
    except database.REFUSALS as error:  # it refused in the middle of the work
        print(say("cli.no_database", reason=database.explain_error(error)), file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return status


def _find_parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return the parser of all commands, or of the few that are to start soon."""
    if arguments and arguments[0] in running.NAMES:
        parser, command = running.begin_parser()
        running.add_to(command)
        return parser
    with pause_collector():
        from assessment.cli import parser as whole
    return whole.build_parser()
