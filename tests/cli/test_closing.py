"""A connection of which a body was not read takes no next request."""

import pytest

from assessment.cli.deadline import close_when_told


class Response:
    closed = False

    def force_close(self):
        self.closed = True

    def start(self, status, headers, exc_info=None):
        self.status = status


@pytest.mark.parametrize(("headers", "closed"), [([("Connection", "close")], True), ([], False)])
def test_the_connection_is_closed_when_the_application_says_so(headers, closed):
    def app(environ, start):
        start("413 Too large", headers)
        return [environ["body"]]

    response = Response()

    assert close_when_told(app)({"body": b"x"}, response.start) == [b"x"]
    assert (response.closed, response.status) == (closed, "413 Too large")
