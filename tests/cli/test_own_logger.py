"""A line of gunicorn tells what was wrong with a request, and nothing of what was sent."""

import io
import json
import logging

import pytest
from gunicorn.config import Config
from gunicorn.http import errors

from assessment.cli.own_logger import OwnLogger

SENT = 'code=7K2M&name=Anneke+\'t Hart "A"\n'
UNREADABLE = {
    errors.InvalidRequestLine: "Invalid HTTP request line: …",
    errors.InvalidRequestMethod: "Invalid HTTP method: …",
    errors.InvalidHeader: "Invalid HTTP Header: …",
    errors.InvalidHeaderName: "Invalid HTTP header name: …",
    errors.ObsoleteFolding: "Obsolete line folding is unacceptable: …",
    errors.ExpectationFailed: "Unable to comply with expectation: …",
    errors.UnsupportedTransferCoding: "Unsupported transfer coding: …",
    errors.InvalidChunkSize: "Invalid chunk size: …",
    errors.InvalidProxyLine: "Invalid PROXY line: …",
}


@pytest.fixture
def logger():
    """Return the logger of gunicorn as we set it up, and what it wrote."""
    kept = logging.getLogger("gunicorn.error")
    before = kept.handlers[:], kept.propagate, kept.level
    logger, stream = OwnLogger(Config()), io.StringIO()
    for handler in logger.error_log.handlers:
        handler.setStream(stream)
    yield logger, lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    kept.handlers[:], kept.propagate, kept.level = before


@pytest.mark.parametrize(
    ("error", "told"), UNREADABLE.items(), ids=lambda x: getattr(x, "__name__", "")
)
def test_of_a_request_that_cannot_be_read_only_the_cause_is_told(logger, error, told):
    log, lines = logger

    log.warning("Invalid request from ip=%s %s", "10.1.2.3", error(SENT))

    [line] = lines()
    assert line["message"] == f"Invalid request from ip=… {told}"


def test_of_a_request_that_fails_the_page_is_not_told(logger):
    log, lines = logger

    log.exception("Error handling request %s %s", "GET", "/uitnodiging/7K2M/geen-mail?name=Anneke")

    [line] = lines()
    assert line["message"] == "Error handling request …"


def test_what_gunicorn_tells_of_itself_stays_whole(logger):
    log, lines = logger

    log.error("Worker (pid:%s) exited with code %s.", 12, 3)

    [line] = lines()
    assert line["message"] == "Worker (pid:12) exited with code 3."
