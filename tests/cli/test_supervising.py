"""A process that ends is started again; pauses grow, and are short again after a steady time."""

import multiprocessing
import os
import signal

import pytest

from assessment.cli import supervising
from assessment.cli.supervising import Restarting
from bench import processes

STEP = 0.25


class FakeProcess:
    exitcode = None

    def die(self):
        self.exitcode = -9


@pytest.fixture
def now():
    return [0.0]


@pytest.fixture
def started():
    return []


@pytest.fixture
def kept(now, started):
    def start(_name, _run):
        started.append(FakeProcess())
        return started[-1]

    return Restarting("bop-worker", print, start=start, clock=lambda: now[0])


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

    assert "bop-worker ended with status -9; it starts again in 0.25 seconds" in caplog.text


def test_a_copy_has_its_own_name_and_what_this_process_does_with_a_signal_is_not_its_own():
    receiving, sending = multiprocessing.get_context("fork").Pipe(duplex=False)
    before = signal.signal(signal.SIGTERM, lambda *_: None)  # this process does not end
    try:

        def run():
            sending.send((processes.name(os.getpid()), signal.getsignal(signal.SIGTERM)))
            signal.pause()

        copy = supervising.start_copy("bop-tested", run)
        try:
            assert receiving.poll(30)
            assert receiving.recv() == ("bop-tested", signal.SIG_DFL)
        finally:
            supervising.stop_process(copy)
        assert copy.exitcode == -signal.SIGTERM
    finally:
        signal.signal(signal.SIGTERM, before)


def test_a_copy_that_does_not_listen_is_killed(monkeypatch):
    monkeypatch.setattr(supervising, "STOP_SECONDS", 0.05)
    receiving, sending = multiprocessing.get_context("fork").Pipe(duplex=False)

    def run():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        sending.send("deaf")
        while True:
            signal.pause()

    copy = supervising.start_copy("bop-tested", run)
    assert receiving.poll(30)
    supervising.stop_process(copy)

    assert copy.exitcode == -signal.SIGKILL


def test_a_copy_that_goes_wrong_ends_with_a_status_that_tells_so():
    def run():
        raise SystemExit(3)

    copy = supervising.start_copy("bop-tested", run)
    copy.join(30)

    assert copy.exitcode == 3
