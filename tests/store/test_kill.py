"""What is left after `kill -9` of the process that was writing."""

import subprocess
import sys

import pytest

from assessment.store import database
from assessment.store.attempts import get_attempt, save_answers
from tests.keys import FILE
from tests.people import taken

WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID
from assessment.store import database
from assessment.store.attempts import save_answers
from assessment.store.data_keys import DataKeys

url, attempt_id, commit = sys.argv[1], UUID(sys.argv[2]), sys.argv[3] == "commit"
keys = DataKeys(Path(sys.argv[4]))
with database.writing(database.open_engine(url, keys)) as db:
    for item in ("a", "b", "c"):
        save_answers(db, attempt_id, "gedrag", {item: 4}, seen={}, now=datetime.now(UTC))
    if commit:
        db.commit()
    print("written", flush=True)
    sys.stdin.read()  # until somebody kills us
"""


@pytest.fixture
def write_and_be_killed(engine, attempt_id):
    def run(what):
        command = [sys.executable, "-c", WRITER, str(engine.url), str(attempt_id), what, str(FILE)]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
            assert writer.stdout.readline() == b"written\n"
            writer.kill()
        with database.reading(engine) as db:
            return get_attempt(db, attempt_id).given("gedrag")

    return run


def test_a_committed_answer_survives_a_kill(write_and_be_killed):
    assert write_and_be_killed("commit") == {"a": 4, "b": 4, "c": 4}


def test_a_kill_in_the_middle_leaves_nothing_half_written(write_and_be_killed, engine, attempt_id):
    assert write_and_be_killed("no commit") == {}

    with database.writing(engine) as db:  # and the lock of the killed process is gone
        save_answers(db, attempt_id, "gedrag", {"a": 2}, seen={}, now=taken.LATER)
        db.commit()
