"""A document is drawn in a process of its own: whatever it does there, who asked goes on."""

import os
import signal
from pathlib import Path

import pytest

from assessment import drawing_apart
from assessment.drawing_apart import DrawingDied, DrawingFailed, draw_apart, run_apart
from assessment.report.pdf.report import render_pdf
from assessment.services import example, reporting


def die(_):
    os.kill(os.getpid(), signal.SIGKILL)


def take_memory(size):
    return bytes(size)[:1]


def take_for_ever(_):
    signal.pause()


def stumble(text):
    raise ValueError(f"niemand leest {text}")


def tell_who_goes_first(_):
    return Path("/proc/self/oom_score_adj").read_bytes()


def test_a_document_that_is_drawn_apart_is_the_same(content):
    result, at = example.make_example(content)
    report = reporting.write_report(content, result, created_at=at)

    assert draw_apart(report) == render_pdf(report)


def test_what_ends_its_process_ends_nothing_else():
    with pytest.raises(DrawingDied, match="status"):
        run_apart(die, None)

    assert run_apart(take_memory, 10) == b"\0"


def test_what_takes_too_much_memory_is_ended():
    assert run_apart(take_memory, drawing_apart.MOST_BYTES // 10) == b"\0"

    with pytest.raises(DrawingDied, match="status 1"):
        run_apart(take_memory, drawing_apart.MOST_BYTES)


def test_what_takes_too_long_is_ended():
    with pytest.raises(DrawingDied, match="more than 1 seconds"):
        run_apart(take_for_ever, None, seconds=1)


def test_of_an_error_is_told_where_it_happened_and_not_what_it_says():
    with pytest.raises(DrawingFailed, match="ValueError at .*stumble test_drawing_apart") as told:
        run_apart(stumble, "dit geheim")

    assert "geheim" not in str(told.value)


@pytest.mark.skipif(not Path("/proc").exists(), reason="only Linux chooses who goes first")
def test_when_memory_is_short_the_document_goes_first():
    assert int(run_apart(tell_who_goes_first, None)) == 1000
