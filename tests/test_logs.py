"""What a line of the log says, and what it never says."""

import io
import json
import logging
import re
import sqlite3

import pytest

from assessment import logs


@pytest.fixture
def lines():
    """Log as the product does; return the lines as tables."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logs.set_up_logs(stream)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    root.handlers[:] = handlers
    root.setLevel(level)


def fail(error):
    try:
        try:
            raise error
        except type(error) as cause:
            raise RuntimeError("Anneke de Wit vindt dit lastig") from cause
    except RuntimeError:
        logging.getLogger("assessment.test").exception("it went wrong")


def test_a_line_tells_when_where_and_in_which_request(lines):
    token = logs.current_request.set("K7Q2-9FXM")
    logging.getLogger("assessment.test").warning("waited %d seconds", 3)
    logs.current_request.reset(token)
    logging.getLogger("assessment.test").info("not told")

    [line] = lines()
    assert line.pop("at").endswith("+00:00")
    assert line == {"level": "warning", "where": "assessment.test", "request": "K7Q2-9FXM",
                    "message": "waited 3 seconds"}  # fmt: skip


def test_an_error_tells_its_kind_and_place_and_never_the_value_it_fell_over(lines):
    fail(ValueError("'mijn geheime antwoord' is no number"))

    [line] = lines()
    assert "request" not in line
    assert re.search(r"RuntimeError at fail test_logs\.py:\d+; after ValueError at", line["error"])
    assert "Anneke" not in str(line)
    assert "geheim" not in str(line)


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device"), sqlite3.OperationalError("disk I/O error")]
)
def test_what_the_system_says_is_told(lines, error):
    fail(error)

    assert str(error) in lines()[0]["error"]


def test_addresses_and_ids_in_lines_of_others_are_left_out(lines):
    logging.getLogger("gunicorn.error").warning(
        "Invalid request from ip=2001:db8::1: "
        "/afname/4b1c1f9e-8a50-4a57-9d0a-0c5a0a1b2c3d/gedrag/1 and 203.0.113.9"
    )

    [line] = lines()
    assert line["message"] == "Invalid request from ip=… /afname/…/gedrag/1 and ip=…"


def test_a_request_number_can_be_told_by_telephone():
    numbers = {logs.draw_request_number() for _ in range(200)}

    assert len(numbers) == 200
    assert all(re.fullmatch(r"[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}", n) for n in numbers)
