"""The clock that is off: what reads the time of day is shifted, and nothing else."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from tests.clocks import JUMPS, Clock

READ = """
import datetime, time
from datetime import datetime as Moment
shown = Moment.now(datetime.UTC)
assert isinstance(shown, Moment) and isinstance(Moment(2026, 1, 1), Moment)
assert abs(time.time() - shown.timestamp()) < 60
assert Moment.fromisoformat("2026-01-01") == Moment(2026, 1, 1)
began = time.monotonic()
time.sleep(0.01)
assert time.monotonic() > began
print(shown.isoformat())
"""


@pytest.mark.parametrize("jump", JUMPS)
def test_a_program_reads_the_clock_as_far_off_as_it_jumped_and_still_sleeps(tmp_path, jump):
    clock = Clock(tmp_path)
    clock.jump(jump)

    told = subprocess.run([sys.executable, "-c", READ], env={**os.environ, **clock.settings},
                          capture_output=True, text=True, check=True)  # fmt: skip

    shown = datetime.fromisoformat(told.stdout.strip())
    assert abs(shown - jump - datetime.now(UTC)) < timedelta(minutes=5)


def test_a_program_without_the_setting_reads_the_true_clock(tmp_path):
    clock = Clock(tmp_path)
    clock.jump(timedelta(days=400))
    settings = {**os.environ, **clock.settings, "BOP_TEST_CLOCK": ""}

    told = subprocess.run([sys.executable, "-c", READ], env=settings,
                          capture_output=True, text=True, check=True)  # fmt: skip

    assert abs(datetime.fromisoformat(told.stdout.strip()) - datetime.now(UTC)) < timedelta(days=1)
