"""Every job and every command declares what it is there for, and does no more than that."""

import argparse
import inspect
import tomllib
from pathlib import Path

import pytest

from assessment.cli import build_parser, main
from assessment.cli.groups import only_looking, open_database, working
from assessment.config import read_settings
from assessment.instrument_jobs import InstrumentMaker
from assessment.jobs import Worker
from assessment.plan import Plan
from assessment.posting import Postman
from assessment.services import planning
from assessment.services.errands import NotItsErrand, declare_errand, open_stored
from assessment.services.moments import now
from assessment.services.policy import Errand, may_change_stored, may_open_stored
from assessment.store import database
from assessment.store.data_keys import DataKeys
from tests.people import taken
from tests.people.signed_in import NOOR, add_account
from tests.people.talking import GOAL

TABLE = tomllib.loads((Path(__file__).parent / "access.toml").read_text(encoding="utf-8"))
OPENS_NOTHING = {
    "enqueue",
    "enqueue_round",
    "last_seen",
    "is_alive",
    "say_alive",
    "warm_up",
}  # public, beside the database
TOLD = (
    ["audit", "verify"], ["mail", "list"], ["retention", "--dry-run"], ["doctor"],
    ["norm", "list"], ["calibrate", "list"], ["keys", "list"], ["check-content"],
)  # fmt: skip


def commands(parser, above=""):
    """Yield the name of each command and what runs it."""
    run = parser.get_default("run")
    if run is not None:
        yield above, run
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, below in action.choices.items():
                yield from commands(below, f"{above} {name}".strip())


def jobs():
    """Yield the name of each job of the worker and the postman, and what runs it."""
    for kind in (Worker, Postman, InstrumentMaker):
        for name, run in inspect.getmembers(kind, inspect.isfunction):
            if not name.startswith("_") and name not in OPENS_NOTHING:
                yield name, run


def test_every_command_and_every_job_declares_what_the_table_says():
    declared = {
        kind: {name: getattr(run, "errand", "none") for name, run in found}
        for kind, found in (("commands", commands(build_parser())), ("jobs", jobs()))
    }

    assert declared == TABLE["errands"]


def test_what_declared_nothing_opens_nothing(engine):
    with pytest.raises(NotItsErrand), open_stored(engine):
        pass


@pytest.mark.parametrize("errand", list(Errand))
def test_nothing_opens_or_changes_more_than_it_declared(engine, errand):
    def try_it(change):
        try:
            with open_stored(engine, change=change):
                return True
        except NotItsErrand:
            return False

    assert declare_errand(errand)(try_it)(False) == may_open_stored(errand)
    assert declare_errand(errand)(try_it)(True) == may_change_stored(errand)


@pytest.fixture
def filled(content, tmp_path, monkeypatch):
    """An installation with somebody in it, who wrote a goal and has a name."""
    monkeypatch.setenv("BOP_DATA", str(tmp_path))
    assert main(["db", "upgrade", "--new"]) == 0
    settings = read_settings()
    engine = database.open_engine(settings.database_url, DataKeys(settings.data_keys))
    with database.writing(engine) as db:
        attempt_id = taken.add_submitted(db, content, name="Noor de Wit")
        taken.let_count(db, attempt_id)
        planning.save_plan(db, content, attempt_id, Plan(goals=(GOAL,)), seen=0, now=now())
        add_account(db, NOOR, at=now(), attempts=(attempt_id,))
        db.commit()
    engine.dispose()
    return attempt_id


@pytest.mark.parametrize("arguments", TOLD, ids=" ".join)
def test_no_command_tells_what_somebody_wrote_or_who_it_was(filled, capsys, arguments):
    capsys.readouterr()
    try:
        main(arguments)
    except SystemExit as left:
        pytest.fail(f"{arguments} is no command: {left}")
    told = "".join(capsys.readouterr())

    assert told
    for secret in ("Noor de Wit", NOOR, GOAL.aim, GOAL.doing, str(filled)):
        assert secret not in told


def open_engine():
    return open_database(read_settings())


@pytest.mark.parametrize("opened", [working, only_looking, open_engine])
def test_every_way_to_the_database_asks_first(filled, opened):
    with pytest.raises(NotItsErrand):
        declare_errand(Errand.FILES)(lambda: opened().__enter__())()
