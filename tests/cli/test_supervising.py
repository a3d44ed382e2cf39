"""A process that ends is started again; pauses grow, and are short again after a steady time."""

import pytest

from assessment.cli import supervising
from assessment.cli.supervising import Restarting

STEP = 0.25


class FakeProcess:
    returncode = None

    def poll(self):
        return self.returncode

    def die(self):
        self.returncode = -9


@pytest.fixture
def now():
    return [0.0]


@pytest.fixture
def started():
    return []


@pytest.fixture
def kept(now, started):
    def start(_, **__):
        started.append(FakeProcess())
        return started[-1]

    return Restarting(["python", "-m", "assessment", "work"], start=start, clock=lambda: now[0])


def pause_until_started(kept, now, started):
    """Return after how many seconds the process is started again."""
    count, died_at = len(started), now[0]
    started[-1].die()
    while len(started) == count:
        kept.check()
        now[0] += STEP
    return now[0] - STEP - died_at


def test_what_runs_is_left_alone(kept, now, started):
    for _ in range(100):
        now[0] += 1
        kept.check()

    assert len(started) == 1


def test_pauses_grow_up_to_a_minute(kept, now, started):
    pauses = [pause_until_started(kept, now, started) for _ in range(11)]

    assert pauses == [0.25, 0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_after_a_steady_time_the_pause_is_short_again(kept, now, started):
    for _ in range(4):
        pause_until_started(kept, now, started)
    now[0] += supervising.STEADY_SECONDS

    assert pause_until_started(kept, now, started) == supervising.FIRST_PAUSE


def test_the_log_tells_what_ended_and_how(kept, now, started, caplog):
    pause_until_started(kept, now, started)

    assert "assessment work ended with status -9; it starts again in 0.25 seconds" in caplog.text
